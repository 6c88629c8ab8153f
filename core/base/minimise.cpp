// SPDX-License-Identifier: Apache-2.0
#include "core/base/minimise.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>
#include <vector>

namespace qstore {
namespace {

constexpr std::size_t kMemory = 10;
/// Of a pair, relative to its lengths: less is rounding, or a saddle, and says nothing about the valley.
constexpr double kLeastCurvature = 1e-10;

struct Pair {
    Eigen::VectorXd step, change;
    double scale = 0.0;
};

/// The two-loop recursion: −H·gradient.
Eigen::VectorXd direction(const std::deque<Pair>& pairs, const Eigen::VectorXd& gradient) {
    Eigen::VectorXd result = -gradient;
    std::vector<double> alphas(pairs.size());
    for (std::size_t at = pairs.size(); at-- > 0;) {
        alphas[at] = pairs[at].scale * pairs[at].step.dot(result);
        result -= alphas[at] * pairs[at].change;
    }
    if (!pairs.empty())
        result *= pairs.back().step.dot(pairs.back().change) / pairs.back().change.squaredNorm();
    for (std::size_t at = 0; at < pairs.size(); ++at) {
        const double beta = pairs[at].scale * pairs[at].change.dot(result);
        result += (alphas[at] - beta) * pairs[at].step;
    }
    return result;
}

void remember(std::deque<Pair>& pairs, Pair pair) {
    const double curvature = pair.step.dot(pair.change);
    if (!(curvature > kLeastCurvature * pair.step.norm() * pair.change.norm())) return;
    pair.scale = 1.0 / curvature;
    pairs.push_back(std::move(pair));
    if (pairs.size() > kMemory) pairs.pop_front();
}

struct Point {
    Eigen::VectorXd x, gradient;
    double value = 0.0;

    double largestSlope() const { return gradient.size() == 0 ? 0.0 : gradient.lpNorm<Eigen::Infinity>(); }
};

/// The function, counted.
class Evaluator {
public:
    explicit Evaluator(const SmoothFunction& function) : m_function(function) {}
    Status at(Point& point) {
        ++m_count;
        QSTORE_TRY(point.value, m_function(point.x, point.gradient));
        return {};
    }
    std::size_t count() const { return m_count; }

private:
    const SmoothFunction& m_function;
    std::size_t m_count = 0;
};

constexpr double kDecrease = 1e-4;
constexpr double kCurvature = 0.9;
/// Values closer than this, relative to their size, say nothing about which is lower.
constexpr double kRounding = 1e-13;

/// Close to the minimum the value is all rounding; then the slope decides: the approximate condition of
/// Hager and Zhang (SIAM J. Optim. 16, 170 (2005)).
bool isLowEnough(const Point& trial, const Point& start, double length, double slope, double trialSlope) {
    if (trial.value <= start.value + kDecrease * length * slope) return true;
    return trial.value <= start.value + kRounding * std::abs(start.value) &&
           trialSlope <= (2.0 * kDecrease - 1.0) * slope;
}

/// Bisection for the weak Wolfe conditions (Lewis and Overton 2013). False when rounding leaves no
/// step that lowers the value.
Result<bool> lineSearch(Evaluator& evaluator, const Eigen::VectorXd& along, double length, Point& point) {
    const double slope = point.gradient.dot(along);
    if (!(slope < 0.0) || !std::isfinite(slope)) return false;
    double low = 0.0;
    double high = std::numeric_limits<double>::infinity();
    Point trial = point;
    for (int attempt = 0; attempt < 60; ++attempt) {
        trial.x = point.x + length * along;
        QSTORE_CHECK(evaluator.at(trial));
        const double trialSlope = trial.gradient.dot(along);
        if (!isLowEnough(trial, point, length, slope, trialSlope)) {
            high = length;
        } else if (trialSlope < kCurvature * slope) {
            low = length;
        } else {
            point = std::move(trial);
            return true;
        }
        length = std::isinf(high) ? 2.0 * low : 0.5 * (low + high);
    }
    return false;
}

}  // namespace

Result<Minimum> minimiseSmooth(const SmoothFunction& function, Eigen::VectorXd start,
                               const MinimiseOptions& options, const RunControl& control) {
    Evaluator evaluator(function);
    Point point{std::move(start), {}, 0.0};
    point.gradient.resize(point.x.size());
    QSTORE_CHECK(evaluator.at(point));
    std::deque<Pair> pairs;
    std::size_t iteration = 0;
    while (point.largestSlope() >= options.tolerance && iteration < options.maxIterations) {
        if (control.stop.stop_requested()) return cancelled();
        const Point before = point;
        const double first = std::min(1.0, 1.0 / point.largestSlope());
        QSTORE_TRY(bool lower, lineSearch(evaluator, direction(pairs, point.gradient),
                                          pairs.empty() ? first : 1.0, point));
        if (!lower && !pairs.empty()) {
            // What was learnt on the way may lead nowhere here: once more, straight down.
            pairs.clear();
            QSTORE_TRY(lower, lineSearch(evaluator, -point.gradient, first, point));
        }
        if (!lower) break;
        ++iteration;
        if (options.onIteration) options.onIteration(iteration, point.value);
        remember(pairs, {point.x - before.x, point.gradient - before.gradient, 0.0});
    }
    const double slope = point.largestSlope();
    return Minimum{std::move(point.x), point.value,       slope,
                   iteration,          evaluator.count(), slope < options.tolerance};
}

}  // namespace qstore
