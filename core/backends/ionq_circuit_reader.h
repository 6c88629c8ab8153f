// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "core/backends/ionq_metadata.h"
#include "core/circuit/circuit.h"

namespace qstore {

/// The circuits of a job's `input`, in any dialect, with the measurements that its metadata tells of.
/// Unsupported for gates that a circuit cannot hold (pauliexp), Protocol for what is no circuit.
Remote<std::vector<Circuit>> readIonqCircuits(const nlohmann::json& input, const IonqLayout& layout);

}  // namespace qstore
