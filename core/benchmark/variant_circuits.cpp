// SPDX-License-Identifier: Apache-2.0
#include "core/benchmark/variant_circuits.h"

#include <bit>
#include <numbers>

#include "core/base/random.h"
#include "core/benchmark/layer_writer.h"
#include "core/benchmark/workload_circuits.h"

namespace qstore {
namespace {

constexpr int kLayers = 4;

PauliSum firstZ(std::size_t) {
    return PauliSum::z(0);
}

Circuit czRing(std::size_t qubits) {
    LayerWriter writer("cz-ring", qubits);
    for (int layer = 0; layer < kLayers; ++layer) writer.rotations({"ry", "rz"}).ring("cz");
    return writer.finish();
}

Circuit line(std::size_t qubits) {
    LayerWriter writer("line", qubits);
    for (int layer = 0; layer < kLayers; ++layer) writer.rotations({"ry", "rz"}).line();
    return writer.finish();
}

Circuit allToAll(std::size_t qubits) {
    LayerWriter writer("all-to-all", qubits);
    for (int layer = 0; layer < kLayers; ++layer) writer.rotations({"ry", "rz"}).allToAll();
    return writer.finish();
}

Circuit rxForRz(std::size_t qubits) {
    LayerWriter writer("rx-for-rz", qubits);
    for (int layer = 0; layer < kLayers; ++layer) writer.rotations({"ry", "rx"}).ring();
    return writer.finish();
}

/// The gates of W2 in an order in which no layers are left.
Circuit randomOrder(std::size_t qubits) {
    CircuitParts parts = gradientCircuit(qubits).parts();
    parts.name = "random-order";
    std::vector<Operation> shuffled;
    RandomStream random(1, "benchmark");
    for (const std::size_t index : random.permutation(parts.operations.size()))
        shuffled.push_back(parts.operations[index]);
    parts.operations = std::move(shuffled);
    return Circuit::of(std::move(parts));
}

/// A ring with chords to the opposite qubit: three neighbours each, where the number of qubits is even.
std::vector<std::pair<Qubit, Qubit>> graphEdges(std::size_t qubits) {
    std::vector<std::pair<Qubit, Qubit>> edges;
    for (Qubit q = 0; q < qubits; ++q) edges.emplace_back(q, (q + 1) % qubits);
    for (Qubit q = 0; q < qubits / 2; ++q) edges.emplace_back(q, q + qubits / 2);
    return edges;
}

/// MaxCut, p = 4 (Farhi, Goldstone, Gutmann 2014): two shared angles for each step.
Circuit qaoa(std::size_t qubits) {
    LayerWriter writer("qaoa", qubits);
    for (Qubit q = 0; q < qubits; ++q) writer.gate("h", {q});
    for (int step = 0; step < 4; ++step) {
        const Angle cost = writer.weight();
        for (const auto& [a, b] : graphEdges(qubits)) writer.gate("rzz", {a, b}, {cost});
        const Angle mixer = writer.weight();
        for (Qubit q = 0; q < qubits; ++q) writer.gate("rx", {q}, {mixer});
    }
    return writer.finish();
}

PauliSum cutSize(std::size_t qubits) {
    PauliSum sum;
    for (const auto& [a, b] : graphEdges(qubits))
        sum.terms.push_back({-0.5, {0, (std::uint64_t{1} << a) | (std::uint64_t{1} << b)}});
    return sum;
}

/// exp(−iθP/2) for one Pauli string on the qubits `first` … `last`: the basis of each letter ('Z' where it
/// is not X or Y), a ladder of CX, RZ, and all of it back.
void pauliExponential(LayerWriter& writer, const std::vector<std::pair<Qubit, char>>& letters,
                      const Angle& angle) {
    const double quarter = std::numbers::pi / 2.0;
    const auto turn = [&](bool back) {
        for (const auto& [qubit, letter] : letters) {
            if (letter == 'X') writer.gate("h", {qubit});
            if (letter == 'Y') writer.gate("rx", {qubit}, {back ? -quarter : quarter});
        }
    };
    turn(false);
    for (std::size_t i = 0; i + 1 < letters.size(); ++i)
        writer.gate("cx", {letters[i].first, letters[i + 1].first});
    writer.gate("rz", {letters.back().first}, {angle});
    for (std::size_t i = letters.size() - 1; i-- > 0;)
        writer.gate("cx", {letters[i].first, letters[i + 1].first});
    turn(true);
}

/// i → a by Jordan and Wigner: two strings with Z between, of opposite signs and one angle.
void singleExcitation(LayerWriter& writer, Qubit from, Qubit to) {
    const Angle angle = writer.weight();
    for (const bool swapped : {false, true}) {
        std::vector<std::pair<Qubit, char>> letters = {{from, swapped ? 'Y' : 'X'}};
        for (Qubit q = from + 1; q < to; ++q) letters.emplace_back(q, 'Z');
        letters.emplace_back(to, swapped ? 'X' : 'Y');
        pauliExponential(writer, letters, swapped ? -angle : angle);
    }
}

/// A pair (i, i+1) → (a, a+1): of σ⁺σ⁺σ⁻σ⁻ less its adjoint, with σ± = (X ± iY)/2, the eight strings with
/// an odd number of Y are left; the sign is that of the Y on the pair that is filled.
void pairExcitation(LayerWriter& writer, Qubit from, Qubit to) {
    const Angle angle = writer.weight();
    for (unsigned mask = 0; mask < 16; ++mask) {
        if (std::popcount(mask) % 2 == 0) continue;
        const auto letter = [mask](unsigned bit) { return ((mask >> bit) & 1U) != 0 ? 'Y' : 'X'; };
        const bool positive = std::popcount(mask >> 2U) > std::popcount(mask & 3U);
        pauliExponential(writer,
                         {{from, letter(0)}, {from + 1, letter(1)}, {to, letter(2)}, {to + 1, letter(3)}},
                         positive ? angle : -angle);
    }
}

/// Half the qubits filled; all single and all neighbouring pair excitations (Peruzzo et al. 2014 in form).
Circuit uccsd(std::size_t qubits) {
    LayerWriter writer("uccsd", qubits);
    const std::size_t filled = qubits / 2;
    for (Qubit q = 0; q < filled; ++q) writer.gate("x", {q});
    for (Qubit from = 0; from < filled; ++from)
        for (Qubit to = filled; to < qubits; ++to) singleExcitation(writer, from, to);
    for (Qubit from = 0; from + 1 < filled; from += 2)
        for (Qubit to = filled; to + 1 < qubits; to += 2) pairExcitation(writer, from, to);
    return writer.finish();
}

/// U3 on every qubit, then blocks on (0, 1), (2, 3), … and on (1, 2), (3, 4), …
Circuit bricks(const char* name, std::size_t qubits, void (*block)(LayerWriter&, Qubit, Qubit)) {
    LayerWriter writer(name, qubits);
    for (int layer = 0; layer < kLayers; ++layer) {
        for (Qubit q = 0; q < qubits; ++q) {
            std::vector<Angle> angles = {writer.weight(), writer.weight(), writer.weight()};
            writer.gate("u3", {q}, std::move(angles));
        }
        for (const Qubit start : {Qubit{0}, Qubit{1}})
            for (Qubit q = start; q + 1 < qubits; q += 2) block(writer, q, q + 1);
    }
    return writer.finish();
}

Circuit rxxBricks(std::size_t qubits) {
    return bricks("u3-rxx", qubits, [](LayerWriter& writer, Qubit a, Qubit b) {
        const Angle angle = writer.weight();
        writer.gate("rxx", {a, b}, {angle});
    });
}

Circuit msBricks(std::size_t qubits) {
    return bricks("u3-ms", qubits, [](LayerWriter& writer, Qubit a, Qubit b) {
        std::vector<Angle> angles = {writer.weight(), writer.weight(), writer.weight()};
        writer.gate("ms", {a, b}, std::move(angles));
    });
}

}  // namespace

const std::vector<VariantInfo>& circuitVariants() {
    static const std::vector<VariantInfo> variants = {
        {"cx-ring", "W2 as it is", gradientCircuit, firstZ},
        {"cz-ring", "CZ for CX", czRing, firstZ, 2.0, 1.3},
        {"line", "no gate that closes the ring", line, firstZ, 2.0, 1.3},
        {"all-to-all", "CX between every two qubits", allToAll, firstZ, 2.0, 1.3},
        {"rx-for-rz", "nothing diagonal", rxForRz, firstZ, 2.0, 1.3},
        {"random-order", "the gates of W2, shuffled", randomOrder, firstZ, 2.5, 1.5},
        {"qaoa", "MaxCut, four steps, shared angles", qaoa, cutSize, 2.5, 1.5},
        {"uccsd", "Pauli exponentials by ladders of CX", uccsd, firstZ, 2.5, 1.5},
        {"u3-rxx", "U3 and dense two-qubit blocks", rxxBricks, firstZ, 2.5, 1.5},
        {"u3-ms", "U3 and Mølmer–Sørensen gates with three angles", msBricks, firstZ, 2.5, 1.5},
    };
    return variants;
}

}  // namespace qstore
