// SPDX-License-Identifier: Apache-2.0
#include "core/backends/readout.h"

#include <algorithm>
#include <cmath>

#include "core/backends/remote_reply.h"
#include "core/base/number_text.h"
#include "core/circuit/circuit_walk.h"

namespace qstore {
namespace {

constexpr std::size_t maxBits = 64;
constexpr double sumTolerance = 1.000001e-6;  // one millionth, and the rounding of adding up

tl::unexpected<Error> refused(std::size_t index, const Operation& operation, const std::string& reason,
                              const std::string& hint) {
    return fail(
        ErrorCode::Unsupported,
        "operation " + std::to_string(index + 1) + " (" + std::string(gateName(operation)) + ") " + reason,
        hint);
}

constexpr const char* onlyAtTheEnd =
    "this service measures all qubits once, at the end; move the measurement there or run the circuit "
    "locally";

Status checkOperation(const Operation& operation, std::size_t index, const std::vector<bool>& measured) {
    if (!operation.conditions.empty())
        return refused(index, operation, "depends on a classical bit", onlyAtTheEnd);
    if (operation.kind == OperationKind::Reset)
        return refused(index, operation, "resets a qubit", onlyAtTheEnd);
    if (operation.kind != OperationKind::Gate) return {};
    const auto after = [&](Qubit qubit) {
        return refused(index, operation,
                       "acts on qubit " + std::to_string(qubit) + " after its measurement", onlyAtTheEnd);
    };
    for (const Qubit qubit : operation.targets)
        if (measured[qubit]) return after(qubit);
    for (const Control& control : operation.controls)
        if (measured[control.qubit]) return after(control.qubit);
    return {};
}

}  // namespace

std::uint64_t Readout::key(std::uint64_t state) const {
    if (qubitOf.empty()) return state;
    std::uint64_t value = 0;
    for (std::size_t bit = 0; bit < qubitOf.size(); ++bit)
        if (qubitOf[bit]) value |= ((state >> *qubitOf[bit]) & 1U) << bit;
    return value;
}

Result<Readout> readoutOf(const Circuit& circuit) {
    Readout readout{circuit.qubits(), {}};
    if (circuit.qubits() == 0 || circuit.qubits() > maxBits || circuit.bits() > maxBits)
        return fail(ErrorCode::Unsupported,
                    "the circuit has " + std::to_string(circuit.qubits()) + " qubits and " +
                        std::to_string(circuit.bits()) + " classical bits",
                    "from 1 to 64 qubits and at most 64 bits can be read from this service");
    std::vector<bool> measured(circuit.qubits());
    for (std::size_t index = 0; index < circuit.operations().size(); ++index) {
        const Operation& operation = circuit.operations()[index];
        QSTORE_CHECK(checkOperation(operation, index, measured));
        if (operation.kind != OperationKind::Measure) continue;
        readout.qubitOf.resize(circuit.bits());
        for (std::size_t i = 0; i < operation.targets.size(); ++i) {
            measured[operation.targets[i]] = true;
            readout.qubitOf[operation.bits[i]] = operation.targets[i];
        }
    }
    return readout;
}

Remote<void> checkDistribution(const Distribution& distribution, std::size_t qubits) {
    double sum = 0;
    for (const auto& [state, probability] : distribution) {
        if (qubits < 64 && (state >> qubits) != 0)
            return protocolFault("the result has the state " + std::to_string(state) + ", which " +
                                 std::to_string(qubits) + " qubits do not have");
        if (!std::isfinite(probability) || probability < 0)
            return protocolFault("the result has the probability " + numberToText(probability) +
                                 " for state " + std::to_string(state));
        sum += probability;
    }
    if (!(std::abs(sum - 1.0) <= sumTolerance))
        return protocolFault("the probabilities of the result sum to " + numberToText(sum) +
                             " instead of 1");
    return {};
}

CircuitOutcome outcomeOf(const Distribution& distribution, const Readout& readout, std::uint64_t shots) {
    CircuitOutcome outcome;
    outcome.shots = shots;
    outcome.bits = readout.bits();
    for (const auto& [state, probability] : distribution)
        if (probability > 0) outcome.probabilities[readout.key(state)] += probability;
    outcome.counts = countsOf(outcome.probabilities, shots);
    return outcome;
}

Counts countsOf(const std::map<std::uint64_t, double>& weights, std::uint64_t shots) {
    double sum = 0;
    for (const auto& [key, weight] : weights) sum += weight;
    Counts counts;
    if (!(sum > 0) || shots == 0) return counts;
    std::vector<std::pair<double, std::uint64_t>> remainders;
    remainders.reserve(weights.size());
    std::uint64_t left = shots;
    for (const auto& [key, weight] : weights) {
        const double share = weight / sum * static_cast<double>(shots);
        // Adding up may have rounded; no share exceeds what is there.
        const bool rest = share >= static_cast<double>(left);
        const std::uint64_t whole = rest ? left : static_cast<std::uint64_t>(share);
        if (whole > 0) counts.emplace_hint(counts.end(), key, whole);
        remainders.emplace_back(static_cast<double>(whole) - share, key);
        left -= whole;
    }
    const auto taken = std::min<std::size_t>(left, remainders.size());
    std::partial_sort(remainders.begin(), remainders.begin() + static_cast<std::ptrdiff_t>(taken),
                      remainders.end());
    for (std::size_t i = 0; i < taken; ++i) ++counts[remainders[i].second];
    return counts;
}

}  // namespace qstore
