// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/training_page.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>

#include "core/data/csv.h"
#include "tests/ui/support/test_context.h"
#include "ui/training/curve_chart.h"
#include "ui/training/pipeline_strip.h"
#include "ui/training/results_view.h"
#include "ui/training/training_settings.h"

using namespace qstore;
using namespace qstore::ui;

namespace {

constexpr int limitMs = 120000;

/// y = 3 + 2x exactly, or two classes apart.
Result<Table> smallTable(bool regression) {
    std::string text = "x,y\n";
    for (int i = 0; i < 40; ++i) {
        const double x = 0.25 * i;
        text += std::to_string(x) + "," +
                (regression ? std::to_string(3.0 + 2.0 * x) : std::string(i < 20 ? "low" : "high")) + "\n";
    }
    return parseCsv(text, {});
}

}  // namespace

class TrainingPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_test = std::make_unique<TestContext>();
        m_path = m_test->folder.filePath(QStringLiteral("w.qstore"));
        start();
        add("classes", false);
    }
    void cleanup() { stop(); }

    void aRegressionIsToldInItsOwnWords() {
        add("numbers", true);
        train(3);
        const auto* results = m_page->findChild<QTableWidget*>(QStringLiteral("resultsTable"));
        QCOMPARE(results->horizontalHeaderItem(3)->text(), QStringLiteral("R² Test"));
        QCOMPARE(results->item(2, 0)->text(), QStringLiteral("Linear regression"));
        QCOMPARE(results->item(2, 3)->text(), QStringLiteral("1.000"));
        for (int row = 0; row < results->rowCount(); ++row) {
            for (int column = 1; column < results->columnCount(); ++column)
                QVERIFY(!results->item(row, column)->text().contains(QLatin1Char('%')));
        }
        QVERIFY(!label("verdict").contains(QStringLiteral("row(s)")));
        QVERIFY(label("verdict").contains(QStringLiteral("Linear regression")));
        QVERIFY(label("trainState").contains(QStringLiteral("R²")));
        auto* tabs = m_page->findChild<QTabWidget*>(QStringLiteral("trainTabs"));
        QStringList shown;
        for (int i = 0; i < tabs->count(); ++i) {
            if (tabs->isTabVisible(i)) shown << tabs->tabText(i);
        }
        QCOMPARE(shown, QStringList({QStringLiteral("Results"), QStringLiteral("Predicted and true"),
                                     QStringLiteral("One row"), QStringLiteral("Runs")}));
    }

    void denseLayersAndLossReachTheModel() {
        auto* after = m_page->findChild<QLineEdit*>(QStringLiteral("trainLayersAfter"));
        after->setFocus();
        QTest::keyClicks(after, QStringLiteral("3 relu"));
        QTest::keyClick(after, Qt::Key_Return);
        auto* loss = m_page->findChild<QComboBox*>(QStringLiteral("trainLoss"));
        loss->setCurrentIndex(loss->findText(QStringLiteral("Mean squared error")));
        train(1);
        const auto record = m_session->workspace()->run(m_controller->runId().toStdString());
        QVERIFY(record.has_value());
        const auto spec = readModelSpecJson(record->specJson);
        QVERIFY(spec.has_value());
        QVERIFY(spec->loss == LossKind::MeanSquaredError);
        QCOMPARE(spec->after.size(), std::size_t{2});  // and the linear one to the outputs
        QVERIFY(spec->after[0] == (DenseLayerSpec{3, Activation::Relu}));
    }

    /// The error is that of the predictions in the target's unit: with the mean alone it is the target's
    /// standard deviation.
    void theErrorOfARegressionIsInTheTargetsUnit() {
        Scoring scoring{true, 4.0, QStringLiteral("y")};
        PartMetrics part;
        part.loss = 0.25;
        part.accuracy = 0.75;
        part.rows = 10;
        QCOMPARE(scoring.error(part), 2.0);
        QCOMPARE(scoring.score(part), QStringLiteral("0.750"));
        TrainingSummary summary;
        summary.test = part;
        summary.baselines = {{"linear-regression", {}, {}, {0.0625, 0.9375, 10}}};
        QCOMPARE(verdict(summary, scoring),
                 QStringLiteral("Predictions of y are off by 2 (root mean square). Linear regression is "
                                "closer with 1; another seed may tell otherwise."));
    }

    void aPausedRunWaitsOverARestartWithItsOwnSettings() {
        beginLongTraining();
        auto* pause = button("pauseButton");
        pause->setFocus();
        pause->click();
        QTRY_COMPARE_WITH_TIMEOUT(m_controller->state(), TrainingController::State::Paused, limitMs);
        // The keyboard stays on the button, which now resumes.
        QCOMPARE(pause->text(), QStringLiteral("Resume"));
        QVERIFY(pause->hasFocus());
        QVERIFY(label("trainState").startsWith(QStringLiteral("Paused at epoch")));
        const QString run = m_controller->runId();
        spin("trainEpochs")->setValue(7);
        stop();
        start();
        auto* bar = m_page->findChild<QWidget*>(QStringLiteral("pausedRunBar"));
        QVERIFY(bar->isVisible());
        QVERIFY(label("pausedRunText").contains(QStringLiteral("classes is paused at epoch")));
        m_page->openRun(run);
        QCOMPARE(m_controller->state(), TrainingController::State::Paused);
        QVERIFY(!m_controller->history().empty());
        QCOMPARE(m_page->findChild<QProgressBar*>()->maximum(), 50000);
        QVERIFY(label("runName").contains(QStringLiteral("50,000 epochs")));
        QCOMPARE(spin("trainEpochs")->value(), 7);
        button("resumePausedRun")->click();
        QTRY_VERIFY_WITH_TIMEOUT(label("trainState").contains(QStringLiteral("of 50,000")), limitMs);
        QVERIFY(!bar->isVisible());
        m_controller->pause();
        QTRY_COMPARE_WITH_TIMEOUT(m_controller->state(), TrainingController::State::Paused, limitMs);
        button("discardPausedRun")->click();
        QVERIFY(!bar->isVisible());
        QCOMPARE(m_session->workspace()->run(run.toStdString())->state, RunState::Cancelled);
    }

    void closingDuringATrainingPausesIt() {
        beginLongTraining();
        stop();
        start();
        QVERIFY(m_page->findChild<QWidget*>(QStringLiteral("pausedRunBar"))->isVisible());
        QCOMPARE(m_session->workspace()->runs()->back().state, RunState::Paused);
    }

    void aFailedStartLeavesTheResultsOfBefore() {
        train(2);
        const QString run = m_controller->runId();
        const auto epochs = m_controller->history().size();
        m_page->settings().chooseDrawnCircuit();
        button("trainButton")->click();
        QTRY_VERIFY_WITH_TIMEOUT(!m_controller->isBusy(), limitMs);
        QVERIFY(m_page->findChild<QWidget*>(QStringLiteral("inlineMessage"))->isVisible());
        QCOMPARE(m_controller->state(), TrainingController::State::Done);
        QCOMPARE(m_controller->runId(), run);
        QCOMPARE(m_controller->history().size(), epochs);
        QCOMPARE(m_page->findChild<QTableWidget*>(QStringLiteral("resultsTable"))->rowCount(), 3);
        QVERIFY(button("registerButton")->isEnabled());
    }

    void resultsOfAnotherDatasetAreMarkedAndARunBringsItsOwn() {
        train(2);
        const QString run = m_controller->runId();
        auto* other = m_page->findChild<QLabel*>(QStringLiteral("runOfOtherDataset"));
        QVERIFY(!other->isVisible());
        add("numbers", true);
        QVERIFY(other->isVisible());
        QVERIFY(other->text().contains(QStringLiteral("classes")));
        QVERIFY(label("runName").startsWith(QStringLiteral("classes")));
        m_page->openRun(run);
        QTRY_COMPARE_WITH_TIMEOUT(m_session->currentDataset(), QStringLiteral("classes"), limitMs);
        QVERIFY(!other->isVisible());
    }

    /// The sentence in the header and the pipeline below it are about the same seconds.
    void oneTrainingHasOneTime() {
        train(2);
        const auto* step = m_page->findChild<QToolButton*>(QStringLiteral("pipelineStep_train"));
        const QString took = step->text().section(QStringLiteral(" · "), 1);
        QVERIFY2(!took.isEmpty(), qPrintable(step->text()));
        QVERIFY2(label("trainState").startsWith(QStringLiteral("Trained in %1 · ").arg(took)),
                 qPrintable(label("trainState") + QStringLiteral(" | ") + step->text()));
    }

    void aReopenedRunShowsTheTimesItTook() {
        train(2);
        const auto steps = m_controller->report()->summary.steps;
        const QString run = m_controller->runId();
        QCOMPARE(steps.size(), std::size_t{6});
        stop();
        start();
        m_page->openRun(run);
        QTRY_COMPARE_WITH_TIMEOUT(m_controller->state(), TrainingController::State::Done, limitMs);
        QVERIFY(m_controller->steps() == steps);
        m_test->prompts.answers << QStringLiteral("kept");
        button("registerButton")->click();
        QVERIFY(m_page->findChild<QWidget*>(QStringLiteral("pipelineStep_register"))->isEnabled());
        QVERIFY(!m_page->findChild<QWidget*>(QStringLiteral("pipelineStep_export"))->isEnabled());
    }

    void thePipelineWrapsInsteadOfWideningTheWindow() {
        const int before = m_page->minimumSizeHint().width();
        train(2);
        QCOMPARE(m_page->minimumSizeHint().width(), before);
        QVERIFY2(before <= 900, qPrintable(QString::number(before)));
    }

    void withoutARunASentenceStandsInPlaceOfAxes() {
        QVERIFY(!m_page->findChild<CurveChart*>(QStringLiteral("lossChart"))->isVisible());
        const auto buttons = m_page->findChildren<QPushButton*>(QStringLiteral("emptyStateButton"));
        const auto visible = std::count_if(buttons.begin(), buttons.end(),
                                           [](const QPushButton* each) { return each->isVisible(); });
        QCOMPARE(visible, 1);
    }

private:
    void start() {
        m_session = std::make_unique<WorkspaceSession>();
        QVERIFY(m_session->open(m_path).has_value());
        m_controller = std::make_unique<TrainingController>(*m_session);
        m_page = std::make_unique<TrainingPage>(*m_session, *m_controller, m_test->theme, m_test->prompts);
        m_page->resize(1000, 700);
        m_page->show();
        m_page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }
    void stop() {
        m_page.reset();
        m_controller.reset();
        m_session.reset();
    }
    void add(const char* name, bool regression) {
        const auto table = smallTable(regression);
        QVERIFY(table.has_value());
        const auto recipe = suggestRecipe(*table, "y");
        QVERIFY(recipe.has_value());
        QVERIFY(m_session->addDataset(QString::fromLatin1(name), *table, {}, *recipe).has_value());
    }
    void train(int epochs) {
        spin("trainEpochs")->setValue(epochs);
        button("trainButton")->click();
        QTRY_COMPARE_WITH_TIMEOUT(m_controller->state(), TrainingController::State::Done, limitMs);
    }
    void beginLongTraining() {
        spin("trainEpochs")->setValue(50000);
        button("trainButton")->click();
        QTRY_VERIFY_WITH_TIMEOUT(m_controller->history().size() > 3, limitMs);
    }
    QPushButton* button(const char* name) const {
        return m_page->findChild<QPushButton*>(QString::fromLatin1(name));
    }
    QSpinBox* spin(const char* name) const {
        return m_page->findChild<QSpinBox*>(QString::fromLatin1(name));
    }
    QString label(const char* name) const {
        return m_page->findChild<QLabel*>(QString::fromLatin1(name))->text();
    }

    std::unique_ptr<TestContext> m_test;
    QString m_path;
    std::unique_ptr<WorkspaceSession> m_session;
    std::unique_ptr<TrainingController> m_controller;
    std::unique_ptr<TrainingPage> m_page;
};

QTEST_MAIN(TrainingPageTest)
#include "training_page_test.moc"
