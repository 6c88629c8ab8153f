// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "core/learning/trainer.h"

namespace qstore {

/// InvalidArgument naming the first value outside its domain.
QSTORE_EXPORT Status checkTrainConfig(const TrainConfig& config);
/// "adjoint", "parameter-shift", "spsa", "finite-difference", as in JSON.
QSTORE_EXPORT std::string_view gradientMethodName(GradientMethod method);

}  // namespace qstore
