// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QCommandLineParser>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include "pages.h"
#include "screenshots.h"
#include "ui/window/main_window.h"

using namespace qstore::ui;

namespace {

void loadTranslations(QApplication& application) {
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
    parser.process(application);

    const bool touring = parser.isSet(screenshots);
    QSettings settings;
    Theme theme;
    if (!touring) theme.setMode(storedMode(settings));
    theme.applyTo(application);
    DesktopPrompts prompts;
    Navigator navigator;
    AppContext context{theme, prompts, settings, navigator};
    MainWindow window(context, makePages(context));
    if (parser.isSet(workspace)) navigator.openWorkspace(parser.value(workspace));
    if (!touring) window.restoreSession();
    window.show();
    if (touring) takeScreenshots(window, theme, parser.value(screenshots));
    return QApplication::exec();
}
