// SPDX-License-Identifier: Apache-2.0
#include "core/stores/metric.h"

#include <algorithm>
#include <cmath>

namespace qstore {
namespace {

double dotOf(std::span<const float> a, std::span<const float> b) {
    double sum = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += static_cast<double>(a[i]) * static_cast<double>(b[i]);
    return sum;
}

double distanceOf(std::span<const float> a, std::span<const float> b) {
    double sum = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double difference = static_cast<double>(a[i]) - static_cast<double>(b[i]);
        sum += difference * difference;
    }
    return std::sqrt(sum);
}

double cosineOf(std::span<const float> a, std::span<const float> b) {
    const double lengths = std::sqrt(dotOf(a, a)) * std::sqrt(dotOf(b, b));
    // Rounding must not take a vector further than itself.
    return lengths > 0.0 ? std::clamp(dotOf(a, b) / lengths, -1.0, 1.0) : 0.0;
}

}  // namespace

std::string_view metricName(Metric metric) {
    switch (metric) {
        case Metric::Cosine: return "cosine";
        case Metric::Dot: return "dot";
        case Metric::Euclidean: return "euclidean";
    }
    return "unknown";
}

Result<Metric> metricOf(std::string_view name) {
    for (const Metric metric : kMetrics)
        if (metricName(metric) == name) return metric;
    return fail(ErrorCode::InvalidArgument, "there is no metric '" + std::string(name) + "'",
                "Use cosine, dot or euclidean.");
}

double scoreOf(Metric metric, std::span<const float> a, std::span<const float> b) {
    switch (metric) {
        case Metric::Cosine: return cosineOf(a, b);
        case Metric::Dot: return dotOf(a, b);
        case Metric::Euclidean: return distanceOf(a, b);
    }
    return 0.0;
}

}  // namespace qstore
