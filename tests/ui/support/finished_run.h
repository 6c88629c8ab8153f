// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/samples.h"
#include "core/workspace/training_session.h"
#include "ui/data/import_dialog.h"

namespace qstore::ui {

/// The id of a run on the iris sample that has finished after one epoch; the dataset is stored as "iris".
inline Result<std::string> finishedRun(const std::shared_ptr<Workspace>& workspace) {
    QSTORE_TRY(const Table table, loadSample("iris"));
    const Recipe recipe = guessedRecipe(table);
    QSTORE_CHECK(workspace->saveDataset("iris", table, "sample", recipe));
    TrainingOrder order;
    order.dataset = "iris";
    QSTORE_TRY(order.choice, chooseModel(table, recipe));
    order.config.epochs = 1;
    QSTORE_TRY(const auto training, TrainingSession::start(workspace, std::move(order)));
    QSTORE_CHECK(training->execute(nullptr, {}, [] { return RunState::Cancelled; }));
    return training->runId();
}

}  // namespace qstore::ui
