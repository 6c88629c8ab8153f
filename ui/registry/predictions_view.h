// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <memory>

#include "ui/registry/prediction_job.h"

class QLabel;
class QPushButton;
class QTableView;

namespace qstore::ui {

/// Predictions of a file in the window: a sentence, every row with truth and prediction, and what to do
/// with them.
class PredictionsView : public QWidget {
    Q_OBJECT
public:
    explicit PredictionsView(QWidget* parent = nullptr);
    void setPredictions(std::shared_ptr<const FilePredictions> predictions, const QString& model,
                        const QString& file);
    std::shared_ptr<const FilePredictions> predictions() const { return m_predictions; }
    QPushButton* saveButton() const { return m_save; }

Q_SIGNALS:
    void saveRequested();
    void closed();

private:
    std::shared_ptr<const FilePredictions> m_predictions;
    QLabel* m_summary;
    QTableView* m_view;
    QPushButton* m_save;
};

}  // namespace qstore::ui
