// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/shot_estimator.h"

#include <algorithm>
#include <bit>

#include "core/base/random.h"
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

/// The circuit up to its final measurements.
Result<CircuitParts> unmeasured(const Circuit& circuit) {
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

/// Turns the eigenbases of a setting's letters into the computational one: H for X, S† then H for Y.
Result<std::shared_ptr<const Plan>> settingPlan(CircuitParts parts, const PauliString& letters,
                                                PlanOptions options) {
    for (Qubit qubit = 0; qubit < parts.qubits && qubit < 64; ++qubit) {
        const bool x = ((letters.x >> qubit) & 1U) != 0;
        const bool z = ((letters.z >> qubit) & 1U) != 0;
        if (x && z) parts.operations.push_back(Operation::gateOn("sdg", {qubit}));
        if (x) parts.operations.push_back(Operation::gateOn("h", {qubit}));
    }
    QSTORE_TRY(const Circuit rotated, Circuit::create(std::move(parts)));
    return Plan::compile(rotated, {}, options);
}

double meanParity(const Counts& counts, std::uint64_t support, std::uint64_t shots) {
    double sum = 0.0;
    for (const auto& [bits, count] : counts) {
        const bool odd = (static_cast<unsigned>(std::popcount(bits & support)) & 1U) != 0;
        sum += odd ? -static_cast<double>(count) : static_cast<double>(count);
    }
    return sum / static_cast<double>(shots);
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

Result<std::shared_ptr<const ShotEstimator>> ShotEstimator::compile(const Circuit& circuit,
                                                                    std::vector<PauliSum> observables,
                                                                    std::uint64_t shots, std::uint64_t seed,
                                                                    PlanOptions options) {
    if (shots == 0)
        return fail(ErrorCode::InvalidArgument, "0 shots give no expectation value",
                    "take at least one shot, or ask for exact values");
    QSTORE_TRY(const CircuitParts parts, unmeasured(circuit));
    QSTORE_TRY(const Circuit plain, Circuit::create(parts));
    // Checks the observables' qubits, and knows the names even when nothing is to be measured.
    QSTORE_TRY(const auto reference, Plan::compile(plain, observables, options));
    std::shared_ptr<ShotEstimator> estimator(new ShotEstimator);
    estimator->m_signature = reference->signature();
    estimator->m_shots = shots;
    estimator->m_seed = seed;
    estimator->m_constants.assign(observables.size(), 0.0);
    std::vector<PauliString> strings;
    std::vector<Share> shares;
    for (std::size_t observable = 0; observable < observables.size(); ++observable) {
        for (const PauliTerm& term : observables[observable].terms) {
            strings.push_back(term.string);
            shares.push_back({observable, term.coefficient, supportOf(term.string)});
            if (supportOf(term.string) == 0) estimator->m_constants[observable] += term.coefficient;
        }
    }
    for (const auto& group : qubitwiseGroups(strings)) {
        PauliString letters;
        Setting setting;
        for (const std::size_t index : group) {
            letters.x |= strings[index].x;
            letters.z |= strings[index].z;
            setting.shares.push_back(shares[index]);
        }
        QSTORE_TRY(setting.plan, settingPlan(parts, letters, options));
        estimator->m_settings.push_back(std::move(setting));
    }
    return std::shared_ptr<const ShotEstimator>(std::move(estimator));
}

Result<std::vector<double>> ShotEstimator::expectations(const Bindings& bindings,
                                                        const RunControl& control) const {
    return expectationsOfBatch(bindings, 0, control);
}

Result<std::vector<double>> ShotEstimator::expectationsOfBatch(const Bindings& bindings,
                                                               std::uint64_t batch,
                                                               const RunControl& control) const {
    const std::size_t width = m_constants.size();
    std::vector<double> values;
    for (std::size_t sample = 0; sample < bindings.samples; ++sample)
        values.insert(values.end(), m_constants.begin(), m_constants.end());
    RandomStream seeds(m_seed, "settings", batch);
    for (const Setting& setting : m_settings) {
        QSTORE_TRY(const auto counts, setting.plan->sample(bindings, m_shots, seeds.nextU64(), control));
        for (std::size_t sample = 0; sample < bindings.samples; ++sample)
            for (const Share& share : setting.shares)
                values[sample * width + share.observable] +=
                    share.coefficient * meanParity(counts[sample], share.support, m_shots);
    }
    return values;
}

}  // namespace qstore
