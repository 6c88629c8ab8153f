// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "core/base/export.h"
#include "core/learning/model.h"

namespace qstore {

/// log Σ exp(xᵢ) without overflow.
QSTORE_EXPORT double logSumExp(std::span<const double> values);
/// exp(xᵢ)/Σ exp, in place.
QSTORE_EXPORT void softmax(std::span<double> values);
QSTORE_EXPORT double sigmoid(double value);
/// The nearest point, in the Euclidean sense, whose entries are ≥ 0 and sum to 1 (Wang and
/// Carreira-Perpiñán 2013), in place. Keeps the order of the entries.
QSTORE_EXPORT void projectOntoSimplex(std::span<double> values);

/// The loss of one row and, unless `gradient` is empty, its slope by each output.
///
/// CrossEntropy: −log softmax(outputs)[target]. BinaryCrossEntropy: one logit, target 0 or 1.
/// MeanSquaredError: (output − target)² for one output, else the mean over the outputs of the squared
/// distance to the one-hot target.
QSTORE_EXPORT double rowLoss(LossKind kind, std::span<const double> outputs, double target,
                             std::span<double> gradient);

/// The class the outputs stand for: the largest (the first of equals), or logit > 0.
QSTORE_EXPORT std::size_t predictedClass(LossKind kind, std::span<const double> outputs);

/// MeanSquaredError, BinaryCrossEntropy, CrossEntropy.
QSTORE_EXPORT const std::vector<LossKind>& allLosses();
/// "mean-squared-error", "binary-cross-entropy", "cross-entropy".
QSTORE_EXPORT std::string_view lossName(LossKind kind);

}  // namespace qstore
