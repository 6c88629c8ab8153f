// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/exchange/point_index.h"
#include "core/workspace/training_session.h"

namespace qstore {

/// The points that a training is to learn from, and what of them it is to predict.
struct StreamRequest {
    std::string store;  ///< "local", or a connection's name
    std::string collection;
    std::optional<Filter> filter;
    std::string target;  ///< a field of the payload; empty: as when the workspace pushed there
};

/// A collection that was read once, for a training.
struct OpenedStream {
    std::shared_ptr<VectorStore> store;
    StreamRequest request;  ///< with its target
    PointIndex index;
};

/// Reads ids and targets. NotFound for a collection that is not there, InvalidArgument where nothing says
/// which field is the target, else what readPointIndex() says.
QSTORE_EXPORT Result<OpenedStream> openStream(std::shared_ptr<VectorStore> store, StreamRequest request,
                                              const Workspace& workspace, const RunControl& control = {});

/// Chooses a model by a few rows that stand for all.
using ModelChooser = std::function<Result<ModelChoice>(const Table& rows, Recipe recipe)>;
/// What is wrong with the real rows is said of these, not of the outline that stands for them.
QSTORE_EXPORT Result<ModelChoice> chooseForStream(const PointIndex& index, const Recipe& recipe,
                                                  const ModelChooser& choose);

/// Splits and fits by the order's recipe, and names the store in its configuration.
QSTORE_EXPORT Status attachStream(OpenedStream opened, TrainingOrder& order,
                                  const RunControl& control = {});

}  // namespace qstore
