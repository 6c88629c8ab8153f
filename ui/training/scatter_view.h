// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

class QCPItemStraightLine;
class QCustomPlot;

namespace qstore::ui {

/// Predicted against true values of the test rows of a regression; on the diagonal they agree.
class ScatterView : public QWidget {
    Q_OBJECT
public:
    explicit ScatterView(QWidget* parent = nullptr);
    /// Both in the unit of the target, one a row.
    void setValues(const std::vector<double>& truth, const std::vector<double>& predicted,
                   const QString& target);

protected:
    void changeEvent(QEvent* event) override;

private:
    void applyPalette();
    QCustomPlot* m_plot;
    QCPItemStraightLine* m_diagonal;
};

}  // namespace qstore::ui
