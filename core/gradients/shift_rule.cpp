// SPDX-License-Identifier: Apache-2.0
#include "core/gradients/shift_rule.h"

#include <Eigen/LU>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/base/number_text.h"

namespace qstore {
namespace {

/// The odd part of f is Σ b_l sin(Ω_l s) and f'(0) = Σ Ω_l b_l, so the coefficients solve
/// Σ_s 2 c_s sin(Ω_l s) = Ω_l. Nothing when these shifts cannot tell the frequencies apart.
bool solve(const std::vector<double>& frequencies, ShiftRule& rule) {
    const auto count = static_cast<Eigen::Index>(frequencies.size());
    Eigen::MatrixXd system(count, count);
    Eigen::VectorXd wanted(count);
    for (Eigen::Index l = 0; l < count; ++l) {
        const double frequency = frequencies[static_cast<std::size_t>(l)];
        wanted(l) = frequency;
        for (Eigen::Index s = 0; s < count; ++s)
            system(l, s) = 2.0 * std::sin(frequency * rule.shifts[static_cast<std::size_t>(s)]);
    }
    Eigen::FullPivLU<Eigen::MatrixXd> lu(system);
    lu.setThreshold(1e-6);
    if (!lu.isInvertible()) return false;
    const Eigen::VectorXd solution = lu.solve(wanted);
    rule.coefficients.assign(solution.data(), solution.data() + count);
    return true;
}

double weight(const ShiftRule& rule) {
    double sum = 0.0;
    for (const double coefficient : rule.coefficients) sum += std::abs(coefficient);
    return sum;
}

/// (2μ−1)π/(2RΩ) for Ω = the lowest frequency times `stretch`.
ShiftRule equidistant(const std::vector<double>& frequencies, double stretch) {
    ShiftRule rule;
    const double count = static_cast<double>(frequencies.size());
    const double step = std::numbers::pi / (2.0 * count * frequencies.front() * stretch);
    for (std::size_t m = 0; m < frequencies.size(); ++m)
        rule.shifts.push_back((2.0 * static_cast<double>(m) + 1.0) * step);
    return rule;
}

bool areMultiples(const std::vector<double>& frequencies) {
    for (std::size_t l = 0; l < frequencies.size(); ++l) {
        const double expected = static_cast<double>(l + 1) * frequencies.front();
        if (std::abs(frequencies[l] - expected) > 1e-12 * expected) return false;
    }
    return true;
}

}  // namespace

Result<ShiftRule> makeShiftRule(std::span<const double> frequencies) {
    std::vector<double> sorted(frequencies.begin(), frequencies.end());
    std::sort(sorted.begin(), sorted.end());
    for (const double frequency : sorted) {
        if (!(frequency > 0.0) || !std::isfinite(frequency)) {
            return fail(ErrorCode::InvalidArgument,
                        "a shift rule needs positive frequencies, not " + numberToText(frequency));
        }
    }
    if (sorted.empty()) return ShiftRule{};
    ShiftRule best = equidistant(sorted, 1.0);
    bool found = solve(sorted, best);
    if (areMultiples(sorted) && found) return best;
    double lowest = found ? weight(best) : std::numeric_limits<double>::infinity();
    for (int i = 1; i <= 128; ++i) {
        ShiftRule candidate = equidistant(sorted, 0.25 + 0.03125 * i);
        if (!solve(sorted, candidate) || weight(candidate) >= lowest) continue;
        lowest = weight(candidate);
        best = std::move(candidate);
        found = true;
    }
    if (!found) {
        return fail(ErrorCode::InvalidArgument,
                    "no shift rule found for " + std::to_string(sorted.size()) + " frequencies from " +
                        numberToText(sorted.front()) + " to " + numberToText(sorted.back()),
                    "Frequencies must be distinct.");
    }
    return best;
}

}  // namespace qstore
