// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/circuit/gate_inspector.h"

#include <QApplication>
#include <QScrollBar>
#include <QTableView>
#include <QTest>

#include "ui/circuit/circuit_canvas.h"
#include "ui/models/circuit_parameters_model.h"
#include "ui/support/theme.h"

using namespace qstore;
using namespace qstore::ui;

class GateInspectorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qobject_cast<QApplication*>(QCoreApplication::instance())); }

    /// Columns of iris, at the width the inspector has when the window is opened first: without a scroll
    /// bar, and with one.
    void aNameIsWholeBesideColumnsThatNeedLess_data() {
        QTest::addColumn<int>("angles");
        QTest::newRow("few") << 0;
        QTest::newRow("more than fit") << 60;
    }
    void aNameIsWholeBesideColumnsThatNeedLess() {
        QFETCH(int, angles);
        CircuitDocument document;
        CircuitCanvas canvas(document, m_theme);
        GateInspector inspector(canvas);
        inspector.resize(GateInspector::usualWidth, 700);
        inspector.show();
        const auto add = [&document](const auto& bind) {
            document.apply(insertItem(document.circuit(), "ry", {0, 0}), {});
            document.apply(bind(document.circuit(), document.touched().front()), {});
        };
        for (const char* column : {"sepal_length", "sepal_width", "petal_length", "petal_width"})
            add([column](const Circuit& circuit, std::size_t gate) {
                return bindColumn(circuit, gate, 0, column);
            });
        for (int i = 0; i < angles; ++i)
            add([](const Circuit& circuit, std::size_t gate) { return makeTrainable(circuit, gate, 0); });
        const auto* table = inspector.findChild<QTableView*>(QStringLiteral("parameterTable"));
        QCOMPARE(table->model()->rowCount(), 4 + angles);
        QVERIFY(QTest::qWaitForWindowExposed(&inspector));
        QTRY_COMPARE(table->verticalScrollBar()->isVisible(), angles > 0);
        const QAbstractItemView* view = table;
        const int needed = view->sizeHintForColumn(CircuitParametersModel::Name);
        QTRY_VERIFY(table->columnWidth(CircuitParametersModel::Name) >= needed);
        const int given = table->columnWidth(CircuitParametersModel::Name);
        QVERIFY2(needed > 80, qPrintable(QString::number(needed)));  // a name is measured, not a header
        QVERIFY2(given >= needed, qPrintable(QStringLiteral("%1 of %2 px").arg(given).arg(needed)));
    }

private:
    Theme m_theme;
};

QTEST_MAIN(GateInspectorTest)
#include "gate_inspector_test.moc"
