// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/rotation_program.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "core/simulation/bit_space.h"
#include "core/simulation/euler_fusion.h"
#include "core/simulation/index_spread.h"
#include "core/simulation/rotation_lowering.h"

namespace qstore {
namespace {

bool anyOdd(const std::vector<ParityCondition>& conditions, std::uint64_t flips) {
    return std::any_of(conditions.begin(), conditions.end(),
                       [flips](const ParityCondition& c) { return isOdd(c.mask & flips); });
}

using Observables = std::vector<std::vector<ObservableTerm>>;

Observables observablesInFrame(const PlanData& data, const PauliFrame& frame) {
    Observables result;
    for (const PauliSum& sum : data.observables) {
        auto& terms = result.emplace_back();
        for (const PauliTerm& term : sum.terms)
            terms.push_back({term.coefficient, frame.image(term.string.x, term.string.z)});
    }
    return result;
}

/// Pauli strings up to phases, as vectors (x, z) over two elements, kept in echelon form.
class StringSpace {
public:
    void add(std::uint64_t x, std::uint64_t z) {
        for (const auto& [bx, bz] : m_basis) {
            const bool reduces = bx != 0 ? (x & std::bit_floor(bx)) != 0 : (z & std::bit_floor(bz)) != 0;
            if (reduces) {
                x ^= bx;
                z ^= bz;
            }
        }
        if (x != 0 || z != 0) m_basis.emplace_back(x, z);
    }
    bool allCommuteWith(std::uint64_t x, std::uint64_t z) const {
        return std::all_of(m_basis.begin(), m_basis.end(),
                           [&](const auto& b) { return isOdd(b.first & z) == isOdd(b.second & x); });
    }

private:
    std::vector<std::pair<std::uint64_t, std::uint64_t>> m_basis;
};

/// Walked backwards, the observables stay in the algebra of their strings and those of the turns kept so
/// far. A turn that commutes with all of it changes nothing.
void dropUnseen(std::vector<Rotation>& rotations, const Observables& observables) {
    StringSpace seen;
    for (const auto& terms : observables) {
        for (const ObservableTerm& term : terms) seen.add(term.string.x, term.string.z);
    }
    std::vector<Rotation> kept;
    for (std::size_t i = rotations.size(); i-- > 0;) {
        Rotation& rotation = rotations[i];
        const bool commutes =
            seen.allCommuteWith(rotation.x, rotation.z) &&
            std::all_of(rotation.conditions.begin(), rotation.conditions.end(),
                        [&](const ParityCondition& c) { return seen.allCommuteWith(0, c.mask); });
        if (commutes) continue;
        seen.add(rotation.x, rotation.z);
        for (const ParityCondition& condition : rotation.conditions) seen.add(0, condition.mask);
        kept.push_back(std::move(rotation));
    }
    std::reverse(kept.begin(), kept.end());
    rotations = std::move(kept);
}

/// Before the state has spread over the bits that a phase looks at, the phase is a global one.
void dropGlobalPhases(std::vector<Rotation>& rotations, std::vector<AngleUse>& dropped) {
    BitSpace reached;
    std::vector<Rotation> kept;
    for (Rotation& rotation : rotations) {
        if (rotation.kind == RotationKind::Phase) {
            const auto& flips = reached.vectors();
            const bool isGlobal = std::all_of(flips.begin(), flips.end(), [&](std::uint64_t flip) {
                return !isOdd(rotation.z & flip) && !anyOdd(rotation.conditions, flip);
            });
            if (isGlobal) {
                // Its value at index zero, where every parity is even.
                const bool holds = std::none_of(rotation.conditions.begin(), rotation.conditions.end(),
                                                [](const ParityCondition& c) { return c.isOdd; });
                const double sign = !holds ? 0.0 : rotation.isNegative ? -1.0 : 1.0;
                dropped.push_back(
                    {rotation.angle.angle, sign * rotation.angle.scale, sign * rotation.angle.offset});
                continue;
            }
        } else {
            reached.add(rotation.x);
        }
        kept.push_back(std::move(rotation));
    }
    rotations = std::move(kept);
}

/// The state never leaves this span.
BitSpace spanOfFlips(const std::vector<Rotation>& rotations) {
    BitSpace span;
    for (const Rotation& rotation : rotations) span.add(rotation.x);
    return span;
}

/// Indices become coordinates in the span.
void compressIndices(const BitSpace& span, std::vector<Rotation>& rotations, Observables& observables) {
    const auto compressMask = [&](std::uint64_t mask) {
        std::uint64_t result = 0;
        for (std::size_t j = 0; j < span.size(); ++j)
            result |= static_cast<std::uint64_t>(isOdd(mask & span.vectors()[j])) << j;
        return result;
    };
    for (Rotation& rotation : rotations) {
        rotation.x = *span.coordinates(rotation.x);
        rotation.z = compressMask(rotation.z);
        for (ParityCondition& condition : rotation.conditions)
            condition.mask = compressMask(condition.mask);
    }
    for (auto& terms : observables) {
        std::vector<ObservableTerm> kept;
        for (ObservableTerm term : terms) {
            const auto flips = span.coordinates(term.string.x);
            if (!flips) continue;  // it leads out of the span: the expectation value is zero
            term.string.x = *flips;
            term.string.z = compressMask(term.string.z);
            kept.push_back(term);
        }
        terms = std::move(kept);
    }
}

/// Cuts rotations into layers with as few tables of phases as order allows: turns are taken for as long as
/// any is free to go, and only then all phases that are.
class Scheduler {
public:
    explicit Scheduler(std::vector<Rotation> rotations)
        : m_rotations(std::move(rotations)), m_left(m_rotations.size()) {
        std::iota(m_left.begin(), m_left.end(), std::size_t{0});
    }

    std::vector<RotationLayer> run() {
        while (!m_left.empty()) {
            RotationLayer layer;
            if (!m_layers.empty()) take(true, layer.phases);
            take(false, layer.turns);
            if (layer.turns.empty() && layer.phases.empty()) take(true, layer.phases);
            m_layers.push_back(std::move(layer));
        }
        return std::move(m_layers);
    }

private:
    /// How many rotations one may overtake, so that scheduling stays linear in the circuit.
    static constexpr std::size_t kMaxOvertaken = 256;

    /// Moves those of one kind that commute with all that stay before them.
    void take(bool phases, std::vector<Rotation>& taken) {
        std::vector<std::size_t> stay;
        std::size_t at = 0;
        for (; at < m_left.size() && stay.size() <= kMaxOvertaken; ++at) {
            Rotation& rotation = m_rotations[m_left[at]];
            const bool isFree = (rotation.kind == RotationKind::Phase) == phases &&
                                std::all_of(stay.begin(), stay.end(), [&](std::size_t other) {
                                    return rotation.commutesWith(m_rotations[other]);
                                });
            if (isFree) {
                taken.push_back(std::move(rotation));
            } else {
                stay.push_back(m_left[at]);
            }
        }
        m_left.erase(m_left.begin(), m_left.begin() + static_cast<std::ptrdiff_t>(at));
        m_left.insert(m_left.begin(), stay.begin(), stay.end());
    }

    std::vector<Rotation> m_rotations;
    std::vector<std::size_t> m_left;
    std::vector<RotationLayer> m_layers;
};

RotationProgram assemble(const PlanData& data, LoweredCircuit lowered) {
    RotationProgram program;
    program.observables = observablesInFrame(data, lowered.frame);
    dropUnseen(lowered.rotations, program.observables);
    program.globalPhases = std::move(lowered.globalPhases);
    dropGlobalPhases(lowered.rotations, program.globalPhases);
    const BitSpace span = spanOfFlips(lowered.rotations);
    compressIndices(span, lowered.rotations, program.observables);
    program.bits = span.size();
    program.layers = Scheduler(std::move(lowered.rotations)).run();
    return program;
}

StateExit makeExit(const PauliFrame& frame, const BitSpace& span) {
    StateExit exit;
    const std::size_t bits = span.size();
    const auto zero = frame.basisImage(0);
    exit.base = zero.index;
    exit.phase = zero.phase;
    exit.quadratic.resize(bits);
    std::vector<unsigned> phases;
    for (const std::uint64_t vector : span.vectors()) {
        const auto image = frame.basisImage(vector);
        exit.columns.push_back(image.index ^ zero.index);
        phases.push_back((image.phase - zero.phase) & 7U);
    }
    exit.linear = phases;
    for (std::size_t j = 0; j < bits; ++j) {
        for (std::size_t k = j + 1; k < bits; ++k) {
            const auto both = frame.basisImage(span.vectors()[j] ^ span.vectors()[k]);
            if (((both.phase - zero.phase - phases[j] - phases[k]) & 7U) == 0) continue;
            exit.quadratic[j] |= std::uint64_t{1} << k;
            exit.quadratic[k] |= std::uint64_t{1} << j;
        }
    }
    return exit;
}

/// Vector instructions per amplitude of a gradient: a turn mixes state and co-state, a table multiplies
/// them.
double gradientCost(const RotationProgram& program) {
    double perAmplitude = 18.0 * static_cast<double>(program.layers.size());
    for (const RotationLayer& layer : program.layers)
        perAmplitude += 14.0 * static_cast<double>(layer.turns.size());
    return std::ldexp(perAmplitude + 1.0, static_cast<int>(program.bits));
}

}  // namespace

bool Rotation::commutesWith(const Rotation& other) const {
    return isOdd(x & other.z) == isOdd(z & other.x) && !anyOdd(conditions, other.x) &&
           !anyOdd(other.conditions, x);
}

std::size_t RotationProgram::turns() const {
    std::size_t count = 0;
    for (const RotationLayer& layer : layers) count += layer.turns.size();
    return count;
}

std::size_t RotationProgram::phases() const {
    std::size_t count = 0;
    for (const RotationLayer& layer : layers) count += layer.phases.size();
    return count;
}

StateProgram makeStateProgram(const PlanData& data, std::size_t laneBits) {
    LoweredCircuit lowered = *lowerToRotations(data, CliffordRule::Diagonal);
    StateProgram result;
    result.program.products = fuseTurns(lowered.rotations, data.angleCount);
    result.program.globalPhases = std::move(lowered.globalPhases);
    dropGlobalPhases(lowered.rotations, result.program.globalPhases);
    Observables none;
    const BitSpace span = spreadOverSets(spanOfFlips(lowered.rotations), laneBits);
    compressIndices(span, lowered.rotations, none);
    result.program.bits = span.size();
    result.program.layers = Scheduler(std::move(lowered.rotations)).run();
    result.exit = makeExit(lowered.frame, span);
    return result;
}

RotationProgram makeMetricProgram(const PlanData& data) {
    LoweredCircuit lowered = *lowerToRotations(data, CliffordRule::Diagonal);
    RotationProgram program;
    program.globalPhases = std::move(lowered.globalPhases);
    dropGlobalPhases(lowered.rotations, program.globalPhases);
    Observables none;
    const BitSpace span = spanOfFlips(lowered.rotations);
    compressIndices(span, lowered.rotations, none);
    program.bits = span.size();
    program.layers = Scheduler(std::move(lowered.rotations)).run();
    program.layers.insert(program.layers.begin(), RotationLayer());
    return program;
}

RotationProgram makeRotationProgram(const PlanData& data) {
    RotationProgram best = assemble(data, *lowerToRotations(data, CliffordRule::Diagonal));
    if (auto lowered = lowerToRotations(data, CliffordRule::All)) {
        RotationProgram other = assemble(data, std::move(*lowered));
        if (gradientCost(other) < gradientCost(best)) return other;
    }
    return best;
}

}  // namespace qstore
