// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/registry/models_page.h"

#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>

#include "tests/ui/support/finished_run.h"
#include "tests/ui/support/test_context.h"
#include "ui/models/runs_model.h"
#include "ui/registry/model_details.h"

using namespace qstore;
using namespace qstore::ui;

class ModelsPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_test = std::make_unique<TestContext>();
        m_path = m_test->folder.filePath(QStringLiteral("w.qstore"));
        start();
        const auto run = finishedRun(m_session->workspace());
        QVERIFY2(run.has_value(), run ? "" : run.error().message.c_str());
        for (int i = 0; i < 2; ++i)
            QVERIFY(m_session->registerRun(QStringLiteral("flowers"), toQt(*run), {}).has_value());
        QVERIFY(m_session->setAlias(QStringLiteral("flowers"), QStringLiteral("champion"), 1).has_value());
    }
    void cleanup() { stop(); }

    void theBinShowsOnlyWhatWasDeleted() {
        QVERIFY(!bin()->isVisible());
        m_page->findChild<QTableView*>(QStringLiteral("modelsTable"))->selectRow(0);
        click("deleteModel");
        QVERIFY(bin()->isVisible());
        QVERIFY(!table("binTable")->isVisible());
        click("binToggle");
        QCOMPARE(rows("binTable"), QStringList{QStringLiteral("flowers v2")});
        QCOMPARE(rows("modelsTable"), QStringList{QStringLiteral("flowers v1")});
        m_page->undoStack()->undo();
        QVERIFY(!bin()->isVisible());
    }

    void aDeletedVersionIsRestoredAfterARestart() {
        for (const std::size_t version : {1U, 2U})
            QVERIFY(m_session->deleteModel(QStringLiteral("flowers"), version).has_value());
        stop();
        start();
        QVERIFY(!m_page->undoStack()->canUndo());
        QCOMPARE(rows("modelsTable"), QStringList());
        click("binToggle");
        table("binTable")->selectRow(1);
        click("restoreModel");
        QCOMPARE(rows("modelsTable"), QStringList{QStringLiteral("flowers v1")});
        QCOMPARE(rows("binTable"), QStringList{QStringLiteral("flowers v2")});
        QCOMPARE(m_session->workspace()->findModel("flowers@champion")->version, std::size_t{1});
        click("restoreModel");
        QVERIFY(!bin()->isVisible());
        QCOMPARE(table("modelsTable")->currentIndex().row(), 0);
        m_page->undoStack()->undo();
        QCOMPARE(rows("binTable"), QStringList{QStringLiteral("flowers v2")});
        m_page->undoStack()->redo();
        QCOMPARE(rows("binTable"), QStringList());
    }

    void aVersionThatIsNotInTheBinIsRefused() {
        const Status status = m_session->restoreModel(QStringLiteral("flowers"), 1);
        QVERIFY(!status.has_value());
        QCOMPARE(status.error().code, ErrorCode::NotFound);
    }

    void theBinStaysOpenOverARestart() {
        QVERIFY(m_session->deleteModel(QStringLiteral("flowers"), 1).has_value());
        click("binToggle");
        m_page->saveState(m_test->settings);
        stop();
        start();
        QVERIFY(!table("binTable")->isVisible());
        m_page->restoreState(m_test->settings);
        QVERIFY(table("binTable")->isVisible());
    }

    void aVerificationKeepsItsWordsAndSurvivesAnAlias() {
        const auto* lineage = m_page->findChild<QTableWidget*>(QStringLiteral("lineageTable"));
        QStringList parts;
        for (int row = 0; row < lineage->rowCount(); ++row) parts << lineage->item(row, 0)->text();
        QCOMPARE(parts, QStringList({QStringLiteral("Dataset"), QStringLiteral("Recipe"),
                                     QStringLiteral("Fitted recipe"), QStringLiteral("Circuit"),
                                     QStringLiteral("Model"), QStringLiteral("Weights"),
                                     QStringLiteral("Configuration"), QStringLiteral("Result")}));
        click("verifyModel");
        QTRY_COMPARE(lineage->item(0, 3)->text(), QStringLiteral("matches"));
        m_test->prompts.answers << QStringLiteral("best");
        click("aliasModel");
        QStringList after;
        for (int row = 0; row < lineage->rowCount(); ++row) {
            after << lineage->item(row, 0)->text();
            QCOMPARE(lineage->item(row, 3)->text(), QStringLiteral("matches"));
        }
        QCOMPARE(after, parts);
        const auto facts = m_page->findChild<QLabel*>(QStringLiteral("modelFacts"))->text();
        QVERIFY(facts.contains(QStringLiteral("Logistic regression")));
        QVERIFY(!facts.contains(QStringLiteral("logistic-regression")));
    }

    void everyRecordedHashIsInTheTableAndAMissingOneSaysSo() {
        const auto version = m_session->workspace()->findModel("flowers:2");
        QVERIFY(version.has_value() && !version->configHash.empty() && !version->resultHash.empty());
        ModelDetails details(m_test->theme);
        details.setVersion(*version, std::nullopt);
        const auto* lineage = details.findChild<QTableWidget*>(QStringLiteral("lineageTable"));
        QCOMPARE(lineage->rowCount(), 8);
        QCOMPARE(lineage->item(6, 1)->toolTip(), toQt(version->configHash));
        QCOMPARE(lineage->item(7, 1)->toolTip(), toQt(version->resultHash));
        ModelVersion older = *version;
        older.configHash.clear();
        details.setVersion(older, std::nullopt);
        QCOMPARE(lineage->item(6, 1)->text(), QStringLiteral("not recorded"));
        QVERIFY(lineage->cellWidget(6, 2) == nullptr);
        QCOMPARE(lineage->item(7, 1)->toolTip(), toQt(version->resultHash));
    }

    /// Nothing is measured on a part without rows: neither a number nor "nan" stands for it.
    void aPartWithoutRowsSaysSo() {
        auto version = m_session->workspace()->findModel("flowers:2");
        QVERIFY(version.has_value());
        auto summary = TrainingSummary::fromJson(version->resultJson);
        QVERIFY(summary.has_value());
        summary->test = summary->validation = {};
        for (Baseline& baseline : summary->baselines) baseline.test = {};
        version->resultJson = summary->toJson();
        ModelDetails details(m_test->theme);
        details.setVersion(*version, std::nullopt);
        const QString facts = details.findChild<QLabel*>(QStringLiteral("modelFacts"))->text();
        QVERIFY2(facts.contains(QStringLiteral("Test accuracy: no rows (training ")), qPrintable(facts));
        QVERIFY2(facts.contains(QStringLiteral("validation no rows)")), qPrintable(facts));
        QVERIFY2(facts.contains(QStringLiteral("Logistic regression: no rows")), qPrintable(facts));
        QVERIFY2(!facts.contains(QStringLiteral("nan"), Qt::CaseInsensitive), qPrintable(facts));
        VersionsModel versions;
        versions.setVersions({*version}, {});
        QCOMPARE(versions.index(0, VersionsModel::Accuracy).data().toString(),
                 QStringLiteral("no test rows"));
        RunRecord run;
        run.resultJson = version->resultJson;
        RunsModel runs;
        runs.setRuns({run});
        QCOMPARE(runs.index(0, RunsModel::Accuracy).data().toString(), QStringLiteral("no test rows"));
    }

    void theVersionLookedAtLastIsShownAfterARestart() {
        table("modelsTable")->setCurrentIndex(table("modelsTable")->model()->index(1, 0));
        const auto shown = m_page->findChild<QLabel*>(QStringLiteral("modelFacts"))->text();
        QVERIFY(!shown.isEmpty());
        stop();
        start();
        QCOMPARE(table("modelsTable")->currentIndex().row(), 1);
        QCOMPARE(m_page->findChild<QLabel*>(QStringLiteral("modelFacts"))->text(), shown);
    }

    void aFileThatCannotBePredictedIsRefusedBeforeAnythingIsAsked() {
        const QString path = m_test->folder.filePath(QStringLiteral("other.csv"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("a,b\n1,2\n3,4\n");
        file.close();
        m_test->prompts.answers << path;
        click("predictButton");
        auto* message = m_page->findChild<QWidget*>(QStringLiteral("inlineMessage"));
        QTRY_VERIFY(message->isVisible() &&
                    message->property("message").toString() == QLatin1String("error"));
        QCOMPARE(m_test->prompts.asked, QStringList{QStringLiteral("Predict on file")});
        QVERIFY(!table("predictionsTable")->isVisible());
    }

private:
    void start() {
        m_session = std::make_unique<WorkspaceSession>();
        QVERIFY(m_session->open(m_path).has_value());
        m_page = std::make_unique<ModelsPage>(*m_session, m_test->theme, m_test->prompts);
        m_page->resize(1100, 700);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }
    void stop() {
        m_page.reset();
        m_session.reset();
    }
    QWidget* bin() const { return m_page->findChild<QWidget*>(QStringLiteral("modelBin")); }
    QTableView* table(const char* name) const {
        return m_page->findChild<QTableView*>(QString::fromLatin1(name));
    }
    /// "name version" of each row.
    QStringList rows(const char* name) const {
        QStringList all;
        const QAbstractItemModel* model = table(name)->model();
        for (int row = 0; row < model->rowCount(); ++row)
            all << model->index(row, 0).data().toString() + QLatin1Char(' ') +
                       model->index(row, 1).data().toString();
        return all;
    }
    void click(const char* name) const {
        auto* button = m_page->findChild<QWidget*>(QString::fromLatin1(name));
        QVERIFY2(button != nullptr && button->isVisible() && button->isEnabled(), name);
        QTest::mouseClick(button, Qt::LeftButton);
    }

    std::unique_ptr<TestContext> m_test;
    QString m_path;
    std::unique_ptr<WorkspaceSession> m_session;
    std::unique_ptr<ModelsPage> m_page;
};

QTEST_MAIN(ModelsPageTest)
#include "models_page_test.moc"
