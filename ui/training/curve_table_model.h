// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <functional>

class QCustomPlot;

namespace qstore::ui {

/// What a chart draws, as rows: epoch, then one column a series.
class CurveTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit CurveTableModel(const QCustomPlot& plot, QObject* parent = nullptr)
        : QAbstractTableModel(parent), m_plot(plot) {}
    void setNames(const QStringList& names);
    /// Takes over what the plot holds now; rows that were added at the end keep the view where it is.
    void follow();

    int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : m_rows; }
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const QCustomPlot& m_plot;
    QStringList m_names;
    int m_rows = 0;
};

}  // namespace qstore::ui
