// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/base/export.h"
#include "core/circuit/gate_table.h"

namespace qstore {

/// How a gate is written in OpenQASM: `crx(theta) q0, q1`.
QSTORE_EXPORT std::string gateUsage(const GateInfo& gate);
/// Everything the table knows of a gate, for `qstore help gate` and the manual; lines end in `\n`.
QSTORE_EXPORT std::string gateHelp(const GateInfo& gate);
/// One line a gate, with usage and title.
QSTORE_EXPORT std::string gateListHelp();

}  // namespace qstore
