// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/simulation/state.h"

namespace qstore {

/// Where data lies that is worked on.
enum class MemoryLevel : std::uint8_t { L1, L2, L3, Dram };
inline constexpr std::array memoryLevels = {MemoryLevel::L1, MemoryLevel::L2, MemoryLevel::L3,
                                            MemoryLevel::Dram};
/// "L1", "L2", "L3", "DRAM".
QSTORE_EXPORT std::string memoryLevelName(MemoryLevel level);

/// What so many threads reach together.
struct ThreadLimits {
    std::size_t threads = 1;
    double doubleGflops = 0.0;  ///< fused multiply-adds with the widest vectors, two operations each
    double floatGflops = 0.0;
    /// Read and written in place, both counted, by `memoryLevels`; 10⁹ bytes per second.
    std::array<double, memoryLevels.size()> inPlaceGBs{};

    double gflops(Precision precision) const {
        return precision == Precision::Double ? doubleGflops : floatGflops;
    }
    double bandwidth(MemoryLevel level) const { return inPlaceGBs[static_cast<std::size_t>(level)]; }
};

struct QSTORE_EXPORT MachineLimits {
    std::string instructionSet;
    double clockGHz = 0.0;  ///< of one busy core
    std::array<std::size_t, memoryLevels.size()>
        levelBytes{};  ///< sizes that were swept, per thread in L1, L2
    std::vector<ThreadLimits> byThreads;

    /// Nothing where that number of threads was not measured.
    const ThreadLimits* at(std::size_t threads) const;
};

/// Measures for one thread and for each of `threads`: the best of several short runs, as a limit is what
/// can be reached. Takes about two seconds and 256 MiB, which are refused when they are not there.
QSTORE_EXPORT Result<MachineLimits> measureMachineLimits(std::vector<std::size_t> threads,
                                                         const RunControl& control = {});

/// Limits the pool to so many threads while it lives.
class QSTORE_EXPORT ThreadScope {
public:
    explicit ThreadScope(std::size_t threads);
    ~ThreadScope();
    ThreadScope(const ThreadScope&) = delete;
    ThreadScope& operator=(const ThreadScope&) = delete;

private:
    std::size_t m_before;
};

}  // namespace qstore
