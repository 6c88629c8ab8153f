// SPDX-License-Identifier: Apache-2.0
#include "core/states/record_score.h"

#include <algorithm>
#include <cmath>

namespace qstore {
namespace {

double largestMagnitude(std::span<const double> vector) {
    double largest = 0.0;
    for (const double value : vector) largest = std::max(largest, std::abs(value));
    return largest;
}

}  // namespace

double ageFactor(std::int64_t ageMs, std::optional<std::int64_t> coherenceMs) {
    if (!coherenceMs) return 1.0;
    return std::exp(-static_cast<double>(ageMs) / static_cast<double>(*coherenceMs));
}

double contextScore(double weight, double cosine, std::int64_t ageMs,
                    std::optional<std::int64_t> coherenceMs) {
    return weight * ageFactor(ageMs, coherenceMs) * cosine;
}

std::optional<double> cosineOf(std::span<const double> a, std::span<const double> b) {
    if (a.size() != b.size()) return std::nullopt;
    const double scaleA = largestMagnitude(a), scaleB = largestMagnitude(b);
    if (scaleA == 0.0 || scaleB == 0.0) return std::nullopt;
    // Divided by their largest number first, so that no square overflows or vanishes.
    double dot = 0.0, squaresA = 0.0, squaresB = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double x = a[i] / scaleA, y = b[i] / scaleB;
        dot += x * y;
        squaresA += x * x;
        squaresB += y * y;
    }
    return std::clamp(dot / (std::sqrt(squaresA) * std::sqrt(squaresB)), -1.0, 1.0);
}

}  // namespace qstore
