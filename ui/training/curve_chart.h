// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVector>
#include <QWidget>
#include <memory>
#include <vector>

class QCustomPlot;
class QCPErrorBars;
class QCPItemText;
class QCPItemStraightLine;
class QLabel;
class QMenu;
class QStackedWidget;
class QToolButton;

namespace qstore::ui {

class CurveTableModel;
struct CurveColumn;
class ElidedLabel;

/// A live line chart over epochs: named series with labels at their ends, a crosshair with values, an
/// optional horizontal reference; the same numbers as a table, as CSV and as a picture. Says in a sentence
/// what will be seen while there is nothing.
class CurveChart : public QWidget {
    Q_OBJECT
public:
    CurveChart(const QString& title, const QString& valueAxis, QWidget* parent = nullptr);
    ~CurveChart() override;

    void setTitle(const QString& title, const QString& valueAxis);
    void setSeriesNames(const QStringList& names);
    void setSeries(int index, const QVector<double>& epochs, const QVector<double>& values);
    /// Standard errors of a series' points, drawn as bars; empty = none.
    void setErrors(int index, const QVector<double>& errors);
    /// What stands in the table and the CSV beside the series.
    void setExtraColumns(std::vector<CurveColumn> columns);
    /// A dashed line with a label, for a baseline; NaN removes it.
    void setReference(double value, const QString& label);
    /// Values are fractions: 0 … 1 drawn as 0 … 100 %.
    void setPercent(bool percent) { m_percent = percent; }
    void setLogarithmic(bool on);
    void refresh();
    QString toCsv() const;
    QByteArray toSvg();
    bool isEmpty() const;
    bool tableShown() const;
    void showTable(bool on);
    /// Where the labels of series and reference stand, for those that are shown.
    std::vector<QRectF> labelAreas() const;
    QSize minimumSizeHint() const override { return {220, 160}; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildHead();
    void buildMenu();
    void applyPalette();
    void showValuesAt(double pixelX);
    void copyPicture();
    void placeLabels();
    void placeEndLabels();
    void placeReferenceLabel();
    double labelRoom() const;
    QString valueText(double value) const;

    QCustomPlot* m_plot;
    ElidedLabel* m_values;
    QLabel* m_heading;
    QToolButton* m_more;
    QMenu* m_menu;
    QAction* m_tableAction = nullptr;
    QStackedWidget* m_stack;
    CurveTableModel* m_table;
    QStringList m_names;
    std::vector<QCPItemText*> m_endLabels;
    std::vector<QCPErrorBars*> m_errors;
    QCPItemStraightLine* m_reference = nullptr;
    QCPItemText* m_referenceLabel = nullptr;
    QCPItemStraightLine* m_crosshair = nullptr;
    double m_referenceValue;
    bool m_percent = false;
};

}  // namespace qstore::ui
