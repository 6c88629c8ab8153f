// SPDX-License-Identifier: Apache-2.0
#include "core/learning/roc.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace qstore {

std::optional<RocCurve> rocCurve(std::span<const double> scores, const std::vector<bool>& positive,
                                 std::string name) {
    const auto positives = static_cast<double>(std::count(positive.begin(), positive.end(), true));
    const double negatives = static_cast<double>(positive.size()) - positives;
    if (positives == 0.0 || negatives == 0.0) return std::nullopt;
    std::vector<std::size_t> order(scores.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });

    RocCurve curve;
    curve.positiveClass = std::move(name);
    curve.falsePositiveRate = {0.0};
    curve.truePositiveRate = {0.0};
    curve.threshold = {std::numeric_limits<double>::infinity()};
    double truePositives = 0.0;
    double falsePositives = 0.0;
    for (std::size_t at = 0; at < order.size(); ++at) {
        (positive[order[at]] ? truePositives : falsePositives) += 1.0;
        const bool lastOfTie = at + 1 == order.size() || scores[order[at + 1]] < scores[order[at]];
        if (!lastOfTie) continue;
        const double x = falsePositives / negatives;
        const double y = truePositives / positives;
        curve.area += 0.5 * (x - curve.falsePositiveRate.back()) * (y + curve.truePositiveRate.back());
        curve.falsePositiveRate.push_back(x);
        curve.truePositiveRate.push_back(y);
        curve.threshold.push_back(scores[order[at]]);
    }
    return curve;
}

}  // namespace qstore
