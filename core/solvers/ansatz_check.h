// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/observables/estimator.h"

namespace qstore {

/// What every eigensolver needs of its ansatz: no data, something to train, a start value for each weight.
/// InvalidArgument names what is missing.
Status checkAnsatz(const Signature& signature, const std::vector<double>& start);

}  // namespace qstore
