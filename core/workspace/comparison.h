// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/workspace/workspace.h"

namespace qstore {

/// One recorded setting in which runs are not all alike.
struct RunDifference {
    std::string field;                ///< such as `config.optimizer.learningRate` or `circuit.sha256`
    std::vector<std::string> values;  ///< JSON text, one a run; empty where a run has no such setting
};

/// What made the runs, setting by setting, without what is the same in all of them: dataset, recipe,
/// circuit (by hash and size), model, configuration. In order of field. Corrupt when a stored text is not
/// what it should be.
QSTORE_EXPORT Result<std::vector<RunDifference>> runDifferences(const std::vector<RunRecord>& runs);

/// A line of text that only one of two versions has.
struct LineChange {
    bool added = false;  ///< false: only the first has it
    std::string text;
};
/// The shortest way from one list of lines to the other, in order, without the lines they share. Beyond
/// 4,000 lines that differ in one block, the block is given as removed and added whole.
QSTORE_EXPORT std::vector<LineChange> lineChanges(const std::vector<std::string>& first,
                                                  const std::vector<std::string>& second);

/// A tensor that both models have under one name.
struct TensorDifference {
    std::string name;
    bool sameShape = false;
    std::size_t values = 0;          ///< compared
    double maxDifference = 0.0;      ///< largest absolute one
    double squaredDifference = 0.0;  ///< Σ (b − a)²
};

/// How two registered versions differ; equal content has equal hashes.
struct ModelComparison {
    ModelVersion first, second;
    std::vector<RunDifference> settings;  ///< recipe, model and configuration; values of first and second
    std::vector<LineChange> circuit;      ///< of their OpenQASM 3 texts
    std::vector<TensorDifference> tensors;
    std::vector<std::string> onlyInFirst, onlyInSecond;  ///< tensors
};
QSTORE_EXPORT Result<ModelComparison> compareModels(const Workspace& workspace, std::string_view first,
                                                    std::string_view second);

}  // namespace qstore
