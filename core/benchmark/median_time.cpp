// SPDX-License-Identifier: Apache-2.0
#include "core/benchmark/median_time.h"

#include <algorithm>
#include <chrono>
#include <vector>

namespace qstore {
namespace {

using Clock = std::chrono::steady_clock;

Result<double> secondsOf(const std::function<Status()>& work, const RunControl& control) {
    if (control.stop.stop_requested()) return cancelled();
    const auto start = Clock::now();
    QSTORE_CHECK(work());
    return std::chrono::duration<double>(Clock::now() - start).count();
}

}  // namespace

Result<double> medianSeconds(const std::function<Status()>& work, const RunControl& control,
                             Repetition repetition) {
    QSTORE_TRY(const double first, secondsOf(work, control));
    if (first > repetition.longSeconds) return first;
    std::vector<double> times;
    double total = 0.0;
    while (times.size() < std::max<std::size_t>(repetition.runs, 1) || total < repetition.seconds) {
        QSTORE_TRY(const double seconds, secondsOf(work, control));
        times.push_back(seconds);
        total += seconds;
    }
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    std::nth_element(times.begin(), middle, times.end());
    if (times.size() % 2 == 1) return *middle;
    return 0.5 * (*middle + *std::max_element(times.begin(), middle));
}

}  // namespace qstore
