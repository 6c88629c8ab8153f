// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <memory>

#include "core/workspace/training_session.h"

class QSpinBox;
class QTableWidget;
class QLabel;

namespace qstore::ui {

/// The real values of one row on their way through the model:
/// raw → prepared → angles → state → expectation → output → loss → gradient.
class RowTraceView : public QWidget {
    Q_OBJECT
public:
    explicit RowTraceView(QWidget* parent = nullptr);
    void setTraining(std::shared_ptr<TrainingSession> training, std::shared_ptr<const Table> table);
    /// Scrolls to the section that belongs to a step of the pipeline strip.
    void showStep(const QString& step);

private:
    void refresh();
    void addSection(const QString& title, const QString& hint);
    void addValue(const QString& label, const QString& value);
    Status fill();

    std::shared_ptr<TrainingSession> m_training;
    std::shared_ptr<const Table> m_table;
    QSpinBox* m_row;
    QLabel* m_message;
    QTableWidget* m_values;
    std::vector<std::pair<QString, int>> m_sections;
};

}  // namespace qstore::ui
