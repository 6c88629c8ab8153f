// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "core/states/simulated_register.h"
#include "ui/controllers/background_job.h"
#include "ui/states/action_form.h"

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace qstore::ui {

class StatesController;
class WorkspaceSession;

/// Where a new register comes from.
enum class RegisterSource : std::uint8_t { Bell, Ghz, W, Circuit, Contexts, Amplitudes };

/// Makes a register: a known entangled state, what the drawn circuit leaves, the contexts of a record, or
/// amplitudes that are typed.
class NewRegisterForm : public ActionForm {
    Q_OBJECT
public:
    NewRegisterForm(StatesController& states, WorkspaceSession* session, QWidget* parent = nullptr);
    void start();
    bool isBusy() const { return m_job.isRunning(); }

Q_SIGNALS:
    void made(const QString& name);
    void cancelled();

private:
    void buildSource();
    void refresh();
    void showFields();
    RegisterSource source() const;
    QString suggestedName() const;
    void make();
    void makeFromCircuit(const std::string& name);
    Result<SimulatedRegister> built(const std::string& name) const;
    void keep(const Result<SimulatedRegister>& reg);

    StatesController& m_states;
    WorkspaceSession* m_session;
    QLineEdit* m_name = nullptr;
    QComboBox* m_source = nullptr;
    QComboBox* m_bell = nullptr;
    QSpinBox* m_qubits = nullptr;
    QComboBox* m_record = nullptr;
    QLineEdit* m_amplitudes = nullptr;
    QLabel* m_note = nullptr;
    QPushButton* m_make = nullptr;
    BackgroundJob m_job;
};

}  // namespace qstore::ui
