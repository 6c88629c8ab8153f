// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/live_state.h"

#include <QTest>
#include <cmath>

#include "core/circuit/qasm.h"

using namespace qstore;
using namespace qstore::ui;

class LiveStateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whetherSomethingFollowsAMeasurement_data() {
        QTest::addColumn<QString>("body");
        QTest::addColumn<bool>("onTheWay");
        QTest::newRow("none") << QStringLiteral("h q[0]; cx q[0], q[1];") << false;
        QTest::newRow("closing") << QStringLiteral(
                                        "h q[0]; c[0] = measure q[0]; h q[1]; c[1] = measure q[1];")
                                 << false;
        QTest::newRow("barrier after it") << QStringLiteral("c[0] = measure q[0]; barrier q;") << false;
        QTest::newRow("gate after it") << QStringLiteral("c[0] = measure q[0]; h q[0];") << true;
        QTest::newRow("control after it") << QStringLiteral("c[0] = measure q[0]; cx q[0], q[1];") << true;
        QTest::newRow("measured twice")
            << QStringLiteral("c[0] = measure q[0]; c[1] = measure q[0];") << true;
        QTest::newRow("reset") << QStringLiteral("reset q[0];") << true;
        QTest::newRow("condition") << QStringLiteral("c[0] = measure q[0]; if (c[0] == 1) x q[1];") << true;
    }
    void whetherSomethingFollowsAMeasurement() {
        QFETCH(QString, body);
        QFETCH(bool, onTheWay);
        QCOMPARE(measuresOnTheWay(circuit(body)), onTheWay);
    }

    void closingMeasurementsLeaveTheStatePure() {
        LiveState live;
        live.setCircuit(circuit(QStringLiteral("h q[0]; cx q[0], q[1]; c = measure q;")));
        QTRY_VERIFY(live.state().has_value());
        QVERIFY(!live.ensemble().has_value());
        QVERIFY(std::abs(live.state()->probabilities()[3] - 0.5) < 1e-12);
    }

    void aMeasurementOnTheWayShowsTheMixtureOfItsOutcomes() {
        LiveState live;
        live.setCircuit(circuit(QStringLiteral("h q[0]; c[0] = measure q[0]; if (c[0] == 1) x q[1];")));
        QTRY_VERIFY(live.ensemble().has_value());
        QVERIFY(!live.state().has_value());
        QVERIFY(live.note().isEmpty());
        QCOMPARE(live.ensemble()->branches, std::size_t{2});
        const std::vector<double> expected{0.5, 0.0, 0.0, 0.5};
        for (std::size_t i = 0; i < expected.size(); ++i)
            QVERIFY(std::abs(live.ensemble()->probabilities[i] - expected[i]) < 1e-12);
        live.setCircuit(circuit(QStringLiteral("x q[0];")));
        QTRY_VERIFY(live.state().has_value());
        QVERIFY(!live.ensemble().has_value());
    }

    void weightsAndColumnsAreBoundInAMixtureToo() {
        const auto read = readQasm(
            "OPENQASM 3.0; include \"stdgates.inc\"; @qstore.role column\ninput float[64] x0;"
            "qubit[1] q; bit[2] c; ry(x0) q[0]; c[0] = measure q[0]; x q[0];");
        QVERIFY2(read.has_value(), read ? "" : read.error().message.c_str());
        const auto preview = previewCircuit(*read, {{"x0", 1.2}});
        QVERIFY(preview.has_value() && preview->ensemble.has_value());
        const double flipped = std::sin(0.6) * std::sin(0.6);
        QVERIFY(std::abs(preview->ensemble->probabilities[0] - flipped) < 1e-12);
    }

    void whatIsTooLargeSaysWhy() {
        QString many;
        for (int i = 0; i < 10; ++i) many += QStringLiteral("h q[0]; c[0] = measure q[0];");
        many += QStringLiteral("h q[0];");
        LiveState live;
        live.setCircuit(circuit(many));
        QTRY_VERIFY(live.note().contains(QStringLiteral("512")));
        QVERIFY(!live.ensemble().has_value());
        const auto wide = readQasm("OPENQASM 3.0; qubit[13] q; reset q[0];");
        QVERIFY(wide.has_value());
        QCOMPARE(previewCircuit(*wide, {}).error().code, ErrorCode::ResourceExhausted);
    }

private:
    static Circuit circuit(const QString& body) {
        return readQasm("OPENQASM 3.0; include \"stdgates.inc\"; qubit[2] q; bit[2] c; " +
                        body.toStdString())
            .value();
    }
};

QTEST_GUILESS_MAIN(LiveStateTest)
#include "live_state_test.moc"
