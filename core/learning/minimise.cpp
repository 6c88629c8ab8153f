// SPDX-License-Identifier: Apache-2.0
#include "core/learning/minimise.h"

#include <cmath>
#include <deque>
#include <limits>

#include "core/base/number_text.h"

namespace qstore {
namespace {

constexpr std::size_t kMemory = 10;
/// Rounding can end the search a little before the wished tolerance; further away it is an error.
constexpr double kAcceptable = 1e-6;

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

struct Point {
    Eigen::VectorXd x, gradient;
    double value = 0.0;
};

/// Bisection for the weak Wolfe conditions (Lewis and Overton 2013). False when rounding leaves no
/// step that lowers the value.
bool lineSearch(const SmoothFunction& function, const Eigen::VectorXd& along, double length, Point& point) {
    const double slope = point.gradient.dot(along);
    double low = 0.0;
    double high = std::numeric_limits<double>::infinity();
    Point trial = point;
    for (int attempt = 0; attempt < 60; ++attempt) {
        trial.x = point.x + length * along;
        trial.value = function(trial.x, trial.gradient);
        if (!(trial.value <= point.value + 1e-4 * length * slope)) {
            high = length;
        } else if (trial.gradient.dot(along) < 0.9 * slope) {
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

Result<Eigen::VectorXd> minimiseSmooth(const SmoothFunction& function, Eigen::VectorXd start,
                                       double tolerance, int maxIterations, const RunControl& control) {
    Point point{std::move(start), {}, 0.0};
    point.gradient.resize(point.x.size());
    point.value = function(point.x, point.gradient);
    std::deque<Pair> pairs;
    double largest = 0.0;
    for (int iteration = 0; iteration < maxIterations; ++iteration) {
        largest = point.gradient.size() == 0 ? 0.0 : point.gradient.lpNorm<Eigen::Infinity>();
        if (largest < tolerance) return point.x;
        if (control.stop.stop_requested()) return cancelled();
        const Point before = point;
        const double length = pairs.empty() ? std::min(1.0, 1.0 / largest) : 1.0;
        if (!lineSearch(function, direction(pairs, point.gradient), length, point)) {
            if (largest < kAcceptable) return point.x;
            break;
        }
        Pair pair{point.x - before.x, point.gradient - before.gradient, 0.0};
        const double curvature = pair.step.dot(pair.change);
        if (curvature > 0.0) {
            pair.scale = 1.0 / curvature;
            pairs.push_back(std::move(pair));
            if (pairs.size() > kMemory) pairs.pop_front();
        }
    }
    return fail(ErrorCode::Failed,
                "the fit did not converge: the largest slope is still " + numberToText(largest),
                "check the table for columns with extreme values");
}

}  // namespace qstore
