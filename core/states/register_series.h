// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/states/entanglement.h"
#include "core/states/register_decay.h"

namespace qstore {

/// The figures of a register after one time.
struct RegisterPoint {
    double timeUs = 0.0;
    double purity = 0.0;
    std::optional<double> entropyBits;         ///< nothing above kMaxSpectrumQubits
    std::optional<double> fidelityToStart;     ///< nothing for a start that is mixed and larger than that
    std::vector<std::array<double, 3>> bloch;  ///< (⟨X⟩, ⟨Y⟩, ⟨Z⟩) of each qubit
    std::optional<PairFigures> pair;           ///< of registers of two qubits
};

/// Lets the register decay for each of the times, always from its start, so that no error adds up; times
/// may come in any order. Errors as decayed(); Cancelled on request, looked at before every point.
QSTORE_EXPORT Result<std::vector<RegisterPoint>> registerSeries(const SimulatedRegister& start,
                                                                const DecayTimes& times,
                                                                std::span<const double> timesUs,
                                                                const RunControl& control = {});

}  // namespace qstore
