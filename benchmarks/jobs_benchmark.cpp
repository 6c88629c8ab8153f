// SPDX-License-Identifier: GPL-3.0-or-later
#include <benchmark/benchmark.h>

#include <array>
#include <filesystem>

#include "core/backends/job_driver.h"
#include "core/backends/provider_factory.h"
#include "core/base/random_hex.h"
#include "core/serving/practice_cloud.h"
#include "core/workspace/workspace_jobs.h"

#ifdef QSTORE_WITH_UI
#include <QApplication>
#include <QSortFilterProxyModel>
#include <QTableView>

#include "ui/models/jobs_model.h"
#include "ui/support/theme.h"
#endif

// A thousand jobs in flight: what one round of polling takes in its worker, and what the window's thread
// has to do when all of them have changed. Goal: the window never stands still for 50 ms.

namespace qstore {
namespace {

constexpr std::size_t jobCount = 1000;

/// Goes on by hand, so that every round finds all jobs due.
class StepClock final : public Clock {
public:
    std::int64_t unixMs() const override { return 1'780'000'000'000 + m_ms; }
    std::int64_t steadyMs() const override { return m_ms; }
    bool waitFor(std::int64_t ms, const std::stop_token& stop) override {
        m_ms += ms;
        return !stop.stop_requested();
    }
    void step(std::int64_t ms) { m_ms += ms; }

private:
    std::int64_t m_ms = 0;
};

Circuit bell() {
    CircuitParts parts;
    parts.qubits = 2;
    parts.operations = {Operation::gateOn("h", {0}), Operation::gateOn("cx", {0, 1})};
    return Circuit::of(std::move(parts));
}

/// A practice cloud whose queue is longer than the benchmark, and a workspace whose jobs all wait in it.
struct Waiting {
    std::filesystem::path folder = std::filesystem::temp_directory_path() / ("qstore-jobs-" + randomHex(6));
    std::shared_ptr<StepClock> clock = std::make_shared<StepClock>();
    std::unique_ptr<PracticeCloud> cloud;
    std::shared_ptr<JobStore> store;
    std::unique_ptr<JobDriver> driver;

    Waiting() { std::filesystem::create_directories(folder); }
    Waiting(const Waiting&) = delete;
    Waiting& operator=(const Waiting&) = delete;
    ~Waiting() {
        driver.reset();
        store.reset();
        std::error_code ignored;
        std::filesystem::remove_all(folder, ignored);
    }

    Status start() {
        PracticeOptions options;
        options.queueMs = 24 * 3'600'000;
        QSTORE_TRY(cloud, PracticeCloud::start(options));
        BackendProfile profile;
        profile.name = "practice";
        profile.endpoint = cloud->ionqEndpoint();
        profile.practice = true;
        QSTORE_TRY(auto transport, makeHttpTransport());
        QSTORE_TRY(auto provider, makeProvider(profile, Secret(cloud->key()), transport, clock));
        QSTORE_TRY(auto workspace, Workspace::open(folder / "w.qstore", true));
        store = workspaceJobs(workspace);
        DriverOptions driving;
        driving.profile = profile.name;
        driving.maxConcurrentJobs = jobCount;
        driving.firstPollMs = driving.maxPollMs = 1000;
        driver = std::make_unique<JobDriver>(provider, store, clock, driving);
        for (std::size_t i = 0; i < jobCount; ++i) {
            NewJob job;
            job.request.device = "simulator";
            job.request.name = "job " + std::to_string(i);
            job.request.circuits = {bell()};
            job.request.shots = 100;
            QSTORE_TRY([[maybe_unused]] const std::string id, driver->add(std::move(job)));
        }
        const auto sent = driver->advance({});
        return sent ? Status() : Status(tl::unexpected<Error>(sent.error()));
    }
};

/// One advance() that asks for every one of the jobs over HTTP; it runs in a worker.
void pollRound(benchmark::State& state) {
    Waiting waiting;
    const Status started = waiting.start();
    if (!started) return state.SkipWithError(started.error().message.c_str());
    for (auto _ : state) {
        waiting.clock->step(1000);
        const auto next = waiting.driver->advance({});
        if (!next) return state.SkipWithError(next.error().message.c_str());
    }
    const auto jobs = waiting.store->jobs();
    for (const JobRecord& job : *jobs) {
        if (job.state != JobState::Queued) state.SkipWithError("a job is not in the queue");
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(jobCount) * state.iterations());
}
BENCHMARK(pollRound)->Name("jobs/poll-round")->Unit(benchmark::kMillisecond);

/// Reading them all from the workspace, as the window's reader does; it runs in a worker.
void readJobs(benchmark::State& state) {
    Waiting waiting;
    const Status started = waiting.start();
    if (!started) return state.SkipWithError(started.error().message.c_str());
    for (auto _ : state) {
        auto jobs = waiting.store->jobs();
        if (!jobs || jobs->size() != jobCount) return state.SkipWithError("not all jobs were read");
        benchmark::DoNotOptimize(jobs);
    }
}
BENCHMARK(readJobs)->Name("jobs/read")->Unit(benchmark::kMillisecond);

#ifdef QSTORE_WITH_UI
std::vector<JobRecord> someJobs() {
    std::vector<JobRecord> jobs(jobCount);
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        jobs[i].id = "j" + std::to_string(i);
        jobs[i].profile = "lab";
        jobs[i].device = "qpu.forte-1";
        jobs[i].name = "job " + std::to_string(i);
        jobs[i].state = JobState::Queued;
        jobs[i].circuits = 12;
        jobs[i].shots = 1000;
        jobs[i].createdMs = jobs[i].submittedMs = 1'780'000'000'000 + static_cast<std::int64_t>(i);
    }
    return jobs;
}

/// All of them have another state: the window's thread takes the new records over, tells the model, sorts
/// and paints. At most 50 ms.
void modelUpdate(benchmark::State& state) {
    // One for all benchmarks, and as long as the program: Qt allows no second one.
    static QApplication* const application = [] {
        static int count = 1;
        static std::string name = "jobs-benchmark";
        static std::array<char*, 2> arguments = {name.data(), nullptr};
        qputenv("QT_QPA_PLATFORM", "offscreen");
        return new QApplication(count, arguments.data());
    }();
    benchmark::DoNotOptimize(application);
    const ui::Theme theme;
    std::vector<JobRecord> jobs = someJobs();
    ui::JobsModel model(jobs, theme);
    QSortFilterProxyModel sorted;
    sorted.setSortRole(ui::JobsModel::SortRole);
    sorted.setSourceModel(&model);
    sorted.sort(state.range(0) == 0 ? ui::JobsModel::Submitted : ui::JobsModel::State, Qt::DescendingOrder);
    QTableView table;
    table.setModel(&sorted);
    table.resize(900, 700);
    table.show();
    QCoreApplication::processEvents();
    ui::JobChanges changes;
    for (std::size_t i = 0; i < jobs.size(); ++i) changes.changed.push_back(i);
    bool running = false;
    for (auto _ : state) {
        state.PauseTiming();
        running = !running;
        std::vector<JobRecord> next = jobs;
        for (std::size_t i = 0; i < next.size(); ++i)
            next[i].state = running && i % 3 != 0 ? JobState::Running : JobState::Queued;
        state.ResumeTiming();
        for (std::size_t i = 0; i < next.size(); ++i) jobs[i] = std::move(next[i]);
        model.apply(changes);
        table.viewport()->repaint();
    }
    if (sorted.rowCount() != static_cast<int>(jobCount)) state.SkipWithError("rows were lost");
}
BENCHMARK(modelUpdate)
    ->Name("jobs/model-update")
    ->Arg(0)
    ->Arg(1)
    ->ArgName("by-state")
    ->Unit(benchmark::kMillisecond);
#endif

}  // namespace
}  // namespace qstore
