// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "core/observables/pauli.h"

namespace qstore {

/// i^phase · X^x Z^z, with bit j of the masks for qubit j.
struct PhasedPauli {
    std::uint64_t x = 0;
    std::uint64_t z = 0;
    unsigned phase = 0;  ///< 0 … 3

    /// The Hermitian string with these letters: every Y is i·X·Z.
    static PhasedPauli ofLetters(std::uint64_t x, std::uint64_t z);

    /// For a Hermitian product: it is minus the string of its letters.
    bool isNegative() const;
    bool commutesWith(std::uint64_t otherX, std::uint64_t otherZ) const;
    friend PhasedPauli operator*(const PhasedPauli& a, const PhasedPauli& b);
};

/// Clifford gates that were taken out of a circuit: the state is C|ψ⟩, and only |ψ⟩ is stored. What the
/// circuit says about C|ψ⟩ is asked of |ψ⟩ through `image`, so that these gates cost nothing.
class PauliFrame {
public:
    explicit PauliFrame(std::size_t qubits);

    /// C† L C for the string of these letters.
    PhasedPauli image(std::uint64_t x, std::uint64_t z) const;

    /// C ← CX · C.
    void applyCx(std::size_t control, std::size_t target);
    void applySwap(std::size_t first, std::size_t second);
    /// C ← exp(−i·quarters·π/4 · L) · C for the string L of these letters.
    void applyQuarterTurns(std::uint64_t x, std::uint64_t z, int quarters);

    /// C|index⟩ = e^{iπ/4·phase}|index'⟩.
    struct BasisImage {
        std::uint64_t index = 0;
        unsigned phase = 0;  ///< 0 … 7
    };
    /// Where C keeps basis states basis states: an odd number of quarter turns was only about Z strings.
    BasisImage basisImage(std::uint64_t index) const;

private:
    enum class GateKind : std::uint8_t { Cx, Swap, QuarterTurns };
    /// What was applied, in order: masks of qubits, or of letters.
    struct Gate {
        GateKind kind = GateKind::Cx;
        std::uint64_t first = 0;
        std::uint64_t second = 0;
        unsigned quarters = 0;
    };
    std::vector<Gate> m_gates;
    std::vector<PhasedPauli> m_x;  ///< images of X of each qubit
    std::vector<PhasedPauli> m_z;
};

}  // namespace qstore
