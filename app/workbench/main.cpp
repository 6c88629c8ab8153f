// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QCommandLineParser>
#include <QLibraryInfo>
#include <QLocale>
#include <QTemporaryDir>
#include <QTranslator>

#include "core/stores/connection_book.h"
#include "host_keychain.h"
#include "host_stores.h"
#include "pages.h"
#include "screenshots.h"
#include "ui/controllers/accounts.h"
#include "ui/controllers/device_catalog.h"
#include "ui/window/main_window.h"

using namespace qstore::ui;

namespace {

void loadTranslations(QApplication& application) {
    // English plurals come first, for every language that has no texts of its own.
    auto* english = new QTranslator(&application);
    if (english->load(QStringLiteral(":/i18n/qstore_en.qm"))) QApplication::installTranslator(english);
    for (const auto& [name, folder] :
         {std::pair{QStringLiteral("qstore"), QStringLiteral(":/i18n")},
          std::pair{QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)}}) {
        auto* translator = new QTranslator(&application);
        if (translator->load(QLocale(), name, QStringLiteral("_"), folder))
            QApplication::installTranslator(translator);
    }
}

ThemeMode storedMode(const QSettings& settings) {
    const int stored = settings.value(QStringLiteral("window/theme")).toInt();
    return stored >= 0 && stored <= 2 ? static_cast<ThemeMode>(stored) : ThemeMode::System;
}

/// Opens what the window asks for; a workspace that cannot be opened leaves the old one.
void connectWorkspace(Navigator& navigator, WorkspaceSession& session, MainWindow& window) {
    QObject::connect(&navigator, &Navigator::workspaceRequested, &window, [&](const QString& path) {
        const qstore::Status opened = session.open(path);
        if (opened) {
            window.setWorkspacePath(session.path());
            return;
        }
        navigator.showToast(
            QStringLiteral("%1 %2").arg(toQt(opened.error().message), toQt(opened.error().hint)));
    });
}

/// Pictures are taken of an example in files of its own, which go away with the program.
QString touredFile(const QString& name) {
    static const QTemporaryDir folder;
    return folder.filePath(name);
}

QString defaultWorkspace(bool touring) {
    return touring ? touredFile(QStringLiteral("iris-study.qstore"))
                   : toQt(qstore::defaultWorkspacePath().string());
}

/// No picture shows the accounts of the person who takes it.
AccountsEnvironment accountsEnvironment(bool touring) {
    AccountsEnvironment environment;
    if (!touring) {
        environment.keychain = hostKeychain();
        return environment;
    }
    environment.profilesFile = touredFile(QStringLiteral("accounts.json")).toStdString();
    environment.vaultFile = touredFile(QStringLiteral("keys.vault")).toStdString();
    return environment;
}

HostStoresPlaces storesPlaces(bool touring, const Accounts& accounts, const PluginCatalog& plugins) {
    HostStoresPlaces places;
    places.vault = accounts.vault();
    places.pluginChanges = plugins.changes;
    places.connections =
        touring ? std::filesystem::path(touredFile(QStringLiteral("stores.json")).toStdString())
                : qstore::defaultConnectionsPath();
    places.keychain = !touring;
    return places;
}

}  // namespace

int main(int argc, char* argv[]) {
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Q-Store Workbench"));
    QApplication::setOrganizationName(QStringLiteral("qstore"));
    QApplication::setApplicationVersion(QStringLiteral(QSTORE_VERSION));
    loadTranslations(application);

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QCoreApplication::translate("main", "Quantum machine learning you can see."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption workspace(QStringLiteral("workspace"),
                                       QCoreApplication::translate("main", "The workspace to open."),
                                       QCoreApplication::translate("main", "file"));
    const QCommandLineOption screenshots(
        QStringLiteral("screenshots"),
        QCoreApplication::translate("main", "Write a picture of every page into this folder and quit."),
        QCoreApplication::translate("main", "folder"));
    parser.addOptions({workspace, screenshots});
    parser.addPositionalArgument(QStringLiteral("file"),
                                 QCoreApplication::translate("main", "The workspace to open."),
                                 QStringLiteral("[file]"));
    parser.process(application);
    const QStringList files = parser.positionalArguments() + parser.values(workspace);
    if (files.size() > 1) parser.showHelp(2);

    const bool touring = parser.isSet(screenshots);
    QSettings settings;
    Theme theme;
    if (!touring) theme.setMode(storedMode(settings));
    theme.applyTo(application);
    DesktopPrompts prompts(settings);
    Navigator navigator;
    WorkspaceSession session;
    Accounts accounts(accountsEnvironment(touring));
    TrainingController training(session, &accounts);
    DeviceCatalog devices(accounts);
    const auto plugins = std::make_shared<qstore::PluginHost>();
    const PluginCatalog pluginCatalog = hostPlugins(plugins);
    const StoreAccess stores = hostStores(plugins, storesPlaces(touring, accounts, pluginCatalog));
    AppContext context{theme,     prompts,  settings, navigator,     &session,
                       &accounts, &devices, &stores,  &pluginCatalog};
    MainWindow window(context, makePages(context, training));
    connectWorkspace(navigator, session, window);
    navigator.openWorkspace(files.isEmpty() ? defaultWorkspace(touring) : files.first());
    if (!touring) window.restoreSession();
    window.show();
    if (touring) takeScreenshots(window, theme, parser.value(screenshots));
    return QApplication::exec();
}
