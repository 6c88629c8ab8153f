// SPDX-License-Identifier: Apache-2.0
#include "core/learning/dense_layer.h"

#include <gtest/gtest.h>

#include "core/base/random.h"

namespace qstore {
namespace {

TEST(DenseLayer, ForwardMatchesNumPy) {
    // numpy: np.tanh(X @ W.T + b) and 1/(1+exp(-(X @ W.T + b)))
    const std::vector<double> weights = {0.1, -0.2, 0.3, 0.4, -0.5, 0.6, 0.05, -0.1, 0.2};
    const std::vector<double> input = {1, 2, -1, 0.5};
    const std::vector<double> tanhExpected = {-0.2449186624037092,  0.7615941559557649,
                                              0.7162978701990244,   -0.14888503362331798,
                                              -0.19737532022490398, 0.7615941559557649};
    const std::vector<double> sigmoidExpected = {0.4378234991142018,  0.7310585786300049,
                                                 0.7109495026250039,  0.46257015465625045,
                                                 0.45016600268752216, 0.7310585786300049};
    const auto tanh = DenseStack::of({{3, Activation::Tanh}}, 2, 0).forward(weights, input, 2).back();
    const auto sigmoid = DenseStack::of({{3, Activation::Sigmoid}}, 2, 0).forward(weights, input, 2).back();
    for (std::size_t index = 0; index < 6; ++index) {
        EXPECT_NEAR(tanh[index], tanhExpected[index], 1e-15);
        EXPECT_NEAR(sigmoid[index], sigmoidExpected[index], 1e-15);
    }
    const auto relu = DenseStack::of({{3, Activation::Relu}}, 2, 0).forward(weights, input, 2).back();
    EXPECT_EQ(relu[0], 0.0);
    EXPECT_NEAR(relu[1], 1.0, 1e-15);
}

TEST(DenseLayer, LaysOutItsWeightsBehindOneAnother) {
    const DenseStack stack = DenseStack::of({{3, Activation::Tanh}, {2, Activation::Identity}}, 4, 7);
    ASSERT_EQ(stack.layers.size(), 2U);
    EXPECT_EQ(stack.layers[0].offset, 7U);
    EXPECT_EQ(stack.layers[1].inputs, 3U);
    EXPECT_EQ(stack.layers[1].offset, 7U + 15U);
    EXPECT_EQ(stack.weightCount(), 15U + 8U);
}

/// Σ c·output for fixed c: its gradient by backward() against central differences.
TEST(DenseLayer, BackwardMatchesFiniteDifferences) {
    RandomStream random(7, "test");
    for (const Activation last : {Activation::Identity, Activation::Sigmoid, Activation::Relu}) {
        const DenseStack stack = DenseStack::of({{5, Activation::Tanh}, {4, last}}, 3, 2);
        const std::size_t rows = 3;
        std::vector<double> weights(2 + stack.weightCount());
        std::vector<double> input(rows * 3);
        std::vector<double> cotangent(rows * 4);
        for (auto* values : {&weights, &input, &cotangent})
            for (double& value : *values) value = random.normal();
        const auto value = [&] {
            const auto output = stack.forward(weights, input, rows).back();
            double sum = 0.0;
            for (std::size_t index = 0; index < output.size(); ++index)
                sum += cotangent[index] * output[index];
            return sum;
        };
        std::vector<double> gradient(weights.size(), 0.0);
        const std::vector<double> inputGradient =
            stack.backward(weights, stack.forward(weights, input, rows), rows, cotangent, gradient);
        const auto check = [&](std::vector<double>& values, const std::vector<double>& found) {
            for (std::size_t index = 0; index < values.size(); ++index) {
                const double start = values[index];
                values[index] = start + 1e-6;
                const double above = value();
                values[index] = start - 1e-6;
                const double below = value();
                values[index] = start;
                EXPECT_NEAR(found[index], (above - below) / 2e-6, 1e-7);
            }
        };
        check(weights, gradient);
        check(input, inputGradient);
        EXPECT_EQ(gradient[0], 0.0) << "weights before the stack's offset are not its own";
    }
}

}  // namespace
}  // namespace qstore
