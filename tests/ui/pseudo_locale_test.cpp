// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QComboBox>
#include <QInputDialog>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>
#include <QSet>
#include <QTableView>
#include <QTest>
#include <QToolButton>

#include "app/workbench/pages.h"
#include "core/circuit/gate_table.h"
#include "core/circuit/templates.h"
#include "core/data/samples.h"
#include "tests/ui/support/finished_run.h"
#include "tests/ui/support/pseudo_translator.h"
#include "tests/ui/support/test_accounts.h"
#include "tests/ui/support/test_context.h"
#include "tests/ui/support/text_walk.h"
#include "ui/circuit/circuit_page.h"
#include "ui/circuit/template_dialog.h"
#include "ui/data/data_page.h"
#include "ui/data/import_dialog.h"
#include "ui/window/command_palette.h"
#include "ui/window/main_window.h"

using namespace qstore;
using namespace qstore::ui;

namespace {

constexpr int trainingLimitMs = 120000;

/// The engine's own names and explanations of gates, circuits and samples, which are English in every
/// language, and what comes from the data on display.
QSet<QString> untranslatedNames() {
    QSet<QString> names;
    const auto add = [&names](std::string_view text) { names.insert(toQt(text)); };
    for (const SampleDataset& sample : sampleDatasets()) {
        for (const std::string& text : {sample.name, sample.title, sample.help}) add(text);
    }
    for (const GateInfo& gate : gateTable()) {
        add(gate.title);
        add(gate.help);
        for (const std::string_view angle : gate.angleNames) add(angle);
    }
    const auto describe = [&add](const auto& info) {
        add(info.title);
        add(info.help);
        for (const TemplateOption& option : info.options) {
            add(option.name);
            add(option.help);
            for (const std::string& choice : option.choices) add(choice);
        }
    };
    for (const TemplateInfo& info : circuitTemplates()) describe(info);
    for (const EncoderInfo& info : circuitEncoders()) describe(info);
    return names;
}

}  // namespace

/// Walks the whole window in a language of accents and long words: every text must come from the
/// translations, and must fit at 1280 × 800.
class PseudoLocaleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QApplication::installTranslator(&m_translator);
        m_names = untranslatedNames();
        m_test = std::make_unique<TestContext>();
        QVERIFY(m_session.open(m_test->folder.filePath(QStringLiteral("123.qstore"))).has_value());
        const auto run = finishedRun(m_session.workspace());
        QVERIFY2(run.has_value(), run ? "" : run.error().message.c_str());
        for (int i = 0; i < 2; ++i)
            QVERIFY(m_session.registerRun(QStringLiteral("iris"), toQt(*run), {}).has_value());
        QVERIFY(m_session.deleteModel(QStringLiteral("iris"), 1).has_value());
        QVERIFY(m_session.selectDataset(QStringLiteral("iris")).has_value());
        for (const Column& column : m_session.currentTable()->columns()) m_names.insert(toQt(column.name));
        for (const char* account : {"iris", "practice", "practice-ibm", "ionq-lab"})
            m_names.insert(QString::fromLatin1(account));
        m_names.insert(toQt(*run));
        // Records, contexts, a group and registers of the States page's example.
        for (const char* name :
             {"ada", "blaise", "carl", "colleagues", "work", "leisure", "bell", "ada as a state"})
            m_names.insert(QString::fromLatin1(name));
        m_test->context.session = &m_session;
        m_accounts = std::make_unique<TestAccounts>(*m_test);
        m_window = std::make_unique<MainWindow>(m_test->context, makePages(m_test->context, m_training));
        m_window->setWorkspacePath(m_session.path());
        m_window->resize(1280, 800);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QCOMPARE(m_window->size(), QSize(1280, 800));
    }

    void everyPage_data() {
        QTest::addColumn<QString>("page");
        for (const Page* page : m_window->pages()) QTest::newRow(qPrintable(page->id())) << page->id();
    }

    void everyPage() {
        QFETCH(QString, page);
        m_window->showPage(page);
        m_window->currentPage()->prepareScreenshot();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->currentPage()->screenshotReady(), trainingLimitMs);
        if (page == QLatin1String("data"))
            m_window->findChild<QTableView*>(QStringLiteral("dataTable"))->selectColumn(0);
        if (page == QLatin1String("models"))
            QTest::mouseClick(m_window->findChild<QToolButton*>(QStringLiteral("binToggle")),
                              Qt::LeftButton);
        check(*m_window);
        QCOMPARE(m_window->size(), QSize(1280, 800));
    }

    void aTrainingFromATemplate() {
        m_window->showPage(QStringLiteral("train"));
        m_window->findChild<QComboBox*>(QStringLiteral("trainCircuit"))->setCurrentIndex(2);
        check(*m_window);
    }

    void aTrainingOnACollection() {
        m_window->showPage(QStringLiteral("train"));
        auto* rows = m_window->findChild<QComboBox*>(QStringLiteral("trainRows"));
        rows->setCurrentIndex(1);
        auto* collections = m_window->findChild<QComboBox*>(QStringLiteral("trainCollection"));
        // The Stores page's example.
        QTRY_COMPARE(collections->count(), 1);
        collections->setCurrentIndex(0);
        QTRY_VERIFY(m_window->findChild<QComboBox*>(QStringLiteral("trainTarget"))->count() > 0);
        check(*m_window);
        rows->setCurrentIndex(0);
    }

    void menusAndPalette() {
        const auto actions = m_window->commands();
        QVERIFY(actions.size() > 60);
        QList<ShownText> texts;
        for (const QAction* action : actions) {
            texts.append({action->text(), QStringLiteral("command, text")});
            texts.append({action->toolTip(), QStringLiteral("command, tool tip")});
        }
        report(untranslated(texts));
        m_window->findChild<QAction*>(QStringLiteral("paletteAction"))->trigger();
        auto* palette = m_window->findChild<CommandPalette*>();
        check(*palette);
        palette->hide();
    }

    void windowsOfTheHelpMenu() {
        for (const char* name : {"shortcutsAction", "aboutAction"}) {
            m_window->findChild<QAction*>(QString::fromLatin1(name))->trigger();
            checkDialogs();
        }
    }

    void importDialog() {
        const QString path = m_test->folder.filePath(QStringLiteral("1.csv"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("a1;a2\n3;4\n5;6\n");
        file.close();
        m_window->showPage(QStringLiteral("data"));
        m_window->findChild<DataPage*>()->importFile(path);
        auto* import = m_window->findChild<QPushButton*>(QStringLiteral("importAccept"));
        QTRY_VERIFY(import->isEnabled());
        checkDialogs();
    }

    void templateDialog() {
        TemplateDialog dialog(m_test->theme, 2, {QStringLiteral("1"), QStringLiteral("2")});
        dialog.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
        check(dialog);
    }

    void promptsOfTheDesktop() {
        DesktopPrompts prompts(m_test->settings);
        const QString text = MainWindow::tr("Model");
        prompts.askText(m_window.get(), text, text, {}, [](const QString&) {});
        checkDialogs();
        prompts.confirm(m_window.get(), text, text, text, [] {});
        checkDialogs();
    }

    /// The walk itself: it must see what is not translated and what is cut off.
    void theWalkFindsWhatIsWrong() {
        QWidget page;
        auto* label = new QLabel(QStringLiteral("Hard-coded text"), &page);
        label->setGeometry(0, 0, 20, 20);
        auto* button = new QPushButton(QStringLiteral("42"), &page);
        button->setToolTip(QStringLiteral("never translated"));
        button->setGeometry(90, 40, 200, 30);
        page.resize(200, 100);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        QCOMPARE(untranslated(textsOf(page)).size(), 2);
        QCOMPARE(clippedTexts(page).size(), 2);
    }

    void cleanupTestCase() {
        m_window.reset();
        m_accounts.reset();
        QApplication::removeTranslator(&m_translator);
    }

private:
    bool isTranslatedOrData(const QString& text) const {
        if (text.contains(PseudoTranslator::opening) || m_names.contains(text)) return true;
        for (const QString& name : m_names) {
            if (name.size() > 12 && text.contains(name))
                return true;  // the matrix beside a gate's explanation
        }
        // A file's name, an address, a device, a hash, a key, a number, a formula, a sign.
        static const QRegularExpression data(
            QStringLiteral("^(https?://\\S+|crn:v1:\\S+|ibm_practice_\\d+|[\\w-]+\\.qstore|/"
                           ".+|\\d+\\.csv|[0-9a-f]{12,64}|((Ctrl|Shift|Alt)\\+)+.+|F\\d+|Del|"
                           "Esc|[^\\p{L}]*\\p{L}{0,2}[^\\p{L}]*|.*[|∣⟩⟨π=].*)$"));
        return data.match(text).hasMatch();
    }

    QStringList untranslated(const QList<ShownText>& texts) const {
        QStringList found;
        for (const ShownText& shown : texts) {
            if (!isTranslatedOrData(shown.text))
                found += QStringLiteral("%1: “%2” is not translated").arg(shown.where, shown.text);
        }
        return found;
    }

    void report(const QStringList& found) {
        for (const QString& each : found) qWarning("%s", qPrintable(each));
        QCOMPARE(found.size(), 0);
    }

    void check(const QWidget& root) {
        QTest::qWait(0);  // what is still to be laid out or deleted
        report(untranslated(textsOf(root)) + clippedTexts(root));
    }

    void checkDialogs() {
        const auto dialogs = m_window->findChildren<QDialog*>();
        int open = 0;
        for (QDialog* dialog : dialogs) {
            if (!dialog->isVisible()) continue;
            ++open;
            check(*dialog);
            dialog->close();
        }
        QCOMPARE(open, 1);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    PseudoTranslator m_translator;
    QSet<QString> m_names;
    std::unique_ptr<TestContext> m_test;
    std::unique_ptr<TestAccounts> m_accounts;
    WorkspaceSession m_session;
    TrainingController m_training{m_session};
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(PseudoLocaleTest)
#include "pseudo_locale_test.moc"
