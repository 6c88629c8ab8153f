// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/backends/provider.h"

namespace qstore {

/// The body of POST /jobs. Plain: strictly what the published specification v0.4 allows. Cirq and Qiskit:
/// as cirq-ionq 1.7 and qiskit-ionq 1.1 write it, so that those tools can fetch the job by its id. Refuses
/// what the interface would refuse: too many circuits, gates, bytes or shots, unknown noise models.
QSTORE_EXPORT Result<std::string> ionqJobBody(const JobRequest& request);

}  // namespace qstore
