// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QWidget>
#include <memory>

#include "core/workspace/training_session.h"

class QSpinBox;
class QTreeWidget;
class QTreeWidgetItem;
class QLabel;

namespace qstore::ui {

/// The real values of one row on their way through the model:
/// raw → prepared → angles → state → expectation → output → loss → gradient, in groups that fold.
class RowTraceView : public QWidget {
    Q_OBJECT
public:
    explicit RowTraceView(QWidget* parent = nullptr);
    void setTraining(std::shared_ptr<TrainingSession> training);
    /// Scrolls to the section that belongs to a step of the pipeline strip.
    void showStep(const QString& step);

private:
    void refresh();
    void addSection(const QString& title, const QString& hint);
    void addValue(const QString& label, const QString& value);
    Status fill();

    std::shared_ptr<TrainingSession> m_training;
    QSpinBox* m_row;
    QLabel* m_message;
    QTreeWidget* m_values;
    QTreeWidgetItem* m_section = nullptr;
    QSet<QString> m_folded;  ///< titles a person has folded; they stay so for the next row
};

}  // namespace qstore::ui
