// SPDX-License-Identifier: Apache-2.0
#include "core/learning/losses.h"

#include <gtest/gtest.h>

#include <cmath>

namespace qstore {
namespace {

TEST(Losses, SoftmaxAndLogSumExpMatchNumPyAndDoNotOverflow) {
    std::vector<double> values = {1.5, -0.3, 0.7};
    EXPECT_NEAR(logSumExp(values), 1.979104498132736, 1e-15);
    softmax(values);
    EXPECT_NEAR(values[0], 0.61933776, 1e-8);
    EXPECT_NEAR(values[1], 0.10237584, 1e-8);
    EXPECT_NEAR(values[2], 0.27828639, 1e-8);
    std::vector<double> large = {1000.0, 1000.0};
    EXPECT_NEAR(logSumExp(large), 1000.0 + std::log(2.0), 1e-12);
    softmax(large);
    EXPECT_EQ(large[0], 0.5);
}

TEST(Losses, BinaryCrossEntropyIsStableInBothTails) {
    const std::vector<double> huge = {800.0};
    EXPECT_EQ(rowLoss(LossKind::BinaryCrossEntropy, huge, 1.0, {}), 0.0);
    EXPECT_EQ(rowLoss(LossKind::BinaryCrossEntropy, huge, 0.0, {}), 800.0);
    const std::vector<double> zero = {0.0};
    EXPECT_NEAR(rowLoss(LossKind::BinaryCrossEntropy, zero, 1.0, {}), std::log(2.0), 1e-15);
    EXPECT_EQ(sigmoid(-800.0), 0.0);
}

TEST(Losses, CrossEntropyOfTwoLogitsEqualsTheBinaryOne) {
    const std::vector<double> pair = {0.4, 1.3};
    const std::vector<double> logit = {0.9};
    for (const double target : {0.0, 1.0})
        EXPECT_NEAR(rowLoss(LossKind::CrossEntropy, pair, target, {}),
                    rowLoss(LossKind::BinaryCrossEntropy, logit, target, {}), 1e-15);
}

TEST(Losses, SquaredErrorIsTheMeanOverTheOutputs) {
    const std::vector<double> one = {2.5};
    EXPECT_DOUBLE_EQ(rowLoss(LossKind::MeanSquaredError, one, 1.0, {}), 2.25);
    const std::vector<double> three = {0.5, 0.25, 0.0};  // ((0.5)² + (0.75)² + 0)/3 for target 1
    EXPECT_DOUBLE_EQ(rowLoss(LossKind::MeanSquaredError, three, 1.0, {}), (0.25 + 0.5625) / 3.0);
}

TEST(Losses, GradientsMatchFiniteDifferences) {
    for (const LossKind kind :
         {LossKind::MeanSquaredError, LossKind::BinaryCrossEntropy, LossKind::CrossEntropy}) {
        std::vector<double> outputs = {0.3, -1.2, 2.0};
        if (kind == LossKind::BinaryCrossEntropy) outputs.resize(1);
        std::vector<double> gradient(outputs.size());
        rowLoss(kind, outputs, 1.0, gradient);
        for (std::size_t index = 0; index < outputs.size(); ++index) {
            const double start = outputs[index];
            outputs[index] = start + 1e-6;
            const double above = rowLoss(kind, outputs, 1.0, {});
            outputs[index] = start - 1e-6;
            const double below = rowLoss(kind, outputs, 1.0, {});
            outputs[index] = start;
            EXPECT_NEAR(gradient[index], (above - below) / 2e-6, 1e-9);
        }
    }
}

TEST(Losses, SimplexProjectionIsTheNearestDistribution) {
    std::vector<double> inside = {0.2, 0.5, 0.3};
    projectOntoSimplex(inside);
    EXPECT_NEAR(inside[1], 0.5, 1e-15);
    std::vector<double> outside = {1.2, 0.4, -0.7};  // shift −0.3: (0.9, 0.1, 0)
    projectOntoSimplex(outside);
    EXPECT_NEAR(outside[0], 0.9, 1e-15);
    EXPECT_NEAR(outside[1], 0.1, 1e-15);
    EXPECT_EQ(outside[2], 0.0);
}

TEST(Losses, PredictedClassTakesTheFirstOfEquals) {
    EXPECT_EQ(predictedClass(LossKind::CrossEntropy, std::vector<double>{1.0, 3.0, 3.0}), 1U);
    EXPECT_EQ(predictedClass(LossKind::BinaryCrossEntropy, std::vector<double>{0.0}), 0U);
    EXPECT_EQ(predictedClass(LossKind::BinaryCrossEntropy, std::vector<double>{0.1}), 1U);
}

}  // namespace
}  // namespace qstore
