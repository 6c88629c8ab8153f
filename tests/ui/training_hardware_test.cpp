// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDoubleSpinBox>
#include <QSignalSpy>

#include "core/learning/train_config.h"
#include "tests/ui/support/practice_page.h"
#include "ui/training/curve_chart.h"
#include "ui/training/price_text.h"

using namespace qstore;
using namespace qstore::ui;
using RunStage = TrainingController::State;

namespace {
const QString device = QStringLiteral("cloud/qpu.forte-1");
}

/// Training in the window on a practice cloud.
class TrainingHardwareTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTrainingCostsWhatItsTagSaid() {
        PracticePage here;
        prepare(here);
        const TrainingCost said = here.price()->cost;
        here.button("trainButton")->click();
        QTRY_VERIFY_WITH_TIMEOUT(here.done(), PracticePage::limitMs);
        here.cloud->waitIdle();
        QCOMPARE(here.cloud->ledger().circuitsBilled(), said.circuits);
        QCOMPARE(here.cloud->ledger().jobsByToken().size(), static_cast<std::size_t>(said.jobs));
        QVERIFY(std::abs(here.cloud->ledger().billedUsd() - *said.usd) < 1e-6 * *said.usd);
        const EpochMetrics& last = here.controller->history().back();
        QVERIFY(last.lossError > 0.0 && last.gradientError > 0.0);
        QCOMPARE(last.shots, std::uint64_t{50});
        auto* chart = here.find<CurveChart>("lossChart");
        const QStringList lines = chart->toCsv().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 3);
        QVERIFY2(lines[0].endsWith(QStringLiteral("± training loss,Gradient,± gradient,Shots,Cost ($)")),
                 qPrintable(lines[0]));
        QVERIFY(lines[2].section(QLatin1Char(','), -1).toDouble() > 0.0);
        QVERIFY(here.label("runJobs").contains(QStringLiteral("spent")));
        QVERIFY(!here.find<CurveChart>("costChart")->isEmpty());
        QVERIFY(here.label("runName").contains(device));
        // Looked at again it costs nothing, and says what is computed.
        const std::string before = here.weights();
        const QString run = here.controller->runId();
        here.page->openRun(run);
        QTRY_VERIFY_WITH_TIMEOUT(here.done(), PracticePage::limitMs);
        QCOMPARE(here.weights(), before);
        QVERIFY(here.find<QLabel>("runComputed")->isVisible());
        QCOMPARE(here.cloud->ledger().circuitsBilled(), said.circuits);
    }

    void pauseAndResumeEndLikeAnUndisturbedRun() {
        PracticePage here;
        prepare(here);
        const std::string wanted = undisturbed(here);
        const auto billed = here.cloud->ledger().circuitsBilled();
        here.button("trainButton")->click();
        QTRY_VERIFY_WITH_TIMEOUT(!here.controller->history().empty(), PracticePage::limitMs);
        here.controller->pause();
        QTRY_COMPARE_WITH_TIMEOUT(here.controller->state(), RunStage::Paused, PracticePage::limitMs);
        const QString run = here.controller->runId();
        here.close();
        here.open();
        QTRY_VERIFY_WITH_TIMEOUT(here.button("resumePausedRun")->isVisible(), PracticePage::limitMs);
        here.button("resumePausedRun")->click();
        QTRY_VERIFY_WITH_TIMEOUT(here.done(), PracticePage::limitMs);
        QCOMPARE(here.controller->runId(), run);
        QCOMPARE(here.weights(), wanted);
        QCOMPARE(here.cloud->ledger().circuitsBilled(), 2 * billed);
    }

    void anExpiredKeyPausesAndARenewedOneGoesOn() {
        PracticePage here;
        prepare(here);
        const std::string wanted = undisturbed(here);
        const auto billed = here.cloud->ledger().circuitsBilled();
        here.cloud->expireKeyAfter(here.cloud->key(), 8);
        here.button("trainButton")->click();
        QTRY_COMPARE_WITH_TIMEOUT(here.controller->state(), RunStage::Paused, PracticePage::limitMs);
        QCOMPARE(here.controller->waitsForKeyOf(), QStringLiteral("cloud"));
        QVERIFY(here.label("pausedRunText").contains(QStringLiteral("the key of “cloud” was rejected")));
        QVERIFY(here.button("renewKey")->isVisible());
        QSignalSpy wayToKeys(here.page.get(), &TrainingPage::hardwareRequested);
        here.button("renewKey")->click();
        QCOMPARE(wayToKeys.count(), 1);
        // Another key of the same account; nobody presses anything.
        const std::string renewed = here.cloud->addKey();
        here.accounts->accounts.keepKey(QStringLiteral("cloud"), Secret(renewed));
        QTRY_VERIFY_WITH_TIMEOUT(here.done(), PracticePage::limitMs);
        QCOMPARE(here.weights(), wanted);
        QCOMPARE(here.cloud->ledger().circuitsBilled(), 2 * billed);
    }

    void theCapStopsAndAHigherOneGoesOn() {
        PracticePage here;
        prepare(here);
        const double price = *here.price()->cost.usd;
        const TrainingDraft draft = here.page->settings().draft();
        TrainConfig config = draft.config;
        config.machine.maxCostUsd = 0.5 * price;
        here.controller->start(draft.circuit, config);
        QTRY_COMPARE_WITH_TIMEOUT(here.controller->state(), RunStage::Paused, PracticePage::limitMs);
        QVERIFY(here.label("messageWhat").contains(QStringLiteral("of the cap of")));
        here.cloud->waitIdle();
        const double spent = here.cloud->ledger().billedUsd();
        QVERIFY(spent > 0.0 && spent <= 0.5 * price);
        auto* cap = here.find<QDoubleSpinBox>("pausedRunCap");
        QVERIFY(cap->isVisible());
        QVERIFY(here.label("pausedRunText").contains(dollars(0.5 * price)));
        cap->setValue(2.0 * price);
        here.button("resumePausedRun")->click();
        QTRY_VERIFY_WITH_TIMEOUT(here.done(), PracticePage::limitMs);
        here.cloud->waitIdle();
        QVERIFY(std::abs(here.cloud->ledger().billedUsd() - price) < 1e-6 * price);
    }

    void firstLocallyThenFineTunedOnTheDevice() {
        PracticePage here;
        prepare(here);
        QVERIFY(here.button("trainLocallyButton")->isVisible());
        here.button("trainLocallyButton")->click();
        QTRY_VERIFY_WITH_TIMEOUT(here.done(), PracticePage::limitMs);
        QCOMPARE(here.cloud->ledger().circuitsBilled(), std::uint64_t{0});
        const QString local = here.controller->runId();
        QVERIFY(here.controller->run()->config.machine.backend.empty());
        QVERIFY(here.controller->run()->config.gradient == GradientMethod::Adjoint);
        QTRY_VERIFY_WITH_TIMEOUT(here.button("fineTuneButton")->isVisible(), PracticePage::limitMs);
        here.button("fineTuneButton")->click();
        QTRY_VERIFY_WITH_TIMEOUT(here.done() && here.controller->runId() != local, PracticePage::limitMs);
        QCOMPARE(toQt(here.controller->run()->config.start.run), local);
        QVERIFY(here.label("runName").contains(local));
        // It starts where the local run ended: as good, up to the noise of the shots.
        const auto kept = here.session->workspace()->run(local.toStdString());
        const TrainingSummary summary = TrainingSummary::fromJson(kept->resultJson).value();
        const EpochMetrics& first = here.controller->history().front();
        QVERIFY(std::abs(first.train.loss - summary.train.loss) < 0.1);
    }

private:
    static void prepare(PracticePage& here) {
        QTRY_VERIFY_WITH_TIMEOUT(here.deviceKnown(device), PracticePage::limitMs);
        here.choose(device);
        QTRY_VERIFY_WITH_TIMEOUT(here.price() != nullptr, PracticePage::limitMs);
    }
    static std::string undisturbed(PracticePage& here) {
        here.button("trainButton")->click();
        [&] { QTRY_VERIFY_WITH_TIMEOUT(here.done(), PracticePage::limitMs); }();
        return here.weights();
    }
};

QTEST_MAIN(TrainingHardwareTest)
#include "training_hardware_test.moc"
