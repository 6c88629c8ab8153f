// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

#include "core/backends/device.h"

class QCustomPlot;
class QLabel;
class QTableView;

namespace qstore::ui {

class HistoryModel;

/// Measurements of a device over time: a list to choose one to look at, and a chart of their medians where
/// there is more than one.
class CalibrationHistoryView : public QWidget {
    Q_OBJECT
public:
    explicit CalibrationHistoryView(QWidget* parent = nullptr);
    /// Newest first.
    void setHistory(const std::vector<Calibration>& history);
    /// Marks the one that is looked at; -1 for none of them.
    void setShown(int row);
    bool chartShown() const;

Q_SIGNALS:
    void chosen(int row);

protected:
    void changeEvent(QEvent* event) override;

private:
    void draw();
    void applyPalette();

    HistoryModel* m_model;
    QCustomPlot* m_plot;
    QLabel* m_sentence;
    QTableView* m_table;
    std::vector<Calibration> m_history;
};

}  // namespace qstore::ui
