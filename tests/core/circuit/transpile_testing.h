// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/base/random.h"
#include "core/circuit/circuit.h"
#include "core/circuit/circuit_walk.h"
#include "core/circuit/transpile.h"

namespace qstore::testing {

/// One branch of a run: a state and the bits measured on the way.
struct Branch {
    Eigen::VectorXcd state;
    std::vector<bool> bits;
};
using SymbolValues = std::map<std::string, double>;

/// Runs operations slowly and plainly, from the gate table's matrices alone: measurements split a branch,
/// states are not normalised, so that a branch's weight is its probability.
class BranchSimulator {
public:
    BranchSimulator(std::size_t bits, Eigen::VectorXcd state, SymbolValues values = {})
        : m_values(std::move(values)) {
        m_branches.push_back({std::move(state), std::vector<bool>(bits, false)});
    }

    /// `place` takes a qubit of the operation to its bit in the state's index.
    void run(const std::vector<Operation>& operations, const std::map<Qubit, std::size_t>& place) {
        for (const Operation& operation : operations) {
            std::vector<Operation> flat;
            appendFlattened(operation, flat);
            for (const Operation& each : flat) step(each, place);
        }
    }

    const std::vector<Branch>& branches() const { return m_branches; }
    std::vector<Branch>& branches() { return m_branches; }

    /// Probability of each string of bits.
    std::map<std::vector<bool>, double> distribution() const {
        std::map<std::vector<bool>, double> result;
        for (const Branch& branch : m_branches) result[branch.bits] += branch.state.squaredNorm();
        return result;
    }

private:
    void step(const Operation& operation, const std::map<Qubit, std::size_t>& place) {
        if (operation.kind == OperationKind::Barrier) return;
        std::vector<Branch> next;
        for (Branch& branch : m_branches) {
            if (!holds(operation, branch)) {
                next.push_back(std::move(branch));
            } else if (operation.kind == OperationKind::Gate) {
                apply(operation, place, branch.state);
                next.push_back(std::move(branch));
            } else {
                split(operation, place, std::move(branch), next);
            }
        }
        m_branches = std::move(next);
    }

    static bool holds(const Operation& operation, const Branch& branch) {
        return std::all_of(operation.conditions.begin(), operation.conditions.end(),
                           [&](const Condition& condition) {
                               std::uint64_t value = 0;
                               for (std::size_t i = 0; i < condition.bits.size(); ++i)
                                   value |= std::uint64_t{branch.bits[condition.bits[i]]} << i;
                               return (value == condition.value) != condition.negated;
                           });
    }

    void split(const Operation& operation, const std::map<Qubit, std::size_t>& place, Branch branch,
               std::vector<Branch>& out) {
        std::vector<Branch> now{std::move(branch)};
        for (std::size_t t = 0; t < operation.targets.size(); ++t) {
            const std::size_t mask = std::size_t{1} << place.at(operation.targets[t]);
            std::vector<Branch> after;
            for (const Branch& each : now)
                for (const bool one : {false, true}) {
                    Branch half = each;
                    for (Eigen::Index i = 0; i < half.state.size(); ++i)
                        if (((static_cast<std::size_t>(i) & mask) != 0) != one) half.state[i] = 0;
                    if (half.state.squaredNorm() < 1e-28) continue;
                    if (operation.kind == OperationKind::Measure) half.bits[operation.bits[t]] = one;
                    if (operation.kind == OperationKind::Reset && one) lower(half.state, mask);
                    after.push_back(std::move(half));
                }
            now = std::move(after);
        }
        for (Branch& each : now) out.push_back(std::move(each));
    }

    static void lower(Eigen::VectorXcd& state, std::size_t mask) {
        for (Eigen::Index i = 0; i < state.size(); ++i) {
            const auto index = static_cast<std::size_t>(i);
            if ((index & mask) == 0) std::swap(state[i], state[static_cast<Eigen::Index>(index | mask)]);
        }
    }

    void apply(const Operation& operation, const std::map<Qubit, std::size_t>& place,
               Eigen::VectorXcd& state) const {
        std::vector<double> angles;
        for (const Angle& angle : operation.angles)
            angles.push_back(*angle.evaluate([&](const std::string& name) {
                const auto found = m_values.find(name);
                return found == m_values.end() ? std::nullopt : std::optional<double>(found->second);
            }));
        const ComplexMatrix matrix = tableGate(operation)->matrix(angles);
        std::vector<std::size_t> masks;
        for (const Qubit target : operation.targets) masks.push_back(std::size_t{1} << place.at(target));
        Eigen::VectorXcd result = Eigen::VectorXcd::Zero(state.size());
        for (Eigen::Index i = 0; i < state.size(); ++i) {
            const auto index = static_cast<std::size_t>(i);
            if (state[i] == Complex(0)) continue;
            const bool on = std::all_of(
                operation.controls.begin(), operation.controls.end(), [&](const Control& control) {
                    return ((index >> place.at(control.qubit)) & 1U) == (control.onOne ? 1U : 0U);
                });
            if (!on) {
                result[i] += state[i];
                continue;
            }
            Eigen::Index column = 0;
            std::size_t rest = index;
            for (std::size_t j = 0; j < masks.size(); ++j) {
                if ((index & masks[j]) != 0) column |= Eigen::Index{1} << j;
                rest &= ~masks[j];
            }
            for (Eigen::Index row = 0; row < matrix.rows(); ++row) {
                std::size_t to = rest;
                for (std::size_t j = 0; j < masks.size(); ++j)
                    if (((row >> j) & 1) != 0) to |= masks[j];
                result[static_cast<Eigen::Index>(to)] += matrix(row, column) * state[i];
            }
        }
        state = std::move(result);
    }

    SymbolValues m_values;
    std::vector<Branch> m_branches;
};

inline Eigen::VectorXcd randomState(RandomStream& random, std::size_t qubits) {
    Eigen::VectorXcd state(Eigen::Index{1} << qubits);
    for (auto& amplitude : state) amplitude = Complex(random.normal(), random.normal());
    return state.normalized();
}

/// A state of the logical qubits on the physical ones of `layout`, all others |0⟩.
inline Eigen::VectorXcd placed(const Eigen::VectorXcd& logical, const std::vector<Qubit>& layout,
                               const std::map<Qubit, std::size_t>& place) {
    Eigen::VectorXcd state = Eigen::VectorXcd::Zero(Eigen::Index{1} << place.size());
    for (Eigen::Index i = 0; i < logical.size(); ++i) {
        std::size_t index = 0;
        for (std::size_t q = 0; q < layout.size(); ++q)
            if (((i >> q) & 1) != 0) index |= std::size_t{1} << place.at(layout[q]);
        state[static_cast<Eigen::Index>(index)] = logical[i];
    }
    return state;
}

/// The physical qubits that anything happens to, each with a bit of a small state.
inline std::map<Qubit, std::size_t> usedPlaces(const Transpiled& result) {
    std::set<Qubit> used(result.initialLayout.begin(), result.initialLayout.end());
    used.insert(result.finalLayout.begin(), result.finalLayout.end());
    for (const Operation& operation : result.circuit.operations()) {
        // Barriers may name every qubit.
        if (operation.kind == OperationKind::Barrier) continue;
        for (const Qubit qubit : touchedQubits(operation)) used.insert(qubit);
    }
    std::map<Qubit, std::size_t> place;
    for (const Qubit qubit : used) place.emplace(qubit, place.size());
    return place;
}

inline std::map<Qubit, std::size_t> samePlaces(std::size_t qubits) {
    std::map<Qubit, std::size_t> place;
    for (Qubit qubit = 0; qubit < qubits; ++qubit) place.emplace(qubit, qubit);
    return place;
}

/// |⟨original·χ | RZ(frame)·transpiled·χ⟩| for a random state χ of all logical qubits.
inline double transpiledOverlap(const Circuit& original, const Transpiled& result, std::uint64_t seed,
                                const SymbolValues& values = {}) {
    RandomStream random(seed, "overlap");
    const Eigen::VectorXcd start = randomState(random, original.qubits());
    BranchSimulator before(0, start, values);
    before.run(original.operations(), samePlaces(original.qubits()));
    const auto place = usedPlaces(result);
    BranchSimulator after(0, placed(start, result.initialLayout, place), values);
    after.run(result.circuit.operations(), place);
    for (const auto& [qubit, bit] : place)
        after.run({Operation::gateOn("rz", {qubit}, {result.frame.at(qubit)})}, place);
    const auto expected = placed(before.branches()[0].state, result.finalLayout, place);
    return std::abs(expected.dot(after.branches()[0].state));
}

/// A circuit over the whole gate table with random controls and anti-controls.
inline Circuit randomTableCircuit(std::uint64_t seed, std::size_t qubits, std::size_t operations,
                                  const std::vector<std::string>& symbols = {}) {
    RandomStream random(seed, "table circuit");
    CircuitParts parts;
    parts.qubits = qubits;
    for (const auto& name : symbols) parts.parameters.push_back({name, ParameterRole::Trainable, {}, {}});
    const auto angle = [&] {
        // Half of them where cases meet, half anywhere.
        Angle number = random.below(2) == 0 ? Angle(std::numbers::pi / 4 * (double(random.below(17)) - 8))
                                            : Angle(4.0 * random.uniform() - 2.0);
        if (symbols.empty() || random.below(3) == 0) return number;
        const Angle symbol = Angle::symbol(symbols[random.below(symbols.size())]);
        return random.below(2) == 0 ? symbol : number * symbol + Angle(random.uniform());
    };
    const auto table = gateTable();
    for (std::size_t i = 0; i < operations; ++i) {
        // Circuits of consecutive seeds visit every record.
        const GateInfo& gate = table[i == 0 ? seed % table.size() : random.below(table.size())];
        if (gate.qubits > qubits) continue;
        const auto order = random.permutation(qubits);
        const auto used = order.begin() + static_cast<std::ptrdiff_t>(gate.qubits);
        std::vector<Angle> angles;
        for (std::size_t j = 0; j < gate.angleNames.size(); ++j) angles.push_back(angle());
        Operation operation = *makeGate(gate.name, {order.begin(), used}, std::move(angles));
        const std::size_t extra = std::min<std::size_t>(random.below(3), qubits - gate.qubits);
        for (std::size_t c = 0; c < extra; ++c)
            operation.controls.push_back({order[gate.qubits + c], random.below(2) == 0});
        parts.operations.push_back(std::move(operation));
    }
    return Circuit::of(std::move(parts));
}

/// Every operation is one of the machine's, on a coupling it has.
inline void expectNative(const Circuit& circuit, const TranspileTarget& target) {
    static const std::map<GateSetKind, std::set<std::string>> sets = {
        {GateSetKind::IonqMs, {"gpi", "gpi2", "ms"}},
        {GateSetKind::IonqZz, {"gpi", "gpi2", "zz"}},
        {GateSetKind::IbmEcr, {"rz", "sx", "x", "ecr"}},
        {GateSetKind::IbmCz, {"rz", "sx", "x", "cz"}}};
    const std::set<std::pair<Qubit, Qubit>> coupling(target.coupling.begin(), target.coupling.end());
    for (const Operation& operation : circuit.operations()) {
        if (operation.kind != OperationKind::Gate) continue;
        std::string name(gateName(operation));
        if (!operation.controls.empty()) name = std::string(operation.controls.size(), 'c') + name;
        ASSERT_EQ(sets.at(target.gates).count(name), 1U) << name;
        const auto touched = touchedQubits(operation);
        if (touched.size() == 2 && !coupling.empty()) {
            const bool forward = coupling.count({touched[0], touched[1]}) > 0;
            const bool backward = coupling.count({touched[1], touched[0]}) > 0;
            ASSERT_TRUE(forward || (backward && name != "ecr"))
                << name << ' ' << touched[0] << ' ' << touched[1];
        }
        if (name == "ms" || name == "zz") {
            const auto turn = operation.angles.back().constant();
            ASSERT_TRUE(turn) << operation.angles.back().toText();
            ASSERT_GE(*turn, 0.0);
            ASSERT_LE(*turn, std::numbers::pi / 2 + 1e-12);
        }
    }
}

}  // namespace qstore::testing
