// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/observables/estimator.h"

namespace qstore {

/// Names and order of a circuit's values; no observables.
QSTORE_EXPORT Signature signatureOf(const Circuit& circuit);

/// One circuit without symbols for each sample. InvalidArgument when weights or inputs are not as many as
/// the signature names, and for values that are not finite.
QSTORE_EXPORT Result<std::vector<Circuit>> boundCircuits(const Circuit& circuit, const Bindings& bindings);

}  // namespace qstore
