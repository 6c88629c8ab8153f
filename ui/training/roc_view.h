// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

#include "core/learning/trainer.h"

class QChart;
class QChartView;

namespace qstore::ui {

/// Receiver operating characteristic of the test rows, one curve a class against the rest.
class RocView : public QWidget {
    Q_OBJECT
public:
    explicit RocView(QWidget* parent = nullptr);
    void setCurves(const std::vector<RocCurve>& curves);

protected:
    void changeEvent(QEvent* event) override;

private:
    void applyPalette();
    QChart* m_chart;
    QChartView* m_view;
};

}  // namespace qstore::ui
