// SPDX-License-Identifier: Apache-2.0
#include "core/learning/schedule.h"

#include <gtest/gtest.h>

namespace qstore {
namespace {

TEST(Schedule, RatesOverTheEpochs) {
    OptimizerConfig config;
    config.learningRate = 0.8;
    config.scheduleEpochs = 10;
    EXPECT_EQ(learningRateAt(config, 99), 0.8);
    config.schedule = Schedule::Step;
    EXPECT_EQ(learningRateAt(config, 9), 0.8);
    EXPECT_DOUBLE_EQ(learningRateAt(config, 10), 0.4);
    EXPECT_DOUBLE_EQ(learningRateAt(config, 25), 0.2);
    config.schedule = Schedule::Exponential;
    EXPECT_DOUBLE_EQ(learningRateAt(config, 10), 0.4);
    EXPECT_NEAR(learningRateAt(config, 5), 0.8 * 0.70710678118654752, 1e-15);
    config.schedule = Schedule::Cosine;
    EXPECT_DOUBLE_EQ(learningRateAt(config, 0), 0.8);
    EXPECT_NEAR(learningRateAt(config, 5), 0.4, 1e-15);
    EXPECT_DOUBLE_EQ(learningRateAt(config, 10), 0.8) << "warm restart";
}

}  // namespace
}  // namespace qstore
