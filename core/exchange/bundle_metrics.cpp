// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "core/base/number_text.h"
#include "core/exchange/bundle_content.h"

namespace qstore {
namespace {

/// Across instruction sets sums may differ in their last digits, nothing more.
constexpr double metricTolerance = 1e-9;

tl::unexpected<Error> contradiction(const std::string& what, double says, double is) {
    return fail(ErrorCode::Corrupt,
                "the bundle contradicts itself: its result says that the " + what + " is " +
                    numberToText(says) + ", but its model and rows give " + numberToText(is),
                "get it again from where it was exported");
}

bool agrees(double says, double is) {
    return std::abs(says - is) <= metricTolerance * std::max(1.0, std::abs(is));
}

Status checkPart(const std::string& name, const PartMetrics& says, const FeatureMatrix& rows,
                 const TrainedModel& model) {
    if (says.rows != rows.rows)
        return contradiction("number of " + name + " rows", static_cast<double>(says.rows),
                             static_cast<double>(rows.rows));
    if (rows.rows == 0) return {};
    QSTORE_TRY(const auto is, evaluate(*model.model, model.weights, rows));
    if (!agrees(says.loss, is.metrics.loss))
        return contradiction(name + " loss", says.loss, is.metrics.loss);
    if (!agrees(says.accuracy, is.metrics.accuracy))
        return contradiction(name + " accuracy", says.accuracy, is.metrics.accuracy);
    return {};
}

}  // namespace

Status checkBundleMetrics(const BundleContent& content, const TrainedModel& model) {
    QSTORE_TRY(const auto summary, TrainingSummary::fromJson(content.resultJson));
    QSTORE_TRY(const auto data, prepareData(content.sample, model.recipe->recipe()));
    QSTORE_TRY(const auto fitted, jsonHash(data.recipe.toJson(-1)));
    if (fitted != content.lineage.fitted)
        return fail(
            ErrorCode::Corrupt,
            "the bundle contradicts itself: fitting its recipe to its rows gives another fitted recipe",
            "get it again from where it was exported");
    QSTORE_CHECK(checkPart("training", summary.train, data.train, model));
    QSTORE_CHECK(checkPart("validation", summary.validation, data.validation, model));
    return checkPart("test", summary.test, data.test, model);
}

}  // namespace qstore
