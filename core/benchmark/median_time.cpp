// SPDX-License-Identifier: Apache-2.0
#include "core/benchmark/median_time.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <vector>

namespace qstore {
namespace {

using Clock = std::chrono::steady_clock;

double processorSeconds() {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

Result<double> secondsOf(const std::function<Status()>& work, const RunControl& control) {
    if (control.stop.stop_requested()) return cancelled();
    const auto start = Clock::now();
    QSTORE_CHECK(work());
    return std::chrono::duration<double>(Clock::now() - start).count();
}

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1) return *middle;
    return 0.5 * (*middle + *std::max_element(values.begin(), middle));
}

}  // namespace

Result<MedianTime> medianTime(const std::function<Status()>& work, const RunControl& control,
                              Repetition repetition) {
    double start = processorSeconds();
    QSTORE_TRY(const double first, secondsOf(work, control));
    if (first > repetition.longSeconds) return MedianTime{first, (processorSeconds() - start) / first};
    std::vector<double> times;
    double total = 0.0;
    start = processorSeconds();
    while (times.size() < std::max<std::size_t>(repetition.runs, 1) || total < repetition.seconds) {
        QSTORE_TRY(const double seconds, secondsOf(work, control));
        times.push_back(seconds);
        total += seconds;
    }
    const double share = (processorSeconds() - start) / total;
    return MedianTime{median(std::move(times)), share};
}

}  // namespace qstore
