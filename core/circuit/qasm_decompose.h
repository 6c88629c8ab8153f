// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/circuit/circuit.h"

namespace qstore {

/// A gate operation in terms of gates that qelib1.inc names, with at most its controls, exact up to a
/// global phase (which OpenQASM 2 does not have). Anti-controls become X around a control. Fails, naming
/// the gate, for a defined gate and beyond 64 controls. The sequence is linear in the controls for
/// rotations about Y and Z and quadratic for X and phases.
QSTORE_EXPORT Result<std::vector<Operation>> decomposeForQelib(const Operation& operation);

}  // namespace qstore
