// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "core/learning/batch_source.h"
#include "core/learning/trainer.h"
#include "core/workspace/training_session.h"

namespace qstore {

/// Classical models need their rows together: they get all where these are few, else a sample.
inline constexpr std::size_t kMostBaselineRows = 4096;

/// trainBaselines() on rows that are streamed. On a sample of at most kMostBaselineRows, drawn by the seed
/// from each part with at least one training row of every class, the names say so:
/// "majority (4096 of 100000 rows)".
QSTORE_EXPORT Result<std::vector<Baseline>> streamedBaselines(StreamedData& data, std::uint64_t seed,
                                                              const RunControl& control);

/// A configuration that names a store without its rows, or the other way round, is refused: it would train
/// on others than it says.
Status checkRowsNamed(const TrainingOrder& order);

/// Recipe and split, no rows.
PreparedData preparedStream(const FittedRecipe& recipe, const Split& split);

}  // namespace qstore
