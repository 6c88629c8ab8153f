// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/pauli_frame.h"

#include <bit>
#include <utility>

namespace qstore {
namespace {

unsigned parity(std::uint64_t bits) {
    return static_cast<unsigned>(std::popcount(bits)) & 1U;
}

}  // namespace

PhasedPauli PhasedPauli::ofLetters(std::uint64_t x, std::uint64_t z) {
    return {x, z, static_cast<unsigned>(std::popcount(x & z)) & 3U};
}

bool PhasedPauli::isNegative() const {
    return ((phase - static_cast<unsigned>(std::popcount(x & z))) & 3U) == 2U;
}

bool PhasedPauli::commutesWith(std::uint64_t otherX, std::uint64_t otherZ) const {
    return parity(x & otherZ) == parity(z & otherX);
}

PhasedPauli operator*(const PhasedPauli& a, const PhasedPauli& b) {
    return {a.x ^ b.x, a.z ^ b.z, (a.phase + b.phase + 2U * parity(a.z & b.x)) & 3U};
}

PauliFrame::PauliFrame(std::size_t qubits) {
    for (std::size_t q = 0; q < qubits; ++q) {
        m_x.push_back({std::uint64_t{1} << q, 0, 0});
        m_z.push_back({0, std::uint64_t{1} << q, 0});
    }
}

PhasedPauli PauliFrame::image(std::uint64_t x, std::uint64_t z) const {
    PhasedPauli product{0, 0, static_cast<unsigned>(std::popcount(x & z)) & 3U};
    for (std::size_t q = 0; q < m_x.size(); ++q) {
        if (((x >> q) & 1U) != 0) product = product * m_x[q];
        if (((z >> q) & 1U) != 0) product = product * m_z[q];
    }
    return product;
}

void PauliFrame::applyCx(std::size_t control, std::size_t target) {
    m_gates.push_back({GateKind::Cx, std::uint64_t{1} << control, std::uint64_t{1} << target, 0});
    // CX† X_c CX = X_c X_t and CX† Z_t CX = Z_c Z_t.
    m_x[control] = m_x[control] * m_x[target];
    m_z[target] = m_z[control] * m_z[target];
}

void PauliFrame::applySwap(std::size_t first, std::size_t second) {
    m_gates.push_back({GateKind::Swap, std::uint64_t{1} << first, std::uint64_t{1} << second, 0});
    std::swap(m_x[first], m_x[second]);
    std::swap(m_z[first], m_z[second]);
}

void PauliFrame::applyQuarterTurns(std::uint64_t x, std::uint64_t z, int quarters) {
    const unsigned turns = static_cast<unsigned>(quarters) & 3U;
    // Four quarter turns are −1, which only a phase shows.
    m_gates.push_back({GateKind::QuarterTurns, x, z, static_cast<unsigned>(quarters) & 7U});
    if (turns == 0) return;
    const PhasedPauli axis = image(x, z);
    const PhasedPauli letters{x, z, 0};
    // Q L = −L Q: G† Q G = Q · exp(−i·quarters·π/2 · L), which is −iQL, −Q, iQL for one, two, three.
    const auto turn = [&](PhasedPauli& q) {
        if (turns == 2) {
            q.phase = (q.phase + 2U) & 3U;
        } else {
            q = q * axis;
            q.phase = (q.phase + (turns == 1 ? 3U : 1U)) & 3U;
        }
    };
    for (std::size_t q = 0; q < m_x.size(); ++q) {
        const std::uint64_t bit = std::uint64_t{1} << q;
        if (!letters.commutesWith(bit, 0)) turn(m_x[q]);
        if (!letters.commutesWith(0, bit)) turn(m_z[q]);
    }
}

PauliFrame::BasisImage PauliFrame::basisImage(std::uint64_t index) const {
    unsigned phase = 0;
    for (const Gate& gate : m_gates) {
        switch (gate.kind) {
            case GateKind::Cx:
                if ((index & gate.first) != 0) index ^= gate.second;
                break;
            case GateKind::Swap:
                if (((index & gate.first) != 0) != ((index & gate.second) != 0))
                    index ^= gate.first | gate.second;
                break;
            case GateKind::QuarterTurns: {
                const bool odd = parity(gate.second & index) != 0;
                if (gate.first == 0) {
                    // e^{∓iπ/4} for each.
                    phase += odd ? gate.quarters : 8U - gate.quarters;
                    break;
                }
                // cos(kπ/4) − i sin(kπ/4) L with k even: L i^{|x·z|}(−1)^{z·index} to index ^ x, or a sign.
                if ((gate.quarters & 3U) == 0) {
                    phase += gate.quarters;
                    break;
                }
                phase += (gate.quarters == 2U ? 6U : 2U) + (odd ? 4U : 0U) +
                         2U * static_cast<unsigned>(std::popcount(gate.first & gate.second));
                index ^= gate.first;
                break;
            }
        }
    }
    return {index, phase & 7U};
}

}  // namespace qstore
