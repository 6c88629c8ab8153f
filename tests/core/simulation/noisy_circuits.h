// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "core/base/random.h"
#include "core/circuit/qasm.h"
#include "core/simulation/noise_model.h"
#include "tests/core/simulation/dense_noise.h"
#include "tests/core/simulation/random_circuit.h"

namespace qstore::testing {

inline Circuit program(const std::string& body) {
    auto read = readQasm("OPENQASM 3.0;\ninclude \"stdgates.inc\";\n" + body);
    EXPECT_TRUE(read.has_value()) << (read ? "" : read.error().message);
    return *read;
}

/// A circuit of RandomCircuit with its weights and inputs bound.
inline Circuit boundRandomCircuit(std::uint64_t seed, std::size_t qubits, std::size_t operations) {
    RandomCircuit random(seed);
    const Circuit circuit = random.circuit(qubits, operations);
    const std::vector<double> values = random.values(circuit.parameters().size());
    std::vector<std::pair<std::string, double>> bindings;
    for (std::size_t i = 0; i < values.size(); ++i)
        bindings.emplace_back(circuit.parameters()[i].name, values[i]);
    return circuit.bound(bindings).value();
}

/// One channel of each kind in turn, with seeded values.
inline Channel randomChannel(std::size_t kind, RandomStream& random) {
    const double a = random.uniform(), b = random.uniform();
    switch (kind % 9) {
        case 0: return Channel::bitFlip(a).value();
        case 1: return Channel::phaseFlip(a).value();
        case 2: return Channel::depolarizing(a).value();
        case 3: return Channel::depolarizing(a, 2).value();
        case 4: return Channel::amplitudeDamping(a).value();
        case 5: return Channel::phaseDamping(a).value();
        case 6: return Channel::generalizedAmplitudeDamping(a, b).value();
        case 7: return Channel::thermalRelaxation(10.0 + a, 15.0 + b, 3000.0 * a, 0.2 * b).value();
        default: break;
    }
    // √a U and √(1 − a) V with a complex U that is neither diagonal nor a Pauli.
    const double c = std::cos(1.0 + b), s = std::sin(1.0 + b);
    ComplexMatrix u(2, 2), v(2, 2);
    u << c, Complex(0, -s), Complex(0, -s), c;
    v << Complex(0, c), s, s, Complex(0, c);
    return Channel::kraus({std::sqrt(a) * u, std::sqrt(1.0 - a) * v}).value();
}

inline NoiseModel randomNoise(std::uint64_t seed, std::size_t qubits) {
    RandomStream random(seed, "random noise");
    NoiseModel model;
    for (std::size_t i = 0; i < 3; ++i) {
        NoiseRule rule{randomChannel(static_cast<std::size_t>(seed) + 4 * i, random), nullptr, 0, {}};
        if (random.below(3) == 0 && rule.channel.qubits() == 1) rule.arity = 1 + random.below(2);
        if (random.below(3) == 0 && rule.channel.qubits() == 1) rule.qubits = {random.below(qubits)};
        EXPECT_TRUE(model.add(rule));
    }
    return model;
}

/// ρ at the end of a circuit of gates alone: dense unitaries, and after each the Kraus sums that the rules
/// of the model, read as their documentation says, ask for.
inline ComplexMatrix denseNoisyState(const Circuit& circuit, const NoiseModel& noise) {
    const std::size_t n = circuit.qubits();
    ComplexMatrix rho = zeroState(n);
    const Circuit flat = circuit.flattened();
    for (const Operation& gate : flat.operations()) {
        if (gate.kind != OperationKind::Gate) continue;
        const ComplexMatrix u = gateOnAll(gate, n);
        rho = u * rho * u.adjoint();
        std::vector<Qubit> touched;
        for (const Control& control : gate.controls) touched.push_back(control.qubit);
        touched.insert(touched.end(), gate.targets.begin(), gate.targets.end());
        for (const NoiseRule& rule : noise.rules()) {
            if (rule.arity != 0 && rule.arity != touched.size()) continue;
            if (rule.channel.qubits() == 2) {
                if (touched.size() == 2) rho = krausSum(rho, rule.channel.operators(), touched, n);
                continue;
            }
            for (const Qubit qubit : touched)
                if (rule.qubits.empty() || rule.qubits[0] == qubit)
                    rho = krausSum(rho, rule.channel.operators(), {qubit}, n);
        }
    }
    return rho;
}

}  // namespace qstore::testing
