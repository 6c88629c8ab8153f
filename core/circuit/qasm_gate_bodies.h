// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string_view>

#include "core/circuit/circuit.h"

namespace qstore {

/// True for the gates of OpenQASM 3's stdgates.inc and the built-in U and gphase.
QSTORE_EXPORT bool isStandardGate3(std::string_view name);
/// True for the gates of qelib1.inc as Qiskit ships it, and the built-in U.
QSTORE_EXPORT bool isStandardGate2(std::string_view name);

/// `gate rzz(theta) a, b { … }` in terms of simpler gates, exact with its phase; empty for the simplest.
QSTORE_EXPORT std::string_view gateDefinitionText(std::string_view name);
/// The same, read; null when there is none.
QSTORE_EXPORT std::shared_ptr<const GateDefinition> gateDefinitionOf(std::string_view name);

}  // namespace qstore
