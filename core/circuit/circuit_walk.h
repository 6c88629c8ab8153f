// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "core/base/export.h"
#include "core/circuit/circuit.h"

namespace qstore {

/// `rx`, `measure`, or the name of a defined gate.
QSTORE_EXPORT std::string_view gateName(const Operation& operation);
/// The gate of the table that an operation applies; null for anything else.
QSTORE_EXPORT const GateInfo* tableGate(const Operation& operation);
/// The circuit's own gate that an operation applies; null for anything else.
QSTORE_EXPORT const GateDefinition* definedGate(const Operation& operation);
/// Controls, then targets.
QSTORE_EXPORT std::vector<Qubit> touchedQubits(const Operation& operation);

/// Appends `operation` with defined gates replaced by their bodies down to base gates.
QSTORE_EXPORT void appendFlattened(const Operation& operation, std::vector<Operation>& out);
/// Appends the inverse of a gate operation; `definitions` gathers the inverses of defined gates.
/// Fails for measurement, reset and conditions.
QSTORE_EXPORT Status appendInverse(const Operation& operation,
                                   std::vector<std::shared_ptr<const GateDefinition>>& definitions,
                                   std::vector<Operation>& out);

}  // namespace qstore
