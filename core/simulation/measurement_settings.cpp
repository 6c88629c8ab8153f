// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/measurement_settings.h"

#include <algorithm>

#include "core/circuit/circuit_walk.h"

namespace qstore {
namespace {

std::uint64_t supportOf(const PauliString& string) {
    return string.x | string.z;
}

bool agree(const PauliString& a, const PauliString& b) {
    const std::uint64_t both = supportOf(a) & supportOf(b);
    return ((a.x ^ b.x) & both) == 0 && ((a.z ^ b.z) & both) == 0;
}

tl::unexpected<Error> notSampled(const std::string& what) {
    return fail(ErrorCode::Unsupported, "expectation values cannot be sampled: the circuit has " + what,
                "sample its own bits instead, or move measurements to the end");
}

}  // namespace

std::vector<std::vector<std::size_t>> qubitwiseGroups(const std::vector<PauliString>& strings) {
    std::vector<std::vector<std::size_t>> groups;
    std::vector<PauliString> letters;  // of each group, together
    for (std::size_t index = 0; index < strings.size(); ++index) {
        const PauliString& string = strings[index];
        if (supportOf(string) == 0) continue;
        const auto fitting = std::find_if(letters.begin(), letters.end(),
                                          [&](const PauliString& each) { return agree(each, string); });
        const auto at = static_cast<std::size_t>(fitting - letters.begin());
        if (fitting == letters.end()) {
            letters.push_back(string);
            groups.emplace_back();
        }
        letters[at].x |= string.x;
        letters[at].z |= string.z;
        groups[at].push_back(index);
    }
    return groups;
}

MeasurementPlan measurementPlan(const std::vector<PauliSum>& observables) {
    MeasurementPlan plan;
    plan.constants.assign(observables.size(), 0.0);
    std::vector<PauliString> strings;
    std::vector<MeasuredShare> shares;
    for (std::size_t observable = 0; observable < observables.size(); ++observable) {
        for (const PauliTerm& term : observables[observable].terms) {
            strings.push_back(term.string);
            shares.push_back({observable, term.coefficient, supportOf(term.string)});
            if (supportOf(term.string) == 0) plan.constants[observable] += term.coefficient;
        }
    }
    for (const auto& group : qubitwiseGroups(strings)) {
        MeasurementSetting setting;
        for (const std::size_t index : group) {
            setting.letters.x |= strings[index].x;
            setting.letters.z |= strings[index].z;
            setting.shares.push_back(shares[index]);
        }
        plan.settings.push_back(std::move(setting));
    }
    return plan;
}

Result<CircuitParts> withoutFinalMeasurements(const Circuit& circuit) {
    CircuitParts parts = circuit.parts();
    std::vector<Operation> kept;
    std::vector<bool> measured(circuit.qubits());
    for (Operation& operation : parts.operations) {
        if (!operation.conditions.empty()) return notSampled("a condition");
        if (operation.kind == OperationKind::Reset) return notSampled("a reset");
        if (operation.kind == OperationKind::Measure) {
            for (const Qubit qubit : operation.targets) measured[qubit] = true;
            continue;
        }
        const auto qubits = touchedQubits(operation);
        const bool after = operation.kind == OperationKind::Gate &&
                           std::any_of(qubits.begin(), qubits.end(), [&](Qubit q) { return measured[q]; });
        if (after) return notSampled("a gate after a measurement");
        kept.push_back(std::move(operation));
    }
    parts.operations = std::move(kept);
    return parts;
}

void appendBasisChange(CircuitParts& parts, const PauliString& letters) {
    for (Qubit qubit = 0; qubit < parts.qubits && qubit < 64; ++qubit) {
        const bool x = ((letters.x >> qubit) & 1U) != 0;
        const bool z = ((letters.z >> qubit) & 1U) != 0;
        if (x && z) parts.operations.push_back(Operation::gateOn("sdg", {qubit}));
        if (x) parts.operations.push_back(Operation::gateOn("h", {qubit}));
    }
}

}  // namespace qstore
