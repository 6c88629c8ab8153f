// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/circuit/operation_text.h"

#include <QCoreApplication>
#include <QStringList>

#include "ui/circuit/circuit_edits.h"
#include "ui/support/core_texts.h"

namespace qstore::ui {
namespace {

QString translated(const char* text) {
    return QCoreApplication::translate("OperationText", text);
}

QString gateTitle(const Operation& operation) {
    if (const auto* info = std::get_if<const GateInfo*>(&operation.gate))
        return *info != nullptr ? coreText((*info)->title) : QString();
    return fromUtf8(std::get<std::shared_ptr<const GateDefinition>>(operation.gate)->name);
}

QString wireList(const Circuit& circuit, const std::vector<Qubit>& qubits) {
    QStringList names;
    for (const Qubit qubit : qubits) names.append(wireName(circuit, qubit));
    return names.join(QLatin1Char(' '));
}

QString kindTitle(const Operation& operation) {
    switch (operation.kind) {
        case OperationKind::Measure: return translated(QT_TRANSLATE_NOOP("OperationText", "Measurement"));
        case OperationKind::Reset: return translated(QT_TRANSLATE_NOOP("OperationText", "Reset"));
        case OperationKind::Barrier: return translated(QT_TRANSLATE_NOOP("OperationText", "Barrier"));
        case OperationKind::Gate: break;
    }
    QString title = gateTitle(operation);
    if (operation.controls.empty()) return title;
    return translated(QT_TRANSLATE_NOOP("OperationText", "Controlled %1")).arg(title);
}

}  // namespace

QString wireName(const Circuit& circuit, Qubit qubit) {
    const auto& registers = circuit.parts().qubitRegisters;
    if (registers.size() > 1 || (registers.size() == 1 && registers[0].name != "q")) {
        for (const Register& part : registers) {
            if (qubit >= part.start && qubit < part.start + part.size)
                return QStringLiteral("%1[%2]").arg(fromUtf8(part.name)).arg(qubit - part.start);
        }
    }
    return QStringLiteral("q%1").arg(qubit);
}

QString gateSymbol(const Operation& operation) {
    if (const auto* info = std::get_if<const GateInfo*>(&operation.gate))
        return *info != nullptr ? fromUtf8((*info)->symbol) : QString();
    return fromUtf8(std::get<std::shared_ptr<const GateDefinition>>(operation.gate)->name);
}

QString describeOperation(const Circuit& circuit, std::size_t index, std::size_t column) {
    const Operation& operation = circuit.operations()[index];
    QStringList parts = {kindTitle(operation)};
    for (const Control& control : operation.controls) {
        parts.append((control.onOne ? translated(QT_TRANSLATE_NOOP("OperationText", "control %1"))
                                    : translated(QT_TRANSLATE_NOOP("OperationText", "anti-control %1")))
                         .arg(wireName(circuit, control.qubit)));
    }
    const QString targets =
        operation.kind == OperationKind::Barrier && operation.targets.size() == circuit.qubits()
            ? translated(QT_TRANSLATE_NOOP("OperationText", "all qubits"))
            : wireList(circuit, operation.targets);
    if (!operation.targets.empty())
        parts.append(translated(QT_TRANSLATE_NOOP("OperationText", "target %1")).arg(targets));
    for (const Angle& angle : operation.angles)
        parts.append(
            translated(QT_TRANSLATE_NOOP("OperationText", "angle %1")).arg(fromUtf8(angle.toDisplay())));
    parts.append(translated(QT_TRANSLATE_NOOP("OperationText", "step %1")).arg(column + 1));
    return parts.join(QStringLiteral(", "));
}

QString describeMetrics(const CircuitMetrics& metrics) {
    const auto count = [](const char* text, std::size_t n) {
        return QCoreApplication::translate("OperationText", text, nullptr, static_cast<int>(n));
    };
    QStringList parts = {
        count(QT_TRANSLATE_N_NOOP("OperationText", "%n qubit(s)"), metrics.qubits),
        translated(QT_TRANSLATE_NOOP("OperationText", "depth %1")).arg(metrics.depth),
        count(QT_TRANSLATE_N_NOOP("OperationText", "%n gate(s)"), metrics.gates),
        translated(QT_TRANSLATE_NOOP("OperationText", "%1 two-qubit")).arg(metrics.twoQubitGates),
    };
    if (metrics.trainable > 0)
        parts.append(translated(QT_TRANSLATE_NOOP("OperationText", "%1 trainable")).arg(metrics.trainable));
    if (metrics.frozen > 0)
        parts.append(translated(QT_TRANSLATE_NOOP("OperationText", "%1 frozen")).arg(metrics.frozen));
    if (metrics.columns > 0)
        parts.append(translated(QT_TRANSLATE_NOOP("OperationText", "%1 from data")).arg(metrics.columns));
    if (metrics.measurements > 0)
        parts.append(
            count(QT_TRANSLATE_N_NOOP("OperationText", "%n measurement(s)"), metrics.measurements));
    return parts.join(QStringLiteral(" · "));
}

}  // namespace qstore::ui
