// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <numeric>
#include <vector>

#include "core/base/random.h"
#include "core/circuit/circuit.h"
#include "core/learning/model.h"

namespace qstore {

/// Three qubits, two columns, five trainable parameters of which `t1` is used twice, one frozen, one
/// expression.
inline Circuit smallCircuit() {
    CircuitParts parts;
    parts.qubits = 3;
    parts.parameters = {{"x0", ParameterRole::Column, {}, "a"},    {"x1", ParameterRole::Column, {}, "b"},
                        {"t0", ParameterRole::Trainable, 0.3, ""}, {"t1", ParameterRole::Trainable, {}, ""},
                        {"f", ParameterRole::Frozen, 0.7, ""},     {"t2", ParameterRole::Trainable, {}, ""},
                        {"t3", ParameterRole::Trainable, {}, ""}};
    const auto symbol = [](const char* name) { return Angle::symbol(name); };
    parts.operations = {Operation::gateOn("ry", {0}, {symbol("x0")}),
                        Operation::gateOn("ry", {1}, {symbol("x1") * symbol("t0")}),
                        Operation::gateOn("rx", {2}, {symbol("t1")}),
                        Operation::gateOn("cx", {0, 1}),
                        Operation::gateOn("rz", {1}, {symbol("t1") + symbol("f")}),
                        Operation::gateOn("crx", {1, 2}, {symbol("t2")}),
                        Operation::gateOn("ry", {0}, {symbol("t3")}),
                        Operation::gateOn("cx", {2, 0}),
                        Operation::gateOn("ry", {1}, {symbol("f")})};
    return Circuit::of(std::move(parts));
}

inline FeatureMatrix smallData(std::size_t rows, std::size_t classes) {
    RandomStream random(3, "test-data");
    FeatureMatrix data;
    data.names = {"a", "b"};
    data.rows = rows;
    for (std::size_t row = 0; row < rows; ++row) {
        data.values.push_back(random.normal());
        data.values.push_back(random.normal());
        data.sourceRows.push_back(row);
        data.targets.push_back(classes == 0 ? random.normal() : static_cast<double>(row % classes));
    }
    return data;
}

/// `kind` with fitting outputs, with or without layers before the circuit.
inline ModelSpec smallSpec(LossKind kind, bool before) {
    ModelSpec spec;
    spec.circuit = smallCircuit();
    spec.features = {"a", "b"};
    spec.loss = kind;
    if (before) spec.before = {{3, Activation::Tanh}, {2, Activation::Identity}};
    spec.after = {{4, Activation::Tanh}};
    if (kind == LossKind::CrossEntropy) {
        spec.classes = {"u", "v", "w"};
        spec.after.push_back({3, Activation::Identity});
    } else if (kind == LossKind::BinaryCrossEntropy) {
        spec.classes = {"no", "yes"};
        spec.after.push_back({1, Activation::Identity});
    } else {
        spec.targetMean = 0.4;
        spec.targetScale = 2.0;
        spec.after.push_back({1, Activation::Identity});
    }
    return spec;
}

inline std::shared_ptr<const Model> compiled(const ModelSpec& spec) {
    auto model = Model::compile(spec);
    EXPECT_TRUE(model) << (model ? "" : model.error().message);
    return model ? *model : nullptr;
}

inline std::vector<std::size_t> rowsUpTo(std::size_t count) {
    std::vector<std::size_t> rows(count);
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    return rows;
}

}  // namespace qstore
