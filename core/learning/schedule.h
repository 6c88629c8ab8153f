// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learning/trainer.h"

namespace qstore {

/// The learning rate of epoch `epoch` (0 = the first).
///
/// Step: × factor after every scheduleEpochs. Exponential: the same decay, spread smoothly over the
/// epochs. Cosine: from the full rate towards zero within scheduleEpochs, then again (warm restarts,
/// Loshchilov and Hutter 2017).
QSTORE_EXPORT double learningRateAt(const OptimizerConfig& config, std::size_t epoch);

/// "constant", "step", "exponential", "cosine".
QSTORE_EXPORT std::string_view scheduleName(Schedule schedule);

}  // namespace qstore
