// SPDX-License-Identifier: Apache-2.0
#include <numbers>

#include "core/circuit/circuit_writer.h"
#include "core/circuit/excitations.h"
#include "core/circuit/template_builders.h"

namespace qstore {
namespace {

/// Pairs of neighbours; a ring closes them from three qubits on, "all" means every pair.
std::vector<std::pair<Qubit, Qubit>> pairsFor(const std::string& pattern, std::size_t qubits) {
    std::vector<std::pair<Qubit, Qubit>> pairs;
    if (pattern == "all") {
        for (Qubit a = 0; a < qubits; ++a)
            for (Qubit b = a + 1; b < qubits; ++b) pairs.emplace_back(a, b);
        return pairs;
    }
    for (Qubit a = 0; a + 1 < qubits; ++a) pairs.emplace_back(a, a + 1);
    if (pattern == "ring" && qubits > 2) pairs.emplace_back(qubits - 1, 0);
    return pairs;
}

}  // namespace

Result<Circuit> hardwareEfficient(std::size_t qubits, const OptionReader& options) {
    QSTORE_TRY(const auto layers, options.number("layers", 1, 200));
    const std::string entangler = options.text("entangler");
    const auto pairs = pairsFor(options.text("pattern"), qubits);
    CircuitWriter writer("hardware-efficient", qubits);
    // RZ before RY, so that no rotation stands right before a measurement it commutes with.
    const auto rotations = [&](bool withZ) {
        for (Qubit q = 0; q < qubits; ++q) {
            if (withZ) writer.gate("rz", {q}, {writer.nextWeight()});
            writer.gate("ry", {q}, {writer.nextWeight()});
        }
    };
    for (std::size_t layer = 0; layer < layers; ++layer) {
        rotations(layer > 0);
        for (const auto& [a, b] : pairs) writer.gate(entangler, {a, b});
    }
    rotations(layers > 0 && qubits > 1);
    return writer.finish();
}

Result<Circuit> stronglyEntangling(std::size_t qubits, const OptionReader& options) {
    QSTORE_TRY(const auto layers, options.number("layers", 1, 200));
    CircuitWriter writer("strongly-entangling", qubits);
    for (std::size_t layer = 0; layer < layers; ++layer) {
        for (Qubit q = 0; q < qubits; ++q) {
            // The very first RZ would only give |0…0⟩ a global phase.
            if (layer > 0) writer.gate("rz", {q}, {writer.nextWeight()});
            writer.gate("ry", {q}, {writer.nextWeight()});
            writer.gate("rz", {q}, {writer.nextWeight()});
        }
        if (qubits < 2) continue;
        const std::size_t range = layer % (qubits - 1) + 1;
        for (Qubit q = 0; q < qubits; ++q) {
            if (qubits == 2 && q == 1) break;  // the ring of two is one pair
            writer.gate("cx", {q, (q + range) % qubits});
        }
    }
    // A closing RY mixes what the last RZ wrote into the measured basis; without it those weights are dead.
    for (Qubit q = 0; q < qubits; ++q) writer.gate("ry", {q}, {writer.nextWeight()});
    return writer.finish();
}

Result<Circuit> dataReuploading(std::size_t qubits, const OptionReader& options) {
    QSTORE_TRY(const auto layers, options.number("layers", 1, 200));
    std::vector<std::string> features = splitNames(options.text("columns"));
    if (features.empty()) {
        QSTORE_TRY(const auto count, options.number("features", 1, 4096));
        for (std::uint64_t i = 0; i < count; ++i) features.push_back("x" + std::to_string(i));
    }
    CircuitWriter writer("data-reuploading", qubits);
    const auto identifiers = uniqueIdentifiers(features);
    std::vector<Angle> inputs;
    for (std::size_t i = 0; i < features.size(); ++i)
        inputs.push_back(writer.column(identifiers[i], features[i]));
    const auto pairs = pairsFor("ring", qubits);
    for (std::size_t layer = 0; layer < layers; ++layer) {
        // Every feature once a layer; with more features than qubits they follow each other on a wire,
        // with a trainable RY between, since two RX in a row would only add up.
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            writer.gate("rx", {i % qubits}, {inputs[i]});
            writer.gate("ry", {i % qubits}, {writer.nextWeight()});
        }
        for (Qubit q = inputs.size(); q < qubits; ++q) writer.gate("ry", {q}, {writer.nextWeight()});
        for (Qubit q = 0; q < qubits; ++q) writer.gate("rz", {q}, {writer.nextWeight()});
        for (const auto& [a, b] : pairs) writer.gate("cx", {a, b});
    }
    for (Qubit q = 0; q < qubits; ++q) writer.gate("ry", {q}, {writer.nextWeight()});
    return writer.finish();
}

Result<Circuit> qaoa(std::size_t qubits, const OptionReader& options) {
    QSTORE_TRY(const auto layers, options.number("layers", 1, 200));
    const auto pairs = pairsFor(options.text("graph"), qubits);
    const bool fields = options.text("fields") == "on";
    CircuitWriter writer("qaoa", qubits);
    for (Qubit q = 0; q < qubits; ++q) writer.gate("h", {q});
    for (std::size_t layer = 0; layer < layers; ++layer) {
        const Angle gamma = writer.weight("gamma" + std::to_string(layer));
        const Angle beta = writer.weight("beta" + std::to_string(layer));
        for (const auto& [a, b] : pairs) writer.gate("rzz", {a, b}, {gamma});
        if (fields)
            for (Qubit q = 0; q < qubits; ++q) writer.gate("rz", {q}, {gamma});
        for (Qubit q = 0; q < qubits; ++q) writer.gate("rx", {q}, {Angle(2.0) * beta});
    }
    return writer.finish();
}

Result<Circuit> unitaryCoupledCluster(std::size_t qubits, const OptionReader& options) {
    QSTORE_TRY(const auto electrons, options.number("electrons", 1, qubits - 1));
    std::vector<Qubit> occupied;
    for (Qubit qubit = 0; qubit < electrons; ++qubit) occupied.push_back(qubit);
    return uccsdCircuit(qubits, occupied);
}

}  // namespace qstore
