// SPDX-License-Identifier: Apache-2.0
#include "core/learning/logistic_regression.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/data/samples.h"

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

// scikit-learn 1.2.1: LogisticRegression(solver='newton-cg', tol=1e-13) on StandardScaler's output
// (its default solver stops a little earlier, at 1e-4 of these). A slope below 1e-8 over a
// curvature of at least 1/(rows·C) bounds our own distance by 6e-6.
TEST(LogisticRegression, MatchesScikitLearnOnIris) {
    const Sample iris = load("iris");
    const auto model = LogisticRegression::fit(iris.features, iris.labels, 3);
    ASSERT_TRUE(model);
    const double expected[3][4] = {{-1.0740661548, 1.1601151169, -1.9306918597, -1.8115561243},
                                   {0.5878102406, -0.361840627, -0.3634310241, -0.8262695757},
                                   {0.4862559142, -0.7982744898, 2.2941228838, 2.6378257001}};
    const double intercepts[3] = {-0.2052411327, 2.0748397834, -1.8695986507};
    for (int logit = 0; logit < 3; ++logit) {
        for (int column = 0; column < 4; ++column)
            EXPECT_NEAR(model->weights(logit, column), expected[logit][column], 6e-6);
        EXPECT_NEAR(model->intercepts[logit], intercepts[logit], 6e-6);
    }
    EXPECT_NEAR(accuracy(*model, iris), 0.9733333333333334, 1e-12);
}

TEST(LogisticRegression, MatchesScikitLearnOnBreastCancer) {
    const Sample cancer = load("breast-cancer");
    const auto model = LogisticRegression::fit(cancer.features, cancer.labels, 2);
    ASSERT_TRUE(model);
    ASSERT_EQ(model->weights.rows(), 1);
    const double expected[4] = {-0.3630925324, -0.3876754428, -0.3510621191, -0.4356098029};
    for (int column = 0; column < 4; ++column)
        EXPECT_NEAR(model->weights(0, column), expected[column], 6e-6);
    EXPECT_NEAR(model->intercepts[0], 0.214502718, 6e-6);
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

}  // namespace
}  // namespace qstore
