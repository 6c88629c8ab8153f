// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/curve_chart.h"

#include <QTableView>
#include <QTest>

#include "ui/support/plot.h"

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
    /// Curves that end at one value, with a baseline at the same height.
    void labelsNeverStandOnEachOther() {
        CurveChart chart(QStringLiteral("Accuracy"), QStringLiteral("rows right, %"));
        chart.resize(420, 220);
        chart.setPercent(true);
        chart.setSeriesNames({QStringLiteral("training"), QStringLiteral("validation")});
        QVector<double> epochs, values;
        for (int i = 0; i <= 600; ++i) {
            epochs << i;
            values << 0.9 - 0.5 / (1 + i);
        }
        chart.setSeries(0, epochs, values);
        chart.setSeries(1, epochs, values);
        chart.setReference(0.9, QStringLiteral("Logistic regression, validation"));
        chart.show();
        chart.refresh();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        for (const QSize& size : {QSize(420, 220), QSize(640, 160)}) {
            chart.resize(size);
            chart.findChild<QCustomPlot*>()->replot(QCustomPlot::rpImmediateRefresh);
            const auto areas = chart.labelAreas();
            QCOMPARE(areas.size(), std::size_t{3});
            for (std::size_t i = 0; i < areas.size(); ++i) {
                for (std::size_t k = i + 1; k < areas.size(); ++k)
                    QVERIFY(!areas[i].adjusted(1, 1, -1, -1).intersects(areas[k].adjusted(1, 1, -1, -1)));
            }
        }
    }

    void theSameNumbersAreShownAsTableAndAsPicture() {
        CurveChart chart(QStringLiteral("Loss"), QStringLiteral("mean loss"));
        chart.setSeriesNames({QStringLiteral("training"), QStringLiteral("validation")});
        chart.refresh();
        QVERIFY(chart.isEmpty());
        chart.setSeries(0, {1, 2}, {0.5, 0.25});
        chart.setSeries(1, {2}, {0.75});
        chart.showTable(true);
        QVERIFY(chart.tableShown());
        const auto* model = chart.findChild<QTableView*>()->model();
        QCOMPARE(model->rowCount(), 2);
        QCOMPARE(model->index(0, 2).data().toString(), QStringLiteral("–"));
        QCOMPARE(model->index(1, 2).data().toString(), QStringLiteral("0.75"));
        QVERIFY(chart.toSvg().contains("<svg"));
        QVERIFY(chart.toSvg().contains("<polyline"));
    }
};

QTEST_MAIN(CurveChartTest)
#include "curve_chart_test.moc"
