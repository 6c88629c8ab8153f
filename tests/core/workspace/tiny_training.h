// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>

#include "core/workspace/training_session.h"
#include "scratch.h"

namespace qstore {

/// 30 rows, two features, two classes on either side of a line.
inline Table tinyTable() {
    Column x{"x", ColumnType::Number, {}, {}, {}, ""};
    Column width{"petal width", ColumnType::Number, {}, {}, {}, ""};
    Column kind{"kind", ColumnType::Category, {}, {}, {}, ""};
    for (int row = 0; row < 30; ++row) {
        x.numbers.push_back(std::sin(1.7 * row));
        width.numbers.push_back(std::cos(2.3 * row) + 0.25 * row);
        kind.texts.emplace_back(x.numbers.back() + 0.3 * std::cos(2.3 * row) > 0.05 ? "above" : "below");
        for (Column* column : {&x, &width, &kind}) column->missing.push_back(false);
    }
    width.numbers[7] = std::nan("");
    width.missing[7] = true;
    return Table::create({x, width, kind}).value();
}

inline Recipe tinyRecipe() {
    Recipe recipe;
    recipe.columns["kind"].role = ColumnRole::Target;
    recipe.split.seed = 3;
    return recipe;
}

/// RY(x) RY(petal width), two trained layers, ⟨Z⟩ of both through a linear head.
inline ModelChoice tinyChoice() {
    CircuitParts parts;
    parts.name = "tiny";
    parts.qubits = 2;
    parts.parameters = {{"x0", ParameterRole::Column, {}, "x"},
                        {"petal_width", ParameterRole::Column, {}, "petal width"},
                        {"a", ParameterRole::Trainable, {}, ""},
                        {"b", ParameterRole::Trainable, 0.3, ""},
                        {"c", ParameterRole::Frozen, 0.1, ""}};
    const auto symbol = [](const char* name) { return Angle::symbol(name); };
    parts.operations = {Operation::gateOn("ry", {0}, {symbol("x0")}),
                        Operation::gateOn("ry", {1}, {symbol("petal_width")}),
                        Operation::gateOn("cx", {0, 1}),
                        Operation::gateOn("ry", {0}, {symbol("a")}),
                        Operation::gateOn("rx", {1}, {symbol("b") + symbol("c")}),
                        Operation::gateOn("cx", {1, 0})};
    ModelChoice choice;
    choice.spec.circuit = Circuit::of(std::move(parts));
    choice.spec.after = {{2, Activation::Identity}};
    choice.spec.loss = LossKind::CrossEntropy;
    choice.spec.features = {"x", "petal width"};
    choice.spec.classes = {"above", "below"};
    choice.recipe = tinyRecipe();
    return choice;
}

/// Short, with a commit at each step.
inline TrainConfig tinyConfig() {
    TrainConfig config;
    config.epochs = 3;
    config.batchSize = 6;
    config.checkpointSeconds = 0;
    config.seed = 11;
    return config;
}

inline TrainingOrder tinyOrder() {
    return {"tiny", tinyChoice(), tinyConfig()};
}

inline std::shared_ptr<Workspace> tinyWorkspace(const std::filesystem::path& path) {
    auto workspace = Workspace::open(path, true).value();
    require(workspace->saveDataset("tiny", tinyTable(), "tiny.csv", tinyRecipe()));
    return workspace;
}

/// Trains to the end; the run's id.
inline std::string finishedRun(const std::shared_ptr<Workspace>& workspace) {
    const auto session = TrainingSession::start(workspace, tinyOrder()).value();
    return session->execute(nullptr, {}).value().run;
}

}  // namespace qstore
