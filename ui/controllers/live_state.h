// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <map>
#include <optional>
#include <string>

#include "core/circuit/circuit.h"
#include "core/simulation/ensemble.h"
#include "core/simulation/plan_cache.h"
#include "core/simulation/state.h"
#include "ui/controllers/background_job.h"
#include "ui/controllers/live_inputs.h"

namespace qstore::ui {

/// What a circuit leaves behind: one state, or a mixture where it measures or resets on the way.
struct CircuitPreview {
    std::optional<State> state;
    std::optional<OutcomeEnsemble> ensemble;
};

/// The state after the circuit being drawn, without its closing measurements: at once up to ten qubits, on
/// a thread of its own up to sixteen, not at all beyond. A circuit that measures or resets on the way has a
/// mixed state instead, up to twelve qubits. Weights without a value are shown
/// at 0. A data column without a value is never made up: then there is nothing, and note() names it.
class LiveState : public QObject {
    Q_OBJECT
public:
    static constexpr std::size_t inlineQubits = 10, maxQubits = 16;
    static constexpr std::size_t maxMixedQubits = 12, maxBranches = 512;

    /// `plans` (may be null) must outlive this.
    explicit LiveState(PlanCache* plans = nullptr, QObject* parent = nullptr);

    void setCircuit(const Circuit& circuit);
    void setInputs(LiveInputs inputs);
    const std::optional<State>& state() const { return m_state; }
    const std::optional<OutcomeEnsemble>& ensemble() const { return m_ensemble; }
    /// Why there is neither; empty when there is one.
    QString note() const { return m_note; }
    bool isBusy() const { return m_job.isRunning(); }
    const Circuit& circuit() const { return m_circuit; }
    const LiveInputs& inputs() const { return m_inputs; }
    /// Which data the circuit lacks, and what to do; empty when it lacks none.
    QString whyNoInputs() const;

Q_SIGNALS:
    void updated();
    void busyChanged(bool busy);

private:
    void compute();
    void show(CircuitPreview preview, QString note);
    void accept(const Result<CircuitPreview>& preview);

    PlanCache* m_plans;
    Circuit m_circuit;
    LiveInputs m_inputs;
    std::optional<State> m_state;
    std::optional<OutcomeEnsemble> m_ensemble;
    QString m_note;
    QTimer m_soon;
    BackgroundJob m_job;
};

/// The state before the closing measurements, or the exact mixture over the outcomes of those on the way.
/// ResourceExhausted where that has too many qubits or outcomes, NotFound where `inputs` lacks a column.
/// Through `plans`, a state whose circuit differs from an earlier one in values and numbers alone costs no
/// compiling.
Result<CircuitPreview> previewCircuit(const Circuit& circuit, const std::map<std::string, double>& inputs,
                                      PlanCache* plans = nullptr, const RunControl& control = {});
/// The circuit with the values it is previewed with, in place of its symbols.
Result<Circuit> boundForRun(const Circuit& circuit, const std::map<std::string, double>& inputs);
/// Something follows a measurement, or there is a reset or a condition.
bool measuresOnTheWay(const Circuit& circuit);

}  // namespace qstore::ui
