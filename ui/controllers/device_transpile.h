// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <stop_token>

#include "core/backends/device.h"
#include "core/circuit/transpile.h"

namespace qstore::ui {

/// A circuit in a device's gates, on its qubits.
struct DeviceTranspile {
    Circuit circuit;
    CircuitMetrics before, after;
    std::size_t swaps = 0;
    /// |⟨original|transpiled⟩| of what both make of |0…0⟩, symbols at values of their own; nothing where
    /// that is too large to be computed, or where either measures on the way.
    std::optional<double> overlap;
};
/// Unsupported where the device takes any gate on any pair: nothing is to be done there.
Result<DeviceTranspile> transpileForDevice(const Circuit& circuit, const DeviceInfo& device,
                                           const std::stop_token& stop);

}  // namespace qstore::ui
