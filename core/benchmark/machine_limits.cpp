// SPDX-License-Identifier: Apache-2.0
#include "core/benchmark/machine_limits.h"

#include <sys/mman.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <memory>

#include "core/base/memory.h"
#include "core/base/parallel.h"
#include "core/benchmark/cache_sizes.h"
#include "core/benchmark/machine_kernels.h"

namespace qstore {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kMebibyte = std::size_t{1} << 20U;
constexpr std::size_t kDramBytes = 256 * kMebibyte;  // the state of 24 qubits
// Short runs, of which some fit between what else the machine does, and long enough for the pool to wake
// up.
constexpr double kRunSeconds = 0.003;
constexpr int kRuns = 30;
constexpr double kAllRunsSeconds = 0.15;

/// Takes results that nobody needs, so that the loops behind them are not left out.
std::atomic<double> g_sink{0.0};

double seconds(const std::function<void()>& work) {
    const auto start = Clock::now();
    work();
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// The shortest time of one round, from runs of enough rounds to be measured.
Result<double> bestRoundSeconds(const std::function<void(std::size_t)>& work, const RunControl& control) {
    std::size_t rounds = 1;
    double best = seconds([&] { work(rounds); });
    while (best < kRunSeconds) {
        if (control.stop.stop_requested()) return cancelled();
        const double missing = kRunSeconds / std::max(best, 1e-7);
        rounds *= static_cast<std::size_t>(std::clamp(1.2 * missing, 2.0, 1000.0));
        best = seconds([&] { work(rounds); });
    }
    double all = best;
    for (int run = 1; run < kRuns && (run < 5 || all < kAllRunsSeconds); ++run) {
        if (control.stop.stop_requested()) return cancelled();
        const double time = seconds([&] { work(rounds); });
        best = std::min(best, time);
        all += time;
    }
    return best / static_cast<double>(rounds);
}

Result<double> measureGflops(Precision precision, std::size_t threads, const RunControl& control) {
    constexpr std::size_t roundsAtOnce = 1000;
    QSTORE_TRY(const double round, bestRoundSeconds(
                                       [&](std::size_t rounds) {
                                           parallelFor(threads, [&](std::size_t) {
                                               g_sink = multiplyAddRounds(precision, rounds * roundsAtOnce);
                                           });
                                       },
                                       control));
    const auto flops = static_cast<double>(threads * roundsAtOnce * multiplyAddRoundFlops(precision));
    return flops / round / 1e9;
}

struct Free {
    void operator()(double* memory) const { std::free(memory); }
};

/// Huge pages where the system gives them: the limit is the memory, not its page tables.
Result<std::unique_ptr<double, Free>> sweptMemory(std::size_t bytes) {
    constexpr std::size_t alignment = 2 * kMebibyte;
    QSTORE_CHECK(requireMemory(bytes, "measuring the memory's speed"));
    const std::size_t rounded = (bytes + alignment - 1) / alignment * alignment;
    auto* memory = static_cast<double*>(std::aligned_alloc(alignment, rounded));
    if (memory == nullptr)
        return fail(ErrorCode::ResourceExhausted, "measuring the memory's speed needs " + bytesText(bytes));
    madvise(memory, rounded, MADV_HUGEPAGE);
    std::fill_n(memory, bytes / sizeof(double), 1.0);
    return std::unique_ptr<double, Free>(memory);
}

/// `bytes` in all, an equal part for each thread.
Result<double> measureBandwidth(std::size_t bytes, std::size_t threads, const RunControl& control) {
    constexpr std::size_t granule = 128;
    const std::size_t each = std::max(bytes / sizeof(double) / threads / granule, std::size_t{1}) * granule;
    QSTORE_TRY(const auto memory, sweptMemory(each * threads * sizeof(double)));
    QSTORE_TRY(const double round, bestRoundSeconds(
                                       [&](std::size_t rounds) {
                                           parallelFor(threads, [&](std::size_t thread) {
                                               double* const mine = memory.get() + thread * each;
                                               for (std::size_t i = 0; i < rounds; ++i)
                                                   scaleInPlace(mine, each, 1.0);
                                           });
                                       },
                                       control));
    return static_cast<double>(2 * each * threads * sizeof(double)) / round / 1e9;
}

Result<double> measureClock(const RunControl& control) {
    constexpr std::uint64_t additions = 16000;
    QSTORE_TRY(const double round, bestRoundSeconds(
                                       [&](std::size_t rounds) {
                                           g_sink =
                                               static_cast<double>(dependentAdditions(rounds * additions));
                                       },
                                       control));
    return static_cast<double>(additions) / round / 1e9;
}

/// Half of a cache leaves room for everything else; L3 as large as the state of 20 qubits, if it is.
std::array<std::size_t, memoryLevels.size()> levelBytes() {
    const CacheSizes caches = cacheSizes();
    const std::size_t l3 = std::max(std::min(16 * kMebibyte, caches.l3 / 2), 2 * caches.l2);
    return {caches.l1 / 2, caches.l2 / 2, l3, kDramBytes};
}

Result<ThreadLimits> measureThreads(std::size_t threads, const MachineLimits& machine,
                                    const RunControl& control) {
    const ThreadScope scope(threads);
    ThreadLimits limits;
    limits.threads = threads;
    QSTORE_TRY(limits.doubleGflops, measureGflops(Precision::Double, threads, control));
    QSTORE_TRY(limits.floatGflops, measureGflops(Precision::Single, threads, control));
    for (const MemoryLevel level : memoryLevels) {
        const auto index = static_cast<std::size_t>(level);
        const bool own = level == MemoryLevel::L1 || level == MemoryLevel::L2;
        const std::size_t bytes = machine.levelBytes[index] * (own ? threads : 1);
        QSTORE_TRY(limits.inPlaceGBs[index], measureBandwidth(bytes, threads, control));
    }
    return limits;
}

}  // namespace

std::string memoryLevelName(MemoryLevel level) {
    switch (level) {
        case MemoryLevel::L1: return "L1";
        case MemoryLevel::L2: return "L2";
        case MemoryLevel::L3: return "L3";
        case MemoryLevel::Dram: return "DRAM";
    }
    return "";
}

const ThreadLimits* MachineLimits::at(std::size_t threads) const {
    const auto found =
        std::find_if(byThreads.begin(), byThreads.end(),
                     [threads](const ThreadLimits& limits) { return limits.threads == threads; });
    return found == byThreads.end() ? nullptr : &*found;
}

Result<MachineLimits> measureMachineLimits(std::vector<std::size_t> threads, const RunControl& control) {
    threads.push_back(1);
    std::sort(threads.begin(), threads.end());
    threads.erase(std::unique(threads.begin(), threads.end()), threads.end());
    MachineLimits machine;
    machine.instructionSet = instructionSetName();
    machine.levelBytes = levelBytes();
    QSTORE_TRY(machine.clockGHz, measureClock(control));
    for (const std::size_t count : threads) {
        QSTORE_TRY(const ThreadLimits limits, measureThreads(count, machine, control));
        machine.byThreads.push_back(limits);
    }
    return machine;
}

ThreadScope::ThreadScope(std::size_t threads) : m_before(threadCount()) {
    setThreadCount(threads);
}

ThreadScope::~ThreadScope() {
    setThreadCount(m_before);
}

}  // namespace qstore
