// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/circuit/circuit.h"
#include "core/serving/ionq_refusal.h"

namespace qstore {

/// exp(−i · time · Σ coefficients[k] · terms[k]) as gates, exact up to a global phase. The last letter of a
/// term belongs to the first target, as in Qiskit's labels. Terms that do not commute are refused.
IonqResult<std::vector<Operation>> pauliexpOperations(const nlohmann::json& gate,
                                                      const std::vector<Qubit>& targets,
                                                      const std::string& where);

}  // namespace qstore
