// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/live_state.h"

#include <QSignalSpy>
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

    /// RX(θ)|0⟩ is found as 1 with probability sin²(θ/2): for a number, and for a weight's value.
    void aSliderMovesWithoutCompiling() {
        PlanCache plans;
        LiveState live(&plans);
        const double angles[] = {0.3, 1.1, 2.9, -0.7, 0.0};
        for (const double angle : angles) {
            live.setCircuit(circuit(QStringLiteral("h q[1]; rx(%1) q[0];").arg(angle)));
            QSignalSpy updated(&live, &LiveState::updated);
            QTRY_COMPARE(updated.count(), 1);
            const double one = std::pow(std::sin(angle / 2), 2);
            QVERIFY(std::abs(live.state()->probabilities()[1] - one / 2) < 1e-12);
            QVERIFY(std::abs(live.state()->probabilities()[3] - one / 2) < 1e-12);
        }
        QCOMPARE(plans.statistics().misses, std::uint64_t{1});
        QCOMPARE(plans.statistics().hits, std::uint64_t{4});
        for (const double angle : angles) {
            const auto preview = previewCircuit(withWeight(angle), {}, &plans);
            QVERIFY(preview.has_value() && preview->state.has_value());
            QVERIFY(std::abs(preview->state->probabilities()[1] - std::pow(std::sin(angle / 2), 2)) <
                    1e-12);
        }
        QCOMPARE(plans.statistics().misses, std::uint64_t{2});
        QCOMPARE(plans.statistics().hits, std::uint64_t{8});
    }

    void columnsWeightsAndNumbersFindTheirPlaces() {
        const auto read = readQasm(
            "OPENQASM 3.0; include \"stdgates.inc\"; input float[64] w;\n@qstore.role column\n"
            "input float[64] x0; input float[64] w2;\n"
            "qubit[4] q; ry(0.4) q[0]; ry(w2) q[1]; ry(x0) q[2]; ry(w) q[3];");
        QVERIFY2(read.has_value(), read ? "" : read.error().message.c_str());
        CircuitParts parts = read->parts();
        for (Parameter& parameter : parts.parameters) {
            if (parameter.name == "w") parameter.value = 1.9;
            if (parameter.name == "w2") parameter.value = 0.8;
        }
        PlanCache plans;
        const auto preview = previewCircuit(Circuit::of(std::move(parts)), {{"x0", 1.3}}, &plans);
        QVERIFY(preview.has_value() && preview->state.has_value());
        const double angles[] = {0.4, 0.8, 1.3, 1.9};
        for (std::size_t qubit = 0; qubit < 4; ++qubit)
            QVERIFY(std::abs(preview->state->expectation(PauliSum::z(qubit)) - std::cos(angles[qubit])) <
                    1e-12);
    }

private:
    static Circuit withWeight(double value) {
        CircuitParts parts;
        parts.qubits = 1;
        parts.parameters = {{"w", ParameterRole::Trainable, value, ""}};
        parts.operations = {Operation::gateOn("rx", {0}, {Angle::symbol("w")})};
        return Circuit::of(std::move(parts));
    }
    static Circuit circuit(const QString& body) {
        return readQasm("OPENQASM 3.0; include \"stdgates.inc\"; qubit[2] q; bit[2] c; " +
                        body.toStdString())
            .value();
    }
};

QTEST_GUILESS_MAIN(LiveStateTest)
#include "live_state_test.moc"
