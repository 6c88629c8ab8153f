// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/background_job.h"

#include <QSignalSpy>
#include <QTest>
#include <atomic>

using namespace qstore::ui;

class BackgroundJobTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void deliversItsResultInTheThreadOfTheOwner() {
        BackgroundJob job;
        std::thread::id worker;
        std::thread::id delivered;
        job.start([&](const std::stop_token&) -> BackgroundJob::Completion {
            worker = std::this_thread::get_id();
            return [&] { delivered = std::this_thread::get_id(); };
        });
        QVERIFY(job.isRunning());
        QTRY_VERIFY(!job.isRunning());
        QVERIFY(delivered == std::this_thread::get_id());
        QVERIFY(worker != delivered);
    }

    void destructionStopsAndJoinsAndDropsTheResult() {
        std::atomic<bool> ended = false;
        bool delivered = false;
        {
            BackgroundJob job;
            job.start([&](const std::stop_token& stop) -> BackgroundJob::Completion {
                while (!stop.stop_requested()) std::this_thread::yield();
                ended = true;
                return [&] { delivered = true; };
            });
        }
        QVERIFY(ended.load());
        QCoreApplication::sendPostedEvents();
        QVERIFY(!delivered);
    }

    void aStoppedJobStillSaysHowItEnded() {
        BackgroundJob job;
        bool sawStop = false;
        job.start([&](const std::stop_token& stop) -> BackgroundJob::Completion {
            while (!stop.stop_requested()) std::this_thread::yield();
            return [&] { sawStop = true; };
        });
        job.requestStop();
        QTRY_VERIFY(sawStop);
    }

    void startingAnewReplacesTheOldWork() {
        BackgroundJob job;
        QStringList delivered;
        job.start([&](const std::stop_token& stop) -> BackgroundJob::Completion {
            while (!stop.stop_requested()) std::this_thread::yield();
            return [&] { delivered << QStringLiteral("old"); };
        });
        job.start([&](const std::stop_token&) -> BackgroundJob::Completion {
            return [&] { delivered << QStringLiteral("new"); };
        });
        QTRY_COMPARE(delivered, QStringList{QStringLiteral("new")});
    }

    void workThatThrowsEndsInAnErrorNotInTheEndOfTheProgram() {
        BackgroundJob job;
        std::vector<qstore::Error> errors;
        connect(&job, &BackgroundJob::failed, this,
                [&](const qstore::Error& error) { errors.push_back(error); });
        job.start([](const std::stop_token&) -> BackgroundJob::Completion { throw std::bad_alloc(); });
        QTRY_COMPARE(errors.size(), std::size_t{1});
        QVERIFY(errors[0].code == qstore::ErrorCode::ResourceExhausted);
        QVERIFY(!errors[0].hint.empty());
        QVERIFY(!job.isRunning());
        job.start([](const std::stop_token&) -> BackgroundJob::Completion {
            throw std::runtime_error("seventeen");
        });
        QTRY_COMPARE(errors.size(), std::size_t{2});
        QVERIFY(errors[1].code == qstore::ErrorCode::Failed);
        QVERIFY(errors[1].message.find("seventeen") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(BackgroundJobTest)
#include "background_job_test.moc"
