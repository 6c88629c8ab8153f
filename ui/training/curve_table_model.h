// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QStringList>
#include <QVector>
#include <vector>

class QCustomPlot;

namespace qstore::ui {

/// A column of the table that is not drawn, a value for each epoch of the first series; NaN = none.
struct CurveColumn {
    QString name;
    QVector<double> values;
};

/// What a chart draws, as rows: epoch, one column a series, then what is not drawn.
class CurveTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit CurveTableModel(const QCustomPlot& plot, QObject* parent = nullptr)
        : QAbstractTableModel(parent), m_plot(plot) {}
    void setNames(const QStringList& names);
    void setExtra(std::vector<CurveColumn> columns);
    const std::vector<CurveColumn>& extra() const { return m_extra; }
    /// Takes over what the plot holds now; rows that were added at the end keep the view where it is.
    void follow();

    int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : m_rows; }
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const QCustomPlot& m_plot;
    QStringList m_names;
    std::vector<CurveColumn> m_extra;
    int m_rows = 0;
};

}  // namespace qstore::ui
