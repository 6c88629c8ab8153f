// SPDX-License-Identifier: Apache-2.0
#include "core/learning/losses.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <vector>

namespace qstore {
namespace {

double crossEntropy(std::span<const double> outputs, std::size_t target, std::span<double> gradient) {
    const double logNorm = logSumExp(outputs);
    if (!gradient.empty()) {
        for (std::size_t unit = 0; unit < outputs.size(); ++unit)
            gradient[unit] = std::exp(outputs[unit] - logNorm);
        gradient[target] -= 1.0;
    }
    return logNorm - outputs[target];
}

double binaryCrossEntropy(double logit, double target, std::span<double> gradient) {
    if (!gradient.empty()) gradient[0] = sigmoid(logit) - target;
    // log(1 + e^z) − t·z, written so that neither tail overflows or cancels.
    return std::max(logit, 0.0) - logit * target + std::log1p(std::exp(-std::abs(logit)));
}

double squaredError(std::span<const double> outputs, double target, std::span<double> gradient) {
    const double scale = 1.0 / static_cast<double>(outputs.size());
    double sum = 0.0;
    for (std::size_t unit = 0; unit < outputs.size(); ++unit) {
        const double wanted =
            outputs.size() == 1 ? target : (static_cast<double>(unit) == target ? 1.0 : 0.0);
        const double difference = outputs[unit] - wanted;
        if (!gradient.empty()) gradient[unit] = 2.0 * scale * difference;
        sum += difference * difference;
    }
    return sum * scale;
}

}  // namespace

double logSumExp(std::span<const double> values) {
    if (values.empty()) return -std::numeric_limits<double>::infinity();
    const double largest = *std::max_element(values.begin(), values.end());
    if (!std::isfinite(largest)) return largest;
    double sum = 0.0;
    for (const double value : values) sum += std::exp(value - largest);
    return largest + std::log(sum);
}

void softmax(std::span<double> values) {
    if (values.empty()) return;
    const double largest = *std::max_element(values.begin(), values.end());
    double sum = 0.0;
    for (double& value : values) {
        value = std::exp(value - largest);
        sum += value;
    }
    for (double& value : values) value /= sum;
}

double sigmoid(double value) {
    if (value >= 0.0) return 1.0 / (1.0 + std::exp(-value));
    const double power = std::exp(value);
    return power / (1.0 + power);
}

void projectOntoSimplex(std::span<double> values) {
    std::vector<double> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end(), std::greater<>());
    double sum = 0.0;
    double shift = 0.0;
    for (std::size_t count = 1; count <= sorted.size(); ++count) {
        sum += sorted[count - 1];
        const double candidate = (1.0 - sum) / static_cast<double>(count);
        if (sorted[count - 1] + candidate > 0.0) shift = candidate;
    }
    for (double& value : values) value = std::max(value + shift, 0.0);
}

double rowLoss(LossKind kind, std::span<const double> outputs, double target, std::span<double> gradient) {
    switch (kind) {
        case LossKind::MeanSquaredError: return squaredError(outputs, target, gradient);
        case LossKind::BinaryCrossEntropy: return binaryCrossEntropy(outputs[0], target, gradient);
        case LossKind::CrossEntropy:
            return crossEntropy(outputs, static_cast<std::size_t>(target), gradient);
    }
    return std::numeric_limits<double>::quiet_NaN();
}

std::size_t predictedClass(LossKind kind, std::span<const double> outputs) {
    if (kind == LossKind::BinaryCrossEntropy) return outputs[0] > 0.0 ? 1 : 0;
    return static_cast<std::size_t>(std::max_element(outputs.begin(), outputs.end()) - outputs.begin());
}

const std::vector<LossKind>& allLosses() {
    static const std::vector<LossKind> all = {LossKind::MeanSquaredError, LossKind::BinaryCrossEntropy,
                                              LossKind::CrossEntropy};
    return all;
}

std::string_view lossName(LossKind kind) {
    switch (kind) {
        case LossKind::MeanSquaredError: return "mean-squared-error";
        case LossKind::BinaryCrossEntropy: return "binary-cross-entropy";
        case LossKind::CrossEntropy: return "cross-entropy";
    }
    return "";
}

}  // namespace qstore
