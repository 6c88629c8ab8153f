// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/curve_chart.h"

#include <QTest>

using namespace qstore::ui;

class CurveChartTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itsTableTwinHoldsEveryValueAndLeavesGapsEmpty() {
        CurveChart chart(QStringLiteral("Loss"), QStringLiteral("mean loss"));
        chart.setSeriesNames({QStringLiteral("train"), QStringLiteral("validation")});
        chart.setSeries(0, {1, 2}, {0.5, 0.25});
        chart.setSeries(1, {2}, {0.75});
        chart.refresh();
        QCOMPARE(chart.toCsv(), QStringLiteral("epoch,train,validation\n1,0.5,\n2,0.25,0.75\n"));
    }

    void percentChartsShowFractionsAsPercent() {
        CurveChart chart(QStringLiteral("Accuracy"), QStringLiteral("rows right, %"));
        chart.setPercent(true);
        chart.setSeriesNames({QStringLiteral("train")});
        chart.setSeries(0, {1}, {0.5});
        QCOMPARE(chart.toCsv(), QStringLiteral("epoch,train\n1,50\n"));
    }
};

QTEST_MAIN(CurveChartTest)
#include "curve_chart_test.moc"
