// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <regex>

#include "core/base/parallel.h"
#include "core/base/random.h"
#include "core/benchmark/workload_circuits.h"
#include "core/simulation/plan.h"
#include "core/simulation/simd.h"
#include "tests/core/simulation/random_circuit.h"
#include "tests/core/simulation/reference_simulator.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;
using testing::ReferenceSimulator;

constexpr std::size_t kWeights = 4;
constexpr std::size_t kInputs = 3;

/// A seeded circuit that encodes columns x0 … x2 in single qubits and then turns them by shared weights
/// w0 … w3.
class EncodeOnce {
public:
    explicit EncodeOnce(std::uint64_t seed) : m_seed(seed), m_random(seed, "encode once") {}

    Circuit circuit(std::size_t qubits, std::size_t gates) {
        m_parts.qubits = qubits;
        for (std::size_t i = 0; i < kWeights; ++i)
            m_parts.parameters.push_back({"w" + std::to_string(i), ParameterRole::Trainable, {}, ""});
        for (std::size_t i = 0; i < kInputs; ++i)
            m_parts.parameters.push_back(
                {"x" + std::to_string(i), ParameterRole::Column, {}, "column " + std::to_string(i)});
        for (Qubit q = 0; q < qubits; ++q) encode(q);
        for (std::size_t i = 0; i < gates; ++i) addGate(qubits);
        return Circuit::of(m_parts);
    }

    std::vector<double> values(std::size_t count) { return testing::randomAngles(m_random, count); }
    PauliSum observable(std::size_t qubits) { return testing::randomObservable(m_random, qubits); }

private:
    void add(std::string_view name, std::vector<Qubit> qubits, std::vector<std::string> angles = {}) {
        std::vector<Angle> parsed;
        for (const std::string& text : angles) parsed.push_back(Angle::parse(text).value());
        m_parts.operations.push_back(makeGate(name, std::move(qubits), std::move(parsed)).value());
    }

    void encode(Qubit q) {
        const std::string x = "x" + std::to_string(q % kInputs);
        switch ((m_seed + q * (m_seed / 7)) % 7) {
            case 0: return add("ry", {q}, {x});
            case 1: return add("rx", {q}, {"2*" + x + " + 0.3"});
            case 2: add("h", {q}); return add("rz", {q}, {x});
            case 3:
                add("ry", {q}, {"0.7"});
                add("rz", {q}, {x});
                return add("rx", {q}, {"x0*x1"});
            case 4: return add("ry", {q}, {"0.9"});
            case 5: add("x", {q}); return add("ry", {q}, {"sin(" + x + ")"});
            default:
                add("sx", {q});
                add("p", {q}, {x});
                return add("ry", {q}, {"-" + x});
        }
    }

    std::string angle() {
        static const char* const kTexts[] = {"w0", "w1", "2*w2 + 0.3", "w0*w1", "-w3", "cos(w2)", "1.1"};
        return kTexts[m_random.below(std::size(kTexts))];
    }

    void addGate(std::size_t qubits) {
        static const char* const kSingle[] = {"rx", "ry", "rz", "p"};
        static const char* const kPairs[] = {"cx",  "cz",  "rxx", "rzz",  "ryy",
                                             "cry", "crx", "cp",  "swap", "cx"};
        const std::vector<std::size_t> order = m_random.permutation(qubits);
        if (qubits == 1 || m_random.below(2) == 0)
            return add(kSingle[m_random.below(4)], {order[0]}, {angle()});
        const std::uint64_t pick = m_random.below(11 + (qubits > 2 ? 1 : 0));
        if (pick == 11) return add("ccx", {order[0], order[1], order[2]});
        if (pick == 10) return add("h", {order[0]});
        const std::string name = kPairs[pick];
        const bool hasAngle = name[0] == 'r' || name == "cry" || name == "crx" || name == "cp";
        add(name, {order[0], order[1]},
            hasAngle ? std::vector<std::string>{angle()} : std::vector<std::string>{});
    }

    std::uint64_t m_seed;
    RandomStream m_random;
    CircuitParts m_parts;
};

struct Case {
    Case(std::uint64_t seed, std::size_t qubits, std::size_t gates, std::size_t samples)
        : random(seed),
          circuit(random.circuit(qubits, gates)),
          observables{random.observable(qubits), PauliSum::z(seed % qubits)},
          weights(random.values(kWeights)),
          inputs(random.values(samples * kInputs)),
          factors(random.values(samples * observables.size())),
          count(samples) {}

    std::shared_ptr<const Plan> plan(Precision precision, ExpectationForm form) const {
        return Plan::compile(circuit, observables, {precision, 0, form}).value();
    }
    Cotangent cotangent() const {
        return [this](std::size_t sample, std::span<const double>, std::span<double> out) {
            std::copy_n(factors.begin() + static_cast<std::ptrdiff_t>(sample * out.size()), out.size(),
                        out.begin());
        };
    }
    VectorJacobian run(Precision precision, ExpectationForm form) const {
        return plan(precision, form)->forwardBackward({weights, inputs, count, false}, cotangent()).value();
    }

    EncodeOnce random;
    Circuit circuit;
    std::vector<PauliSum> observables;
    std::vector<double> weights, inputs, factors;
    std::size_t count;
};

struct Expected {
    explicit Expected(const Case& c) : weights(kWeights) {
        for (std::size_t s = 0; s < c.count; ++s) {
            ReferenceSimulator::Values values;
            for (std::size_t i = 0; i < kWeights; ++i) values["w" + std::to_string(i)] = c.weights[i];
            for (std::size_t i = 0; i < kInputs; ++i)
                values["x" + std::to_string(i)] = c.inputs[s * kInputs + i];
            const ReferenceSimulator reference(c.circuit, values);
            for (std::size_t k = 0; k < c.observables.size(); ++k) {
                expectations.push_back(reference.expectation(c.observables[k]));
                for (const auto& [name, slope] : reference.gradient(c.observables[k])) {
                    if (name[0] != 'w') continue;
                    weights[static_cast<std::size_t>(name[1] - '0')] +=
                        c.factors[s * c.observables.size() + k] * slope;
                }
            }
        }
    }
    std::vector<double> expectations, weights;
};

double distance(const std::vector<double>& a, const std::vector<double>& b) {
    if (a.size() != b.size()) return std::numeric_limits<double>::infinity();
    double size = 1.0;
    for (const double value : b) size = std::max(size, std::abs(value));
    double largest = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) largest = std::max(largest, std::abs(a[i] - b[i]) / size);
    return largest;
}

template <class Other>
double distance(const VectorJacobian& a, const Other& b) {
    return std::max(distance(a.expectations, b.expectations), distance(a.weights, b.weights));
}

/// The best instruction set and all threads again, whatever a test chose.
class PauliForm : public ::testing::Test {
protected:
    void TearDown() override {
        setThreadCount(0);
        ASSERT_TRUE(useSimdTarget(simdTargets().front()));
    }
};

bool hasPauliForm(const Plan& plan) {
    return plan.description().find("\nPauli form ") != std::string::npos;
}

TEST_F(PauliForm, AgreesWithThePlainReference) {
    int taken = 0;
    for (std::uint64_t seed = 0; seed < 600; ++seed) {
        const Case c(seed, 1 + seed % 5, 14, 3);
        // The light cone may hold no input at all, but seldom.
        const bool takes = hasPauliForm(*c.plan(Precision::Double, ExpectationForm::Pauli));
        taken += takes ? 1 : 0;
        const Expected expected(c);
        ASSERT_LT(distance(c.run(Precision::Double, ExpectationForm::Pauli), expected), 1e-10) << seed;
        ASSERT_LT(distance(c.run(Precision::Single, ExpectationForm::Pauli), expected), 1e-4) << seed;
    }
    EXPECT_GT(taken, 500);
}

// More samples than a tile and a chunk hold, and six to nine qubits.
TEST_F(PauliForm, AgreesWithTheLanesOnBatches) {
    for (std::uint64_t seed = 0; seed < 24; ++seed) {
        const Case c(seed, 6 + seed % 4, 30, 150 + 97 * seed);
        const VectorJacobian lanes = c.run(Precision::Double, ExpectationForm::Lanes);
        ASSERT_LT(distance(c.run(Precision::Double, ExpectationForm::Pauli), lanes), 1e-10) << seed;
        ASSERT_LT(distance(c.run(Precision::Single, ExpectationForm::Pauli), lanes), 1e-4) << seed;
    }
}

TEST_F(PauliForm, AgreesWithThePlainReferenceOnEveryInstructionSet) {
    for (const std::string& target : simdTargets()) {
        ASSERT_TRUE(useSimdTarget(target));
        for (std::uint64_t seed = 0; seed < 60; ++seed) {
            const Case c(seed, 1 + seed % 6, 14, 2);
            const Expected expected(c);
            ASSERT_LT(distance(c.run(Precision::Double, ExpectationForm::Pauli), expected), 1e-10)
                << target << " seed " << seed;
            ASSERT_LT(distance(c.run(Precision::Single, ExpectationForm::Pauli), expected), 1e-4)
                << target << " seed " << seed;
        }
    }
}

TEST_F(PauliForm, GivesTheSameBitsOnAnyNumberOfThreads) {
    for (const Precision precision : {Precision::Double, Precision::Single}) {
        const Case c(12, 5, 40, 1500);
        setThreadCount(1);
        const VectorJacobian one = c.run(precision, ExpectationForm::Pauli);
        for (const std::size_t threads : {2U, 3U, 5U}) {
            setThreadCount(threads);
            const VectorJacobian many = c.run(precision, ExpectationForm::Pauli);
            EXPECT_EQ(many.expectations, one.expectations) << threads;
            EXPECT_EQ(many.weights, one.weights) << threads;
        }
    }
}

TEST_F(PauliForm, ExpectationsAloneAreThoseOfTheGradient) {
    const Case c(5, 4, 20, 300);
    const auto plan = c.plan(Precision::Double, ExpectationForm::Pauli);
    const auto alone = plan->expectations({c.weights, c.inputs, c.count, false}).value();
    EXPECT_EQ(alone, c.run(Precision::Double, ExpectationForm::Pauli).expectations);
}

// What it does not answer the lanes do, and the results are theirs.
TEST_F(PauliForm, LeavesOtherQuestionsToTheLanes) {
    Case c(5, 4, 20, 40);
    const auto forced = c.plan(Precision::Double, ExpectationForm::Pauli);
    const auto lanes = c.plan(Precision::Double, ExpectationForm::Lanes);
    const Bindings shared{c.weights, c.inputs, c.count, false};
    const auto inputs = forced->forwardBackward(shared, c.cotangent(), {true, true}).value();
    const auto expected = lanes->forwardBackward(shared, c.cotangent(), {true, true}).value();
    EXPECT_EQ(inputs.inputs, expected.inputs);
    EXPECT_EQ(inputs.weights, expected.weights);
    const auto rows = c.random.values(c.count * kWeights);
    const Bindings own{rows, c.inputs, c.count, true};
    EXPECT_EQ(forced->forwardBackward(own, c.cotangent()).value().weights,
              lanes->forwardBackward(own, c.cotangent()).value().weights);
}

Circuit circuitOf(std::size_t qubits, const std::vector<std::pair<std::string, std::vector<Qubit>>>& gates,
                  const std::vector<std::string>& angles) {
    CircuitParts parts;
    parts.qubits = qubits;
    parts.parameters = {{"w0", ParameterRole::Trainable, {}, ""}, {"x0", ParameterRole::Column, {}, "x0"}};
    std::size_t next = 0;
    for (const auto& [name, targets] : gates) {
        std::vector<Angle> own;
        if (name[0] == 'r') own.push_back(Angle::parse(angles[next++]).value());
        parts.operations.push_back(Operation::gateOn(name, targets, own));
    }
    return Circuit::of(parts);
}

/// ⟨Z0⟩ and its slope to w0 for one sample.
std::pair<double, double> valueAndSlope(const Plan& plan, double weight, double input) {
    const std::vector<double> weights{weight};
    const std::vector<double> inputs{input};
    const Cotangent one = [](std::size_t, std::span<const double>, std::span<double> out) { out[0] = 1.0; };
    const auto result = plan.forwardBackward({weights, inputs, 1, false}, one).value();
    return {result.expectations[0], result.weights[0]};
}

// RY(x) RY(w)|0⟩ has ⟨Z⟩ = cos(x + w).
TEST_F(PauliForm, CircuitsThatAreNotOfTheKindSayWhyAndAreRight) {
    struct Refused {
        Circuit circuit;
        const char* why;
    };
    const Refused cases[] = {
        {circuitOf(1, {{"ry", {0}}, {"ry", {0}}}, {"w0", "x0"}), ""},  // they commute
        {circuitOf(1, {{"ry", {0}}, {"rx", {0}}, {"ry", {0}}}, {"w0", "0", "x0"}), ""},
        {circuitOf(1, {{"ry", {0}}}, {"x0 + w0"}), "inputs are read after weights, or with them"},
        {circuitOf(1, {{"ry", {0}}, {"rx", {0}}, {"ry", {0}}}, {"x0 + w0", "0.0", "0"}),
         "inputs are read after weights, or with them"},
    };
    for (const Refused& refused : cases) {
        const auto plan =
            Plan::compile(refused.circuit, {PauliSum::z(0)}, {Precision::Double, 0, ExpectationForm::Pauli})
                .value();
        if (refused.why[0] == '\0') {
            EXPECT_TRUE(hasPauliForm(*plan)) << plan->description();
        } else {
            EXPECT_THAT(plan->description(), HasSubstr(std::string("no Pauli form, since ") + refused.why));
        }
        const auto [value, slope] = valueAndSlope(*plan, 0.4, 0.7);
        EXPECT_NEAR(value, std::cos(1.1), 1e-14);
        EXPECT_NEAR(slope, -std::sin(1.1), 1e-14);
    }
}

TEST_F(PauliForm, AnEntanglingEncodingAndReuploadingAreRefused) {
    const Circuit pair =
        circuitOf(2, {{"h", {0}}, {"h", {1}}, {"rzz", {0, 1}}, {"rx", {0}}, {"ry", {0}}, {"cx", {0, 1}}},
                  {"x0", "x0", "w0"});
    EXPECT_THAT(Plan::compile(pair, {PauliSum::z(0)}).value()->description(),
                HasSubstr("no Pauli form, since the encoding entangles"));
    const Circuit again = circuitOf(1, {{"ry", {0}}, {"rx", {0}}, {"ry", {0}}}, {"x0", "w0", "x0"});
    EXPECT_THAT(Plan::compile(again, {PauliSum::z(0)}).value()->description(),
                HasSubstr("no Pauli form, since inputs are read after weights"));
}

TEST_F(PauliForm, TooManyIndexBitsAreRefused) {
    const auto plan = Plan::compile(classifierCircuit(10), {PauliSum::z(0)}).value();
    EXPECT_THAT(plan->description(), HasSubstr("no Pauli form, since 10 index bits are too many"));
}

// 150 observables of 4⁹ coefficients, there and back, are 600 MiB; five times their 81 × 256 sums 118.7
// MiB.
TEST_F(PauliForm, ObservablesThatWouldTakeTooMuchMemoryAreRefused) {
    std::vector<PauliSum> observables;
    for (std::uint64_t k = 1; k <= 150; ++k) observables.push_back({{{1.0, {0, k}}}});
    const auto plan = Plan::compile(classifierCircuit(9), observables).value();
    const std::string text = plan->description();
    std::smatch match;
    ASSERT_TRUE(std::regex_search(
        text, match, std::regex("no Pauli form, since its observables would take ([0-9.]+) MiB")))
        << text;
    // Two vectors of 4⁹ numbers for each observable alone.
    EXPECT_GT(std::stod(match[1]), 150.0 * 262144.0 * 16.0 / 1048576.0);
}

/// What the description names; zero if nothing.
std::size_t chosenFrom(const Plan& plan) {
    const std::string text = plan.description();
    const std::regex pattern("Pauli form from (\\d+) samples on");
    std::smatch match;
    return std::regex_search(text, match, pattern) ? std::stoul(match[1]) : 0;
}

VectorJacobian classifierGradient(const Plan& plan, std::size_t samples) {
    RandomStream random(3, "classifier");
    std::vector<double> weights(plan.signature().weights.size());
    std::vector<double> inputs(samples * plan.signature().inputs.size());
    for (double& value : weights) value = 3.0 * random.uniform();
    for (double& value : inputs) value = 3.0 * random.uniform();
    const Cotangent cotangent = [](std::size_t, std::span<const double> values, std::span<double> out) {
        out[0] = values[0] - 0.5;
    };
    return plan.forwardBackward({weights, inputs, samples, false}, cotangent).value();
}

// The last batch before the choice has the bits of the lanes, the first one after it those of the form.
TEST_F(PauliForm, IsChosenFromTheBatchThatTheDescriptionNames) {
    const auto planOf = [](ExpectationForm form) {
        return Plan::compile(classifierCircuit(4), {PauliSum::z(0)}, {Precision::Double, 0, form}).value();
    };
    const auto plan = planOf(ExpectationForm::Automatic);
    EXPECT_THAT(plan->description(), HasSubstr("samples on: 9 x 9 features, "));
    const std::size_t from = chosenFrom(*plan);
    ASSERT_GT(from, 1U) << plan->description();
    ASSERT_LT(from, 1000U);
    const auto lanes = planOf(ExpectationForm::Lanes);
    const auto form = planOf(ExpectationForm::Pauli);
    EXPECT_EQ(classifierGradient(*plan, from - 1).weights, classifierGradient(*lanes, from - 1).weights);
    EXPECT_EQ(classifierGradient(*plan, from).weights, classifierGradient(*form, from).weights);
    EXPECT_NE(classifierGradient(*lanes, from).weights, classifierGradient(*form, from).weights);
}

TEST_F(PauliForm, LargerCircuitsNeedLargerBatches) {
    const auto from = [](std::size_t qubits) {
        return chosenFrom(*Plan::compile(classifierCircuit(qubits), {PauliSum::z(0)}).value());
    };
    EXPECT_GT(from(4), 0U);
    EXPECT_LT(from(4), from(6));
    EXPECT_LT(from(6), from(8));
    EXPECT_LT(from(8), 4000U);
}

TEST_F(PauliForm, StopsWhenAsked) {
    const auto plan = Plan::compile(classifierCircuit(6), {PauliSum::z(0)},
                                    {Precision::Double, 0, ExpectationForm::Pauli})
                          .value();
    std::stop_source source;
    source.request_stop();
    RunControl control;
    control.stop = source.get_token();
    const std::vector<double> weights(plan->signature().weights.size());
    const std::vector<double> inputs(100 * 6);
    const auto result = plan->expectations({weights, inputs, 100, false}, control);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::Cancelled);
}

TEST_F(PauliForm, AnAngleThatIsNoNumberIsNamed) {
    const auto plan = Plan::compile(circuitOf(1, {{"ry", {0}}, {"rx", {0}}}, {"sqrt(x0)", "w0"}),
                                    {PauliSum::z(0)}, {Precision::Double, 0, ExpectationForm::Pauli})
                          .value();
    ASSERT_TRUE(hasPauliForm(*plan));
    const std::vector<double> weights{0.1};
    const std::vector<double> inputs{1.0, 0.5, -1.0};
    const auto lanes =
        Plan::compile(plan->circuit(), {PauliSum::z(0)}, {Precision::Double, 0, ExpectationForm::Lanes})
            .value();
    const auto result = plan->expectations({weights, inputs, 3, false});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().message, lanes->expectations({weights, inputs, 3, false}).error().message);
}

}  // namespace
}  // namespace qstore
