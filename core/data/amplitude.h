// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/base/result.h"

namespace qstore {

/// Qubits that hold `features` amplitudes: at least 1, the least n with 2ⁿ ≥ features.
QSTORE_EXPORT std::size_t amplitudeQubits(std::size_t features);

/// The 2ⁿ−1 angles with which a tree of uniformly controlled RY rotations takes |0…0⟩ to the real
/// vector `values`, padded with zeros and divided by its norm (Möttönen et al., quant-ph/0407010).
///
/// Heap order: node 0 is the root and acts on qubit n−1, the most significant; node k has the children
/// 2k+1 (that qubit is 0) and 2k+2 (it is 1); a node of depth d acts on qubit n−1−d, controlled by the
/// bits of its path. An inner angle is 2·atan2(‖right half‖, ‖left half‖) ∈ [0, π]; one of the last level
/// is 2·atan2(x₁, x₀) ∈ (−2π, 2π] and carries the signs. The zero vector and values that are not finite
/// are refused.
QSTORE_EXPORT Result<std::vector<double>> amplitudeAngles(std::span<const double> values);

}  // namespace qstore
