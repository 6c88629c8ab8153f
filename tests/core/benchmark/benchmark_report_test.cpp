// SPDX-License-Identifier: Apache-2.0
#include "core/benchmark/benchmark_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/parallel.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;

TEST(MedianTime, WarmsUpOnceAndRepeats) {
    int calls = 0;
    const auto work = [&calls]() -> Status {
        ++calls;
        return {};
    };
    ASSERT_TRUE(medianTime(work, {}, {0.0, 5, 1000.0}));
    EXPECT_EQ(calls, 6);
    calls = 0;
    ASSERT_TRUE(medianTime(work, {}, {0.0, 5, -1.0}));
    EXPECT_EQ(calls, 1) << "long work is timed once";
}

TEST(MedianTime, EndsWithTheFirstErrorAndWhenAsked) {
    int calls = 0;
    const auto failing = [&calls]() -> Status {
        if (++calls == 3) return fail(ErrorCode::Unsupported, "the third");
        return {};
    };
    EXPECT_EQ(medianTime(failing, {}, {0.0, 5, 1000.0}).error().message, "the third");
    std::stop_source stop;
    const auto stopping = [&]() -> Status {
        stop.request_stop();
        return {};
    };
    EXPECT_EQ(medianTime(stopping, RunControl{stop.get_token(), {}}).error().code, ErrorCode::Cancelled);
}

BenchmarkRequest quick(std::vector<std::string> works, std::size_t qubits) {
    BenchmarkRequest request;
    request.works = std::move(works);
    request.qubits = qubits;
    request.threads = {1, 2};
    request.repetition = {0.0, 1, 1000.0};
    return request;
}

TEST(BenchmarkReport, MeasuresLimitsAndWhatWasAsked) {
    BenchmarkRequest request = quick({"W3", "W2"}, 4);
    std::vector<std::string> titles;
    request.starting = [&titles](const std::string& title) { titles.push_back(title); };
    std::uint64_t done = 0, all = 0;
    const std::size_t threads = threadCount();
    const auto report = runBenchmarks(request, RunControl{{}, [&](std::uint64_t now, std::uint64_t total) {
                                                              EXPECT_EQ(now, done + 1);
                                                              done = now;
                                                              all = total;
                                                          }});
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(threadCount(), threads);
    EXPECT_EQ(done, all);
    EXPECT_EQ(all, 7U) << "limits; W2 batched, W2 single and W3 with one thread and two";
    EXPECT_EQ(titles.size(), 7U);
    EXPECT_EQ(titles[1], "W2 batched, 4 qubits, double, 1 thread");
    ASSERT_EQ(report->limits.byThreads.size(), 2U);
    for (const ThreadLimits& limits : report->limits.byThreads) {
        EXPECT_GT(limits.doubleGflops, 0.0);
        EXPECT_GT(limits.floatGflops, 0.0);
        for (const MemoryLevel level : memoryLevels) EXPECT_GT(limits.bandwidth(level), 0.0);
    }
    EXPECT_GT(report->limits.clockGHz, 0.0);
    EXPECT_FALSE(report->limits.instructionSet.empty());
    ASSERT_EQ(report->rows.size(), 6U);
    for (const BenchmarkRow& row : report->rows) {
        EXPECT_GT(row.seconds, 0.0);
        EXPECT_GT(row.processorShare, 0.0);
        EXPECT_EQ(row.key.qubits, 4U);
        if (row.key.variant == "single") continue;
        EXPECT_TRUE(row.referenceSeconds) << row.key.work;
        EXPECT_NE(row.goal(), GoalState::None);
        EXPECT_GT(row.timesPeer(), 0.0);
    }
}

TEST(BenchmarkReport, VariantsAreComparedWithW2) {
    const auto report = runBenchmarks(quick({"variants"}, 4));
    ASSERT_TRUE(report) << report.error().message;
    ASSERT_EQ(report->rows.size(), 20U);
    EXPECT_EQ(report->rows[0].timesReference(), 1.0);
    for (const BenchmarkRow& row : report->rows) {
        EXPECT_GT(row.timesReference(), 0.0) << row.key.variant;
        EXPECT_EQ(row.goal() == GoalState::None, row.key.variant == "cx-ring") << row.key.variant;
        EXPECT_EQ(row.reference, "a gate of W2");
    }
}

TEST(BenchmarkReport, GrowthHasItsCurves) {
    const auto report = runBenchmarks(quick({"growth"}, 6));
    ASSERT_TRUE(report) << report.error().message;
    ASSERT_EQ(report->growth.size(), 4U);
    EXPECT_EQ(report->growth[0].axis, "qubits");
    EXPECT_EQ(report->growth[0].at, (std::vector<std::size_t>{4, 5, 6}));
    EXPECT_EQ(report->growth[2].axis, "batch");
    EXPECT_EQ(report->growth[2].at.back(), 4096U);
    EXPECT_EQ(report->growth[3].threads, 2U);
    for (const GrowthCurve& curve : report->growth) EXPECT_TRUE(largestJump(curve));
}

TEST(BenchmarkReport, WrongNamesAndSizesAreRefused) {
    const auto name = runBenchmarks(quick({"W9"}, 4));
    ASSERT_FALSE(name);
    EXPECT_THAT(name.error().message, HasSubstr("'W9'"));
    EXPECT_THAT(name.error().hint, HasSubstr("W1, W2, W3, W4, variants, growth, limits"));
    const auto size = runBenchmarks(quick({"variants"}, 3));
    ASSERT_FALSE(size);
    EXPECT_THAT(size.error().message, HasSubstr("at least 4 qubits, not 3"));
    EXPECT_EQ(size.error().code, ErrorCode::InvalidArgument);
}

TEST(BenchmarkReport, StopsWhenAsked) {
    std::stop_source stop;
    BenchmarkRequest request = quick({"W3"}, 4);
    request.starting = [&stop](const std::string& title) {
        if (title.starts_with("W3")) stop.request_stop();
    };
    const auto report = runBenchmarks(request, RunControl{stop.get_token(), {}});
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(measureMachineLimits({1}, RunControl{stop.get_token(), {}}).error().code,
              ErrorCode::Cancelled);
}

}  // namespace
}  // namespace qstore
