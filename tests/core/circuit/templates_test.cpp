// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/templates.h"

#include <gmock/gmock.h>

#include <cmath>
#include <numbers>

#include "core/base/random.h"
#include "core/simulation/plan.h"
#include "tests/core/circuit/circuit_testing.h"

namespace qstore {
namespace {

using std::numbers::pi;
using testing::Bindings;
using testing::expectationZ;
using testing::finalState;
using ::testing::HasSubstr;

Circuit made(std::string_view name, std::size_t qubits, const TemplateOptions& options = {}) {
    auto circuit = makeTemplate(name, qubits, options);
    EXPECT_TRUE(circuit) << name << ": " << (circuit ? "" : circuit.error().message);
    return circuit.value_or(Circuit());
}

TEST(Templates, FourierTransformIsTheDiscreteFourierTransform) {
    for (std::size_t qubits = 1; qubits <= 5; ++qubits) {
        const Eigen::Index size = Eigen::Index{1} << qubits;
        ComplexMatrix dft(size, size);
        for (Eigen::Index row = 0; row < size; ++row)
            for (Eigen::Index column = 0; column < size; ++column)
                dft(row, column) = std::polar(
                    1 / std::sqrt(static_cast<double>(size)),
                    2 * pi * static_cast<double>(row * column % size) / static_cast<double>(size));
        const auto forward = circuitUnitary(made("qft", qubits));
        const auto inverse = circuitUnitary(made("qft", qubits, {{"direction", "inverse"}}));
        EXPECT_LT((*forward - dft).cwiseAbs().maxCoeff(), 1e-14) << qubits;
        EXPECT_LT((*inverse - dft.adjoint()).cwiseAbs().maxCoeff(), 1e-14) << qubits;
    }
}

TEST(Templates, GhzAndWHaveTheirAmplitudes) {
    for (std::size_t qubits = 1; qubits <= 6; ++qubits) {
        const auto ghz = finalState(made("ghz", qubits));
        const auto w = finalState(made("w", qubits));
        for (Eigen::Index i = 0; i < ghz.size(); ++i) {
            const bool ends = i == 0 || i == ghz.size() - 1;
            const bool one = i > 0 && (i & (i - 1)) == 0;
            EXPECT_NEAR(std::abs(ghz[i] - (ends ? std::sqrt(0.5) : 0.0)), 0, 1e-15);
            EXPECT_NEAR(std::abs(w[i] - (one ? 1 / std::sqrt(static_cast<double>(qubits)) : 0.0)), 0,
                        1e-15);
        }
    }
}

TEST(Templates, GroverSucceedsAsTheTextbookSays) {
    // Rounds nearest to a right angle, for 2 … 6 qubits (Boyer et al. 1998).
    constexpr int kBest[] = {0, 0, 1, 2, 3, 4, 6};
    for (std::size_t qubits = 2; qubits <= 6; ++qubits) {
        const std::size_t states = std::size_t{1} << qubits;
        const double angle = std::asin(1 / std::sqrt(static_cast<double>(states)));
        for (const std::size_t marked : {std::size_t{0}, std::size_t{1}, states / 2, states - 1}) {
            const auto state = finalState(made("grover", qubits, {{"marked", std::to_string(marked)}}));
            const double expected = std::pow(std::sin((2 * kBest[qubits] + 1) * angle), 2);
            EXPECT_NEAR(std::norm(state[static_cast<Eigen::Index>(marked)]), expected, 1e-13);
        }
        const auto once = finalState(made("grover", qubits, {{"marked", "2"}, {"iterations", "1"}}));
        EXPECT_NEAR(std::norm(once[2]), std::pow(std::sin(3 * angle), 2), 1e-13);
    }
    EXPECT_THAT(makeTemplate("grover", 2, {{"marked", "4"}}).error().message, HasSubstr("'4'"));
}

TEST(Templates, PhaseEstimationReadsAnExactPhase) {
    for (std::size_t counting = 1; counting <= 5; ++counting) {
        const std::size_t size = std::size_t{1} << counting;
        for (std::size_t k = 0; k < size; ++k) {
            const double phase = static_cast<double>(k) / static_cast<double>(size);
            const auto state =
                finalState(made("phase-estimation", counting + 1, {{"phase", std::to_string(phase)}}));
            EXPECT_NEAR(std::norm(state[static_cast<Eigen::Index>(size + k)]), 1, 1e-9)
                << counting << " " << k;
        }
    }
    EXPECT_FALSE(makeTemplate("phase-estimation", 3, {{"phase", "half"}}));
}

/// Largest |∂⟨Z_q⟩/∂weight| over the qubits, for every weight, at a random point.
std::vector<double> gradients(const Circuit& circuit, std::uint64_t seed) {
    RandomStream random(seed, "weights");
    Bindings values;
    for (const auto& parameter : circuit.parameters())
        values.emplace_back(parameter.name, 0.3 + 2.2 * random.uniform());
    std::vector<double> largest;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (circuit.parameters()[i].role == ParameterRole::Column) continue;
        auto up = values, down = values;
        up[i].second += 1e-4;
        down[i].second -= 1e-4;
        const auto above = finalState(circuit, up), below = finalState(circuit, down);
        double best = 0;
        for (std::size_t q = 0; q < circuit.qubits(); ++q)
            best = std::max(best, std::abs(expectationZ(above, q) - expectationZ(below, q)) / 2e-4);
        largest.push_back(best);
    }
    return largest;
}

TEST(Templates, NoShippedWeightIsDead) {
    const std::vector<std::pair<std::string, std::vector<TemplateOptions>>> variants = {
        {"hardware-efficient",
         {{},
          {{"entangler", "cz"}, {"pattern", "ring"}},
          {{"layers", "1"}},
          {{"layers", "3"}, {"pattern", "all"}}}},
        {"strongly-entangling", {{}, {{"layers", "1"}}, {{"layers", "3"}}}},
        {"data-reuploading",
         {{}, {{"layers", "1"}, {"features", "1"}}, {{"features", "7"}}, {{"columns", "a b, c d,e"}}}},
        {"qaoa", {{}, {{"graph", "all"}, {"layers", "1"}}, {{"graph", "line"}, {"layers", "3"}}}},
        {"uccsd", {{}, {{"electrons", "1"}}}},
    };
    for (const auto& info : circuitTemplates()) {
        const auto found = std::find_if(variants.begin(), variants.end(),
                                        [&](const auto& v) { return v.first == info.name; });
        ASSERT_EQ(found != variants.end(), info.trainable) << info.name;
        if (!info.trainable) continue;
        for (const auto& options : found->second)
            for (std::size_t qubits = info.minQubits; qubits <= 4; ++qubits) {
                const auto circuit = made(info.name, qubits, options);
                const auto each = gradients(circuit, qubits);
                EXPECT_FALSE(each.empty());
                for (std::size_t i = 0; i < each.size(); ++i)
                    EXPECT_GT(each[i], 1e-5) << info.name << " on " << qubits << " qubits, weight " << i
                                             << " of " << each.size();
            }
    }
}

TEST(Templates, TheLightConeReportsNoDeadWeight) {
    for (const auto& info : circuitTemplates()) {
        if (!info.trainable) continue;
        for (const std::size_t qubits : {std::max<std::size_t>(2, info.minQubits), std::size_t{5}}) {
            std::vector<PauliSum> observables;
            for (std::size_t q = 0; q < qubits; ++q) observables.push_back(PauliSum::z(q));
            const auto plan = Plan::compile(made(info.name, qubits), observables);
            ASSERT_TRUE(plan) << plan.error().message;
            EXPECT_THAT((*plan)->deadWeights(), ::testing::Not(::testing::Contains(true))) << info.name;
        }
    }
}

TEST(Templates, DataReuploadingBindsItsColumns) {
    const auto circuit =
        made("data-reuploading", 2, {{"columns", "petal length (cm), x,theta0, h"}, {"layers", "2"}});
    std::vector<std::string> columns;
    for (const auto& parameter : circuit.parameters())
        if (parameter.role == ParameterRole::Column) columns.push_back(parameter.column);
    EXPECT_THAT(columns, ::testing::ElementsAre("petal length (cm)", "x", "theta0", "h"));
    std::size_t uses = 0;
    for (const auto& operation : circuit.operations())
        for (const auto& angle : operation.angles)
            if (angle.bareSymbol() == "petal_length_cm") ++uses;
    EXPECT_EQ(uses, 2U);
}

TEST(Templates, RefuseWhatTheyDoNotKnow) {
    EXPECT_EQ(makeTemplate("bell", 2).error().code, ErrorCode::NotFound);
    EXPECT_THAT(makeTemplate("ghz", 0).error().message, HasSubstr("0 qubits"));
    EXPECT_THAT(makeTemplate("ghz", 2, {{"size", "3"}}).error().message, HasSubstr("no option 'size'"));
    EXPECT_THAT(makeTemplate("hardware-efficient", 2, {{"entangler", "ch"}}).error().message,
                HasSubstr("'ch'"));
    EXPECT_THAT(makeTemplate("hardware-efficient", 2, {{"layers", "0"}}).error().hint, HasSubstr("from 1"));
    EXPECT_EQ(makeTemplate("hardware-efficient", 1000, {{"pattern", "all"}, {"layers", "5"}}).error().code,
              ErrorCode::ResourceExhausted);
    for (const auto& info : circuitTemplates()) {
        EXPECT_FALSE(info.title.empty() || info.help.empty() || info.source.empty()) << info.name;
        EXPECT_EQ(made(info.name, 3).qubits(), 3U);
    }
}

}  // namespace
}  // namespace qstore
