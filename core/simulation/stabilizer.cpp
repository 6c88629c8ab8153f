// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/stabilizer.h"

#include <cassert>
#include <utility>

#include "core/base/random.h"
#include "core/circuit/circuit_walk.h"
#include "core/simulation/stabilizer_outcomes.h"
#include "core/simulation/stabilizer_program.h"

namespace qstore {
namespace {

Status requireFinalState(const StabilizerProgram& program, const std::string& question) {
    if (program.firstRandomStep == program.steps.size()) return {};
    const FlowStep& step = program.flow.steps[program.firstRandomStep];
    return fail(ErrorCode::Unsupported,
                question + " needs a circuit with one final state, but operation " +
                    std::to_string(step.operation) + " (" +
                    std::string(gateName(program.flow.operationOf(step))) +
                    ") is random or depends on a measurement",
                "Sample shots of this circuit instead.");
}

/// Before anything random; `bits` stay zero.
Result<StabilizerTableau> runFixedSteps(const StabilizerProgram& program, const RunControl& control) {
    StabilizerTableau tableau(program.qubits);
    std::vector<bool> bits(program.flow.flat.bits());
    const auto noCoin = [] { return false; };
    if (!runSteps(program, 0, program.firstRandomStep, tableau, bits, noCoin, control.stop))
        return cancelled();
    return tableau;
}

}  // namespace

StabilizerState::StabilizerState(StabilizerTableau tableau) {
    tableau.keepByRow();
    m_tableau = std::make_shared<const StabilizerTableau>(std::move(tableau));
}

std::size_t StabilizerState::qubits() const {
    return m_tableau->qubits();
}

int StabilizerState::expectation(std::span<const std::uint64_t> x, std::span<const std::uint64_t> z) const {
    return m_tableau->expectation(x, z);
}

int StabilizerState::expectation(const PauliString& string) const {
    return m_tableau->expectation({&string.x, 1}, {&string.z, 1});
}

double StabilizerState::expectation(const PauliSum& observable) const {
    assert(observable.qubits() <= qubits());
    double sum = 0.0;
    for (const PauliTerm& term : observable.terms) sum += term.coefficient * expectation(term.string);
    return sum;
}

Result<StabilizerState> simulateStabilizer(const Circuit& circuit, const RunControl& control) {
    QSTORE_TRY(const StabilizerProgram program, compileStabilizer(circuit));
    QSTORE_CHECK(requireFinalState(program, "the final state"));
    QSTORE_TRY(StabilizerTableau tableau, runFixedSteps(program, control));
    return StabilizerState(std::move(tableau));
}

Result<StabilizerRun> runStabilizer(const Circuit& circuit, std::uint64_t seed, std::uint64_t shot,
                                    const RunControl& control) {
    QSTORE_TRY(const StabilizerProgram program, compileStabilizer(circuit));
    RandomStream random(seed, "shots", shot);
    StabilizerTableau tableau(program.qubits);
    std::vector<bool> bits(circuit.bits());
    const auto coin = [&] { return (random.nextU64() >> 63U) != 0; };
    if (!runSteps(program, 0, program.steps.size(), tableau, bits, coin, control.stop)) return cancelled();
    return StabilizerRun{StabilizerState(std::move(tableau)), std::move(bits)};
}

Result<BitStringCounts> sampleStabilizer(const Circuit& circuit, std::uint64_t shots, std::uint64_t seed,
                                         const RunControl& control) {
    QSTORE_TRY(const StabilizerProgram program, compileStabilizer(circuit));
    QSTORE_TRY(StabilizerTableau tableau, runFixedSteps(program, control));
    if (program.firstRandomStep == program.steps.size()) {
        QSTORE_TRY(const auto outcomes, EqualOutcomes::of(program, std::move(tableau), control));
        return sampleEqualOutcomes(outcomes, shots, seed, control);
    }
    return sampleRuns(program, tableau, shots, seed, control);
}

Result<BitStringProbabilities> stabilizerProbabilities(const Circuit& circuit, std::size_t maxOutcomes,
                                                       const RunControl& control) {
    QSTORE_TRY(const StabilizerProgram program, compileStabilizer(circuit));
    QSTORE_CHECK(requireFinalState(program, "a list of exact probabilities"));
    QSTORE_TRY(StabilizerTableau tableau, runFixedSteps(program, control));
    QSTORE_TRY(const auto outcomes, EqualOutcomes::of(program, std::move(tableau), control));
    return outcomes.probabilities(maxOutcomes);
}

}  // namespace qstore
