// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>

#include "core/base/random.h"
#include "core/simulation/amplitudes.h"

namespace qstore {

/// Draws `shots` basis states with probability |amplitude|² (whatever the norm) and calls
/// `sink(index, times)` for those seen; an index may come more than once.
template <class Real>
void sampleBasisStates(const Amplitudes<Real>& state, std::uint64_t shots, RandomStream& random,
                       const std::function<void(std::uint64_t, std::uint64_t)>& sink);

}  // namespace qstore
