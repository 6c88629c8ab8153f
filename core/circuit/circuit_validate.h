// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/circuit/circuit.h"

namespace qstore {

/// Checks everything Circuit::create promises and fills in the default registers.
Status validateCircuit(CircuitParts& parts);

}  // namespace qstore
