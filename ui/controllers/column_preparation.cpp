// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/column_preparation.h"

#include <numeric>
#include <utility>

#include "ui/controllers/workspace_session.h"

namespace qstore::ui {

namespace {

/// Adds the values of one row as this recipe makes them, and their names where `named`.
Status addRow(PreparedColumns& columns, const Table& table, const Recipe& recipe,
              const std::vector<std::size_t>& rows, bool named) {
    QSTORE_TRY(const FittedRecipe fitted, FittedRecipe::fit(table, recipe, rows));
    for (const std::string& name : fitted.featureNames()) {
        if (named) columns.names.append(toQt(name));
    }
    if (rows.empty()) return {};
    QSTORE_TRY(const FeatureMatrix row, fitted.apply(table, {rows.front()}, false));
    for (std::size_t i = 0; i < row.names.size() && row.rows > 0; ++i)
        columns.firstRow[row.names[i]] = row.row(0)[i];
    return {};
}

}  // namespace

Result<PreparedColumns> preparedColumns(const Table& table, const Recipe& recipe,
                                        const std::stop_token& stop, bool amplitudes) {
    PreparedColumns columns;
    std::vector<std::size_t> rows;
    // A table that cannot be trained on, of one class say, still has columns to draw with.
    if (const auto split = splitRows(table, recipe)) {
        rows = split->train;
    } else {
        columns.trainingRow = false;
        rows.resize(table.rows());
        std::iota(rows.begin(), rows.end(), std::size_t{0});
    }
    if (stop.stop_requested()) return cancelled();
    Recipe plain = recipe;
    plain.amplitude = false;
    if (!columns.trainingRow) {  // the target is what is wrong, and the features do without it
        for (auto& [name, column] : plain.columns) {
            if (column.role == ColumnRole::Target) column.role = ColumnRole::Ignored;
        }
    }
    QSTORE_CHECK(addRow(columns, table, plain, rows, true));
    if (stop.stop_requested()) return cancelled();
    if (amplitudes) {
        plain.amplitude = true;
        QSTORE_CHECK(addRow(columns, table, plain, rows, false));
    }
    return columns;
}

void ColumnPreparation::prepare(std::shared_ptr<const Table> table, const Recipe& recipe, bool amplitudes) {
    m_next = Request{std::move(table), recipe, amplitudes};
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
        auto columns = preparedColumns(*request.table, request.recipe, stop, request.amplitudes);
        return [this, columns = std::move(columns)] { answer(columns); };
    });
}

void ColumnPreparation::answer(const Result<PreparedColumns>& columns) {
    if (m_next) return launch();
    if (columns) {
        Q_EMIT finished(*columns);
    } else {
        PreparedColumns none;
        none.problem = toQt(columns.error().message);
        Q_EMIT finished(none);
        Q_EMIT failed(columns.error());
    }
}

}  // namespace qstore::ui
