// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/pauli_walk.h"

#include <bit>

namespace qstore {
namespace {

/// Bit l of the result is bit l ^ exchange of `mask`.
std::uint8_t exchanged(std::uint8_t mask, unsigned exchange) {
    unsigned result = mask;
    if ((exchange & 1U) != 0) result = ((result & 0x55U) << 1U) | ((result >> 1U) & 0x55U);
    if ((exchange & 2U) != 0) result = ((result & 0x33U) << 2U) | ((result >> 2U) & 0x33U);
    if ((exchange & 4U) != 0) result = ((result & 0x0FU) << 4U) | ((result >> 4U) & 0x0FU);
    return static_cast<std::uint8_t>(result);
}

/// η of eight strings at a time. With strings as i^|x·z| X^x Z^z, η = i^e where e is odd if they commute:
/// e = 1 + |xP·zP| + |x·z| − |(x^xP)·(z^zP)| + 2|zP·x|, which is linear in the bits of z modulo four.
class TurnSigns {
public:
    TurnSigns(const StringTurn& turn, std::size_t bits) : m_turn(turn), m_bits(bits) {
        for (std::uint64_t x = 0; x < 8; ++x) {
            for (unsigned lane = 0; lane < 8; ++lane) {
                const unsigned change = exponent(x, lane) - exponent(x, 0);
                for (unsigned first = 0; first < 4; ++first) {
                    const unsigned e = (first + change) & 3U;
                    WalkEntry& pattern = m_patterns[x][first];
                    if ((e & 1U) != 0) continue;
                    pattern.active |= static_cast<std::uint8_t>(1U << lane);
                    if (e == 0) pattern.negative |= static_cast<std::uint8_t>(1U << lane);
                }
            }
        }
    }

    WalkEntry at(std::uint32_t block) const {
        const std::uint64_t index = std::uint64_t{block} << 3U;
        const std::uint64_t x = index >> m_bits;
        const std::uint64_t z = index & ((std::uint64_t{1} << m_bits) - 1);
        WalkEntry entry = m_patterns[x & 7U][exponent(x, z)];
        entry.block = block;
        return entry;
    }

private:
    unsigned exponent(std::uint64_t x, std::uint64_t z) const {
        const int e = 1 + std::popcount(m_turn.x & m_turn.z) + std::popcount(x & z) -
                      std::popcount((x ^ m_turn.x) & (z ^ m_turn.z)) + 2 * std::popcount(m_turn.z & x);
        return static_cast<unsigned>(e) & 3U;
    }

    StringTurn m_turn;
    std::size_t m_bits;
    WalkEntry m_patterns[8][4];
};

void mark(std::vector<std::uint8_t>& marks, std::uint32_t string) {
    marks[string >> 3U] |= static_cast<std::uint8_t>(1U << (string & 7U));
}

/// Marks both strings of every pair of which one is marked; false if there is none.
bool spread(const WalkTurn& turn, const WalkEntry& entry, std::vector<std::uint8_t>& marks) {
    std::uint8_t& own = marks[entry.block];
    std::uint8_t& other = marks[entry.block ^ turn.partner];
    const auto both = static_cast<std::uint8_t>((own | exchanged(other, turn.exchange)) & entry.active);
    own |= both;
    other |= exchanged(both, turn.exchange);
    return both != 0;
}

}  // namespace

PauliWalk::PauliWalk(const EncodedProgram& program, std::span<const FeatureLink> links) {
    const StringIndexing index = StringIndexing::of(program);
    m_strings = index.strings();
    const auto blocks = static_cast<std::uint32_t>(m_strings / 8);
    std::vector<std::uint8_t> reached(blocks);
    for (const auto& terms : program.observables) {
        for (const auto& term : terms) mark(reached, index(term.x, term.z));
    }
    std::vector<std::vector<WalkEntry>> entries;
    for (std::size_t k = program.turns.size(); k-- > 0;) {
        const StringTurn& from = program.turns[k];
        const std::uint32_t string = index(from.x, from.z);
        const WalkTurn turn{string >> 3U, static_cast<std::uint8_t>(string & 7U), from.angle, 0, 0};
        const TurnSigns signs(from, index.bits);
        auto& own = entries.emplace_back();
        for (std::uint32_t block = 0; block < blocks; ++block) {
            if ((block ^ turn.partner) < block) continue;
            if ((reached[block] | reached[block ^ turn.partner]) == 0) continue;
            const WalkEntry entry = signs.at(block);
            if (spread(turn, entry, reached)) own.push_back(entry);
        }
        m_turns.push_back(turn);
    }
    std::vector<std::uint8_t> useful(blocks);
    for (const FeatureLink& link : links) mark(useful, link.string);
    for (std::size_t k = m_turns.size(); k-- > 0;) {
        WalkTurn& turn = m_turns[k];
        turn.firstEntry = m_entries.size();
        for (const WalkEntry& entry : entries[k]) {
            if (spread(turn, entry, useful)) m_entries.push_back(entry);
        }
        turn.entries = m_entries.size() - turn.firstEntry;
        entries[k] = {};
    }
}

}  // namespace qstore
