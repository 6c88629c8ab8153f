// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <complex>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/circuit/angle_sum.h"
#include "core/circuit/gate_table.h"

namespace qstore {

/// What all one-qubit gates are made of here: RZ of any angle, and RX by a quarter and by half a turn.
enum class TurnKind : std::uint8_t { Z, QuarterX, HalfX };

struct Turn {
    TurnKind kind = TurnKind::Z;
    AngleSum angle;  ///< Z only
};

/// One row after the other.
using TurnMatrix = std::array<std::complex<double>, 4>;

/// A run of one-qubit gates in the order of time, up to a global phase.
///
/// Every one-qubit gate of the table is such a word, with its angles as they are: u3(θ, φ, λ) is
/// Z(λ) √X Z(θ+π) √X Z(φ+π). simplify() multiplies what is constant and pushes symbols together; it leaves
/// at most two √X or one X between two symbols.
class TurnWord {
public:
    TurnWord& z(const AngleSum& angle);
    TurnWord& quarterX();
    TurnWord& halfX();
    TurnWord& h();
    /// Z(φ)·RY(θ)·Z(λ).
    TurnWord& euler(const AngleSum& theta, const AngleSum& phi, const AngleSum& lambda);
    TurnWord& append(const TurnWord& later);
    /// A one-qubit base gate of the table; false for any other name.
    bool appendGate(std::string_view name, std::span<const Angle> angles);

    void simplify();

    const std::vector<Turn>& turns() const { return m_turns; }
    bool empty() const { return m_turns.empty(); }
    /// Only Z turns: commutes with Z⊗Z.
    bool diagonal() const;
    /// Z turns about one X: Z⊗Z changes its sign in passing.
    bool flipping() const;

private:
    std::vector<Turn> m_turns;
};

}  // namespace qstore
