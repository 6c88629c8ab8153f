// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QWidget>
#include <memory>

#include "core/workspace/training_session.h"
#include "ui/stores/newest_work.h"

class QSpinBox;
class QTreeWidget;
class QTreeWidgetItem;
class QLabel;

namespace qstore {
class StreamedPoints;
}

namespace qstore::ui {

/// The real values of one row on their way through the model:
/// raw → prepared → angles → state → expectation → output → loss → gradient, in groups that fold.
class RowTraceView : public QWidget {
    Q_OBJECT
public:
    explicit RowTraceView(QWidget* parent = nullptr);
    /// `points`: the rows of a training that streams them; a row is fetched when it is looked at. Where a
    /// streamed run was opened without them, the view says why there is none.
    void setTraining(std::shared_ptr<TrainingSession> training,
                     std::shared_ptr<StreamedPoints> points = nullptr);
    /// There are rows to look at.
    bool isReady() const { return m_rows > 0; }
    /// Scrolls to the section that belongs to a step of the pipeline strip.
    void showStep(const QString& step);

private:
    void refresh();
    void addSection(const QString& title, const QString& hint);
    void addValue(const QString& label, const QString& value);
    void fetch();
    /// One row with where it came from; `matrix` holds it prepared, as its row `index`.
    struct Row {
        const Table& table;
        std::size_t tableRow;
        const FeatureMatrix& matrix;
        std::size_t index;
    };
    Status fill(const Row& row);

    std::shared_ptr<TrainingSession> m_training;
    std::shared_ptr<StreamedPoints> m_points;
    std::size_t m_rows = 0;
    QSpinBox* m_row;
    QLabel* m_message;
    QTreeWidget* m_values;
    QTreeWidgetItem* m_section = nullptr;
    QSet<QString> m_folded;  ///< titles a person has folded; they stay so for the next row
    NewestWork m_fetching;
};

}  // namespace qstore::ui
