// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>
#include <map>
#include <memory>
#include <optional>

#include "core/data/recipe.h"
#include "core/data/table.h"
#include "ui/controllers/background_job.h"

namespace qstore::ui {

/// Feature names after preparation, and a prepared row to show a circuit with: the first of the training
/// part or, for a table that cannot be split, of the table.
struct PreparedColumns {
    QStringList names;
    std::map<std::string, double> firstRow;
    bool trainingRow = true;
    QString problem;  ///< why there are no names
};

/// Splits a table and fits its recipe on a thread of its own, for the columns that a circuit is offered.
/// Only the newest request is answered: what it replaces is stopped after the step it is in.
class ColumnPreparation : public QObject {
    Q_OBJECT
public:
    explicit ColumnPreparation(QObject* parent = nullptr) : QObject(parent) {}

    /// Without a table the answer is empty, and comes at once.
    /// With `amplitudes` the angles of amplitude encoding are among the values of the row.
    void prepare(std::shared_ptr<const Table> table, const Recipe& recipe, bool amplitudes = false);
    bool isBusy() const { return m_job.isRunning(); }

Q_SIGNALS:
    void started();
    void finished(const qstore::ui::PreparedColumns& columns);
    void failed(const qstore::Error& error);

private:
    struct Request {
        std::shared_ptr<const Table> table;
        Recipe recipe;
        bool amplitudes = false;
    };
    void launch();
    void answer(const Result<PreparedColumns>& columns);

    std::optional<Request> m_next;
    BackgroundJob m_job;
};

/// The work itself; Cancelled when `stop` was asked for between two steps.
Result<PreparedColumns> preparedColumns(const Table& table, const Recipe& recipe,
                                        const std::stop_token& stop = {}, bool amplitudes = false);

}  // namespace qstore::ui
