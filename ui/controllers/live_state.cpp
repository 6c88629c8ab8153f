// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/live_state.h"

#include <algorithm>
#include <set>

#include "core/simulation/plan.h"
#include "ui/controllers/workspace_session.h"

namespace qstore::ui {
namespace {

/// The circuit without its closing measurements; fails if the state after it is not pure.
Result<Circuit> withoutMeasurements(const Circuit& circuit) {
    CircuitParts parts = circuit.parts();
    parts.operations.clear();
    std::set<Qubit> measured;
    for (const Operation& operation : circuit.operations()) {
        const auto touches = [&measured](Qubit qubit) { return measured.count(qubit) > 0; };
        const bool late = operation.kind != OperationKind::Barrier &&
                          (std::any_of(operation.targets.begin(), operation.targets.end(), touches) ||
                           std::any_of(operation.controls.begin(), operation.controls.end(),
                                       [&](const Control& control) { return touches(control.qubit); }));
        if (late || operation.kind == OperationKind::Reset || !operation.conditions.empty())
            return fail(ErrorCode::Unsupported,
                        "this circuit measures or resets on the way, so it has no single state",
                        "the views show circuits that measure at the end only");
        if (operation.kind == OperationKind::Measure) {
            measured.insert(operation.targets.begin(), operation.targets.end());
            continue;
        }
        parts.operations.push_back(operation);
    }
    return Circuit::create(std::move(parts));
}

}  // namespace

Result<State> previewState(const Circuit& circuit, const std::map<std::string, double>& inputs,
                           const RunControl& control) {
    QSTORE_TRY(const Circuit plain, withoutMeasurements(circuit));
    std::vector<std::pair<std::string, double>> values;
    for (const Parameter& parameter : plain.parameters()) {
        double value = parameter.value.value_or(0.0);
        if (parameter.role == ParameterRole::Column) {
            const auto found = inputs.find(parameter.column);
            value = found != inputs.end() ? found->second : 0.0;
        }
        values.emplace_back(parameter.name, value);
    }
    QSTORE_TRY(const Circuit bound, plain.bound(values));
    return simulate(bound, control);
}

LiveState::LiveState(QObject* parent) : QObject(parent) {
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &LiveState::compute);
    connect(&m_job, &BackgroundJob::runningChanged, this, &LiveState::busyChanged);
}

void LiveState::setCircuit(const Circuit& circuit) {
    m_circuit = circuit;
    m_soon.start();
}

void LiveState::setInputs(std::map<std::string, double> inputs) {
    m_inputs = std::move(inputs);
    m_soon.start();
}

void LiveState::compute() {
    m_job.cancelAndJoin();
    if (m_circuit.qubits() > maxQubits) {
        accept(fail(ErrorCode::ResourceExhausted,
                    "live state is off: the circuit has " + std::to_string(m_circuit.qubits()) + " qubits",
                    "it is shown up to " + std::to_string(maxQubits) +
                        "; training and runs are not limited by this"));
        return;
    }
    if (m_circuit.qubits() <= inlineQubits) {
        accept(previewState(m_circuit, m_inputs));
        return;
    }
    m_job.start(
        [this, circuit = m_circuit, inputs = m_inputs](std::stop_token stop) -> BackgroundJob::Completion {
            RunControl control;
            control.stop = std::move(stop);
            auto state = std::make_shared<Result<State>>(previewState(circuit, inputs, control));
            return [this, state] { accept(*state); };
        });
}

void LiveState::accept(const Result<State>& state) {
    if (!state && state.error().code == ErrorCode::Cancelled) return;
    m_state = state ? std::optional<State>(*state) : std::nullopt;
    m_note = state ? QString() : tr("%1. %2").arg(toQt(state.error().message), toQt(state.error().hint));
    Q_EMIT updated();
}

}  // namespace qstore::ui
