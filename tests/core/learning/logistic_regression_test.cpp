// SPDX-License-Identifier: Apache-2.0
#include "core/learning/logistic_regression.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/data/samples.h"
#include "core/learning/minimise.h"

namespace qstore {
namespace {

struct Sample {
    Eigen::MatrixXd features;  ///< standardised
    std::vector<double> labels;
};

Sample load(std::string_view name) {
    const auto table = loadSample(name);
    EXPECT_TRUE(table);
    Sample sample;
    const auto& columns = table->columns();
    sample.features.resize(static_cast<Eigen::Index>(table->rows()),
                           static_cast<Eigen::Index>(columns.size() - 1));
    for (std::size_t column = 0; column + 1 < columns.size(); ++column) {
        Eigen::VectorXd values =
            Eigen::Map<const Eigen::VectorXd>(columns[column].numbers.data(), sample.features.rows());
        values.array() -= values.mean();
        values /= std::sqrt(values.squaredNorm() / static_cast<double>(values.size()));
        sample.features.col(static_cast<Eigen::Index>(column)) = values;
    }
    // scikit-learn's numbers of the classes are those of first appearance in both tables.
    std::vector<std::string> classes;
    for (std::size_t row = 0; row < table->rows(); ++row) {
        const std::string label = columns.back().cellText(row);
        const auto known = std::find(classes.begin(), classes.end(), label);
        sample.labels.push_back(static_cast<double>(known - classes.begin()));
        if (known == classes.end()) classes.push_back(label);
    }
    return sample;
}

double accuracy(const LogisticRegression& model, const Sample& sample) {
    const Eigen::MatrixXd probabilities = model.probabilities(sample.features);
    std::size_t right = 0;
    for (Eigen::Index row = 0; row < probabilities.rows(); ++row) {
        Eigen::Index best = 0;
        probabilities.row(row).maxCoeff(&best);
        right += static_cast<double>(best) == sample.labels[static_cast<std::size_t>(row)] ? 1U : 0U;
    }
    return static_cast<double>(right) / static_cast<double>(probabilities.rows());
}

// scikit-learn 1.2.1: LogisticRegression(tol=1e-12, max_iter=100000) on StandardScaler's output.
TEST(LogisticRegression, MatchesScikitLearnOnIris) {
    const Sample iris = load("iris");
    const auto model = LogisticRegression::fit(iris.features, iris.labels, 3);
    ASSERT_TRUE(model);
    const double expected[3][4] = {{-1.07404149, 1.16006342, -1.93062866, -1.81168873},
                                   {0.58780051, -0.36182377, -0.36346274, -0.82619289},
                                   {0.48624098, -0.79823965, 2.2940914, 2.63788161}};
    const double intercepts[3] = {-0.20531681, 2.07486525, -1.86954844};
    for (int logit = 0; logit < 3; ++logit) {
        for (int column = 0; column < 4; ++column)
            EXPECT_NEAR(model->weights(logit, column), expected[logit][column], 2e-5);
        EXPECT_NEAR(model->intercepts[logit], intercepts[logit], 2e-5);
    }
    EXPECT_NEAR(accuracy(*model, iris), 0.9733333333333334, 1e-12);
}

TEST(LogisticRegression, MatchesScikitLearnOnBreastCancer) {
    const Sample cancer = load("breast-cancer");
    const auto model = LogisticRegression::fit(cancer.features, cancer.labels, 2);
    ASSERT_TRUE(model);
    ASSERT_EQ(model->weights.rows(), 1);
    const double expected[4] = {-0.36317072, -0.38770299, -0.35111444, -0.43555896};
    for (int column = 0; column < 4; ++column)
        EXPECT_NEAR(model->weights(0, column), expected[column], 2e-5);
    EXPECT_NEAR(model->intercepts[0], 0.21456573, 2e-5);
    EXPECT_NEAR(accuracy(*model, cancer), 0.9876977152899824, 1e-12);
}

TEST(LinearRegression, MatchesScikitLearn) {
    Eigen::MatrixXd features(5, 2);
    features << 0, 1, 1, 0, 2, 2, 3, 1, 4, 5;
    const LinearRegression model = LinearRegression::fit(features, std::vector<double>{1, 2, 2.5, 4, 3});
    EXPECT_NEAR(model.weights[0], 0.98955224, 1e-8);
    EXPECT_NEAR(model.weights[1], -0.43283582, 1e-8);
    EXPECT_NEAR(model.intercept, 1.3, 1e-12);
}

TEST(Minimise, FindsTheBottomOfAStiffValley) {
    const SmoothFunction valley = [](const Eigen::VectorXd& x, Eigen::VectorXd& gradient) {
        gradient.resize(2);
        gradient << x[0] - 1.0, 1e4 * (x[1] + 2.0);
        return 0.5 * ((x[0] - 1.0) * (x[0] - 1.0) + 1e4 * (x[1] + 2.0) * (x[1] + 2.0));
    };
    const auto found = minimiseSmooth(valley, Eigen::VectorXd::Zero(2));
    ASSERT_TRUE(found);
    EXPECT_NEAR((*found)[0], 1.0, 1e-7);
    EXPECT_NEAR((*found)[1], -2.0, 1e-7);
}

TEST(Minimise, SaysWhenItDoesNotConverge) {
    const SmoothFunction slope = [](const Eigen::VectorXd& x, Eigen::VectorXd& gradient) {
        gradient = Eigen::VectorXd::Ones(1);
        return x[0];
    };
    EXPECT_FALSE(minimiseSmooth(slope, Eigen::VectorXd::Zero(1), 1e-8, 50));
}

}  // namespace
}  // namespace qstore
