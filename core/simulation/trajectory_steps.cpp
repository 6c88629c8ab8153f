// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/trajectory_steps.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

namespace qstore {
namespace {

using Vector = Amplitudes<double>;

/// Reduced density matrices of up to three qubits, 8 × 8.
struct Reduced {
    std::array<std::complex<double>, 64> entries{};
    Reduced& operator+=(const Reduced& other) {
        for (std::size_t i = 0; i < entries.size(); ++i) entries[i] += other.entries[i];
        return *this;
    }
};

/// ρ[a, b] = Σ ψ[a, rest] conj(ψ[b, rest]) of the given qubits, bit j of a and b being qubits[j]; for a ≥
/// b, which is half of a Hermitian matrix. With `diagonal` only a = b.
Reduced reducedMatrix(const Vector& state, const std::vector<Qubit>& qubits, bool diagonal) {
    const std::size_t size = std::size_t{1} << qubits.size();
    std::array<std::size_t, 8> offsets{};
    for (std::size_t m = 0; m < size; ++m)
        for (std::size_t j = 0; j < qubits.size(); ++j)
            if (((m >> j) & 1U) != 0) offsets[m] |= std::size_t{1} << qubits[j];
    std::vector<std::size_t> lows;
    lows.reserve(qubits.size());
    for (const Qubit qubit : qubits) lows.push_back((std::size_t{1} << qubit) - 1);
    std::sort(lows.begin(), lows.end());
    return sumBlocks<Reduced>(state.size() / size, [&](std::size_t begin, std::size_t end) {
        Reduced sum;
        for (std::size_t group = begin; group < end; ++group) {
            std::size_t start = group;
            for (const std::size_t low : lows) start = ((start & ~low) << 1U) | (start & low);
            for (std::size_t a = 0; a < size; ++a)
                for (std::size_t b = diagonal ? a : 0; b <= a; ++b)
                    sum.entries[a * size + b] +=
                        conjugateProduct(state[start | offsets[b]], state[start | offsets[a]]);
        }
        return sum;
    });
}

/// The diagonal of one qubit's matrix, which is asked for most.
struct Populations {
    double zero = 0.0, one = 0.0;
    Populations& operator+=(const Populations& other) {
        zero += other.zero;
        one += other.one;
        return *this;
    }
};

Populations populations(const Vector& state, Qubit qubit) {
    const std::size_t stride = std::size_t{1} << qubit;
    return sumBlocks<Populations>(state.size() / 2, [&](std::size_t begin, std::size_t end) {
        Populations sum;
        for (std::size_t group = begin; group < end; ++group) {
            const std::size_t low = ((group & ~(stride - 1)) << 1U) | (group & (stride - 1));
            sum.zero += squaredModulus(state[low]);
            sum.one += squaredModulus(state[low | stride]);
        }
        return sum;
    });
}

/// Tr(K†K ρ) = ‖K ψ‖².
double weightOf(const ComplexMatrix& effect, const Reduced& reduced, bool diagonal) {
    const Eigen::Index size = effect.rows();
    double weight = 0.0;
    for (Eigen::Index a = 0; a < size; ++a) {
        weight += effect(a, a).real() * reduced.entries[static_cast<std::size_t>(a * size + a)].real();
        for (Eigen::Index b = 0; b < a && !diagonal; ++b)
            weight += 2.0 * (effect(b, a) * reduced.entries[static_cast<std::size_t>(a * size + b)]).real();
    }
    return std::max(0.0, weight);
}

/// An operator of a mixture as the unitary that it is. Division leaves the last digit of ones and zeros to
/// chance, but an identity that is exactly one costs nothing.
ComplexMatrix unitaryOf(const ComplexMatrix& op, double probability) {
    const auto snapped = [](double value) {
        const double whole = std::round(value);
        return std::abs(value - whole) < 1e-15 ? whole : value;
    };
    ComplexMatrix unitary = op / std::sqrt(probability);
    for (Complex& entry : unitary.reshaped()) entry = {snapped(entry.real()), snapped(entry.imag())};
    return unitary;
}

void scale(Vector& state, double factor) {
    forBlocks(state.size(), [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) state[i] *= factor;
    });
}

/// ‖K ψ‖² of each operator.
std::vector<double> weightsOf(const Channel& channel, bool diagonal, const std::vector<Qubit>& qubits,
                              const Vector& state) {
    std::vector<double> weights;
    weights.reserve(channel.effects().size());
    if (diagonal && qubits.size() == 1) {
        const Populations shares = populations(state, qubits[0]);
        for (const ComplexMatrix& effect : channel.effects())
            weights.push_back(effect(0, 0).real() * shares.zero + effect(1, 1).real() * shares.one);
        return weights;
    }
    const Reduced reduced = reducedMatrix(state, qubits, diagonal);
    for (const ComplexMatrix& effect : channel.effects())
        weights.push_back(weightOf(effect, reduced, diagonal));
    return weights;
}

/// Draws K with probability ‖K ψ‖² and applies it. The state stays as short as K makes it: its squared norm
/// is returned, and whoever draws next goes by shares of that.
double applyChannel(const TrajectoryProgram& program, std::size_t index, double squaredNorm, Vector& state,
                    RandomStream& random) {
    const NoisyStep& step = program.noisy.steps[index];
    const Channel& channel = program.noisy.channels[step.channel];
    const std::vector<IndexOperator>& maps = program.maps[index];
    if (!channel.mixture().empty()) {
        maps[drawnPlace(channel.mixture(), random.uniform())].apply(state.data());
        return squaredNorm;
    }
    const auto weights = weightsOf(channel, program.diagonal[step.channel], step.qubits, state);
    const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
    const std::size_t k = drawnPlace(weights, random.uniform() * total);
    maps[k].apply(state.data());
    if (weights[k] > kShortest) return weights[k];
    scale(state, 1.0 / std::sqrt(weights[k]));
    return 1.0;
}

/// Draws the outcome, projects on it and, for a reset, turns |1⟩ into |0⟩. The state is then normalised.
bool collapse(Vector& state, Qubit qubit, bool toZero, RandomStream& random) {
    const Populations shares = populations(state, qubit);
    const std::vector<double> weights = {shares.zero, shares.one};
    const bool one = drawnPlace(weights, random.uniform() * (weights[0] + weights[1])) == 1;
    const double factor = 1.0 / std::sqrt(weights[one ? 1 : 0]);
    const std::size_t mask = std::size_t{1} << qubit;
    forBlocks(state.size() / 2, [&](std::size_t begin, std::size_t end) {
        for (std::size_t group = begin; group < end; ++group) {
            const std::size_t low = ((group & ~(mask - 1)) << 1U) | (group & (mask - 1));
            const std::complex<double> value = factor * state[one ? low | mask : low];
            state[low] = state[low | mask] = 0.0;
            state[one && !toZero ? low | mask : low] = value;
        }
    });
    return one;
}

}  // namespace

bool hasDiagonalEffects(const Channel& channel) {
    return std::all_of(channel.effects().begin(), channel.effects().end(),
                       [](const ComplexMatrix& effect) { return effect.isDiagonal(0.0); });
}

std::size_t drawnPlace(std::span<const double> weights, double draw) {
    std::size_t last = 0;
    for (std::size_t k = 0; k < weights.size(); ++k) {
        if (weights[k] <= 0.0) continue;
        last = k;
        draw -= weights[k];
        if (draw < 0.0) break;
    }
    return last;
}

ComplexMatrix drawnOperator(const Channel& channel, std::size_t k) {
    if (channel.mixture().empty()) return channel.operators()[k];
    return unitaryOf(channel.operators()[k], channel.mixture()[k]);
}

TrajectoryProgram prepareTrajectories(NoisyProgram program) {
    TrajectoryProgram prepared;
    for (const Channel& channel : program.channels)
        prepared.diagonal.push_back(hasDiagonalEffects(channel));
    for (const NoisyStep& step : program.steps) {
        auto& maps = prepared.maps.emplace_back();
        if (step.kind == NoisyStepKind::Gate) {
            maps.emplace_back(program.qubits, step.qubits, step.matrix, step.controls);
        } else if (step.kind == NoisyStepKind::Channel) {
            const Channel& channel = program.channels[step.channel];
            for (std::size_t k = 0; k < channel.operators().size(); ++k)
                maps.emplace_back(program.qubits, step.qubits, drawnOperator(channel, k));
        }
    }
    prepared.noisy = std::move(program);
    return prepared;
}

std::uint64_t runTrajectory(const TrajectoryProgram& program, Vector& state, RandomStream& random,
                            const std::stop_token& stop) {
    const bool large = program.noisy.qubits >= kParallelStateQubits;
    std::fill(state.begin(), state.end(), std::complex<double>{});
    state[0] = 1.0;
    std::uint64_t bits = 0;
    double squaredNorm = 1.0;
    const auto bitAt = [&](ClassicalBit bit) { return ((bits >> bit) & 1U) != 0; };
    for (std::size_t i = 0; i < program.noisy.steps.size(); ++i) {
        if (large && stop.stop_requested()) return bits;
        const NoisyStep& step = program.noisy.steps[i];
        if (!conditionsHold(step.conditions, bitAt)) continue;
        switch (step.kind) {
            case NoisyStepKind::Gate: program.maps[i][0].apply(state.data()); break;
            case NoisyStepKind::Channel:
                squaredNorm = applyChannel(program, i, squaredNorm, state, random);
                break;
            case NoisyStepKind::Reset:
                collapse(state, step.qubits[0], true, random);
                squaredNorm = 1.0;
                break;
            case NoisyStepKind::Measure: {
                const bool one = collapse(state, step.qubits[0], false, random);
                squaredNorm = 1.0;
                const std::uint64_t mask = std::uint64_t{1} << step.bit;
                bits = readOnce(program.noisy.readout[step.qubits[0]], one, random) ? bits | mask
                                                                                    : bits & ~mask;
                break;
            }
        }
    }
    if (squaredNorm != 1.0) scale(state, 1.0 / std::sqrt(squaredNorm));
    return bits;
}

}  // namespace qstore
