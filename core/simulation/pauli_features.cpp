// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/pauli_features.h"

#include <algorithm>
#include <cmath>

namespace qstore {
namespace {

/// The vectors of every instruction set and both precisions are whole.
constexpr std::size_t kVector = 16;

/// Letters of components X, Y, Z on a bit.
struct Letters {
    std::uint64_t x = 0;
    std::uint64_t z = 0;
};

Letters letters(std::size_t component, std::size_t bit) {
    const std::uint64_t mask = std::uint64_t{1} << bit;
    return {component < 2 ? mask : 0, component > 0 ? mask : 0};
}

/// A product of letters with what the bits without inputs make of it.
struct Share {
    Letters string;
    double factor = 1.0;
};

std::vector<Letters> stringsOf(const FeatureHalf& half, const std::vector<std::size_t>& bits) {
    std::vector<Letters> result{{}};
    for (std::size_t k = 0; k < bits.size(); ++k) {
        const std::size_t before = result.size();
        for (const std::size_t component : half.bits[k].components) {
            const Letters own = letters(component, bits[k]);
            for (std::size_t f = 0; f < before; ++f)
                result.push_back({result[f].x | own.x, result[f].z | own.z});
        }
    }
    return result;
}

}  // namespace

StringIndexing StringIndexing::of(const EncodedProgram& program) {
    return {std::max<std::size_t>(program.bits.size(), 3)};
}

PauliFeatures::PauliFeatures(const EncodedProgram& program) {
    std::vector<std::size_t> reading;
    for (std::size_t bit = 0; bit < program.bits.size(); ++bit)
        (program.bits[bit].readsInputs() ? reading : m_otherBits).push_back(bit);
    for (std::size_t k = 0; k < reading.size(); ++k) {
        const bool first = k < reading.size() / 2;
        FeatureHalf& half = first ? a : b;
        half.bits.push_back(featureBit(program.bits[reading[k]], first ? 0 : usesOfA));
        half.count *= 1 + half.bits.back().components.size();
        (first ? m_bitsOfA : m_bitsOfB).push_back(reading[k]);
        if (first) usesOfA = uses.size();
    }
    stride = (b.count + kVector - 1) / kVector * kVector;
}

FeatureBit PauliFeatures::featureBit(const EncodedBit& bit, std::size_t firstUse) {
    FeatureBit result;
    result.start = bit.start;
    for (const BlochTurn& turn : bit.turns) {
        if (turn.angle.angle == kNoAngle) {
            result.turns.push_back({turn.axis, FeatureTurn::kConstant, std::cos(turn.angle.offset),
                                    std::sin(turn.angle.offset)});
            continue;
        }
        result.turns.push_back({turn.axis, uses.size() - firstUse, 1.0, 0.0});
        uses.push_back(turn.angle);
    }
    for (std::size_t component = 0; component < 3; ++component) {
        if (bit.present[component]) result.components.push_back(component);
    }
    return result;
}

std::vector<FeatureLink> PauliFeatures::links(const EncodedProgram& program) const {
    std::vector<Share> shares{{}};
    for (const std::size_t bit : m_otherBits) {
        const std::size_t before = shares.size();
        for (std::size_t component = 0; component < 3; ++component) {
            const double value = program.bits[bit].start[component];
            if (value == 0.0) continue;
            const Letters own = letters(component, bit);
            for (std::size_t s = 0; s < before; ++s)
                shares.push_back(
                    {{shares[s].string.x | own.x, shares[s].string.z | own.z}, value * shares[s].factor});
        }
    }
    const auto left = stringsOf(a, m_bitsOfA);
    const auto right = stringsOf(b, m_bitsOfB);
    const StringIndexing index = StringIndexing::of(program);
    std::vector<FeatureLink> result;
    result.reserve(left.size() * right.size() * shares.size());
    for (std::size_t i = 0; i < left.size(); ++i) {
        for (std::size_t j = 0; j < right.size(); ++j) {
            for (const Share& share : shares) {
                const std::uint64_t x = left[i].x | right[j].x | share.string.x;
                const std::uint64_t z = left[i].z | right[j].z | share.string.z;
                result.push_back({static_cast<std::uint32_t>(i * stride + j), index(x, z), share.factor});
            }
        }
    }
    return result;
}

}  // namespace qstore
