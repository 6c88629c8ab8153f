// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/plugins_dialog.h"

#include <QAction>
#include <QLabel>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <filesystem>
#include <map>

#include "plugins/host/plugin_host.h"
#include "tests/ui/support/german_translator.h"
#include "tests/ui/support/test_context.h"
#include "ui/support/core_sentences.h"
#include "ui/support/inline_message.h"
#include "ui/window/main_window.h"

using namespace qstore;
using namespace qstore::ui;

namespace {

/// Three plugins: one that is ready, one for another version, one that crashed.
struct SomePlugins {
    SomePlugins() {
        lines.push_back({"qdrant", "Qdrant", "0.1.0", "Collections of a Qdrant server.", "", "",
                         "/p/qdrant.so", PluginStanding::Available, "", ""});
        lines.push_back({"old", "Old store", "0.0.1", "", "", "", "/p/old.so", PluginStanding::Refused,
                         "It was built for version 7 of the interface.",
                         "Install the plugin of this version."});
        lines.push_back({"wild", "Wild store", "1.0", "", "", "", "/p/wild.so", PluginStanding::Crashed,
                         "It brought the program down.", "Switch it on to try again."});
        catalog.list = [this] { return lines; };
        catalog.setEnabled = [this](const std::string& id, bool on) -> Status {
            if (!refusal.empty()) return fail(ErrorCode::Io, refusal, "Free some space.");
            for (PluginLine& line : lines)
                if (line.id == id) line.standing = on ? PluginStanding::Available : PluginStanding::Off;
            return {};
        };
    }
    std::vector<PluginLine> lines;
    PluginCatalog catalog;
    std::string refusal;
};

QString cell(const PluginsDialog& dialog, int row, int column) {
    return dialog.findChild<QTableWidget*>()->item(row, column)->text();
}

QString details(const PluginsDialog& dialog) {
    return dialog.findChild<QLabel*>(QStringLiteral("pluginDetails"))->text();
}

}  // namespace

class PluginsDialogTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsEachWithItsStateAndTheReason() {
        const SomePlugins plugins;
        PluginsDialog dialog(plugins.catalog);
        dialog.show();
        QCOMPARE(cell(dialog, 0, 1), QStringLiteral("Qdrant"));
        QCOMPARE(cell(dialog, 0, 3), QStringLiteral("Ready"));
        QCOMPARE(cell(dialog, 1, 3), QStringLiteral("Refused"));
        dialog.findChild<QTableWidget*>()->selectRow(1);
        QVERIFY(details(dialog).contains(QStringLiteral("version 7")));
        QVERIFY(details(dialog).contains(QStringLiteral("Install the plugin")));
    }

    /// The host speaks English and of commands; the window does neither.
    void saysTheReasonInTheWindowsLanguage() {
        GermanTranslator german;
        QVERIFY(QCoreApplication::installTranslator(&german));
        SomePlugins plugins;
        plugins.lines[1].reason =
            "it is built for version 7 of org.qstore.StorePlugin; this program has version 1";
        plugins.lines[1].cure = "install the plugin that belongs to this release";
        plugins.lines[2].reason =
            "the program ended while it loaded it on 2026-01-02 03:04; it crashed, or somebody or "
            "something "
            "killed the program just then, which cannot be told apart";
        plugins.lines[2].cure =
            "where the program was killed, `qstore plugins enable wild` switches it on again; where it "
            "crashed, install another version of it first";
        PluginsDialog dialog(plugins.catalog);
        dialog.show();
        QCOMPARE(cell(dialog, 1, 3), QStringLiteral("Abgelehnt"));
        dialog.findChild<QTableWidget*>()->selectRow(1);
        QVERIFY2(details(dialog).startsWith(QStringLiteral(
                     "es ist für Version 7 von org.qstore.StorePlugin gebaut; dieses Programm "
                     "hat Version 1\ndas Plugin installieren, das zu dieser Ausgabe gehört")),
                 qPrintable(details(dialog)));
        dialog.findChild<QTableWidget*>()->selectRow(2);
        QVERIFY2(details(dialog).startsWith(QStringLiteral("das Programm endete am 2026-01-02 03:04, ")),
                 qPrintable(details(dialog)));
        QVERIFY2(details(dialog).contains(QStringLiteral(
                     "schaltet „Ein“ in der Liste der Plugins (Menü Werkzeuge) es wieder ein")),
                 qPrintable(details(dialog)));
        QVERIFY(!details(dialog).contains(QStringLiteral("qstore plugins")));
        plugins.refusal = "another program is changing '/c/plugins.json'";
        dialog.findChild<QTableWidget*>()->item(0, 0)->setCheckState(Qt::Unchecked);
        QTRY_VERIFY(dialog.findChild<InlineMessage*>()->text().startsWith(
            QStringLiteral("Ein anderes Programm ändert gerade „/c/plugins.json“")));
        QCoreApplication::removeTranslator(&german);
    }

    /// What the host itself says of files that are no plugins and of those that a person switched off.
    void whatTheHostSaysHasAPattern() {
        const QTemporaryDir folder;
        const auto write = [&folder](const char* name, const QByteArray& content) {
            QFile file(folder.filePath(QString::fromLatin1(name)));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
        };
        write("empty.so", {});
        write("text.so", "no library");
        const std::filesystem::path root = folder.path().toStdString();
        PluginPlaces places{{root}, root / "config", {}};
        for (const std::filesystem::path& built : standardPluginPlaces().folders)
            places.folders.push_back(built);
        PluginHost host(places);
        const Status off = host.setEnabled("qdrant", false);
        QVERIFY2(off.has_value(), "the plugins are not built");
        std::map<PluginState, int> reasons;
        for (const PluginInfo& info : host.list()) {
            if (info.reason.empty()) continue;
            ++reasons[info.state];
            QVERIFY2(isCoreSentence(info.reason), info.reason.c_str());
            QVERIFY2(isCoreSentence(info.cure), info.cure.c_str());
        }
        QCOMPARE(reasons[PluginState::Off], 1);
        QCOMPARE(reasons[PluginState::Refused], 2);
        QCOMPARE(reasons.size(), std::size_t{2});
        for (const char* id : {"qdrnt", "something-else", "qdrant"}) {
            const auto nobody = host.storeDriver(id);
            QVERIFY(!nobody.has_value());
            QVERIFY2(isCoreSentence(nobody.error().message), nobody.error().message.c_str());
            QVERIFY2(isCoreSentence(nobody.error().hint), nobody.error().hint.c_str());
        }
    }

    void switchesOffAndOnByKeyboard() {
        SomePlugins plugins;
        PluginsDialog dialog(plugins.catalog);
        dialog.show();
        auto* table = dialog.findChild<QTableWidget*>();
        table->setCurrentCell(0, 0);
        QTest::keyClick(table, Qt::Key_Space);
        QTRY_COMPARE(cell(dialog, 0, 3), QStringLiteral("Switched off"));
        QCOMPARE(plugins.lines[0].standing, PluginStanding::Off);
        table->setCurrentCell(0, 0);
        QTest::keyClick(table, Qt::Key_Space);
        QTRY_COMPARE(cell(dialog, 0, 3), QStringLiteral("Ready"));
    }

    void aCrashedOneIsTriedAgainWhenSwitchedOnAndARefusedOneCannotBe() {
        SomePlugins plugins;
        PluginsDialog dialog(plugins.catalog);
        dialog.show();
        auto* table = dialog.findChild<QTableWidget*>();
        QVERIFY(!(table->item(1, 0)->flags() & Qt::ItemIsUserCheckable));
        QCOMPARE(table->item(2, 0)->checkState(), Qt::Unchecked);
        table->item(2, 0)->setCheckState(Qt::Checked);
        QTRY_COMPARE(cell(dialog, 2, 3), QStringLiteral("Ready"));
    }

    void saysWhyAChoiceWasNotKept() {
        SomePlugins plugins;
        plugins.refusal = "the disk is full";
        PluginsDialog dialog(plugins.catalog);
        dialog.show();
        dialog.findChild<QTableWidget*>()->item(0, 0)->setCheckState(Qt::Unchecked);
        QTRY_COMPARE(dialog.findChild<QTableWidget*>()->item(0, 0)->checkState(), Qt::Checked);
        QVERIFY(dialog.findChild<InlineMessage*>()->text().contains(QStringLiteral("The disk is full")));
    }

    void tellsOfWhatWasSwitchedAndOfNothingElse() {
        SomePlugins plugins;
        plugins.catalog.changes = std::make_shared<PluginChanges>();
        const QSignalSpy told(plugins.catalog.changes.get(), &PluginChanges::changed);
        PluginsDialog dialog(plugins.catalog);
        auto* table = dialog.findChild<QTableWidget*>();
        table->item(0, 0)->setCheckState(Qt::Unchecked);
        QCOMPARE(told.count(), 1);
        QTRY_COMPARE(cell(dialog, 0, 3), QStringLiteral("Switched off"));
        plugins.refusal = "the disk is full";
        table->item(0, 0)->setCheckState(Qt::Checked);
        QTRY_COMPARE(table->item(0, 0)->checkState(), Qt::Unchecked);
        QCOMPARE(told.count(), 1);
    }

    void isReachedFromTheToolsMenu() {
        const SomePlugins plugins;
        TestContext test;
        test.context.plugins = &plugins.catalog;
        MainWindow window(test.context,
                          {new qstore::ui::Page(QStringLiteral("Data"), QStringLiteral("data"))});
        window.show();
        auto* action = window.findChild<QAction*>(QStringLiteral("pluginsAction"));
        QVERIFY(action != nullptr);
        action->trigger();
        QVERIFY(window.findChild<PluginsDialog*>() != nullptr);
    }
};

QTEST_MAIN(PluginsDialogTest)
#include "plugins_dialog_test.moc"
