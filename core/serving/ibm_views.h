// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "core/serving/practice_devices.h"

namespace qstore {

std::vector<std::string> ibmBasisGates(const PracticeDevice& device);
nlohmann::json ibmDevice(const PracticeDevice& device, std::size_t waiting);
nlohmann::json ibmStatus(const PracticeDevice& device, std::size_t waiting);
nlohmann::json ibmConfiguration(const PracticeDevice& device);
/// T1, T2 and readout errors of every qubit, errors and times of every gate.
nlohmann::json ibmProperties(const PracticeDevice& device, std::int64_t nowMs);

}  // namespace qstore
