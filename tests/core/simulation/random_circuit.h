// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <numbers>
#include <string>
#include <vector>

#include "core/base/random.h"
#include "core/circuit/circuit.h"
#include "core/observables/pauli.h"

namespace qstore::testing {

inline constexpr std::size_t kRandomWeights = 4;
inline constexpr std::size_t kRandomInputs = 2;

/// Within [−π, π).
inline std::vector<double> randomAngles(RandomStream& random, std::size_t count) {
    std::vector<double> result(count);
    for (double& value : result) value = (2.0 * random.uniform() - 1.0) * std::numbers::pi;
    return result;
}

/// Three strings of any letters.
inline PauliSum randomObservable(RandomStream& random, std::size_t qubits) {
    PauliSum sum;
    for (int term = 0; term < 3; ++term) {
        const std::uint64_t x = random.below(std::uint64_t{1} << qubits);
        const std::uint64_t z = random.below(std::uint64_t{1} << qubits);
        sum.terms.push_back({2.0 * random.uniform() - 1.0, {x, z}});
    }
    return sum;
}

/// A seeded circuit over the whole gate table with random controls and anti-controls, whose angles are
/// numbers and expressions over shared weights w0 … w3 and the columns x0 and x1.
class RandomCircuit {
public:
    explicit RandomCircuit(std::uint64_t seed) : m_seed(seed), m_random(seed, "random circuit") {}

    Circuit circuit(std::size_t qubits, std::size_t operations) {
        CircuitParts parts;
        parts.qubits = qubits;
        for (std::size_t i = 0; i < kRandomWeights; ++i)
            parts.parameters.push_back({"w" + std::to_string(i), ParameterRole::Trainable, {}, ""});
        for (std::size_t i = 0; i < kRandomInputs; ++i)
            parts.parameters.push_back(
                {"x" + std::to_string(i), ParameterRole::Column, {}, "column " + std::to_string(i)});
        // A first layer takes the state away from the basis states, which many gates leave alone.
        for (Qubit q = 0; q < qubits; ++q) {
            parts.operations.push_back(Operation::gateOn("ry", {q}, {Angle(0.4 + m_random.uniform())}));
            parts.operations.push_back(Operation::gateOn("rz", {q}, {Angle(m_random.uniform())}));
        }
        const auto gates = gateTable();
        for (std::size_t i = 0; i < operations; ++i) {
            // Together the circuits of consecutive seeds visit every record.
            const std::size_t pick = i == 0 ? m_seed % gates.size() : m_random.below(gates.size());
            if (gates[pick].qubits <= qubits) parts.operations.push_back(operation(gates[pick], qubits));
        }
        return Circuit::of(std::move(parts));
    }

    std::vector<double> values(std::size_t count) { return randomAngles(m_random, count); }
    PauliSum observable(std::size_t qubits) { return randomObservable(m_random, qubits); }

private:
    Operation operation(const GateInfo& gate, std::size_t qubits) {
        const std::vector<std::size_t> order = m_random.permutation(qubits);
        const auto used = static_cast<std::ptrdiff_t>(gate.qubits);
        std::vector<Angle> angles;
        for (std::size_t j = 0; j < gate.angleNames.size(); ++j) angles.push_back(angle());
        Operation operation =
            makeGate(gate.name, {order.begin(), order.begin() + used}, std::move(angles)).value();
        const std::size_t extra = std::min<std::size_t>(m_random.below(3), qubits - gate.qubits);
        for (std::size_t c = 0; c < extra; ++c)
            operation.controls.push_back({order[gate.qubits + c], m_random.below(2) == 0});
        return operation;
    }

    Angle angle() {
        static const std::array<const char*, 10> kTexts = {
            "w0",           "w1",        "2*w2 + 0.3", "w0*x0",     "x1", "(pi - x0)*(pi - x1)/4",
            "sin(w3) + x0", "w0/2 - w1", "-w3",        "cos(w1*x1)"};
        const std::uint64_t pick = m_random.below(kTexts.size() + 2);
        if (pick >= kTexts.size()) return Angle(2.0 * m_random.uniform() - 1.0);
        return Angle::parse(kTexts[pick]).value();
    }

    std::uint64_t m_seed;
    RandomStream m_random;
};

}  // namespace qstore::testing
