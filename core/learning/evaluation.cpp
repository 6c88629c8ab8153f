// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/learning/losses.h"
#include "core/learning/part_metrics.h"
#include "core/learning/roc.h"

namespace qstore {

std::string_view metricName(TaskKind task) {
    return task == TaskKind::Regression ? "r2" : "accuracy";
}

std::string_view metricTitle(TaskKind task) {
    return task == TaskKind::Regression ? "R²" : "accuracy";
}

TaskKind taskOf(const ModelSpec& spec) {
    return spec.classes.empty() ? TaskKind::Regression : TaskKind::Classification;
}

std::vector<std::size_t> allRows(std::size_t count) {
    std::vector<std::size_t> rows(count);
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    return rows;
}

double determination(double squaredError, std::span<const double> targets) {
    const auto count = static_cast<double>(targets.size());
    double mean = 0.0;
    for (const double target : targets) mean += target / count;
    double variance = 0.0;
    for (const double target : targets) variance += (target - mean) * (target - mean) / count;
    if (variance == 0.0) return squaredError == 0.0 ? 1.0 : 0.0;
    return 1.0 - squaredError / variance;
}

PartMetrics partMetrics(const ModelSpec& spec, std::span<const double> targets, double meanLoss,
                        std::size_t correct) {
    PartMetrics metrics;
    metrics.rows = targets.size();
    if (targets.empty()) return metrics;
    metrics.loss = meanLoss;
    metrics.accuracy = spec.classes.empty()
                           ? determination(meanLoss * spec.targetScale * spec.targetScale, targets)
                           : static_cast<double>(correct) / static_cast<double>(targets.size());
    return metrics;
}

Result<RowBatch> batchAt(BatchSource& data, std::span<const std::size_t> rows, const std::string& place,
                         const RunControl& control) {
    auto batch = data.batch(rows, control);
    if (!batch && batch.error().code != ErrorCode::Cancelled && !place.empty())
        batch.error().message += " (" + place + ")";
    return batch;
}

Result<PartMetrics> measurePart(const Model& model, std::span<const double> weights, BatchSource& data,
                                const RunControl& control, const std::string& place) {
    if (data.rows() == 0) return PartMetrics{};
    const std::vector<std::size_t> rows = allRows(data.rows());
    const auto chunk = [&rows](std::size_t from) {
        return std::span(rows).subspan(from, std::min(mostRowsTogether, rows.size() - from));
    };
    LossGradient sum;
    for (std::size_t from = 0; from < rows.size(); from += mostRowsTogether) {
        QSTORE_TRY(const RowBatch batch, batchAt(data, chunk(from), place, control));
        if (from + mostRowsTogether < rows.size()) data.expect(chunk(from + mostRowsTogether));
        QSTORE_CHECK(model.addLoss(weights, *batch.data, batch.rows, sum, control));
    }
    return partMetrics(model.spec(), data.targets(), sum.loss / static_cast<double>(rows.size()),
                       sum.correct);
}

namespace {

/// How far a row's outputs speak for a class: the log-odds, which keep their order where probabilities have
/// long been rounded to 0 or 1. Squared error has no such scale, so there it is the prediction.
double classScore(LossKind loss, std::span<const double> outputs, std::span<const double> predictions,
                  std::size_t which) {
    switch (loss) {
        case LossKind::BinaryCrossEntropy: return which == 1 ? outputs[0] : -outputs[0];
        case LossKind::CrossEntropy: {
            std::vector<double> others(outputs.begin(), outputs.end());
            others.erase(others.begin() + static_cast<std::ptrdiff_t>(which));
            return outputs[which] - logSumExp(others);
        }
        case LossKind::MeanSquaredError: break;
    }
    return predictions[which];
}

/// Thresholds are shown as probabilities; the first one, above every score, stays infinite.
void thresholdsAsProbabilities(RocCurve& curve) {
    for (double& threshold : curve.threshold)
        if (std::isfinite(threshold)) threshold = sigmoid(threshold);
}

}  // namespace

Result<Evaluation> evaluate(const Model& model, std::span<const double> weights, const FeatureMatrix& data,
                            const RunControl& control) {
    Evaluation result;
    const std::vector<std::size_t> rows = allRows(data.rows);
    // One way through the circuit serves loss, predictions and classes: on a machine each costs.
    QSTORE_TRY(const std::vector<double> outputs, model.forward(weights, data, rows, control));
    QSTORE_TRY(const LossGradient at, model.lossOfOutputs(outputs, data, rows));
    result.metrics = partMetrics(model.spec(), data.targets, at.loss, at.correct);
    result.predictions = model.predictionsOf(outputs, data.rows);
    const std::vector<std::string>& classes = model.spec().classes;
    if (classes.empty()) return result;
    result.confusion.classes = classes;
    result.confusion.counts.assign(classes.size() * classes.size(), 0);
    // The class comes from the outputs, as in training: probabilities can tie where logits do not.
    for (std::size_t row = 0; row < data.rows; ++row) {
        const auto one = std::span(outputs).subspan(row * model.outputs(), model.outputs());
        const auto truth = static_cast<std::size_t>(data.targets[row]);
        ++result.confusion.counts[truth * classes.size() + predictedClass(model.spec().loss, one)];
    }
    for (std::size_t index = 0; index < classes.size(); ++index) {
        std::vector<double> scores(data.rows);
        std::vector<bool> positive(data.rows);
        for (std::size_t row = 0; row < data.rows; ++row) {
            scores[row] = classScore(
                model.spec().loss, std::span(outputs).subspan(row * model.outputs(), model.outputs()),
                std::span(result.predictions).subspan(row * classes.size(), classes.size()), index);
            positive[row] = data.targets[row] == static_cast<double>(index);
        }
        auto curve = rocCurve(scores, positive, classes[index]);
        if (!curve) continue;
        if (model.spec().loss != LossKind::MeanSquaredError) thresholdsAsProbabilities(*curve);
        result.roc.push_back(std::move(*curve));
    }
    return result;
}

}  // namespace qstore
