// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/base/export.h"
#include "core/circuit/angle.h"
#include "core/circuit/matrix.h"

namespace qstore {

/// How a gate is drawn and grouped in palettes; never how it is simulated.
enum class GateFamily : std::uint8_t { Fixed, Rotation, TwoQubit, Native, Phase };

/// One record of the gate table. Parser, matrix, gradient rule, palette, help and tests read it.
///
/// Controlled names (`cx`, `crz`, `ccx`, `cswap`, …) are records too, with `controlCount` leading
/// controls over `base`; circuits always hold the base gate and list the controls beside it.
struct GateInfo {
    std::string_view name;                     ///< OpenQASM name, the canonical one
    std::vector<std::string_view> aliases;     ///< other accepted names (`cnot`, `CX`, `u1`)
    std::size_t qubits = 1;                    ///< targets of `base`, plus controlCount
    std::vector<std::string_view> angleNames;  ///< `theta`, `phi`, …; in radians unless help says turns
    GateFamily family = GateFamily::Fixed;
    std::string_view symbol;  ///< what the canvas writes: `H`, `RX`, `√X`
    std::string_view title;   ///< "Hadamard"
    std::string_view help;    ///< one sentence for tooltip and manual
    std::string_view source;  ///< specification or paper that defines it

    std::size_t controlCount = 0;    ///< 0 for base gates
    const GateInfo* base = nullptr;  ///< itself for base gates

    /// U(angles), 2^k × 2^k over the targets of a base gate (k may be 0 for gphase).
    ComplexMatrix (*matrix)(std::span<const double> angles) = nullptr;
    /// ∂U/∂angles[index]; null when there are no angles.
    ComplexMatrix (*derivative)(std::span<const double> angles, std::size_t index) = nullptr;
    /// Positive frequencies of ⟨O⟩ as a function of each angle, without further controls
    /// (Wierichs et al., Quantum 6, 677 (2022)); with controls see `frequencies()`.
    std::vector<std::vector<double>> angleFrequencies;
    /// Frequencies when at least one control is added.
    std::vector<std::vector<double>> controlledFrequencies;

    /// The inverse as a gate of this table: `inverse` with `inverseAngles(angles)`.
    /// A null `inverse` means: no single gate; invert by definition.
    const GateInfo* inverse = nullptr;
    std::vector<Angle> (*inverseAngles)(const std::vector<Angle>& angles) = nullptr;

    bool diagonal = false;  ///< for every angle, in the computational basis
    bool clifford = false;  ///< for every angle (so false for rotations)
};

/// All gates: base gates first, then the controlled names.
QSTORE_EXPORT std::span<const GateInfo> gateTable();
/// By canonical name or alias; null when there is none. Never a default.
QSTORE_EXPORT const GateInfo* findGate(std::string_view name);
/// The canonical controlled name for a base gate under `controls` plain controls; null if none.
QSTORE_EXPORT const GateInfo* findControlledGate(const GateInfo& base, std::size_t controls);
/// The closest names, for error messages about an unknown one.
QSTORE_EXPORT std::vector<std::string_view> similarGateNames(std::string_view name);
/// The frequencies that the shift rule of angle `index` needs.
QSTORE_EXPORT std::span<const double> frequencies(const GateInfo& gate, std::size_t index, bool controlled);

}  // namespace qstore
