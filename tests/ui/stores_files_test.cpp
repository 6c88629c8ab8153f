// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>

#include "core/workspace/training_session.h"
#include "tests/ui/support/pseudo_translator.h"
#include "tests/ui/support/stores_fixture.h"

using namespace qstore;
using namespace qstore::ui;

namespace {

/// Asks to stop after one batch.
class StopAfterOne : public TrainingSink {
public:
    explicit StopAfterOne(std::stop_source stop) : m_stop(std::move(stop)) {}
    Status epochFinished(const EpochMetrics& /*metrics*/) override { return {}; }
    Status checkpoint(const Checkpoint& /*checkpoint*/) override { return {}; }
    void batchFinished(std::size_t /*epoch*/, std::size_t /*batch*/, std::size_t /*batches*/,
                       double /*loss*/) override {
        m_stop.request_stop();
    }

private:
    std::stop_source m_stop;
};

}  // namespace

/// Whole files in a store, by what a person presses: kept, replaced, restored, forgotten.
class StoresFilesTest : public QObject, protected StoresFixture {
    Q_OBJECT

    QAbstractItemModel* files() const { return child<QTableView>("keptFilesTable")->model(); }
    std::vector<KeptFile> kept() const { return m_elsewhere->files().files({}).value(); }
    QUndoStack& undo() const { return *m_page->undoStack(); }

    void openFiles() {
        addConnection();
        click("storeFiles");
        QTRY_VERIFY(button("filesNow")->isEnabled());
    }
    void choose(const QString& words) const {
        auto* what = child<QComboBox>("fileToKeep");
        const int row = what->findText(words, Qt::MatchContains);
        QVERIFY2(row >= 0, qPrintable(words));
        what->setCurrentIndex(row);
    }
    void keep(const QString& words, int rows) {
        choose(words);
        click("filesNow");
        QTRY_VERIFY_WITH_TIMEOUT(files()->rowCount() == rows && idle(), limitMs);
    }
    void select(int row) {
        child<QTableView>("keptFilesTable")->selectRow(row);
        QTRY_VERIFY(button("restoreFile")->isEnabled());
    }
    /// Interrupted after its first batch where `stops`.
    std::string train(bool stops) const {
        TrainingOrder order;
        order.dataset = "iris";
        order.choice = chooseModel(*m_session->currentTable(), m_session->currentRecipe()).value();
        order.config.epochs = 1;
        const auto training = TrainingSession::start(m_session->workspace(), std::move(order)).value();
        std::stop_source stop;
        StopAfterOne sink(stop);
        const auto ended = training->execute(stops ? &sink : nullptr, {stop.get_token(), {}},
                                             [] { return RunState::Interrupted; });
        if (!ended && ended.error().code != ErrorCode::Cancelled)
            qFatal("%s", ended.error().message.c_str());
        return training->runId();
    }

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    void aStoreOfVectorsAloneSaysWhyAndWhatElse() {
        click("storeFiles");
        QTRY_VERIFY(!messageWith(QStringLiteral("keeps vectors only")).isEmpty());
        const QString said = messageWith(QStringLiteral("keeps vectors only"));
        QVERIFY2(said.contains(QStringLiteral("'local'")), qPrintable(said));
        QVERIFY2(said.contains(QStringLiteral("PostgreSQL with pgvector")), qPrintable(said));
        QVERIFY(!child<QTableView>("keptFilesTable")->isVisible());
        QVERIFY(!button("filesNow")->isEnabled());
        // Another store, another answer.
        addConnection();
        click("storeFiles");
        QTRY_VERIFY(button("filesNow")->isEnabled());
        QVERIFY(messageWith(QStringLiteral("keeps vectors only")).isEmpty());
        QVERIFY(child<QLabel>("keptFilesState")->text().contains(QStringLiteral("No file")));
    }

    void aDatasetIsKeptAndComesBackBitByBit() {
        openFiles();
        const std::string hash = m_session->currentTable()->contentHash();
        const Recipe recipe = m_session->currentRecipe();
        keep(QStringLiteral("iris"), 1);
        QCOMPARE(cell("keptFilesTable", 0, 0), QStringLiteral("iris.dataset"));
        QCOMPARE(cell("keptFilesTable", 0, 1), QStringLiteral("Dataset"));
        select(0);
        const KeptFile file = kept().front();
        const QString detail = child<QLabel>("keptFileDetail")->text();
        QCOMPARE(line("keptFileHash")->text(), toQt(file.sha256));
        QVERIFY2(detail.contains(QLocale().toString(qulonglong(file.bytes))), qPrintable(detail));
        QVERIFY(m_session->removeDataset(QStringLiteral("iris")).has_value());
        QVERIFY(m_session->currentTable() == nullptr);
        click("restoreFile");
        QTRY_COMPARE(m_session->currentDataset(), QStringLiteral("iris"));
        QCOMPARE(m_session->currentTable()->contentHash(), hash);
        QVERIFY(m_session->currentRecipe() == recipe);
        // Once more under the same name is refused, under another one not.
        QTRY_VERIFY(idle() && button("restoreFile")->isEnabled());
        click("restoreFile");
        QTRY_VERIFY(!messageWith(QStringLiteral("already a dataset named 'iris'")).isEmpty());
        line("restoreFileAs")->setText(QStringLiteral("again"));
        click("restoreFile");
        QTRY_COMPARE(m_session->currentDataset(), QStringLiteral("again"));
        m_session->dataUndo().undo();
        QCOMPARE(m_session->currentDataset(), QStringLiteral("iris"));
    }

    void aReplacedFileComesBackByUndo() {
        openFiles();
        const int steps = undo().count();
        keep(QStringLiteral("iris"), 1);
        const std::string first = kept().front().sha256;
        QCOMPARE(undo().count(), steps + 1);
        click("filesNow");
        QTRY_VERIFY(!messageWith(QStringLiteral("the same in every bit")).isEmpty());
        QCOMPARE(undo().count(), steps + 1);
        Recipe recipe = m_session->currentRecipe();
        recipe.split.seed += 1;
        QVERIFY(m_session->changeRecipe(recipe, QStringLiteral("seed")).has_value());
        QTRY_VERIFY(idle());
        click("filesNow");
        QTRY_VERIFY(undo().count() == steps + 2 && idle());
        QVERIFY(kept().front().sha256 != first);
        undo().undo();
        QTRY_VERIFY(idle() && kept().front().sha256 == first);
        undo().undo();
        QTRY_VERIFY(idle() && kept().empty());
        QTRY_COMPARE(files()->rowCount(), 0);
        undo().redo();
        QTRY_VERIFY(idle() && kept().size() == 1);
    }

    void undoLeavesAloneWhatSomebodyElseHasKept() {
        openFiles();
        keep(QStringLiteral("iris"), 1);
        QVERIFY(m_elsewhere->files().keep("iris.dataset", "dataset", "other bytes", {}).has_value());
        undo().undo();
        QTRY_VERIFY(!messageWith(QStringLiteral("is not what it was")).isEmpty());
        QCOMPARE(m_elsewhere->files().restore("iris.dataset", {}).value(), std::string("other bytes"));
        QVERIFY(!undo().canUndo());
    }

    void aForgottenFileComesBackByUndo() {
        openFiles();
        keep(QStringLiteral("iris"), 1);
        const KeptFile before = kept().front();
        select(0);
        QSignalSpy offered(m_session.get(), &WorkspaceSession::undoOffered);
        child<QTableView>("keptFilesTable")->setFocus();
        QTest::keyClick(child<QTableView>("keptFilesTable"), Qt::Key_Delete);
        QTRY_COMPARE(files()->rowCount(), 0);
        QVERIFY(kept().empty());
        QCOMPARE(offered.count(), 1);
        QVERIFY(m_test->prompts.asked.isEmpty());
        QTRY_VERIFY(idle());
        undo().undo();
        QTRY_COMPARE(files()->rowCount(), 1);
        QCOMPARE(kept().front().sha256, before.sha256);
        QCOMPARE(kept().front().kind, before.kind);
    }

    void whatCouldNotComeBackIsAskedFirst() {
        openFiles();
        keep(QStringLiteral("iris"), 1);
        m_elsewhere->files().damage("iris.dataset");
        select(0);
        click("restoreFile");
        QTRY_VERIFY(!messageWith(QStringLiteral("is not what was kept")).isEmpty());
        QTRY_VERIFY(button("forgetFile")->isEnabled());
        click("forgetFile");
        QTRY_COMPARE(m_test->prompts.asked.size(), 1);
        QCOMPARE(kept().size(), std::size_t{1});
        QTRY_VERIFY(button("forgetFile")->isEnabled());
        m_test->prompts.answers << QStringLiteral("yes");
        click("forgetFile");
        QTRY_COMPARE(files()->rowCount(), 0);
        QVERIFY(kept().empty());
    }

    void keepingIsCancelled() {
        openFiles();
        const int steps = undo().count();
        m_elsewhere->holdAfter(0);
        click("filesNow");
        QTRY_VERIFY(m_elsewhere->isHolding());
        QVERIFY(child<QWidget>("activityBar")->isVisible());
        QVERIFY(!button("filesNow")->isEnabled());
        click("cancelTask");
        m_elsewhere->release();
        QTRY_VERIFY(idle() && button("filesNow")->isEnabled());
        QVERIFY(kept().empty());
        QCOMPARE(undo().count(), steps);
    }

    void aModelComesBackAsAVersion() {
        const std::string run = train(false);
        QVERIFY(m_session->registerRun(QStringLiteral("flowers"), toQt(run), {}).has_value());
        openFiles();
        keep(QStringLiteral("flowers:1"), 1);
        QCOMPARE(cell("keptFilesTable", 0, 1), QStringLiteral("Model"));
        select(0);
        line("restoreFileAs")->setText(QStringLiteral("copy"));
        QSignalSpy models(m_session.get(), &WorkspaceSession::modelsChanged);
        click("restoreFile");
        QTRY_VERIFY_WITH_TIMEOUT(models.count() == 1 && idle(), limitMs);
        const auto workspace = m_session->workspace();
        QCOMPARE(workspace->findModel("copy")->weightsHash, workspace->findModel("flowers")->weightsHash);
        undo().undo();
        QTRY_VERIFY(idle() && !workspace->findModel("copy").has_value());
        undo().redo();
        QTRY_VERIFY(idle() && workspace->findModel("copy").has_value());
    }

    void aCheckpointGoesToItsRunOrToANewOne() {
        const std::string run = train(true);
        const auto wanted = m_session->workspace()->latestCheckpoint(run).value();
        QVERIFY(wanted.has_value());
        const Table iris = *m_session->currentTable();
        const Recipe recipe = m_session->currentRecipe();
        openFiles();
        keep(toQt(run), 1);
        select(0);
        QVERIFY(!line("restoreFileAs")->isEnabled());
        click("restoreFile");
        QTRY_VERIFY(!messageWith(QStringLiteral("it would be set back")).isEmpty());
        QVERIFY(m_session->open(m_test->folder.filePath(QStringLiteral("second.qstore"))).has_value());
        QVERIFY(m_session->addDataset(QStringLiteral("iris"), iris, {}, recipe).has_value());
        child<QAbstractItemView>("storesList")
            ->setCurrentIndex(child<QAbstractItemView>("storesList")->model()->index(1, 0));
        click("storeFiles");
        QTRY_COMPARE(files()->rowCount(), 1);
        select(0);
        click("restoreFile");
        QTRY_COMPARE_WITH_TIMEOUT(m_session->workspace()->runs()->size(), std::size_t{1}, limitMs);
        QTRY_VERIFY(idle());
        const std::string here = m_session->workspace()->runs()->front().id;
        const auto checkpoint = m_session->workspace()->latestCheckpoint(here).value();
        QVERIFY(checkpoint.has_value());
        QVERIFY(checkpoint->toBytes() == wanted->toBytes());
    }

    /// In a language of long words, at the size that the window gives a page at 1280 × 800.
    void nothingIsCutOffInLongWords() {
        m_page.reset();
        PseudoTranslator translator;
        QVERIFY(QApplication::installTranslator(&translator));
        m_test->theme.applyTo(*qApp);
        open();
        openFiles();
        QTRY_COMPARE(cutOff(), QString());
        click("filesNow");
        QTRY_VERIFY(files()->rowCount() == 1 && idle());
        select(0);
        QTRY_COMPARE(cutOff(), QString());
        m_page.reset();
    }

    void everythingIsNamedAndReachable() {
        openFiles();
        keep(QStringLiteral("iris"), 1);
        select(0);
        for (const char* name : {"fileToKeep", "keptFilesTable", "restoreFileAs"}) {
            const auto* widget = child<QWidget>(name);
            QVERIFY2(!widget->accessibleName().isEmpty() || !widget->toolTip().isEmpty(), name);
            QVERIFY2((widget->focusPolicy() & Qt::TabFocus) != 0, name);
        }
        for (const char* name : {"filesNow", "restoreFile", "forgetFile", "storeFiles"})
            QVERIFY2(!button(name)->toolTip().isEmpty(), name);
    }
};

QTEST_MAIN(StoresFilesTest)
#include "stores_files_test.moc"
