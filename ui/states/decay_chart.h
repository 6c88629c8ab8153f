// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <array>
#include <vector>

#include "core/states/register_series.h"

class QCustomPlot;
class QCPItemStraightLine;
class QCPItemText;
class QLabel;
class QStackedWidget;
class QTableWidget;
class QToolButton;

namespace qstore::ui {

/// Purity, fidelity to the start and entropy of an idling register over time, labelled at their ends, with
/// a crosshair, a table of the same numbers and copies as CSV and SVG.
class DecayChart : public QWidget {
    Q_OBJECT
public:
    explicit DecayChart(QWidget* parent = nullptr);

    void setSeries(std::vector<RegisterPoint> points);
    /// In place of the curves, while there are none.
    void setNote(const QString& note);
    const std::vector<RegisterPoint>& series() const { return m_points; }
    QString toCsv() const;
    QByteArray toSvg();
    void showTable(bool on);

protected:
    void changeEvent(QEvent* event) override;

private:
    enum Curves { Purity, Fidelity, Entropy, CurveCount };
    static QString curveName(int curve);
    static std::optional<double> valueOf(const RegisterPoint& point, int curve);
    void buildHead();
    void buildPlot();
    void fillTable();
    void applyPalette();
    void placeLabels();
    void showValuesAt(double pixelX);

    QLabel* m_values = nullptr;
    QToolButton* m_more = nullptr;
    QAction* m_tableAction = nullptr;
    QStackedWidget* m_stack;
    QLabel* m_note;
    QCustomPlot* m_plot;
    QTableWidget* m_table;
    std::array<QCPItemText*, CurveCount> m_labels{};
    QCPItemStraightLine* m_crosshair = nullptr;
    std::vector<RegisterPoint> m_points;
};

}  // namespace qstore::ui
