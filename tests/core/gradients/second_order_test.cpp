// SPDX-License-Identifier: Apache-2.0
#include "core/gradients/second_order.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/circuit/qasm.h"
#include "core/simulation/plan.h"
#include "tests/core/simulation/random_circuit.h"

namespace qstore {
namespace {

using ::qstore::testing::kRandomInputs;
using ::qstore::testing::kRandomWeights;
using ::qstore::testing::RandomCircuit;

std::vector<double> gradientAt(const Plan& plan, const std::vector<double>& weights,
                               const std::vector<double>& inputs) {
    const Cotangent one = [](std::size_t, auto, std::span<double> slope) { slope[0] = 1.0; };
    return plan.forwardBackward({weights, inputs, 1, false}, one).value().weights;
}

/// d/dt of the adjoint gradient along a direction, by differences, extrapolated once.
std::vector<double> differences(const Plan& plan, const std::vector<double>& weights,
                                const std::vector<double>& inputs, const std::vector<double>& direction) {
    const auto along = [&](double step) {
        std::vector<double> up = weights, down = weights;
        for (std::size_t i = 0; i < weights.size(); ++i) {
            up[i] += step * direction[i];
            down[i] -= step * direction[i];
        }
        auto result = gradientAt(plan, up, inputs);
        const auto below = gradientAt(plan, down, inputs);
        for (std::size_t i = 0; i < result.size(); ++i) result[i] = (result[i] - below[i]) / (2.0 * step);
        return result;
    };
    auto fine = along(5e-4);
    const auto coarse = along(1e-3);
    for (std::size_t i = 0; i < fine.size(); ++i) fine[i] += (fine[i] - coarse[i]) / 3.0;
    return fine;
}

// ⟨Z0 Z1⟩ = cos(a) cos(a + b·x).
TEST(SecondOrder, IsThatOfTheClosedForm) {
    CircuitParts parts;
    parts.qubits = 2;
    parts.parameters = {{"a", ParameterRole::Trainable, {}, ""},
                        {"b", ParameterRole::Trainable, {}, ""},
                        {"feature", ParameterRole::Column, {}, "x"}};
    const Angle a = Angle::symbol("a");
    parts.operations = {Operation::gateOn("ry", {0}, {a}),
                        Operation::gateOn("ry", {1}, {a + Angle::symbol("b") * Angle::symbol("feature")})};
    const auto second = SecondOrder::compile(Circuit::of(parts), PauliSum::parse("Z0 Z1").value());
    ASSERT_TRUE(second) << second.error().message;
    const double va = 0.4, vb = -0.9, vx = 1.7, sum = va + vb * vx;
    const std::vector<double> weights{va, vb}, inputs{vx};
    const auto hessian = (*second)->hessian(weights, inputs).value();
    const double aa = -2.0 * std::cos(va) * std::cos(sum) + 2.0 * std::sin(va) * std::sin(sum);
    const double ab = vx * (std::sin(va) * std::sin(sum) - std::cos(va) * std::cos(sum));
    const double bb = -vx * vx * std::cos(va) * std::cos(sum);
    EXPECT_NEAR(hessian[0], aa, 1e-13);
    EXPECT_NEAR(hessian[1], ab, 1e-13);
    EXPECT_EQ(hessian[2], hessian[1]);
    EXPECT_NEAR(hessian[3], bb, 1e-13);
    const auto product = (*second)->hessianVector(weights, inputs, std::vector<double>{2.0, -3.0}).value();
    EXPECT_NEAR(product[0], 2.0 * aa - 3.0 * ab, 1e-12);
    EXPECT_NEAR(product[1], 2.0 * ab - 3.0 * bb, 1e-12);
}

TEST(SecondOrder, AgreesWithDifferencesOfTheGradientOverTheWholeGateTable) {
    double largest = 0.0;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        RandomCircuit random(seed);
        const Circuit circuit = random.circuit(4, 10);
        const PauliSum observable = random.observable(4);
        const auto weights = random.values(kRandomWeights);
        const auto inputs = random.values(kRandomInputs);
        const auto direction = random.values(kRandomWeights);
        const auto plan = Plan::compile(circuit, {observable}).value();
        const auto second = SecondOrder::compile(circuit, observable);
        ASSERT_TRUE(second) << second.error().message;
        const auto product = (*second)->hessianVector(weights, inputs, direction).value();
        const auto hessian = (*second)->hessian(weights, inputs).value();
        const auto expected = differences(*plan, weights, inputs, direction);
        for (std::size_t i = 0; i < expected.size(); ++i) {
            ASSERT_NEAR(product[i], expected[i], 2e-7) << "seed " << seed << ", weight " << i;
            double row = 0.0;
            for (std::size_t j = 0; j < expected.size(); ++j)
                row += hessian[i * expected.size() + j] * direction[j];
            ASSERT_NEAR(row, product[i], 1e-8) << "seed " << seed << ", weight " << i;
            largest = std::max(largest, std::abs(product[i]));
        }
    }
    EXPECT_GT(largest, 0.1);
}

/// ⟨Z⟩ of RY(f(w)) is cos f: H = −cos f·f'² − sin f·f''.
TEST(SecondOrder, CurvatureOfExpressionsIsExactAtAnyScale) {
    struct Case {
        std::string expression;
        double w, f, slope, curvature;
    };
    const double w1 = 0.002, w2 = 0.1, k = 2000.0, w3 = 1.3;
    const std::vector<Case> cases = {
        {"sqrt(w)", w1, std::sqrt(w1), 0.5 / std::sqrt(w1), -0.25 * std::pow(w1, -1.5)},
        {"sin(2000*w)", w2, std::sin(k * w2), k * std::cos(k * w2), -k * k * std::sin(k * w2)},
        {"exp(w)/w", w3, std::exp(w3) / w3, std::exp(w3) * (w3 - 1.0) / (w3 * w3),
         std::exp(w3) * (w3 * w3 - 2.0 * w3 + 2.0) / (w3 * w3 * w3)},
        {"w**3", -0.7, -0.343, 3.0 * 0.49, 6.0 * -0.7},
        {"w**w", w3, std::pow(w3, w3), std::pow(w3, w3) * (std::log(w3) + 1.0),
         std::pow(w3, w3) * (std::pow(std::log(w3) + 1.0, 2) + 1.0 / w3)},
        {"arctan(w)*log(w)", w3, std::atan(w3) * std::log(w3),
         std::log(w3) / (1.0 + w3 * w3) + std::atan(w3) / w3,
         -2.0 * w3 * std::log(w3) / std::pow(1.0 + w3 * w3, 2) + 2.0 / (w3 * (1.0 + w3 * w3)) -
             std::atan(w3) / (w3 * w3)},
        {"2*arcsin(w) + arccos(w) + tan(w)", 0.3, 2.0 * std::asin(0.3) + std::acos(0.3) + std::tan(0.3),
         1.0 / std::sqrt(0.91) + 1.0 + std::pow(std::tan(0.3), 2),
         0.3 * std::pow(0.91, -1.5) + 2.0 * std::tan(0.3) * (1.0 + std::pow(std::tan(0.3), 2))},
    };
    for (const Case& each : cases) {
        CircuitParts parts;
        parts.qubits = 1;
        parts.parameters = {{"w", ParameterRole::Trainable, {}, ""}};
        parts.operations = {Operation::gateOn("ry", {0}, {Angle::parse(each.expression).value()})};
        const auto second = SecondOrder::compile(Circuit::of(parts), PauliSum::z(0)).value();
        const double expected =
            -std::cos(each.f) * each.slope * each.slope - std::sin(each.f) * each.curvature;
        const double found = second->hessian(std::vector<double>{each.w}, {}).value()[0];
        EXPECT_NEAR(found, expected, 1e-10 * (1.0 + std::abs(expected))) << each.expression;
        const double far =
            second->hessianVector(std::vector<double>{each.w}, {}, std::vector<double>{1e3}).value()[0];
        EXPECT_NEAR(far, 1e3 * expected, 1e-7 * (1.0 + std::abs(expected))) << each.expression;
    }
}

TEST(SecondOrder, WithoutAFiniteCurvatureThereIsAnError) {
    CircuitParts parts;
    parts.qubits = 1;
    parts.parameters = {{"w", ParameterRole::Trainable, {}, ""}};
    parts.operations = {Operation::gateOn("ry", {0}, {Angle::parse("sqrt(w)").value()})};
    const auto second = SecondOrder::compile(Circuit::of(parts), PauliSum::z(0)).value();
    EXPECT_FALSE(second->hessian(std::vector<double>{0.0}, {}));
}

TEST(SecondOrder, RefusesWhatDoesNotFit) {
    const auto second = SecondOrder::compile(RandomCircuit(1).circuit(3, 8), PauliSum::z(0)).value();
    const std::vector<double> weights(kRandomWeights), inputs(kRandomInputs), few(1);
    EXPECT_EQ(second->hessian(few, inputs).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(second->hessianVector(weights, inputs, few).error().code, ErrorCode::InvalidArgument);
    EXPECT_FALSE(SecondOrder::compile(RandomCircuit(1).circuit(3, 8), PauliSum::z(7)));
}

}  // namespace
}  // namespace qstore
