// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/states/register_decay.h"
#include "core/states/register_measurement.h"
#include "ui/controllers/background_job.h"
#include "ui/states/action_form.h"

class QComboBox;
class QDoubleSpinBox;
class QLineEdit;
class QSpinBox;

namespace qstore::ui {

class StatesController;

/// What can be done with one register.
class RegisterActions : public ActionForm {
    Q_OBJECT
public:
    explicit RegisterActions(StatesController& states, QWidget* parent = nullptr);

    void showRegister(const QString& name);
    bool isBusy() const { return m_job.isRunning(); }

Q_SIGNALS:
    /// Undo brings it back.
    void removed(const QString& name);
    void measured(const qstore::RegisterCounts& counts, const std::vector<double>& exact);
    void decayAsked(const qstore::DecayTimes& times, double timeUs);
    void renamed(const QString& name);

private:
    void buildMeasure();
    void buildSelection();
    void buildDecay();
    void buildNames();
    void refresh();
    void measure();
    Result<PostSelection> selection() const;
    void showProbability();
    void keepSelection();
    void evolve();
    void rename();
    DecayTimes times() const;
    bool replace(const SimulatedRegister& reg);

    StatesController& m_states;
    QString m_name;
    QLineEdit* m_qubits = nullptr;
    QSpinBox* m_shots = nullptr;
    QSpinBox* m_seed = nullptr;
    QComboBox* m_context = nullptr;
    QLineEdit* m_outcome = nullptr;
    QLabel* m_probability = nullptr;
    QPushButton* m_keep = nullptr;
    QDoubleSpinBox* m_t1 = nullptr;
    QDoubleSpinBox* m_t2 = nullptr;
    QDoubleSpinBox* m_time = nullptr;
    QLineEdit* m_newName = nullptr;
    BackgroundJob m_job;
};

/// "q0=1, q2=0" of a register of that many qubits.
Result<std::vector<QubitOutcome>> parseOutcomes(const QString& text, std::size_t qubits);

}  // namespace qstore::ui
