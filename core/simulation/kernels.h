// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <complex>
#include <cstdint>
#include <span>
#include <vector>

#include "core/circuit/circuit.h"
#include "core/simulation/amplitudes.h"

namespace qstore {

/// More targets than this have no kernel.
inline constexpr std::size_t kMaxKernelTargets = 6;

/// Which amplitudes a gate touches: the indices in which the controls hold, in groups of 2^k that
/// differ in the target bits only. Group g starts at `expand(g)`; entry m of a group is `offsets[m]`
/// further. Up to `runLength` neighbouring groups start at neighbouring indices.
struct GateLayout {
    GateLayout() = default;
    GateLayout(std::size_t stateQubits, std::span<const Qubit> targets, std::span<const Control> controls);

    std::size_t expand(std::size_t group) const {
        for (const std::size_t low : lowMasks) group = ((group & ~low) << 1U) | (group & low);
        return group | controlBits;
    }

    std::size_t groups = 1;
    std::size_t runLength = 1;
    std::size_t controlBits = 0;        ///< index bits of the controls that must be one
    std::vector<std::size_t> lowMasks;  ///< bits below each touched qubit, ascending
    std::vector<std::size_t> offsets;   ///< 2^targets
    std::uint64_t targetMask = 0;
    std::uint64_t controlMask = 0;
};

/// How a matrix is stored and applied. Diagonal keeps the 2^k diagonal entries, the others all
/// 4^k entries row by row.
enum class KernelKind : std::uint8_t { Diagonal, Flip, Swap, Real1, General1, General2, General };

/// state ← U state, or U† state.
template <class Real>
void applyGate(KernelKind kind, const GateLayout& layout, const Amplitude<Real>* matrix, bool adjoint,
               Amplitude<Real>* state);

/// out[a·2^k + b] = Σ over groups of conj(left[a])·right[b]; with `diagonal` only out[a] for a = b.
/// ⟨left|M|right⟩ = Σ M[a,b]·out[a,b] for every M that acts on the layout's targets and is zero
/// where the controls do not hold, so that one pass serves all angles of a gate.
template <class Real>
void correlate(const GateLayout& layout, bool diagonal, const Amplitude<Real>* left,
               const Amplitude<Real>* right, std::span<std::complex<double>> out);

/// out ← out + M·state, where M is zero where the controls do not hold.
template <class Real>
void accumulateGate(const GateLayout& layout, bool diagonal, std::span<const std::complex<double>> matrix,
                    const Amplitude<Real>* state, Amplitude<Real>* out);

/// ⟨left|right⟩.
template <class Real>
std::complex<double> innerProduct(const Amplitudes<Real>& left, const Amplitudes<Real>& right);

/// Σ|amplitude|² over the indices whose bit `qubit` is one.
template <class Real>
double probabilityOfOne(const Amplitudes<Real>& state, std::size_t qubit);

}  // namespace qstore
