// SPDX-License-Identifier: Apache-2.0
#include "core/benchmark/benchmark_report.h"

#include <algorithm>
#include <vector>

#include "core/base/parallel.h"
#include "core/benchmark/workload_list.h"

namespace qstore {
namespace {

bool asksFor(const BenchmarkRequest& request, const std::string& work) {
    return request.works.empty() ||
           std::find(request.works.begin(), request.works.end(), work) != request.works.end();
}

std::string namesOfBenchmarks() {
    std::string names;
    for (const BenchmarkInfo& info : benchmarks()) names += (names.empty() ? "" : ", ") + info.name;
    return names;
}

Status checkRequest(const BenchmarkRequest& request) {
    for (const std::string& work : request.works) {
        const auto known = std::any_of(benchmarks().begin(), benchmarks().end(),
                                       [&work](const BenchmarkInfo& info) { return info.name == work; });
        if (!known) {
            return fail(ErrorCode::InvalidArgument, "there is no benchmark '" + work + "'",
                        "There are " + namesOfBenchmarks() + ".");
        }
    }
    for (const BenchmarkInfo& info : benchmarks()) {
        if (!request.qubits || !asksFor(request, info.name) || *request.qubits >= info.minQubits) continue;
        return fail(ErrorCode::InvalidArgument, info.name + " needs at least " +
                                                    std::to_string(info.minQubits) + " qubits, not " +
                                                    std::to_string(*request.qubits));
    }
    return {};
}

/// Runs rows in order, saying before each what comes and after each how far all of it is.
class Runner {
public:
    Runner(const BenchmarkRequest& request, const RunControl& control)
        : m_request(request), m_control(control) {}

    Result<BenchmarkReport> run() {
        for (const BenchmarkInfo& info : benchmarks())
            if (asksFor(m_request, info.name)) countSteps(info.name);
        announce("limits of the machine");
        QSTORE_TRY(m_report.limits,
                   measureMachineLimits(m_request.threads, RunControl{m_control.stop, {}}));
        m_control.report(++m_done, m_total);
        for (const BenchmarkInfo& info : benchmarks()) {
            if (!asksFor(m_request, info.name)) continue;
            QSTORE_CHECK(info.name == "growth" ? runGrowth() : runList(info.name));
        }
        return std::move(m_report);
    }

private:
    std::size_t repeats() const { return m_request.precisions.size() * m_request.threads.size(); }

    void countSteps(const std::string& work) {
        std::size_t steps = workloadList(work, m_request.qubits).size();
        if (work == "growth")
            for (const PlannedCurve& curve : growthCurves(m_request.qubits)) steps += curve.at.size();
        m_total += steps * repeats();
    }

    void announce(const std::string& what) const {
        if (m_request.starting) m_request.starting(what);
    }

    static std::string suffix(Precision precision, std::size_t threads) {
        return std::string(precision == Precision::Double ? ", double, " : ", float, ") +
               std::to_string(threads) + (threads == 1 ? " thread" : " threads");
    }

    /// The time of one unit.
    Result<MedianTime> timed(const Workload& workload) {
        const RunControl stopOnly{m_control.stop, {}};
        const std::size_t copies = workload.isPerThread ? threadCount() : 1;
        std::vector<Status> statuses(copies);
        const auto call = [&]() -> Status {
            parallelFor(copies, [&](std::size_t copy) { statuses[copy] = workload.run(stopOnly); });
            for (const Status& status : statuses) QSTORE_CHECK(status);
            return {};
        };
        QSTORE_TRY(MedianTime time, medianTime(call, stopOnly, m_request.repetition));
        m_control.report(++m_done, m_total);
        time.seconds /= workload.unitsPerRun * static_cast<double>(copies);
        return time;
    }

    Status runList(const std::string& work) {
        for (const PlannedWorkload& planned : workloadList(work, m_request.qubits)) {
            for (const Precision precision : m_request.precisions) {
                // Made once: the values do not depend on the threads, and making may cost more than
                // running.
                QSTORE_TRY(const Workload workload, planned.make(precision, m_control));
                for (const std::size_t threads : m_request.threads) {
                    announce(planned.title + suffix(precision, threads));
                    const ThreadScope scope(threads);
                    QSTORE_TRY(const MedianTime time, timed(workload));
                    addRow(workload, threads, time);
                }
            }
        }
        return {};
    }

    void addRow(const Workload& workload, std::size_t threads, const MedianTime& time) {
        BenchmarkRow row;
        row.key = {workload.work, workload.variant, workload.qubits, threads, workload.precision};
        row.seconds = time.seconds;
        row.processorShare = time.processorShare;
        row.unit = workload.unit;
        if (const BenchmarkRow* one = sameWithOneThread(row.key); one != nullptr && threads > 1)
            row.speedup = one->seconds / row.seconds;
        row.peer = peerReference(row.key, m_report.limits);
        if (const auto bound = machineBound(row.key, m_report.limits)) {
            row.referenceSeconds = bound->seconds;
            row.reference = "bound: " + bound->what;
            row.mustTimes = bound->mustTimes;
            row.aimTimes = bound->aimTimes;
        } else if (row.peer) {
            row.referenceSeconds = row.peer->seconds;
            row.reference = row.peer->peer + ", by " + row.peer->scaledBy;
            if (row.peer->mustTimes > 0.0) row.mustTimes = 1.0 / row.peer->mustTimes;
            if (row.peer->aimTimes > 0.0) row.aimTimes = 1.0 / row.peer->aimTimes;
        } else if (workload.work == "variants") {
            referToFirstVariant(row);
            setVariantGoals(row);
        }
        m_report.rows.push_back(std::move(row));
    }

    /// Nothing before it was measured.
    const BenchmarkRow* find(const ReferenceKey& key) const {
        const auto found = std::find_if(m_report.rows.begin(), m_report.rows.end(),
                                        [&key](const BenchmarkRow& row) { return row.key == key; });
        return found == m_report.rows.end() ? nullptr : &*found;
    }

    const BenchmarkRow* sameWithOneThread(ReferenceKey key) const {
        key.threads = 1;
        return find(key);
    }

    /// The first variant is W2 itself and refers to its own time.
    void referToFirstVariant(BenchmarkRow& row) const {
        ReferenceKey first = row.key;
        first.variant = circuitVariants().front().name;
        const BenchmarkRow* const found = find(first);
        row.referenceSeconds = found == nullptr ? row.seconds : found->seconds;
        row.reference = "a gate of W2";
    }

    static void setVariantGoals(BenchmarkRow& row) {
        const auto& variants = circuitVariants();
        const auto found = std::find_if(variants.begin(), variants.end(), [&](const VariantInfo& variant) {
            return variant.name == row.key.variant;
        });
        if (found == variants.end()) return;
        row.mustTimes = found->mustTimes;
        row.aimTimes = found->aimTimes;
    }

    Status runGrowth() {
        for (const PlannedCurve& planned : growthCurves(m_request.qubits))
            for (const Precision precision : m_request.precisions)
                for (const std::size_t threads : m_request.threads)
                    QSTORE_CHECK(runCurve(planned, precision, threads));
        return {};
    }

    Status runCurve(const PlannedCurve& planned, Precision precision, std::size_t threads) {
        GrowthCurve curve;
        curve.axis = planned.axis;
        curve.trend = planned.trend;
        curve.threads = threads;
        curve.precision = precision;
        const ThreadScope scope(threads);
        for (const std::size_t at : planned.at) {
            announce("growth along " + planned.axis + ", " + std::to_string(at) +
                     suffix(precision, threads));
            QSTORE_TRY(const Workload workload, planned.make(at, precision));
            QSTORE_TRY(const MedianTime time, timed(workload));
            curve.at.push_back(at);
            curve.secondsPerGate.push_back(time.seconds);
            addRow(workload, threads, time);
        }
        m_report.growth.push_back(std::move(curve));
        return {};
    }

    const BenchmarkRequest& m_request;
    const RunControl& m_control;
    BenchmarkReport m_report;
    std::uint64_t m_done = 0;
    std::uint64_t m_total = 1;
};

}  // namespace

const std::vector<BenchmarkInfo>& benchmarks() {
    static const std::vector<BenchmarkInfo> infos = {
        {"W1", "the state after ten layers of RX, RY, RZ and a ring of CX", 2},
        {"W2", "the gradient of <Z0> for all angles of four layers: many at once, and one", 2},
        {"W3", "<Z0> and the gradient of shared weights for 1000 samples", 2},
        {"W4", "100,000 and 1,000,000 shots drawn from a state of 20 qubits", 2},
        {"variants", "time per gate with other entanglers, orders and gates, against W2", 4},
        {"growth", "time per gate against qubits and batch, and the largest jump above the trend", 4},
        {"limits", "only what the machine can do; every other benchmark measures it too", 1},
    };
    return infos;
}

Result<BenchmarkReport> runBenchmarks(const BenchmarkRequest& request, const RunControl& control) {
    QSTORE_CHECK(checkRequest(request));
    return Runner(request, control).run();
}

}  // namespace qstore
