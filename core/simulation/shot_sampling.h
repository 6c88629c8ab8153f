// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "core/base/random.h"
#include "core/simulation/amplitudes.h"

namespace qstore {

/// A basis state and how often it was drawn.
using ShotCount = std::pair<std::uint64_t, std::uint64_t>;

/// Shots that are drawn in one pass over the state; more take a pass for each so many.
inline constexpr std::uint64_t kShotsPerPass = std::uint64_t{1} << 22U;

/// Draws `shots` (at most kShotsPerPass) basis states with probability |amplitude|² (whatever the norm):
/// those seen in ascending order, each once. The same for any number of threads; costs `shots` + 1 numbers
/// of `random`. A state of norm zero gives nothing.
template <class Real>
std::vector<ShotCount> drawBasisStates(const Amplitudes<Real>& state, std::uint64_t shots,
                                       RandomStream& random);

/// The same for any number of shots, handed to `sink(index, times)`; an index may come more than once.
template <class Real>
QSTORE_EXPORT void sampleBasisStates(const Amplitudes<Real>& state, std::uint64_t shots,
                                     RandomStream& random,
                                     const std::function<void(std::uint64_t, std::uint64_t)>& sink);

}  // namespace qstore
