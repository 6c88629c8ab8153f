// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/held_bytes.h"
#include "core/simulation/pauli_features.h"

namespace qstore {

/// How turns carry observables back through a circuit (the Heisenberg picture), as vectors of 4^n
/// coefficients of Pauli strings. A turn about P by θ mixes Q with R = ηiPQ where P and Q anticommute:
///   v_Q ← cos θ · v_Q − η sin θ · v_R,   and the other way round with −η for R.

/// Eight neighbouring strings and the eight that the turn mixes them with.
struct WalkEntry {
    std::uint32_t block = 0;    ///< number of the eight
    std::uint8_t active = 0;    ///< bit l: string l anticommutes with P
    std::uint8_t negative = 0;  ///< bit l: η = +1 there, so that sin θ comes with a minus
};

struct WalkTurn {
    std::uint32_t partner = 0;  ///< blocks b and b ^ partner are mixed
    std::uint8_t exchange = 0;  ///< and in them strings l and l ^ exchange
    AngleUse angle;
    std::size_t firstEntry = 0;
    std::size_t entries = 0;
};

/// The turns, the circuit's last one first. Blocks that no observable reaches, or from which no feature is
/// reached, are left out: their coefficients are zero, or nobody reads them.
class PauliWalk {
public:
    PauliWalk(const EncodedProgram& program, std::span<const FeatureLink> links);

    const std::vector<WalkTurn>& turns() const { return m_turns; }
    const WalkEntry* entries(const WalkTurn& turn) const { return m_entries.data() + turn.firstEntry; }
    std::size_t strings() const { return m_strings; }
    std::size_t entryBytes() const { return heldBytes(m_entries); }

private:
    std::size_t m_strings;
    std::vector<WalkTurn> m_turns;
    std::vector<WalkEntry> m_entries;
};

}  // namespace qstore
