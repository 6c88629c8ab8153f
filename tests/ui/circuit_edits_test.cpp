// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/circuit/circuit_edits.h"

#include <QTest>
#include <numbers>

using namespace qstore;
using namespace qstore::ui;

namespace {

Circuit wires(std::size_t qubits) {
    CircuitParts parts;
    parts.qubits = qubits;
    return Circuit::of(std::move(parts));
}

Circuit with(std::size_t qubits, std::vector<Operation> operations) {
    CircuitParts parts;
    parts.qubits = qubits;
    parts.operations = std::move(operations);
    return Circuit::of(std::move(parts));
}

}  // namespace

class CircuitEditsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void gateGoesBeforeWhatIsInTheSlot() {
        const Circuit before = with(1, {Operation::gateOn("h", {0}), Operation::gateOn("z", {0})});
        const auto edit = insertItem(before, "x", {1, 0});
        QVERIFY(edit);
        QCOMPARE(gateName(edit->circuit.operations()[0]), std::string("h"));
        QCOMPARE(gateName(edit->circuit.operations()[1]), std::string("x"));
        QCOMPARE(gateName(edit->circuit.operations()[2]), std::string("z"));
        QCOMPARE(edit->touched, std::vector<std::size_t>{1});
        QCOMPARE(before.operations().size(), std::size_t{2});
    }

    void dropBelowTheLastWireAddsQubits() {
        const auto edit = insertItem(wires(2), "cx", {0, 1});
        QVERIFY(edit);
        QCOMPARE(edit->circuit.qubits(), std::size_t{3});
        const Operation& operation = edit->circuit.operations()[0];
        QCOMPARE(operation.controls[0].qubit, Qubit{1});
        QCOMPARE(operation.targets[0], Qubit{2});
    }

    void farBelowIsRefusedAndUnknownGatesToo() {
        const auto far = insertItem(wires(2), "h", {0, 3});
        QVERIFY(!far);
        QVERIFY(far.error().message.find('3') != std::string::npos);
        QVERIFY(!insertItem(wires(2), "hadamart", {0, 0}));
    }

    void controlJoinsTheNearestGateOfItsColumn() {
        const auto bell = insertItem(with(3, {Operation::gateOn("x", {1})}), antiControlItem, {0, 2});
        QVERIFY(bell);
        QCOMPARE(bell->circuit.operations()[0].controls, (std::vector<Control>{{2, false}}));
        QVERIFY(!insertItem(wires(2), controlItem, {0, 0}));
        QVERIFY(
            !insertItem(with(2, {Operation::gateOn("x", {1})}), controlItem, {0, 1}));  // its own target
    }

    void measurementMakesItsBit() {
        const auto edit = insertItem(wires(3), measureItem, {0, 2});
        QVERIFY(edit);
        QCOMPARE(edit->circuit.bits(), std::size_t{3});
    }

    void moveRightPassesTheNextGate() {
        const Circuit circuit = with(1, {Operation::gateOn("h", {0}), Operation::gateOn("x", {0})});
        const auto edit = moveOperations(circuit, {0}, 1, 0);
        QVERIFY(edit);
        QCOMPARE(gateName(edit->circuit.operations()[0]), std::string("x"));
        QCOMPARE(edit->touched, std::vector<std::size_t>{1});
        const auto back = moveOperations(edit->circuit, {1}, -1, 0);
        QVERIFY(back);
        QVERIFY(back->circuit == circuit);
    }

    void moveUpFromTheTopIsRefused() {
        QVERIFY(!moveOperations(with(2, {Operation::gateOn("h", {0})}), {0}, 0, -1));
        const auto down = moveOperations(with(2, {Operation::gateOn("h", {1})}), {0}, 0, 1);
        QVERIFY(down);
        QCOMPARE(down->circuit.qubits(), std::size_t{3});
    }

    void aColumnsNameBindsAndOtherNamesAreTrained() {
        const Circuit circuit = with(1, {Operation::gateOn("rx", {0}, {0.0})});
        const std::vector<std::string> columns = {"petal length", "width"};
        for (const char* text : {"petal length", "petal_length", "2*width + petal_length"}) {
            const auto edit = setAngle(circuit, 0, 0, text, columns);
            QVERIFY2(edit, text);
            for (const Parameter& parameter : edit->circuit.parameters()) {
                QVERIFY2(parameter.role == ParameterRole::Column, text);
                QVERIFY(parameter.column == "petal length" || parameter.column == "width");
            }
        }
        const auto both = setAngle(circuit, 0, 0, "width*w", columns);
        QVERIFY(both);
        QCOMPARE(both->circuit.findParameter("width")->column, std::string("width"));
        QVERIFY(both->circuit.findParameter("w")->role == ParameterRole::Trainable);
    }

    void deletingTheLastUseDropsTheParameter() {
        auto edit = setAngle(with(1, {Operation::gateOn("rx", {0}, {0.0})}), 0, 0, "2*alpha");
        QVERIFY(edit);
        QCOMPARE(edit->circuit.parameters().size(), std::size_t{1});
        QCOMPARE(edit->circuit.parameters()[0].name, std::string("alpha"));
        QVERIFY(edit->circuit.parameters()[0].role == ParameterRole::Trainable);
        const auto gone = deleteOperations(edit->circuit, {0});
        QVERIFY(gone);
        QVERIFY(gone->circuit.parameters().empty());
        QVERIFY(gone->circuit.operations().empty());
    }

    void angleErrorsSayWhat() {
        const Circuit circuit = with(1, {Operation::gateOn("rx", {0}, {0.0}), Operation::gateOn("h", {0})});
        QVERIFY(!setAngle(circuit, 0, 0, "2*(pi"));
        const auto none = setAngle(circuit, 1, 0, "pi");
        QVERIFY(!none);
        QVERIFY(none.error().message.find("h has no angle") != std::string::npos);
        QVERIFY(!setAngle(circuit, 9, 0, "pi"));
    }

    void trainableKeepsTheValue() {
        const auto edit = makeTrainable(with(1, {Operation::gateOn("ry", {0}, {0.75})}), 0, 0);
        QVERIFY(edit);
        QCOMPARE(edit->circuit.parameters()[0].value, std::optional<double>(0.75));
        QVERIFY(edit->circuit.operations()[0].angles[0].bareSymbol().has_value());
    }

    void oneColumnIsOneParameter() {
        const Circuit circuit =
            with(2, {Operation::gateOn("ry", {0}, {0.0}), Operation::gateOn("ry", {1}, {0.0})});
        auto edit = bindColumn(circuit, 0, 0, "petal length (cm)");
        QVERIFY(edit);
        edit = bindColumn(edit->circuit, 1, 0, "petal length (cm)");
        QVERIFY(edit);
        QCOMPARE(edit->circuit.parameters().size(), std::size_t{1});
        QCOMPARE(edit->circuit.parameters()[0].column, std::string("petal length (cm)"));
        QVERIFY(edit->circuit.parameters()[0].role == ParameterRole::Column);
        QVERIFY(!bindColumn(with(1, {Operation::gateOn("h", {0})}), 0, 0, "x"));
    }

    void fragmentKeepsShapeAndRenamesClashes() {
        const auto first = makeTrainable(with(2, {Operation::gateOn("ry", {1}, {0.5})}), 0, 0);
        QVERIFY(first);
        const auto copied = extractOperations(first->circuit, {0});
        QVERIFY(copied);
        QCOMPARE(copied->qubits(), std::size_t{1});
        const auto pasted = insertFragment(first->circuit, *copied, {5, 2});
        QVERIFY(pasted);
        QCOMPARE(pasted->circuit.qubits(), std::size_t{3});
        QCOMPARE(pasted->circuit.operations()[1].targets[0], Qubit{2});
        QCOMPARE(pasted->circuit.parameters().size(), std::size_t{1});  // same weight, shared
        const auto frozen =
            setParameterRole(first->circuit, first->circuit.parameters()[0].name, ParameterRole::Frozen);
        QVERIFY(frozen);
        const auto mixed = insertFragment(frozen->circuit, *copied, {5, 0});
        QVERIFY(mixed);
        QCOMPARE(mixed->circuit.parameters().size(), std::size_t{2});
    }

    void removingAQubitMovesTheOthersUp() {
        const auto edit =
            removeQubit(with(3, {Operation::gateOn("h", {0}), Operation::gateOn("x", {2})}), 0);
        QVERIFY(edit);
        QCOMPARE(edit->circuit.qubits(), std::size_t{2});
        QCOMPARE(edit->circuit.operations().size(), std::size_t{1});
        QCOMPARE(edit->circuit.operations()[0].targets[0], Qubit{1});
        QVERIFY(!removeQubit(wires(1), 0));
    }

    void renamingReachesEveryAngle() {
        auto edit = setAngle(with(1, {Operation::gateOn("rx", {0}, {0.0})}), 0, 0, "2*a");
        QVERIFY(edit);
        edit = renameParameter(edit->circuit, "a", "beta");
        QVERIFY(edit);
        QCOMPARE(edit->circuit.operations()[0].angles[0].symbols(), std::vector<std::string>{"beta"});
        QVERIFY(!renameParameter(edit->circuit, "a", "c"));
    }
};

QTEST_MAIN(CircuitEditsTest)
#include "circuit_edits_test.moc"
