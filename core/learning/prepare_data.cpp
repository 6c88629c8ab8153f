// SPDX-License-Identifier: Apache-2.0
#include "core/learning/trainer.h"

namespace qstore {

Result<PreparedData> prepareData(const Table& table, const Recipe& recipe) {
    QSTORE_TRY(Split split, splitRows(table, recipe));
    QSTORE_TRY(FittedRecipe fitted, FittedRecipe::fit(table, recipe, split.train));
    QSTORE_TRY(FeatureMatrix train, fitted.apply(table, split.train, true));
    QSTORE_TRY(FeatureMatrix validation, fitted.apply(table, split.validation, true));
    QSTORE_TRY(FeatureMatrix test, fitted.apply(table, split.test, true));
    if (train.rows == 0)
        return fail(ErrorCode::InvalidArgument, "no row is left for training",
                    "impute missing values instead of dropping rows, or give training a larger share");
    return PreparedData{std::move(fitted), std::move(train), std::move(validation), std::move(test),
                        std::move(split)};
}

}  // namespace qstore
