// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVector>
#include <QWidget>
#include <vector>

class QCustomPlot;
class QCPItemText;
class QCPItemTracer;
class QCPItemStraightLine;
class QLabel;

namespace qstore::ui {

/// A live line chart over epochs: named series with labels at their ends, a crosshair with values, an
/// optional horizontal reference, CSV of what is shown.
class CurveChart : public QWidget {
    Q_OBJECT
public:
    CurveChart(const QString& title, const QString& valueAxis, QWidget* parent = nullptr);

    void setSeriesNames(const QStringList& names);
    void setSeries(int index, const QVector<double>& epochs, const QVector<double>& values);
    /// A dashed line with a label, for a baseline; NaN removes it.
    void setReference(double value, const QString& label);
    /// Values are fractions: 0 … 1 drawn as 0 … 100 %.
    void setPercent(bool percent) { m_percent = percent; }
    void setLogarithmic(bool on);
    void refresh();
    QString toCsv() const;
    QSize minimumSizeHint() const override { return {220, 160}; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void applyPalette();
    void showValuesAt(double pixelX);
    void placeEndLabels();

    QCustomPlot* m_plot;
    QLabel* m_values;
    QString m_title;
    QStringList m_names;
    std::vector<QCPItemText*> m_endLabels;
    QCPItemStraightLine* m_reference = nullptr;
    QCPItemText* m_referenceLabel = nullptr;
    QCPItemStraightLine* m_crosshair = nullptr;
    double m_referenceValue;
    bool m_percent = false;
};

}  // namespace qstore::ui
