// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/live_state.h"

#include <algorithm>
#include <set>

#include "core/circuit/circuit_structure.h"
#include "ui/controllers/workspace_session.h"

namespace qstore::ui {
namespace {

/// Beyond, numbers stay in the circuit: looking up so many names would cost more than compiling.
constexpr std::size_t mostNumbers = 1000;

/// By name, in the order of declaration.
using Values = std::vector<std::pair<std::string, double>>;

Result<Values> valuesOf(const Circuit& circuit, const std::map<std::string, double>& inputs) {
    Values values;
    for (const Parameter& parameter : circuit.parameters()) {
        double value = parameter.value.value_or(0.0);
        if (parameter.role == ParameterRole::Column) {
            const auto found = inputs.find(parameter.column);
            if (found == inputs.end())
                return fail(ErrorCode::NotFound, "there is no value for the column " + parameter.column,
                            "choose a dataset that has it, or bind the angle to another column");
            value = found->second;
        }
        values.emplace_back(parameter.name, value);
    }
    return values;
}

Result<Circuit> withoutMeasurements(const Circuit& circuit) {
    CircuitParts parts = circuit.parts();
    std::erase_if(parts.operations,
                  [](const Operation& operation) { return operation.kind == OperationKind::Measure; });
    return Circuit::create(std::move(parts));
}

/// One plan serves every value and every number, so that a slider moves without compiling.
Result<State> stateOf(const Circuit& circuit, const Values& values, PlanCache* plans,
                      const RunControl& control) {
    const LiftedCircuit lifted = liftNumbers(circuit, mostNumbers);
    QSTORE_TRY(const auto plan, compileThrough(plans, lifted.circuit));
    std::vector<double> weights;
    std::vector<double> inputs;
    for (std::size_t index = 0; index < values.size(); ++index) {
        const bool isColumn = circuit.parameters()[index].role == ParameterRole::Column;
        (isColumn ? inputs : weights).push_back(values[index].second);
    }
    for (const auto& [name, number] : lifted.numbers) weights.push_back(number);
    return plan->run(weights, inputs, control);
}

}  // namespace

Result<Circuit> boundForRun(const Circuit& circuit, const std::map<std::string, double>& inputs) {
    QSTORE_TRY(const Values values, valuesOf(circuit, inputs));
    return circuit.bound(values);
}

bool measuresOnTheWay(const Circuit& circuit) {
    std::set<Qubit> measured;
    const auto touches = [&measured](Qubit qubit) { return measured.count(qubit) > 0; };
    for (const Operation& operation : circuit.operations()) {
        if (operation.kind == OperationKind::Barrier) continue;
        if (operation.kind == OperationKind::Reset || !operation.conditions.empty() ||
            std::any_of(operation.targets.begin(), operation.targets.end(), touches) ||
            std::any_of(operation.controls.begin(), operation.controls.end(),
                        [&](const Control& control) { return touches(control.qubit); }))
            return true;
        if (operation.kind == OperationKind::Measure)
            measured.insert(operation.targets.begin(), operation.targets.end());
    }
    return false;
}

Result<CircuitPreview> previewCircuit(const Circuit& circuit, const std::map<std::string, double>& inputs,
                                      PlanCache* plans, const RunControl& control) {
    CircuitPreview preview;
    QSTORE_TRY(const Values values, valuesOf(circuit, inputs));
    if (!measuresOnTheWay(circuit)) {
        QSTORE_TRY(const Circuit plain, withoutMeasurements(circuit));
        QSTORE_TRY(preview.state, stateOf(plain, values, plans, control));
        return preview;
    }
    if (circuit.qubits() > LiveState::maxMixedQubits)
        return fail(ErrorCode::ResourceExhausted,
                    "this circuit of " + std::to_string(circuit.qubits()) +
                        " qubits measures or resets on the way, so it has no single state",
                    "the mixture of its outcomes is shown up to " +
                        std::to_string(LiveState::maxMixedQubits) + " qubits");
    QSTORE_TRY(const Circuit bound, circuit.bound(values));
    QSTORE_TRY(preview.ensemble, simulateEnsemble(bound, LiveState::maxBranches, control));
    return preview;
}

LiveState::LiveState(PlanCache* plans, QObject* parent) : QObject(parent), m_plans(plans) {
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &LiveState::compute);
    connect(&m_job, &BackgroundJob::runningChanged, this, &LiveState::busyChanged);
    connect(&m_job, &BackgroundJob::failed, this,
            [this](const Error& error) { accept(tl::unexpected<Error>(error)); });
}

void LiveState::setCircuit(const Circuit& circuit) {
    m_circuit = circuit;
    m_soon.start();
}

void LiveState::setInputs(LiveInputs inputs) {
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
    if (const QString why = whyNoInputs(); !why.isEmpty()) {
        show({}, why);
        return;
    }
    if (m_circuit.qubits() <= inlineQubits && !measuresOnTheWay(m_circuit)) {
        accept(previewCircuit(m_circuit, m_inputs.values, m_plans));
        return;
    }
    m_job.start([this, plans = m_plans, circuit = m_circuit,
                 inputs = m_inputs.values](std::stop_token stop) -> BackgroundJob::Completion {
        RunControl control;
        control.stop = std::move(stop);
        auto preview =
            std::make_shared<Result<CircuitPreview>>(previewCircuit(circuit, inputs, plans, control));
        return [this, preview] { accept(*preview); };
    });
}

void LiveState::accept(const Result<CircuitPreview>& preview) {
    if (!preview && preview.error().code == ErrorCode::Cancelled) return;
    if (preview)
        show(*preview, {});
    else
        show({}, tr("%1. %2").arg(toQt(preview.error().message), toQt(preview.error().hint)));
}

void LiveState::show(CircuitPreview preview, QString note) {
    m_state = std::move(preview.state);
    m_ensemble = std::move(preview.ensemble);
    m_note = std::move(note);
    Q_EMIT updated();
}

QString LiveState::whyNoInputs() const {
    const QStringList missing = missingColumns(m_circuit, m_inputs);
    if (missing.isEmpty()) return {};
    if (m_inputs.dataset.isEmpty())
        return tr("The circuit takes %1 from data: choose a dataset that has it to see the state.")
            .arg(missing.join(QStringLiteral(", ")));
    if (!m_inputs.problem.isEmpty()) return m_inputs.problem;
    return tr("The dataset %1 lacks %2, which the circuit takes from data. Choose another dataset, or "
              "bind these angles anew.")
        .arg(m_inputs.dataset, missing.join(QStringLiteral(", ")));
}

}  // namespace qstore::ui
