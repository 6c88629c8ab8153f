// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/transpile.h"

#include "core/circuit/qasm.h"
#include "core/circuit/transpile_targets.h"
#include "eagle_coupling.h"
#include "transpile_testing.h"

namespace qstore {
namespace {

using testing::randomTableCircuit;
using testing::transpiledOverlap;

TranspileTarget named(std::string_view name, std::size_t qubits) {
    return *namedTarget(name, qubits);
}

/// A star: every pair but those with the middle is two apart.
TranspileTarget ecrStar(std::size_t qubits) {
    TranspileTarget target{"star", GateSetKind::IbmEcr, qubits + 1, {}};
    for (Qubit leaf = 1; leaf <= qubits; ++leaf)
        target.coupling.emplace_back(leaf % 2 == 0 ? 0 : leaf, leaf % 2 == 0 ? leaf : 0);
    return target;
}

TranspileTarget eagle() {
    return {"eagle", GateSetKind::IbmEcr, 127, testing::eagleEcrPairs()};
}

std::vector<TranspileTarget> everyTarget(std::size_t qubits) {
    std::vector<TranspileTarget> targets;
    for (const auto name : transpileTargetNames()) targets.push_back(named(name, qubits));
    targets.push_back(ecrStar(qubits));
    targets.push_back(eagle());
    return targets;
}

Circuit fromQasm(const std::string& text) {
    auto circuit = readQasm("OPENQASM 3.0;\ninclude \"stdgates.inc\";\n" + text);
    EXPECT_TRUE(circuit) << (circuit ? "" : circuit.error().message);
    return circuit.value_or(Circuit());
}

Transpiled done(const Circuit& circuit, const TranspileTarget& target,
                const TranspileOptions& options = {}) {
    auto result = transpile(circuit, target, options);
    EXPECT_TRUE(result) << target.name << ": " << (result ? "" : result.error().message);
    return result ? *std::move(result) : Transpiled{};
}

std::size_t countOf(const Circuit& circuit, std::string_view name) {
    return static_cast<std::size_t>(
        std::count_if(circuit.operations().begin(), circuit.operations().end(),
                      [&](const Operation& operation) { return gateName(operation) == name; }));
}

TEST(Transpile, FiveHundredRandomCircuitsOnEveryTarget) {
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        const std::size_t qubits = 1 + seed % 5;
        const Circuit circuit = randomTableCircuit(seed, qubits, 8);
        for (const TranspileTarget& target : everyTarget(qubits)) {
            SCOPED_TRACE(target.name + ", seed " + std::to_string(seed));
            const Transpiled result = done(circuit, target, {.seed = seed, .trials = 2});
            ASSERT_GE(transpiledOverlap(circuit, result, seed), 1.0 - 1e-12);
            ASSERT_NO_FATAL_FAILURE(testing::expectNative(result.circuit, target));
            ASSERT_TRUE(checkNative(result.circuit, target))
                << checkNative(result.circuit, target).error().message;
            if (::testing::Test::HasFailure()) return;
        }
    }
}

TEST(Transpile, WithoutOptimisationTheSame) {
    for (std::uint64_t seed = 500; seed < 540; ++seed) {
        const Circuit circuit = randomTableCircuit(seed, 4, 8);
        for (const TranspileTarget& target : everyTarget(4)) {
            SCOPED_TRACE(target.name + ", seed " + std::to_string(seed));
            const Transpiled result = done(circuit, target, {.seed = seed, .optimise = false, .trials = 1});
            ASSERT_GE(transpiledOverlap(circuit, result, seed), 1.0 - 1e-12);
            ASSERT_NO_FATAL_FAILURE(testing::expectNative(result.circuit, target));
            EXPECT_EQ(result.renamedQubits, 0U);
        }
    }
}

TEST(Transpile, AbstractGatesStayWhereTheMachineKnowsThem) {
    const TranspileTarget qis{"ionq cloud", GateSetKind::IonqQis, 0, {}};
    const Circuit plain = fromQasm("qubit[2] q; h q[0]; cx q[0], q[1]; t q[1]; swap q[0], q[1];");
    EXPECT_EQ(done(plain, qis).circuit.operations(), plain.operations());
    for (std::uint64_t seed = 0; seed < 150; ++seed) {
        const Circuit circuit = randomTableCircuit(seed, 4, 6);
        const Transpiled result = done(circuit, qis);
        ASSERT_GE(transpiledOverlap(circuit, result, seed), 1.0 - 1e-12) << seed;
        ASSERT_TRUE(checkNative(result.circuit, qis)) << checkNative(result.circuit, qis).error().message;
    }
}

TEST(Transpile, ManyControlsAreWrittenOut) {
    // Five to seven controls: networks, borrowed qubits, halved angles.
    for (const std::size_t qubits : {6U, 7U, 8U, 9U}) {
        for (const char* name : {"x", "p", "ry", "h"}) {
            CircuitParts parts;
            parts.qubits = qubits;
            const bool turns = name[0] == 'p' || name[0] == 'r';
            Operation operation =
                Operation::gateOn(name, {1}, turns ? std::vector<Angle>{0.7} : std::vector<Angle>{});
            for (Qubit control = 0; control < std::min<std::size_t>(qubits, 7); ++control)
                if (control != 1) operation.controls.push_back({control, control != 3});
            parts.operations = {operation};
            const Circuit circuit = Circuit::of(parts);
            for (const char* target : {"ionq", "line"}) {
                const Transpiled result = done(circuit, named(target, qubits), {.trials = 1});
                EXPECT_GE(transpiledOverlap(circuit, result, 3), 1.0 - 1e-12) << name << ' ' << qubits;
            }
        }
    }
}

TEST(Transpile, DefinedGatesAndGlobalPhases) {
    const Circuit circuit = fromQasm(
        "gate mine(a) x, y { h x; gphase(a); ctrl @ rx(a) x, y; inv @ s y; }\n"
        "qubit[3] q; mine(0.4) q[0], q[2]; ctrl @ mine(1.1) q[1], q[0], q[2]; ctrl @ gphase(0.3) q[1];");
    for (const TranspileTarget& target : everyTarget(3))
        EXPECT_GE(transpiledOverlap(circuit, done(circuit, target), 1), 1.0 - 1e-12) << target.name;
}

/// Numbers from hand: what the best known circuits take.
TEST(Transpile, CountsOfEntanglers) {
    const auto entanglers = [](const std::string& text, const TranspileTarget& target) {
        return done(fromQasm(text), target).after.twoQubitGates;
    };
    const auto ibm = named("line", 2), ms = named("ionq", 2), zz = named("ionq-forte", 2);
    const std::string two = "qubit[2] q; ";
    for (const auto& target : {ibm, ms, zz}) {
        EXPECT_EQ(entanglers(two + "cx q[0], q[1];", target), 1U);
        EXPECT_EQ(entanglers(two + "cz q[0], q[1];", target), 1U);
        EXPECT_EQ(entanglers(two + "cx q[0], q[1]; cx q[0], q[1];", target), 0U);
        EXPECT_EQ(entanglers(two + "cx q[0], q[1]; rz(0.3) q[0]; x q[1]; cx q[0], q[1];", target), 0U);
        EXPECT_EQ(entanglers(two + "swap q[0], q[1];", target), 0U);
        EXPECT_EQ(entanglers(two + "rzz(0.3) q[0], q[1]; rzz(-0.3) q[1], q[0];", target), 0U);
        EXPECT_EQ(entanglers(two + "iswap q[0], q[1];", target), 1U);
    }
    EXPECT_EQ(entanglers(two + "rzz(0.3) q[0], q[1];", ibm), 2U);
    EXPECT_EQ(entanglers(two + "rxx(0.3) q[0], q[1];", ms), 1U);
    EXPECT_EQ(entanglers(two + "ryy(0.3) q[0], q[1];", zz), 1U);
    EXPECT_EQ(entanglers(two + "crz(0.3) q[0], q[1];", ms), 1U);
    EXPECT_EQ(entanglers("qubit[3] q; ccx q[0], q[1], q[2];", named("ionq", 3)), 5U);
    TranspileTarget all{"all to all", GateSetKind::IbmCz, 3, {}};
    EXPECT_EQ(entanglers("qubit[3] q; ccx q[0], q[1], q[2];", all), 6U);
    all.qubits = 4;
    EXPECT_EQ(entanglers("qubit[4] q; ctrl @ ccx q[3], q[0], q[1], q[2];", all), 14U);
    EXPECT_EQ(entanglers("qubit[2] q; ctrl @ u3(0.1,0.2,0.3) q[0], q[1];", all), 2U);
}

TEST(Transpile, OneQubitGatesBecomeAtMostTwoPulses) {
    const Circuit circuit = fromQasm("qubit q; h q; t q; ry(0.3) q; s q; rx(1.1) q; h q;");
    const auto ibm = done(circuit, TranspileTarget{"one", GateSetKind::IbmCz, 1, {}}).circuit;
    EXPECT_EQ(countOf(ibm, "sx"), 2U);
    EXPECT_LE(ibm.operations().size(), 5U);
    const auto ionq = done(circuit, named("ionq", 1)).circuit;
    EXPECT_EQ(countOf(ionq, "gpi2"), 2U);
    EXPECT_EQ(ionq.operations().size(), 2U);
    EXPECT_TRUE(done(fromQasm("qubit q; h q; h q;"), named("ionq", 1)).circuit.operations().empty());
    const auto z = done(fromQasm("qubit q; rz(0.7) q;"), named("ionq", 1));
    EXPECT_TRUE(z.circuit.operations().empty());
    EXPECT_NEAR(*z.frame[0].constant(), 0.7, 1e-15);
}

TEST(Transpile, SymbolsBindAfterwardsAsBefore) {
    const std::vector<std::string> symbols = {"a", "b"};
    for (std::uint64_t seed = 0; seed < 120; ++seed) {
        const std::size_t qubits = 2 + seed % 3;
        const Circuit circuit = randomTableCircuit(seed, qubits, 7, symbols);
        for (const TranspileTarget& target : everyTarget(qubits)) {
            SCOPED_TRACE(target.name + ", seed " + std::to_string(seed));
            const Transpiled result = done(circuit, target, {.seed = seed, .trials = 1});
            ASSERT_NO_FATAL_FAILURE(testing::expectNative(result.circuit, target));
            ASSERT_EQ(result.circuit.parameters(), circuit.parameters());
            // Equal at every value, so equal in every derivative.
            for (const double value : {0.0, 0.7, -2.9}) {
                const testing::SymbolValues values = {{"a", value}, {"b", 1.3 - 2.0 * value}};
                ASSERT_GE(transpiledOverlap(circuit, result, seed, values), 1.0 - 1e-12);
            }
        }
    }
}

TEST(Transpile, SymbolsOfTheSameNameAddUpAndCancel) {
    const std::string input = "input float[64] theta; qubit[2] q; ";
    const auto ibm = TranspileTarget{"pair", GateSetKind::IbmCz, 2, {}};
    EXPECT_TRUE(
        done(fromQasm(input + "rx(theta) q[0]; rx(-theta) q[0];"), ibm).circuit.operations().empty());
    const auto sum = done(fromQasm(input + "rz(theta/2) q[0]; rz(theta/2) q[0];"), ibm).circuit;
    ASSERT_EQ(sum.operations().size(), 1U);
    EXPECT_EQ(sum.operations()[0].angles[0], Angle::symbol("theta"));
    const auto none =
        done(fromQasm(input + "rzz(theta) q[0], q[1]; rz(theta) q[0]; rzz(-theta) q[1], q[0];"), ibm);
    EXPECT_EQ(none.after.twoQubitGates, 0U);
}

TEST(Transpile, LongFramesOfSymbolsStayShort) {
    CircuitParts parts;
    parts.qubits = 1;
    testing::SymbolValues values;
    for (int i = 0; i < 100; ++i) {
        const std::string name = "w" + std::to_string(i);
        parts.parameters.push_back({name, ParameterRole::Trainable, {}, {}});
        parts.operations.push_back(Operation::gateOn("rz", {0}, {Angle::symbol(name)}));
        parts.operations.push_back(Operation::gateOn("rx", {0}, {Angle(0.3)}));
        values[name] = 0.1 * i;
    }
    const Circuit circuit = Circuit::of(parts);
    const Transpiled result = done(circuit, named("ionq", 1));
    EXPECT_GE(transpiledOverlap(circuit, result, 5, values), 1.0 - 1e-12);
    for (const Operation& operation : result.circuit.operations())
        EXPECT_LE(operation.angles[0].symbols().size(), 25U);
}

TEST(Transpile, MeasuredBitsHaveTheSameDistribution) {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        const std::size_t qubits = 2 + seed % 3;
        CircuitParts parts = randomTableCircuit(seed, qubits, 8).parts();
        RandomStream random(seed, "bits");
        const auto order = random.permutation(qubits);
        parts.bits = qubits + 1;
        for (Qubit qubit = 0; qubit < qubits; ++qubit)
            parts.operations.push_back(Operation::measure(qubit, order[qubit]));
        const Circuit circuit = Circuit::of(parts);
        const Eigen::VectorXcd zero = Eigen::VectorXcd::Unit(Eigen::Index{1} << qubits, 0);
        testing::BranchSimulator before(parts.bits, zero);
        before.run(circuit.operations(), testing::samePlaces(qubits));
        const auto expected = before.distribution();
        for (const TranspileTarget& target : everyTarget(qubits)) {
            const Transpiled result = done(circuit, target, {.seed = seed, .trials = 1});
            EXPECT_EQ(result.circuit.parts().bitRegisters, circuit.parts().bitRegisters);
            const auto place = testing::usedPlaces(result);
            testing::BranchSimulator after(parts.bits,
                                           Eigen::VectorXcd::Unit(Eigen::Index{1} << place.size(), 0));
            after.run(result.circuit.operations(), place);
            auto actual = after.distribution();
            for (const auto& [bits, probability] : expected)
                ASSERT_NEAR(actual[bits], probability, 1e-11) << target.name << ' ' << seed;
        }
    }
}

constexpr const char* kBranching =
    "qubit[3] q; bit[3] c; bit[2] d;\n"
    "ry(0.9) q[0]; cx q[0], q[2]; c[0] = measure q[0];\n"
    "if (c[0]) { x q[1]; rx(0.4) q[2]; cx q[2], q[1]; h q[1]; swap q[0], q[2]; }\n"
    "c[0] = measure q[1]; rz(0.3) q[1]; reset q[2]; ry(1.2) q[2];\n"
    "if (c == 1) { ry(0.5) q[1]; cp(0.8) q[1], q[2]; }\n"
    "h q[2]; d[0] = measure q[1]; d[1] = measure q[2]; c[2] = measure q[0];";

TEST(Transpile, ConditionsAndResetsSurviveWhereTheMachineHasThem) {
    const Circuit circuit = fromQasm(kBranching);
    testing::BranchSimulator before(5, Eigen::VectorXcd::Unit(8, 0));
    before.run(circuit.operations(), testing::samePlaces(3));
    const auto expected = before.distribution();
    ASSERT_GT(expected.size(), 8U);
    for (const TranspileTarget& target : {named("line", 3), named("heavy-hex", 3), ecrStar(3),
                                          TranspileTarget{"any", GateSetKind::Any, 0, {}}}) {
        for (const bool optimise : {true, false}) {
            const Transpiled result = done(circuit, target, {.optimise = optimise});
            const auto place = testing::usedPlaces(result);
            testing::BranchSimulator after(5, Eigen::VectorXcd::Unit(Eigen::Index{1} << place.size(), 0));
            after.run(result.circuit.operations(), place);
            auto actual = after.distribution();
            for (const auto& [bits, probability] : expected)
                EXPECT_NEAR(actual[bits], probability, 1e-11) << target.name;
            if (target.gates != GateSetKind::Any) testing::expectNative(result.circuit, target);
        }
    }
}

TEST(Transpile, RefusesWhatTheMachineCannotDo) {
    const auto refused = [](const std::string& text, const TranspileTarget& target) {
        const auto result = transpile(fromQasm(text), target);
        EXPECT_FALSE(result);
        return result ? std::string()
                      : std::string(errorCodeName(result.error().code)) + ": " + result.error().message;
    };
    const auto ionq = named("ionq", 2);
    EXPECT_EQ(refused("qubit q; bit c; c = measure q; if (c) x q;", ionq),
              "unsupported: Operation 2 (x) depends on a measured bit; ionq measures all qubits once, at "
              "the end.");
    EXPECT_EQ(
        refused("qubit q; x q; reset q;", ionq),
        "unsupported: Operation 2 (reset) resets a qubit; ionq measures all qubits once, at the end.");
    EXPECT_EQ(refused("qubit[2] q; bit c; c = measure q[1]; h q[0]; h q[1];", ionq),
              "unsupported: Operation 3 (h) acts on qubit 1 after its measurement; ionq measures all "
              "qubits once, at "
              "the end.");
    EXPECT_EQ(refused("qubit[3] q; h q[2];", ionq),
              "invalid-argument: The circuit needs 3 qubits, ionq has 2.");
    const TranspileTarget pieces{"pieces", GateSetKind::IbmCz, 4, {{0, 1}, {2, 3}}};
    EXPECT_EQ(refused("qubit[3] q; cx q[0], q[2];", pieces),
              "invalid-argument: The circuit needs 3 connected qubits, the machine has 2.");
    const TranspileTarget outside{"outside", GateSetKind::IbmCz, 2, {{0, 5}}};
    EXPECT_EQ(
        refused("qubit[2] q; cx q[0], q[1];", outside),
        "invalid-argument: The coupling map joins qubit 0 to 5, but the machine has the qubits 0 to 1.");
    const auto twice =
        transpile(fromQasm("qubit[2] q; cx q[0], q[1];"), named("line", 3), {.initialLayout = {1, 1}});
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().code, ErrorCode::InvalidArgument);
}

TEST(Transpile, LayoutsThatNeedNoSwapAreFound) {
    // A path, a ring of six and a hexagon with its bridges, numbered crosswise.
    const auto noSwaps = [](const std::vector<std::pair<Qubit, Qubit>>& pairs, std::size_t qubits,
                            const TranspileTarget& target) {
        CircuitParts parts;
        parts.qubits = qubits;
        for (int round = 0; round < 3; ++round)
            for (const auto& [a, b] : pairs) {
                parts.operations.push_back(Operation::gateOn("h", {a}));
                parts.operations.push_back(Operation::gateOn("cx", {a, b}));
            }
        return done(Circuit::of(parts), target).swaps;
    };
    EXPECT_EQ(noSwaps({{3, 1}, {1, 5}, {5, 0}, {0, 2}, {2, 4}}, 6, named("line", 6)), 0U);
    EXPECT_EQ(noSwaps({{0, 4}, {4, 1}, {1, 5}, {5, 2}, {0, 3}, {3, 2}}, 6, named("grid", 6)), 0U);
    std::vector<std::pair<Qubit, Qubit>> ring;
    for (Qubit i = 0; i < 12; ++i) ring.emplace_back(i * 5 % 12, (i + 1) * 5 % 12);
    EXPECT_EQ(noSwaps(ring, 12, named("heavy-hex", 12)), 0U);
}

TEST(Transpile, SameSeedSameCircuit) {
    const Circuit circuit = randomTableCircuit(7, 5, 30);
    const auto target = named("heavy-hex", 5);
    EXPECT_EQ(done(circuit, target, {.seed = 3}).circuit, done(circuit, target, {.seed = 3}).circuit);
}

TEST(Transpile, GivenLayoutIsKept) {
    const Circuit circuit = fromQasm("qubit[2] q; bit[2] c; h q[0]; cx q[0], q[1]; c = measure q;");
    const Transpiled result = done(circuit, named("line", 5), {.initialLayout = {4, 1}});
    EXPECT_EQ(result.initialLayout, (std::vector<Qubit>{4, 1}));
    EXPECT_EQ(result.swaps, 2U);
}

TEST(Transpile, StopsWhenAsked) {
    std::stop_source stop;
    stop.request_stop();
    const auto result =
        transpile(randomTableCircuit(3, 5, 20), named("line", 5), {.stop = stop.get_token()});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::Cancelled);
}

TEST(CheckNative, NamesTheFirstOperationThatIsNot) {
    const auto message = [](const std::string& text, const TranspileTarget& target) {
        const auto status = checkNative(fromQasm(text), target);
        return status ? std::string() : status.error().message;
    };
    EXPECT_EQ(message("qubit[2] q; gpi(0.1) q[0]; ms(0.1, 0.2, 1.0) q[0], q[1];", named("ionq", 2)), "");
    EXPECT_EQ(message("qubit[2] q; gpi(0.1) q[0]; h q[1];", named("ionq", 2)),
              "Operation 2 (h) is no gate of it (ionq, IonQ native (gpi, gpi2, ms)).");
    EXPECT_EQ(message("qubit[2] q; ms(0, 0, 2.0) q[0], q[1];", named("ionq", 2)),
              "Operation 1 (ms) turns by 2, outside 0 to π/2 (ionq, IonQ native (gpi, gpi2, ms)).");
    const TranspileTarget pair{"pair", GateSetKind::IbmEcr, 3, {{1, 0}, {1, 2}}};
    EXPECT_EQ(message("qubit[2] q; ecr q[1], q[0];", pair), "");
    EXPECT_EQ(message("qubit[2] q; ecr q[0], q[1];", pair),
              "Operation 1 (ecr) acts on qubits 0 and 1, which are not coupled in this direction (pair, "
              "IBM (rz, sx, "
              "x, ecr)).");
}

}  // namespace
}  // namespace qstore
