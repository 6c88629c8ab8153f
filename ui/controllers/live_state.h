// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <map>
#include <optional>
#include <string>

#include "core/circuit/circuit.h"
#include "core/simulation/state.h"
#include "ui/controllers/background_job.h"

namespace qstore::ui {

/// The state after the circuit being drawn, measured nowhere: at once up to ten qubits, on a thread of
/// its own up to sixteen, not at all beyond. Weights without a value and columns without one count as 0.
class LiveState : public QObject {
    Q_OBJECT
public:
    static constexpr std::size_t inlineQubits = 10, maxQubits = 16;

    explicit LiveState(QObject* parent = nullptr);

    void setCircuit(const Circuit& circuit);
    /// Values of Column parameters, by feature name.
    void setInputs(std::map<std::string, double> inputs);
    const std::optional<State>& state() const { return m_state; }
    /// Why there is no state; empty when there is one.
    QString note() const { return m_note; }
    bool isBusy() const { return m_job.isRunning(); }

Q_SIGNALS:
    void updated();
    void busyChanged(bool busy);

private:
    void compute();
    void accept(const Result<State>& state);

    Circuit m_circuit;
    std::map<std::string, double> m_inputs;
    std::optional<State> m_state;
    QString m_note;
    QTimer m_soon;
    BackgroundJob m_job;
};

/// The state before the closing measurements. Unsupported if something follows a measurement.
Result<State> previewState(const Circuit& circuit, const std::map<std::string, double>& inputs,
                           const RunControl& control = {});

}  // namespace qstore::ui
