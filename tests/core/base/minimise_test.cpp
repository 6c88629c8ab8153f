// SPDX-License-Identifier: Apache-2.0
#include "core/base/minimise.h"

#include <gtest/gtest.h>

namespace qstore {
namespace {

TEST(Minimise, FindsTheBottomOfAStiffValley) {
    const SmoothFunction valley = [](const Eigen::VectorXd& x, Eigen::VectorXd& gradient) {
        gradient.resize(2);
        gradient << x[0] - 1.0, 1e4 * (x[1] + 2.0);
        return 0.5 * ((x[0] - 1.0) * (x[0] - 1.0) + 1e4 * (x[1] + 2.0) * (x[1] + 2.0));
    };
    const auto found = minimiseSmooth(valley, Eigen::VectorXd::Zero(2));
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->converged);
    EXPECT_NEAR(found->x[0], 1.0, 1e-7);
    EXPECT_NEAR(found->x[1], -2.0, 1e-7);
    EXPECT_NEAR(found->value, 0.0, 1e-12);
    EXPECT_GE(found->evaluations, found->iterations);
}

/// Rosenbrock's function, minimum 0 at (1, 1) (Nocedal and Wright, exercise 2.1).
TEST(Minimise, FollowsACurvedValley) {
    const SmoothFunction banana = [](const Eigen::VectorXd& x, Eigen::VectorXd& gradient) {
        const double off = x[1] - x[0] * x[0];
        gradient.resize(2);
        gradient << -400.0 * x[0] * off - 2.0 * (1.0 - x[0]), 200.0 * off;
        return 100.0 * off * off + (1.0 - x[0]) * (1.0 - x[0]);
    };
    Eigen::VectorXd start(2);
    start << -1.2, 1.0;
    std::vector<double> values;
    MinimiseOptions options;
    options.onIteration = [&values](std::size_t, double value) { values.push_back(value); };
    const auto found = minimiseSmooth(banana, start, options);
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->converged);
    EXPECT_NEAR(found->x[0], 1.0, 1e-6);
    EXPECT_NEAR(found->x[1], 1.0, 1e-6);
    ASSERT_EQ(values.size(), found->iterations);
    for (std::size_t i = 1; i < values.size(); ++i) EXPECT_LE(values[i], values[i - 1]);
}

/// The value's last bits are worth 1e-9 here, slopes of 1e-8 are still to be told apart.
TEST(Minimise, ConvergesWhereTheValueIsAllRounding) {
    const SmoothFunction high = [](const Eigen::VectorXd& x, Eigen::VectorXd& gradient) {
        gradient = x.array() - 1.0;
        return 1e7 + 0.5 * gradient.squaredNorm();
    };
    const auto found = minimiseSmooth(high, Eigen::VectorXd::Constant(4, 3.7));
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->converged) << found->largestSlope;
    EXPECT_LT(found->evaluations, 20U);
}

TEST(Minimise, SaysWhenItDoesNotConverge) {
    const SmoothFunction slope = [](const Eigen::VectorXd& x, Eigen::VectorXd& gradient) {
        gradient = Eigen::VectorXd::Ones(1);
        return x[0];
    };
    MinimiseOptions options;
    options.maxIterations = 50;
    const auto found = minimiseSmooth(slope, Eigen::VectorXd::Zero(1), options);
    ASSERT_TRUE(found);
    EXPECT_FALSE(found->converged);
    EXPECT_EQ(found->largestSlope, 1.0);
}

TEST(Minimise, EndsWithTheFunctionsError) {
    std::size_t calls = 0;
    const SmoothFunction broken = [&calls](const Eigen::VectorXd& x,
                                           Eigen::VectorXd& gradient) -> Result<double> {
        if (++calls == 2) return fail(ErrorCode::Failed, "no value here");
        gradient = x;
        return 0.5 * x.squaredNorm();
    };
    const auto found = minimiseSmooth(broken, Eigen::VectorXd::Constant(3, 5.0));
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().message, "no value here");
    EXPECT_EQ(calls, 2U);
}

TEST(Minimise, StopsOnRequest) {
    std::stop_source stop;
    stop.request_stop();
    const SmoothFunction valley = [](const Eigen::VectorXd& x, Eigen::VectorXd& gradient) {
        gradient = x;
        return 0.5 * x.squaredNorm();
    };
    const auto found =
        minimiseSmooth(valley, Eigen::VectorXd::Ones(1), {}, RunControl{stop.get_token(), {}});
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code, ErrorCode::Cancelled);
}

}  // namespace
}  // namespace qstore
