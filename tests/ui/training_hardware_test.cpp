// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDoubleSpinBox>
#include <QSignalSpy>
#include <algorithm>

#include "core/learning/train_config.h"
#include "tests/ui/support/practice_page.h"
#include "ui/controllers/abandoned_jobs.h"
#include "ui/controllers/jobs_controller.h"
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
        const QString spent = here.label("runJobs");
        QVERIFY2(spent.contains(QStringLiteral("would have cost")), qPrintable(spent));
        QVERIFY2(spent.contains(QStringLiteral("(practice)")), qPrintable(spent));
        QVERIFY2(!spent.contains(QStringLiteral("spent")), qPrintable(spent));
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

    /// The cap that was given with Resume is the run's from then on, however it is resumed once more.
    void aCapOfResumeIsKept() {
        PracticePage here(false);
        prepare(here);
        const double price = *here.price()->cost.usd;
        const TrainingDraft draft = here.page->settings().draft();
        TrainConfig config = draft.config;
        config.machine.maxCostUsd = 0.3 * price;
        here.controller->start(draft.circuit, config);
        QTRY_COMPARE_WITH_TIMEOUT(here.controller->state(), RunStage::Paused, PracticePage::limitMs);
        const QString run = here.controller->runId();
        here.controller->resume(run, 0.6 * price);
        QVERIFY(here.controller->isBusy());
        QTRY_COMPARE_WITH_TIMEOUT(here.controller->state(), RunStage::Paused, PracticePage::limitMs);
        here.cloud->waitIdle();
        const double spent = here.cloud->ledger().billedUsd();
        QVERIFY(spent > 0.3 * price && spent <= 0.6 * price);
        QVERIFY2(here.label("runJobs").contains(dollars(0.6 * price)), qPrintable(here.label("runJobs")));
        QVERIFY(here.label("pausedRunText").contains(dollars(0.6 * price)));
        // After a restart, and without a word about a cap, it is not the first one.
        here.close();
        here.open();
        here.controller->show(run);
        QCOMPARE(here.controller->run()->capUsd, 0.6 * price);
        QVERIFY(here.label("pausedRunText").contains(dollars(0.6 * price)));
        here.controller->resume(run);
        QVERIFY(here.controller->isBusy());
        QTRY_COMPARE_WITH_TIMEOUT(here.controller->state(), RunStage::Paused, PracticePage::limitMs);
        QVERIFY(here.label("messageWhat").contains(dollars(0.6 * price)));
        here.controller->resume(run, 2.0 * price);
        QTRY_VERIFY_WITH_TIMEOUT(here.done(), PracticePage::limitMs);
    }

    void onlyAnotherKeyGoesOn() {
        PracticePage here;
        prepare(here);
        here.cloud->expireKeyAfter(here.cloud->key(), 8);
        here.button("trainButton")->click();
        QTRY_COMPARE_WITH_TIMEOUT(here.controller->state(), RunStage::Paused, PracticePage::limitMs);
        const QString run = here.controller->runId();
        // After a restart the way to the keys puts the run on display, so that it can go on.
        here.close();
        here.open();
        QTRY_VERIFY_WITH_TIMEOUT(here.button("renewKey")->isVisible(), PracticePage::limitMs);
        QVERIFY(here.controller->runId().isEmpty());
        QSignalSpy wayToKeys(here.page.get(), &TrainingPage::hardwareRequested);
        here.button("renewKey")->click();
        QCOMPARE(wayToKeys.count(), 1);
        QCOMPARE(here.controller->runId(), run);
        QCOMPARE(here.controller->waitsForKeyOf(), QStringLiteral("cloud"));
        Accounts& accounts = here.accounts->accounts;
        QSignalSpy changed(&accounts, &Accounts::keyChanged);
        const auto told = [&](qsizetype times) { return changed.count() >= times; };
        // The one that was rejected once more, then none, then the rejected one again.
        accounts.keepKey(QStringLiteral("cloud"), Secret(here.cloud->key()));
        QTRY_VERIFY(told(1));
        QCOMPARE(here.controller->state(), RunStage::Paused);
        accounts.forgetKey(QStringLiteral("cloud"));
        QTRY_VERIFY(told(2));
        QVERIFY(!accounts.keyForTest(QStringLiteral("cloud")));
        QCOMPARE(here.controller->state(), RunStage::Paused);
        accounts.keepKey(QStringLiteral("cloud"), Secret(here.cloud->key()));
        QTRY_VERIFY(told(3));
        QCOMPARE(here.controller->state(), RunStage::Paused);
        accounts.keepKey(QStringLiteral("cloud"), Secret(here.cloud->addKey()));
        QTRY_VERIFY_WITH_TIMEOUT(here.done(), PracticePage::limitMs);
        QCOMPARE(here.controller->runId(), run);
    }

    void cancellingCancelsWhatWaitsAtTheProvider() {
        PracticePage here;
        prepare(here);
        here.cloud->setQueueMs(3'600'000);
        JobsController jobs(*here.session, here.accounts->accounts);
        const AbandonedJobs abandoned(*here.controller, jobs);
        here.button("trainButton")->click();
        QTRY_VERIFY_WITH_TIMEOUT(!here.cloud->ledger().jobs.empty(), PracticePage::limitMs);
        QTRY_VERIFY_WITH_TIMEOUT(here.controller->run().has_value(), PracticePage::limitMs);
        here.controller->cancel();
        QTRY_COMPARE_WITH_TIMEOUT(here.controller->state(), RunStage::Cancelled, PracticePage::limitMs);
        QTRY_VERIFY_WITH_TIMEOUT(allCancelled(here), PracticePage::limitMs);
        QCOMPARE(here.cloud->ledger().billedUsd(), 0.0);
        QTRY_VERIFY_WITH_TIMEOUT(jobs.isLoaded() && jobs.unfinished() == 0, PracticePage::limitMs);
    }

    /// A pause leaves them there; discarding the run does not.
    void discardingCancelsWhatWaitsAtTheProvider() {
        PracticePage here;
        prepare(here);
        here.cloud->setQueueMs(3'600'000);
        JobsController jobs(*here.session, here.accounts->accounts);
        const AbandonedJobs abandoned(*here.controller, jobs);
        here.button("trainButton")->click();
        QTRY_VERIFY_WITH_TIMEOUT(!here.cloud->ledger().jobs.empty(), PracticePage::limitMs);
        QTRY_VERIFY_WITH_TIMEOUT(here.controller->run().has_value(), PracticePage::limitMs);
        QSignalSpy left(here.controller.get(), &TrainingController::jobsAbandoned);
        here.controller->pause();
        QTRY_COMPARE_WITH_TIMEOUT(here.controller->state(), RunStage::Paused, PracticePage::limitMs);
        QCOMPARE(left.count(), 0);
        QVERIFY(!allCancelled(here));
        here.button("discardPausedRun")->click();
        QCOMPARE(left.count(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(allCancelled(here), PracticePage::limitMs);
        QCOMPARE(here.cloud->ledger().billedUsd(), 0.0);
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
    static bool allCancelled(const PracticePage& here) {
        const PracticeLedger ledger = here.cloud->ledger();
        return !ledger.jobs.empty() &&
               std::all_of(ledger.jobs.begin(), ledger.jobs.end(),
                           [](const LedgerJob& job) { return job.state == "canceled"; });
    }
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
