// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/learning/batch_source.h"
#include "core/learning/model.h"
#include "core/learning/trainer.h"

namespace qstore {

/// From a part's mean loss and number of right rows to what is shown. For regression the coefficient of
/// determination follows from the loss: R² = 1 − loss/variance of the standardised targets (with constant
/// targets 1 when they are met exactly, else 0, as in scikit-learn).
PartMetrics partMetrics(const ModelSpec& spec, std::span<const double> targets, double meanLoss,
                        std::size_t correct);
/// The rows of a source; its error is given on with the place in the training that asked.
Result<RowBatch> batchAt(BatchSource& data, std::span<const std::size_t> rows, const std::string& place,
                         const RunControl& control);
/// One pass over all rows, so many together as go through the circuit; nothing is measured of no rows.
QSTORE_EXPORT Result<PartMetrics> measurePart(const Model& model, std::span<const double> weights,
                                              BatchSource& data, const RunControl& control,
                                              const std::string& place = {});
/// R² of predictions with mean squared error `squaredError`, in the units of `targets`.
double determination(double squaredError, std::span<const double> targets);
/// 0 … rows-1.
std::vector<std::size_t> allRows(std::size_t rows);

}  // namespace qstore
