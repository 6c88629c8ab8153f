// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/encoded_program.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace qstore {
namespace {

/// A turn under k conditions becomes 2^k turns.
constexpr std::size_t kMaxConditions = 3;
/// Sines and cosines of quarter turns come out as zero to this.
constexpr double kZero = 1e-15;

struct AngleReads {
    bool weights = false;
    bool inputs = false;
};

std::vector<AngleReads> angleReads(const PlanData& data) {
    std::vector<AngleReads> result;
    for (const Step& step : data.steps) {
        for (const AngleProgram& angle : step.angles) {
            AngleReads& reads = result.emplace_back();
            for (const std::size_t slot : angle.slots())
                (slot < data.weights() ? reads.weights : reads.inputs) = true;
        }
    }
    return result;
}

AngleUse scaled(const AngleUse& use, double factor) {
    return {use.angle, factor * use.scale, factor * use.offset};
}

int letterCount(std::uint64_t x, std::uint64_t z) {
    return std::popcount(x & z);
}

/// A rotation is exp(iφ·s·P·Π): P the string of its letters, Π the projector on its conditions. This is s.
double signOfString(const Rotation& rotation) {
    const bool wraps = (letterCount(rotation.x, rotation.z) & 2) != 0;
    // κ as an operator is ±Z^z X^x (Real) or ∓i Z^z X^x (Imaginary), and P = i^|x·z| X^x Z^z.
    bool negative = rotation.isNegative;
    if (rotation.kind == RotationKind::Real) negative ^= wraps;
    if (rotation.kind == RotationKind::Imaginary) negative ^= !wraps;
    return negative ? -1.0 : 1.0;
}

/// Π = Π_j (1 ± Z^{m_j})/2 written out: turns about strings that commute with one another.
void addStringTurns(const Rotation& rotation, std::vector<StringTurn>& turns) {
    const std::size_t count = rotation.conditions.size();
    const double factor = -2.0 * signOfString(rotation) / std::ldexp(1.0, static_cast<int>(count));
    for (std::size_t subset = 0; subset < (std::size_t{1} << count); ++subset) {
        std::uint64_t z = rotation.z;
        double sign = 1.0;
        for (std::size_t j = 0; j < count; ++j) {
            if (((subset >> j) & 1U) == 0) continue;
            z ^= rotation.conditions[j].mask;
            if (rotation.conditions[j].isOdd) sign = -sign;
        }
        if (rotation.x == 0 && z == 0) continue;  // a global phase
        if (((letterCount(rotation.x, rotation.z) - letterCount(rotation.x, z)) & 2) != 0) sign = -sign;
        turns.push_back({rotation.x, z, scaled(rotation.angle, sign * factor)});
    }
}

bool isOnOneBit(const Rotation& rotation) {
    return rotation.conditions.empty() && std::has_single_bit(rotation.x | rotation.z);
}

void turnBloch(std::size_t axis, double angle, std::array<double, 3>& vector) {
    double& b = vector[(axis + 1) % 3];
    double& c = vector[(axis + 2) % 3];
    const double turned = std::cos(angle) * b - std::sin(angle) * c;
    c = std::sin(angle) * b + std::cos(angle) * c;
    b = turned;
}

/// What is zero stays exactly zero, so that it needs no feature.
void snapToZero(std::array<double, 3>& vector) {
    for (double& value : vector) {
        if (std::abs(value) < kZero) value = 0.0;
    }
}

void addBlochTurn(const Rotation& rotation, EncodedBit& bit) {
    const std::size_t axis = rotation.x == 0 ? 2 : rotation.z == 0 ? 0 : 1;
    const AngleUse angle = scaled(rotation.angle, -2.0 * signOfString(rotation));
    if (angle.angle == kNoAngle && bit.turns.empty()) {
        turnBloch(axis, angle.offset, bit.start);
        snapToZero(bit.start);
        for (std::size_t k = 0; k < 3; ++k) bit.present[k] = bit.start[k] != 0.0;
        return;
    }
    bit.turns.push_back({axis, angle});
    const std::size_t b = (axis + 1) % 3;
    const std::size_t c = (axis + 2) % 3;
    bit.present[b] = bit.present[c] = bit.present[b] || bit.present[c];
}

class Splitter {
public:
    Splitter(const PlanData& data, const RotationProgram& program)
        : m_program(program), m_reads(angleReads(data)) {
        for (const RotationLayer& layer : program.layers) {
            for (const Rotation& rotation : layer.phases) m_rotations.push_back(&rotation);
            for (const Rotation& rotation : layer.turns) m_rotations.push_back(&rotation);
        }
    }

    std::optional<EncodedProgram> run(std::string& reason) {
        reason = split();
        if (!reason.empty()) return std::nullopt;
        EncodedProgram result;
        result.bits.resize(m_program.bits);
        for (const Rotation* rotation : m_first)
            addBlochTurn(
                *rotation,
                result.bits[static_cast<std::size_t>(std::countr_zero(rotation->x | rotation->z))]);
        for (const Rotation* rotation : m_then) addStringTurns(*rotation, result.turns);
        for (const auto& terms : m_program.observables) {
            auto& own = result.observables.emplace_back();
            for (const ObservableTerm& term : terms)
                own.push_back({term.string.isNegative() ? -term.coefficient : term.coefficient,
                               term.string.x, term.string.z});
        }
        return result;
    }

private:
    AngleReads reads(const Rotation& rotation) const {
        return rotation.angle.angle == kNoAngle ? AngleReads{} : m_reads[rotation.angle.angle];
    }

    /// Walking back: what reads inputs comes first, and so does what does not commute with it.
    std::string split() {
        for (std::size_t i = m_rotations.size(); i-- > 0;) {
            const Rotation* rotation = m_rotations[i];
            const bool isFirst = reads(*rotation).inputs ||
                                 std::any_of(m_first.begin(), m_first.end(), [&](const Rotation* other) {
                                     return !rotation->commutesWith(*other);
                                 });
            if (isFirst && reads(*rotation).weights) return "inputs are read after weights, or with them";
            if (isFirst && !isOnOneBit(*rotation)) return "the encoding entangles";
            if (!isFirst && rotation->conditions.size() > kMaxConditions)
                return "a gate has more than three controls";
            (isFirst ? m_first : m_then).push_back(rotation);
        }
        if (m_first.empty()) return "no input is read";
        std::reverse(m_first.begin(), m_first.end());
        std::reverse(m_then.begin(), m_then.end());
        return {};
    }

    const RotationProgram& m_program;
    std::vector<AngleReads> m_reads;
    std::vector<const Rotation*> m_rotations;
    std::vector<const Rotation*> m_first;
    std::vector<const Rotation*> m_then;
};

}  // namespace

std::optional<EncodedProgram> makeEncodedProgram(const PlanData& data, const RotationProgram& program,
                                                 std::string& reason) {
    if (program.bits > kMaxEncodedBits) {
        reason = std::to_string(program.bits) + " index bits are too many";
        return std::nullopt;
    }
    return Splitter(data, program).run(reason);
}

}  // namespace qstore
