// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/backends/ibm_machine.h"
#include "core/backends/ibm_provider.h"
#include "core/base/result.h"

namespace qstore {

/// The body of a new Sampler job. `machine` null: limits and couplings are not checked. Errors name the
/// circuit and the gate, or the part of the request that IBM has no place for.
Result<std::string> ibmSamplerBody(const JobRequest& request, const IbmMachine* machine);
/// The same for the Estimator.
Result<std::string> ibmEstimatorBody(const IbmEstimatorRequest& request, const IbmMachine* machine);

}  // namespace qstore
