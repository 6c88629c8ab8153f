// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <stop_token>
#include <vector>

#include "core/base/random.h"
#include "core/simulation/amplitudes.h"
#include "core/simulation/index_operator.h"
#include "core/simulation/noisy_program.h"

namespace qstore {

/// A noisy program made ready for state vectors: `maps[i]` of step i is the gate, or one map for each
/// operator of the channel, an operator of a mixture without its √p.
struct TrajectoryProgram {
    NoisyProgram noisy;
    std::vector<std::vector<IndexOperator>> maps;
    std::vector<bool> diagonal;  ///< of each channel: K†K is, for every K
};
TrajectoryProgram prepareTrajectories(NoisyProgram program);

/// What reading a qubit that is `one` says; a number is drawn only where there is an error.
template <class Random>
bool readOnce(const ReadoutError& error, bool one, Random& random) {
    if (error.isNone()) return one;
    return (random.uniform() < (one ? error.zeroGivenOne : error.oneGivenZero)) != one;
}

/// The place of `draw` in [0, Σ weights) among the weights; the last possible one for what rounding leaves.
std::size_t drawnPlace(std::span<const double> weights, double draw);

/// What a channel's k-th choice does to a state: the operator, that of a mixture without its √p.
ComplexMatrix drawnOperator(const Channel& channel, std::size_t k);

/// Every K†K of the channel is diagonal.
bool hasDiagonalEffects(const Channel& channel);

/// A squared norm below this is brought back to one before it comes near the smallest numbers.
inline constexpr double kShortest = 1e-100;

/// One trajectory: takes |0…0⟩ in `state` through all steps, draws what is random from `random` and returns
/// the classical bits. Nothing is left of `state` but the result. Checks
/// `stop` on the way when states are large, and is then to be thrown away.
std::uint64_t runTrajectory(const TrajectoryProgram& program, Amplitudes<double>& state,
                            RandomStream& random, const std::stop_token& stop);

}  // namespace qstore
