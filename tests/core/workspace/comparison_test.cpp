// SPDX-License-Identifier: Apache-2.0
#include "core/workspace/comparison.h"

#include <gmock/gmock.h>

#include <cmath>

#include "tiny_training.h"

namespace qstore {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string trained(const std::shared_ptr<Workspace>& workspace, const TrainingOrder& order) {
    return TrainingSession::start(workspace, order).value()->execute(nullptr, {}).value().run;
}

/// `+text` and `-text`.
std::vector<std::string> marked(const std::vector<LineChange>& changes) {
    std::vector<std::string> lines;
    for (const LineChange& change : changes) lines.push_back((change.added ? "+" : "-") + change.text);
    return lines;
}

std::vector<std::string> letters(const std::string& text) {
    std::vector<std::string> list;
    for (const char letter : text) list.emplace_back(1, letter);
    return list;
}

TEST(LineChanges, AreTheShortestWayFromOneToTheOther) {
    EXPECT_THAT(lineChanges(letters("abc"), letters("abc")), IsEmpty());
    EXPECT_THAT(marked(lineChanges(letters("abcd"), letters("axcd"))), ElementsAre("-b", "+x"));
    EXPECT_THAT(marked(lineChanges(letters(""), letters("ab"))), ElementsAre("+a", "+b"));
    EXPECT_THAT(marked(lineChanges(letters("ab"), letters(""))), ElementsAre("-a", "-b"));
    // Myers, Algorithmica 1, 251 (1986): five edits take ABCABBA to CBABAC.
    EXPECT_EQ(lineChanges(letters("ABCABBA"), letters("CBABAC")).size(), 5U);
    EXPECT_THAT(marked(lineChanges(letters("aab"), letters("ab"))), ElementsAre("-a"));
}

TEST(LineChanges, OfHugeBlocksAreGivenWhole) {
    std::vector<std::string> first(5000, "x"), second(5000, "y");
    EXPECT_EQ(lineChanges(first, second).size(), 10000U);
}

class Comparison : public ScratchTest {
protected:
    std::shared_ptr<Workspace> m_workspace = tinyWorkspace(file());
};

TEST_F(Comparison, NamesExactlyTheSettingsThatDiffer) {
    TrainingOrder other = tinyOrder();
    other.config.epochs = 2;
    other.config.optimizer.learningRate = 0.1;
    const auto a = m_workspace->run(trained(m_workspace, tinyOrder())).value();
    const auto b = m_workspace->run(trained(m_workspace, other)).value();
    const auto differences = runDifferences({a, b, a});
    ASSERT_TRUE(differences.has_value()) << differences.error().message;
    ASSERT_EQ(differences->size(), 2U);
    EXPECT_EQ((*differences)[0].field, "config.epochs");
    EXPECT_THAT((*differences)[0].values, ElementsAre("3", "2", "3"));
    EXPECT_EQ((*differences)[1].field, "config.optimizer.learningRate");
    EXPECT_THAT(runDifferences({a, a}).value(), IsEmpty());
}

TEST_F(Comparison, ASettingThatARunLacksIsEmpty) {
    TrainingOrder other = tinyOrder();
    other.choice.spec.after.push_back({2, Activation::Tanh});
    const auto a = m_workspace->run(trained(m_workspace, tinyOrder())).value();
    const auto b = m_workspace->run(trained(m_workspace, other)).value();
    std::vector<std::string> missing;
    const auto differences = runDifferences({a, b}).value();
    for (const RunDifference& difference : differences)
        if (difference.values[0].empty()) missing.push_back(difference.field);
    EXPECT_THAT(missing, ElementsAre("model.after.1.activation", "model.after.1.outputs"));
}

TEST_F(Comparison, OfModelsShowsCircuitWeightsAndSettings) {
    TrainingOrder other = tinyOrder();
    CircuitParts parts = other.choice.spec.circuit.parts();
    parts.operations[2] = Operation::gateOn("cz", {0, 1});
    other.choice.spec.circuit = Circuit::of(parts);
    m_workspace->registerModel("m", trained(m_workspace, tinyOrder())).value();
    const std::string second = trained(m_workspace, other);
    m_workspace->registerModel("m", second).value();
    const auto comparison = compareModels(*m_workspace, "m:1", "m:2");
    ASSERT_TRUE(comparison.has_value()) << comparison.error().message;
    EXPECT_THAT(marked(comparison->circuit), ElementsAre("-cx q[0], q[1];", "+cz q[0], q[1];"));
    std::vector<std::string> fields;
    for (const RunDifference& difference : comparison->settings) fields.push_back(difference.field);
    EXPECT_THAT(fields, ElementsAre("circuit.sha256"));
    EXPECT_EQ(comparison->tensors.size(), 5U) << "a, b, c, and weight and bias of the layer after";
    const auto weights = m_workspace->runWeights(second).value();
    const auto before = m_workspace->runWeights(comparison->first.run).value();
    EXPECT_EQ(comparison->tensors[0].name, before[0].name);
    EXPECT_EQ(comparison->tensors[0].maxDifference, std::abs(weights[0].values[0] - before[0].values[0]));
    EXPECT_GT(comparison->tensors[0].maxDifference, 0.0);
    EXPECT_THAT(comparison->onlyInFirst, IsEmpty());

    const auto same = compareModels(*m_workspace, "m:1", "m:1").value();
    EXPECT_THAT(same.circuit, IsEmpty());
    EXPECT_THAT(same.settings, IsEmpty());
    for (const TensorDifference& tensor : same.tensors) EXPECT_EQ(tensor.maxDifference, 0.0);
    expectError(compareModels(*m_workspace, "m:1", "m:9"), ErrorCode::NotFound, "m:9");
}

TEST_F(Comparison, TensorsOfOneModelAloneAreNamed) {
    TrainingOrder other = tinyOrder();
    other.choice.spec.after.push_back({2, Activation::Tanh});
    m_workspace->registerModel("m", trained(m_workspace, tinyOrder())).value();
    m_workspace->registerModel("m", trained(m_workspace, other)).value();
    const auto comparison = compareModels(*m_workspace, "m:1", "m:2").value();
    EXPECT_THAT(comparison.onlyInFirst, IsEmpty());
    EXPECT_THAT(comparison.onlyInSecond, ElementsAre("after.1.bias", "after.1.weight"));
    EXPECT_THAT(marked(comparison.circuit), IsEmpty());
}

}  // namespace
}  // namespace qstore
