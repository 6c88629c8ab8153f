// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <array>
#include <optional>
#include <vector>

#include "core/base/progress.h"
#include "core/states/entanglement.h"

namespace qstore::ui {

/// One row of the table of entanglement: a qubit by itself, or a pair of them.
struct PartFigures {
    std::vector<Qubit> qubits;
    double entropyBits = 0.0;         ///< of these qubits, the others ignored
    std::optional<PairFigures> pair;  ///< of two qubits
};

/// Everything about a register that takes time to compute.
struct RegisterFigures {
    double purity = 0.0;
    std::optional<double> entropyBits;  ///< nothing above kMaxSpectrumQubits
    std::vector<PartFigures> parts;     ///< every qubit, then every pair
    std::vector<std::array<double, 3>> bloch;
};

/// Pairs of more qubits than this are too many for a table.
inline constexpr std::size_t kMostPairQubits = 12;

/// Cancelled on request, looked at before each part.
Result<RegisterFigures> computeFigures(const SimulatedRegister& reg, const RunControl& control);

}  // namespace qstore::ui
