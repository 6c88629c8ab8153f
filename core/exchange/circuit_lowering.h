// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "core/base/result.h"
#include "core/circuit/circuit.h"

namespace qstore {

/// The circuit in base gates named in `native` (which needs rx, ry, rz, x, h, p, id and gphase), under any
/// controls; the same unitary, phase included. Gates beyond are replaced by their definitions, a phase
/// under controls by `p`, conditions on bits that nothing has written are decided.
QSTORE_EXPORT Result<Circuit> lowerCircuit(const Circuit& circuit,
                                           std::span<const std::string_view> native);

}  // namespace qstore
