// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/circuit_run.h"

#include <mutex>

#include "ui/controllers/live_state.h"
#include "ui/controllers/workspace_session.h"

namespace qstore::ui {
namespace {

constexpr int lookMs = 50;
constexpr double negligible = 1e-12;

std::map<std::uint64_t, double> keyed(const Circuit& circuit, const std::vector<double>& probabilities) {
    std::map<std::uint64_t, double> keys;
    for (std::uint64_t state = 0; state < probabilities.size(); ++state) {
        if (probabilities[state] < negligible) continue;
        std::uint64_t key = circuit.measures() ? 0 : state;
        for (const Operation& operation : circuit.operations()) {
            if (operation.kind != OperationKind::Measure) continue;
            const std::uint64_t bit = state >> operation.targets.front() & 1U;
            key |= bit << operation.bits.front();
        }
        keys[key] += probabilities[state];
    }
    return keys;
}

/// What the circuit would show if nothing erred and shots had no end.
std::optional<std::map<std::uint64_t, double>> exactOutcomes(const Circuit& circuit,
                                                             const RunControl& control) {
    if (circuit.qubits() > LiveState::maxQubits || measuresOnTheWay(circuit)) return {};
    const auto preview = previewCircuit(circuit, {}, nullptr, control);
    if (!preview || !preview->state) return {};
    return keyed(circuit, preview->state->probabilities());
}

}  // namespace

/// What the thread that drives leaves for the window, and what it is asked to do.
struct CircuitRun::Feed {
    std::mutex mutex;
    std::map<std::string, JobRecord> jobs;  // guarded, like the next two
    std::optional<std::pair<JobState, std::string>> news;
    bool cancelWanted = false;
    std::stop_source stopRun;

    void see(const JobRecord& job, const std::string& note) {
        const std::scoped_lock lock(mutex);
        jobs[job.id] = job;
        news = {job.state, note};
    }
    void wantCancel() {
        {
            const std::scoped_lock lock(mutex);
            cancelWanted = true;
        }
        stopRun.request_stop();
    }
    bool isCancelWanted() {
        const std::scoped_lock lock(mutex);
        return cancelWanted;
    }
    std::vector<std::string> jobsLeft() {
        const std::scoped_lock lock(mutex);
        std::vector<std::string> ids;
        for (const auto& [id, job] : jobs)
            if (!isFinal(job.state)) ids.push_back(id);
        return ids;
    }
    std::optional<double> costUsd() {
        const std::scoped_lock lock(mutex);
        std::optional<double> sum;
        for (const auto& [id, job] : jobs) {
            if (job.remoteId.empty()) continue;
            // A part of the bill is not the bill.
            if (!job.costUsd) return std::nullopt;
            sum = sum.value_or(0.0) + *job.costUsd;
        }
        return sum;
    }
    bool completed() {
        const std::scoped_lock lock(mutex);
        for (const auto& [id, job] : jobs)
            if (job.state == JobState::Completed) return true;
        return false;
    }
};

namespace {

template <class Feed>
Result<CircuitRunResult> runOrder(const CircuitRunOrder& order, const std::shared_ptr<Feed>& feed,
                                  const std::stop_token& stop) {
    // Ends with the window, or as soon as a person cancels.
    const std::stop_callback passOn(stop, [feed] { feed->stopRun.request_stop(); });
    const RunControl running{feed->stopRun.get_token(), {}};
    BackendOrder backendOrder;
    backendOrder.backend = order.address.toStdString();
    backendOrder.seed = order.seed;
    backendOrder.onJobStep = [feed](const JobRecord& job, const std::string& note) {
        feed->see(job, note);
    };
    const auto clock = makeSystemClock();
    QSTORE_TRY(const MeasuringBackend backend,
               openBackend(backendOrder, order.accounts, order.workspace, clock, running));
    CircuitRunResult result;
    auto outcomes = backend.runner->run({order.circuit}, order.shots, order.seed, "drawn circuit", running);
    if (!outcomes) {
        const bool byPerson = outcomes.error().code == ErrorCode::Cancelled && feed->isCancelWanted();
        if (!byPerson || !backend.driver || stop.stop_requested())
            return tl::unexpected<Error>(outcomes.error());
        const std::vector<std::string> left = feed->jobsLeft();
        for (const std::string& id : left) QSTORE_CHECK(backend.driver->requestCancel(id));
        QSTORE_CHECK(backend.driver->runUntilDone(left, {stop, {}}));
        if (!feed->completed()) return tl::unexpected<Error>(outcomes.error());
        return fail(ErrorCode::Busy, "the job had finished before it could be cancelled",
                    "its results lie in the workspace: see the list of jobs");
    }
    result.device = backend.device;
    result.practice = backend.practice;
    result.outcome = std::move(outcomes->front());
    result.shots = order.shots;
    result.finishedMs = clock->unixMs();
    result.costUsd = feed->costUsd();
    result.exact = exactOutcomes(order.circuit, running);
    return result;
}

}  // namespace

CircuitRun::CircuitRun(QObject* parent) : QObject(parent) {
    m_timer.setInterval(lookMs);
    connect(&m_timer, &QTimer::timeout, this, &CircuitRun::takeSteps);
    connect(&m_job, &BackgroundJob::runningChanged, this, &CircuitRun::runningChanged);
    connect(&m_job, &BackgroundJob::failed, this, &CircuitRun::failed);
}

CircuitRun::~CircuitRun() = default;

void CircuitRun::start(CircuitRunOrder order) {
    m_job.cancelAndJoin();
    m_feed = std::make_shared<Feed>();
    m_step.clear();
    m_timer.start();
    m_job.start([this, feed = m_feed,
                 order = std::move(order)](const std::stop_token& stop) -> BackgroundJob::Completion {
        auto result = std::make_shared<Result<CircuitRunResult>>(runOrder(order, feed, stop));
        return [this, result] {
            takeSteps();
            m_timer.stop();
            m_step.clear();
            if (*result) {
                m_result = std::move(**result);
                Q_EMIT finished();
            } else if (result->error().code == ErrorCode::Cancelled) {
                Q_EMIT cancelled();
            } else {
                Q_EMIT failed(result->error());
            }
        };
    });
}

void CircuitRun::cancel() {
    if (!isRunning() || m_feed == nullptr) return;
    m_feed->wantCancel();
    m_step = tr("cancelling…");
    Q_EMIT stepped(m_step);
}

void CircuitRun::takeSteps() {
    if (m_feed == nullptr) return;
    std::optional<std::pair<JobState, std::string>> news;
    {
        const std::scoped_lock lock(m_feed->mutex);
        news.swap(m_feed->news);
    }
    if (!news) return;
    m_step = stateInWords(news->first);
    // What the provider says beside its state: why it is tried again, and when.
    const bool telling = news->first != JobState::Queued && !news->second.empty();
    if (telling) m_step = tr("%1: %2").arg(m_step, toQt(news->second));
    Q_EMIT stepped(m_step);
}

QString stateInWords(JobState state) {
    switch (state) {
        case JobState::Prepared: return CircuitRun::tr("prepared");
        case JobState::Submitting: return CircuitRun::tr("being sent");
        case JobState::Queued: return CircuitRun::tr("waiting in the queue");
        case JobState::Running: return CircuitRun::tr("running");
        case JobState::Fetching: return CircuitRun::tr("fetching the results");
        case JobState::Completed: return CircuitRun::tr("completed");
        case JobState::Cancelling: return CircuitRun::tr("being cancelled");
        case JobState::Cancelled: return CircuitRun::tr("cancelled");
        case JobState::Failed: return CircuitRun::tr("failed");
        case JobState::NeedsKey: return CircuitRun::tr("waiting for a key");
    }
    return {};
}

}  // namespace qstore::ui
