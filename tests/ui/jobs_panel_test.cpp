// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hardware/jobs_panel.h"

#include <QClipboard>
#include <QComboBox>
#include <QDateTime>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTableWidget>
#include <QTest>

#include "tests/ui/support/jobs_fixture.h"
#include "ui/hardware/job_timeline.h"
#include "ui/hardware/job_words.h"
#include "ui/hardware/outcome_bars.h"
#include "ui/models/jobs_model.h"
#include "ui/support/inline_message.h"
#include "ui/support/number_text.h"

using namespace qstore;
using namespace qstore::ui;

class JobsPanelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aWorkspaceWithoutJobsSaysWhereTheyComeFrom() {
        JobsFixture test;
        QVERIFY(test.openWorkspace());
        test.start();
        auto* button = test.part<QPushButton>("emptyStateButton");
        QTRY_VERIFY(button->isVisible());
        QSignalSpy spy(test.panel.get(), &JobsPanel::circuitRequested);
        button->click();
        QCOMPARE(spy.count(), 1);
    }

    void jobsAreListedNewestFirstWithStateAndCost() {
        JobsFixture test;
        QVERIFY(test.openWorkspace());
        // Of one month, whenever the test runs.
        const std::int64_t now = QDateTime(QDate(2026, 6, 15), QTime(12, 0)).toMSecsSinceEpoch();
        JobRecord done = recordOf("a", JobState::Cancelled, now - 7'200'000);
        done.costUsd = 12.4166;
        JobRecord failed = recordOf("b", JobState::Failed, now - 3'600'000);
        failed.errorMessage = "the circuit has too many gates";
        failed.errorHint = "make it shorter";
        failed.finishedMs = now;
        JobRecord open = recordOf("c", JobState::Queued, now - 120'000);
        open.run = "r12";
        open.purpose = "step 3 gradient";
        open.estimatedUsd = 0.5;
        for (const JobRecord& job : {done, failed, open}) QVERIFY(test.keep(job, job.errorMessage));
        test.start();
        QTRY_COMPARE(
            test.column("jobsTable", JobsModel::State),
            QStringList({QStringLiteral("Queued"), QStringLiteral("Failed"), QStringLiteral("Cancelled")}));
        QCOMPARE(test.column("jobsTable", JobsModel::Cost),
                 QStringList({QStringLiteral("≈ $0.50"), QStringLiteral("–"), QStringLiteral("$12.42")}));
        QCOMPARE(test.column("jobsTable", JobsModel::Work)[0],
                 QStringLiteral("12 × %1").arg(groupedCount(1000)));
        QCOMPARE(test.column("jobsTable", JobsModel::Purpose)[0],
                 QStringLiteral("run r12, step 3 gradient"));
        QCOMPARE(test.part<QLabel>("jobCounts")->text(), QStringLiteral("3 job(s), 1 unfinished"));
        // The ledger: what was sent, by account and month.
        QCOMPARE(test.column("ledgerTable", SpendingModel::Spent).size(), 1);
        QCOMPARE(test.column("ledgerTable", SpendingModel::Spent)[0], QStringLiteral("$12.42"));
        QVERIFY(test.column("ledgerTable", SpendingModel::Open)[0].contains(QStringLiteral("$0.50")));
        // A filter each.
        auto* shown = test.part<QComboBox>("jobsShown");
        shown->setCurrentIndex(1);
        QCOMPARE(test.column("jobsTable", JobsModel::State), QStringList{QStringLiteral("Queued")});
        shown->setCurrentIndex(2);
        QCOMPARE(test.column("jobsTable", JobsModel::State), QStringList{QStringLiteral("Failed")});
        // Why it failed, what to do, and what happened.
        test.panel->select(QStringLiteral("b"));
        QTRY_VERIFY(test.messages().contains(QStringLiteral("too many gates")));
        QVERIFY(test.messages().contains(QStringLiteral("make it shorter"), Qt::CaseInsensitive));
        QTRY_COMPARE(test.part<QTableWidget>("jobEvents")->rowCount(), 3);
        QVERIFY(test.part<QWidget>("jobTimeline")
                    ->accessibleDescription()
                    .contains(QStringLiteral("Queued 1 min")) ||
                test.part<QWidget>("jobTimeline")
                    ->accessibleDescription()
                    .contains(QStringLiteral("Queued 60 s")));
        QVERIFY(!test.part<QPushButton>("cancelJob")->isEnabled());
        QVERIFY(test.part<QPushButton>("resubmitJob")->isEnabled());
        // A job of a training leads to it.
        test.panel->select(QStringLiteral("c"));
        QSignalSpy spy(test.panel.get(), &JobsPanel::openRunRequested);
        test.part<QPushButton>("openJobRun")->click();
        QCOMPARE(spy.count(), 1);
        QCOMPARE(spy[0][0].toString(), QStringLiteral("r12"));
    }

    void aChangeTouchesItsRowsAlone() {
        Theme theme;
        std::vector<JobRecord> jobs;
        for (int i = 0; i < 6; ++i)
            jobs.push_back(recordOf("j" + std::to_string(i), JobState::Queued, 1000 * i));
        JobsModel model(jobs, theme);
        QCOMPARE(model.at(0).id, std::string("j5"));
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        for (const std::size_t place : {1U, 2U, 4U}) jobs[place].state = JobState::Running;
        model.apply({{1, 2, 4}, 0, false});
        QCOMPARE(changed.count(), 2);
        QCOMPARE(changed[0][0].toModelIndex().row(), 3);
        QCOMPARE(changed[0][1].toModelIndex().row(), 4);
        QCOMPARE(changed[1][0].toModelIndex().row(), 1);
        jobs.push_back(recordOf("j6", JobState::Prepared, 9000));
        model.apply({{}, 1, false});
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(model.at(0).id, std::string("j6"));
        QCOMPARE(model.rowOf(QStringLiteral("j0")), 6);
        QCOMPARE(reset.count(), 0);
    }

    /// What the core says for both, window and command line.
    void adviceNamesWhatOnePresses() {
        const QString advice = jobAdvice(
            "`qstore jobs show j1` shows its circuits; `qstore jobs resubmit j1` "
            "submits them again");
        QVERIFY2(!advice.contains(QStringLiteral("qstore")), qPrintable(advice));
        QVERIFY(advice.contains(QStringLiteral("Submit again")));
        QCOMPARE(jobAdvice("give profile 'lab' a key that works (`qstore accounts test lab`), then `qstore "
                           "jobs resume`"),
                 QStringLiteral("give profile 'lab' a key that works (“Test” under Accounts); the job then "
                                "goes on by itself"));
        QCOMPARE(
            jobAdvice("`qstore jobs attach r-1 --profile lab` fetches it when the account answers again"),
            QStringLiteral("“Attach by id…” with r-1 fetches it when the account answers again"));
        QCOMPARE(jobAdvice("make it shorter"), QStringLiteral("make it shorter"));
    }

    void aTimeLineJoinsWhatBelongsTogether() {
        const std::vector<JobEvent> events = {{1000, JobState::Prepared, ""},
                                              {2000, JobState::Queued, ""},
                                              {3000, JobState::Queued, "429, next try in 4 s"},
                                              {2500, JobState::Running, "the clock was set back"},
                                              {9000, JobState::Completed, ""}};
        const auto spans = spansOf(events, 99'000);
        QCOMPARE(int(spans.size()), 4);
        QCOMPARE(spans[1].seconds(), 0.5);
        QCOMPARE(spans[2].seconds(), 6.5);
        QCOMPARE(spans[3].seconds(), 0.0);
        const auto open = spansOf({{1000, JobState::Queued, ""}}, 4000);
        QCOMPARE(open[0].seconds(), 3.0);
        QVERIFY(spansOf({}, 4000).empty());
    }

    void outcomesAreShownTheMostFrequentFirst() {
        Theme theme;
        OutcomeBars bars(theme);
        CircuitOutcome outcome;
        outcome.shots = 100;
        outcome.bits = 3;
        outcome.counts = {{1, 30}, {6, 70}};
        outcome.probabilities = {{1, 0.3}, {6, 0.7}};
        bars.setOutcome(outcome);
        QCOMPARE(bars.toCsv().section(QLatin1Char('\n'), 1, 1).section(QLatin1Char(','), 0, 1),
                 QStringLiteral("110,70"));
        QVERIFY(bars.accessibleDescription().startsWith(QStringLiteral("110 70")));
    }

    void practiceIsNoMoneyAlsoWhenItsAccountIsGone() {
        JobsFixture test;
        QVERIFY(test.openWorkspace());
        const std::int64_t now = QDateTime::currentMSecsSinceEpoch();
        JobRecord paid = recordOf("paid", JobState::Cancelled, now - 7'200'000);
        paid.costUsd = 2.5;
        JobRecord played = recordOf("played", JobState::Cancelled, now - 3'600'000);
        played.profile = "school";
        played.practice = true;
        played.costUsd = 40.0;
        for (const JobRecord& job : {paid, played}) QVERIFY(test.keep(job));
        test.start();
        QTRY_COMPARE(test.column("jobsTable", JobsModel::Account),
                     QStringList({QStringLiteral("school (practice)"), QStringLiteral("lab")}));
        QTRY_COMPARE(test.part<QLabel>("ledgerSum")->text(), QStringLiteral("$2.50 in this workspace"));
        QVERIFY(test.column("ledgerTable", SpendingModel::Account)
                    .contains(QStringLiteral("school (practice)")));
        test.panel->select(QStringLiteral("played"));
        QTRY_VERIFY(test.part<QLabel>("jobFacts")->text().contains(QStringLiteral("nothing is paid")));
        QVERIFY(test.part<QLabel>("jobFacts")->text().contains(QStringLiteral("Would have cost $40.00")));
        test.panel->select(QStringLiteral("paid"));
        QTRY_VERIFY(test.part<QLabel>("jobFacts")->text().contains(QStringLiteral("Cost $2.50")));
        QVERIFY(!test.part<QLabel>("jobFacts")->text().contains(QStringLiteral("nothing is paid")));
    }

    void aJobThatNobodyFollowsIsTakenUpAndCompleted() {
        JobsFixture test;
        QVERIFY(test.openWorkspace() && test.startCloud(1'500));
        test.giveKey(test.cloud->key());
        const auto id = test.submit(someWork("a bell", 3));
        QVERIFY2(id.has_value(), id ? "" : id.error().message.c_str());
        test.start();
        QTRY_COMPARE(test.column("jobsTable", JobsModel::Account),
                     QStringList{QStringLiteral("practice (practice)")});
        QTRY_COMPARE_WITH_TIMEOUT(test.state(*id), JobState::Completed, limitMs);
        auto* circuits = test.part<QComboBox>("resultCircuit");
        QTRY_COMPARE(circuits->count(), 3);
        QTRY_COMPARE(test.part<OutcomeBars>("outcomeBars")->accessibleDescription().left(2),
                     QStringLiteral("01"));
        test.part<QWidget>("copyRemoteId")->setFocus();
        QTest::keyClick(test.part<QWidget>("copyRemoteId"), Qt::Key_Space);
        QCOMPARE(QGuiApplication::clipboard()->text(), toQt(test.jobs->find(toQt(*id))->remoteId));
        QVERIFY(test.part<QLabel>("jobFacts")->text().contains(QStringLiteral("nothing is paid")));
    }

    void aJobIsCancelledInTheQueue() {
        JobsFixture test;
        QVERIFY(test.openWorkspace() && test.startCloud(longQueueMs));
        test.giveKey(test.cloud->key());
        const auto id = test.submit(someWork("long"));
        QVERIFY(id.has_value());
        test.start();
        QTRY_COMPARE(test.state(*id), JobState::Queued);
        QTRY_VERIFY(test.part<QPushButton>("cancelJob")->isEnabled());
        test.part<QPushButton>("cancelJob")->click();
        QTRY_COMPARE_WITH_TIMEOUT(test.state(*id), JobState::Cancelled, limitMs);
        QVERIFY(!test.part<QPushButton>("cancelJob")->isEnabled());
    }

    void aJobThatNeverLeftIsCancelledWithoutAKey() {
        JobsFixture test;
        QVERIFY(test.openWorkspace());
        QVERIFY(test.keep(recordOf("p", JobState::Prepared, QDateTime::currentMSecsSinceEpoch())));
        test.start();
        QTRY_VERIFY(test.part<QPushButton>("cancelJob")->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(test.messages().contains(QStringLiteral("Nobody follows this job")),
                                 limitMs);
        test.part<QPushButton>("cancelJob")->click();
        QTRY_COMPARE_WITH_TIMEOUT(test.state("p"), JobState::Cancelled, limitMs);
    }

    void aJobIsFollowedAgainAfterARestart() {
        JobsFixture test;
        QVERIFY(test.openWorkspace() && test.startCloud(3'000));
        test.giveKey(test.cloud->key());
        const auto id = test.submit(someWork("over night"));
        QVERIFY(id.has_value());
        test.start();
        QTRY_COMPARE(test.state(*id), JobState::Queued);
        test.stop();
        test.start();
        QTRY_COMPARE_WITH_TIMEOUT(test.state(*id), JobState::Completed, limitMs);
        QCOMPARE(test.cloud->ledger().jobs.size(), std::size_t{1});
    }

    void aPriceThatWasNotToldIsAskedForAfterARestart() {
        JobsFixture test;
        QVERIFY(test.openWorkspace() && test.startCloud(100));
        test.giveKey(test.cloud->key());
        const auto id = test.submit(someWork("late"));
        QVERIFY(id.has_value());
        test.start();
        QTRY_VERIFY_WITH_TIMEOUT(test.state(*id) == JobState::Completed && test.costOf(*id), limitMs);
        const std::optional<double> cost = test.costOf(*id);
        test.stop();
        {
            const auto held = test.store();
            auto job = held->takeJob(*id);
            QVERIFY(job.has_value());
            job->costUsd.reset();
            QVERIFY(held->updateJob(*job, {job->finishedMs, job->state, ""}).has_value());
            QVERIFY(!held->job(*id)->costUsd);
            QVERIFY(held->releaseJob(*id).has_value());
        }
        test.start();
        QTRY_VERIFY_WITH_TIMEOUT(test.costOf(*id) == cost, limitMs);
        QCOMPARE(test.state(*id), JobState::Completed);
        QCOMPARE(test.cloud->ledger().jobs.size(), std::size_t{1});
    }

    void aJobWaitsForAKeyAndGoesOn() {
        JobsFixture test;
        QVERIFY(test.openWorkspace() && test.startCloud(2'000));
        test.giveKey(test.cloud->key());
        const auto id = test.submit(someWork("patient"));
        QVERIFY(id.has_value());
        QVERIFY(test.cloud->revokeKey(test.cloud->key()));
        test.start();
        QTRY_COMPARE_WITH_TIMEOUT(test.state(*id), JobState::NeedsKey, limitMs);
        QTRY_COMPARE(test.column("jobsTable", JobsModel::State),
                     QStringList{QStringLiteral("Needs a key")});
        QTRY_VERIFY(test.messages().contains(QStringLiteral("key"), Qt::CaseInsensitive));
        test.giveKey(test.cloud->addKey());
        QTRY_COMPARE_WITH_TIMEOUT(test.state(*id), JobState::Completed, limitMs);
        QTRY_VERIFY(!test.messages().contains(QStringLiteral("key"), Qt::CaseInsensitive));
    }

    void aJobThatSomebodyElseFollowsIsLeftToThem() {
        JobsFixture test;
        QVERIFY(test.openWorkspace() && test.startCloud(longQueueMs));
        test.giveKey(test.cloud->key());
        const auto id = test.submit(someWork("mine"));
        QVERIFY(id.has_value());
        const auto other = test.store();
        QVERIFY(other->takeJob(*id).has_value());
        test.start();
        QTRY_COMPARE(test.state(*id), JobState::Queued);
        test.part<QPushButton>("cancelJob")->click();
        QTRY_VERIFY_WITH_TIMEOUT(test.messages().contains(QStringLiteral("being driven")), limitMs);
        QCOMPARE(test.state(*id), JobState::Queued);
        QVERIFY(other->takeJob(*id).has_value());
    }

    void aForeignJobIsAttachedByItsId() {
        JobsFixture test;
        QVERIFY(test.openWorkspace() && test.startCloud(1'000));
        test.giveKey(test.cloud->key());
        auto transport = makeHttpTransport();
        QVERIFY(transport.has_value());
        const auto provider =
            makeProvider(test.profile(), Secret(test.cloud->key()), *transport, makeSystemClock());
        QVERIFY(provider.has_value());
        JobRequest request = someWork("theirs").request;
        request.token = "theirs";
        const auto remote = (*provider)->submit(request, {});
        QVERIFY2(remote.has_value(), remote ? "" : remote.error().error.message.c_str());
        test.start();
        QTRY_VERIFY(test.jobs->isLoaded());
        auto* id = test.part<QLineEdit>("attachId");
        auto* attach = test.part<QPushButton>("attachNow");
        QVERIFY(!attach->isEnabled());
        id->setText(QStringLiteral("no-such-job"));
        attach->click();
        QTRY_VERIFY_WITH_TIMEOUT(!test.messages().isEmpty(), limitMs);
        id->setText(toQt(*remote));
        attach->click();
        QTRY_COMPARE_WITH_TIMEOUT(int(test.jobs->jobs().size()), 1, limitMs);
        QTRY_COMPARE_WITH_TIMEOUT(test.jobs->jobs()[0].state, JobState::Completed, limitMs);
        QVERIFY(id->text().isEmpty());
    }

    void aFailedJobIsSubmittedAgainWhenAskedTo() {
        JobsFixture test;
        QVERIFY(test.openWorkspace() && test.startCloud(200));
        test.giveKey(test.cloud->key());
        JobRecord failed = recordOf("f", JobState::Failed, QDateTime::currentMSecsSinceEpoch());
        failed.profile = "practice";
        failed.practice = true;
        failed.device = "simulator";
        failed.estimatedUsd = 0.3;
        failed.errorMessage = "the machine was switched off";
        QVERIFY(test.keep(failed, failed.errorMessage));
        test.start();
        QTRY_VERIFY(test.part<QPushButton>("resubmitJob")->isEnabled());
        test.part<QPushButton>("resubmitJob")->click();
        QCOMPARE(test.prompts.asked, QStringList{QStringLiteral("Submit this job again")});
        QCOMPARE(int(test.jobs->jobs().size()), 1);
        test.prompts.answers << QString();
        test.part<QPushButton>("resubmitJob")->click();
        QTRY_COMPARE_WITH_TIMEOUT(int(test.jobs->jobs().size()), 2, limitMs);
        QTRY_COMPARE_WITH_TIMEOUT(test.jobs->jobs()[1].state, JobState::Completed, limitMs);
        QCOMPARE(test.state("f"), JobState::Failed);
    }

    void anotherWorkspaceHasOtherJobs() {
        JobsFixture test;
        QVERIFY(test.openWorkspace());
        QVERIFY(test.keep(recordOf("x1", JobState::Cancelled, 1'780'000'000'000)));
        test.start();
        QTRY_COMPARE(test.column("jobsTable", JobsModel::State).size(), 1);
        QVERIFY(test.session.open(test.folder.filePath(QStringLiteral("other.qstore"))).has_value());
        QTRY_VERIFY(test.part<QPushButton>("emptyStateButton")->isVisible());
        QCOMPARE(test.jobs->find(QStringLiteral("x1")), nullptr);
        QVERIFY(test.openWorkspace());
        QTRY_COMPARE(test.column("jobsTable", JobsModel::State).size(), 1);
    }

    void everyPartHasANameForScreenReaders() {
        JobsFixture test;
        QVERIFY(test.openWorkspace());
        test.start();
        for (const char* name : {"jobsShown", "attachAccount", "resultCircuit"})
            QVERIFY2(!test.part<QComboBox>(name)->accessibleName().isEmpty(), name);
        const auto views = test.panel->findChildren<QTableView*>();
        for (const QTableView* view : views)
            QVERIFY2(!view->accessibleName().isEmpty(), qPrintable(view->objectName()));
    }
};

QTEST_MAIN(JobsPanelTest)
#include "jobs_panel_test.moc"
