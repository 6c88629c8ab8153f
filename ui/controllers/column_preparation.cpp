// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/column_preparation.h"

#include <utility>

#include "ui/controllers/workspace_session.h"

namespace qstore::ui {

Result<PreparedColumns> preparedColumns(const Table& table, const Recipe& recipe,
                                        const std::stop_token& stop) {
    QSTORE_TRY(const Split split, splitRows(table, recipe));
    if (stop.stop_requested()) return cancelled();
    QSTORE_TRY(const FittedRecipe fitted, FittedRecipe::fit(table, recipe, split.train));
    if (stop.stop_requested()) return cancelled();
    PreparedColumns columns;
    for (const std::string& name : fitted.featureNames()) columns.names.append(toQt(name));
    if (split.train.empty()) return columns;
    QSTORE_TRY(const FeatureMatrix row, fitted.apply(table, {split.train.front()}, false));
    for (std::size_t i = 0; i < row.names.size() && row.rows > 0; ++i)
        columns.firstRow[row.names[i]] = row.row(0)[i];
    return columns;
}

void ColumnPreparation::prepare(std::shared_ptr<const Table> table, const Recipe& recipe) {
    m_next = Request{std::move(table), recipe};
    if (m_job.isRunning())
        m_job.requestStop();  // its end launches what is wanted now
    else
        launch();
}

void ColumnPreparation::launch() {
    const Request request = std::move(*std::exchange(m_next, std::nullopt));
    if (request.table == nullptr) {
        Q_EMIT finished({});
        return;
    }
    Q_EMIT started();
    m_job.start([this, request](const std::stop_token& stop) -> BackgroundJob::Completion {
        auto columns = preparedColumns(*request.table, request.recipe, stop);
        return [this, columns = std::move(columns)] { answer(columns); };
    });
}

void ColumnPreparation::answer(const Result<PreparedColumns>& columns) {
    if (m_next) return launch();
    if (columns) {
        Q_EMIT finished(*columns);
    } else {
        Q_EMIT finished({});
        Q_EMIT failed(columns.error());
    }
}

}  // namespace qstore::ui
