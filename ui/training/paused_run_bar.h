// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <optional>

#include "ui/controllers/training_controller.h"

class QDoubleSpinBox;
class QLabel;
class QPushButton;

namespace qstore::ui {

/// Says that a training waits to go on, after a pause, a closed window or a crash; hidden when none does.
class PausedRunBar : public QFrame {
    Q_OBJECT
public:
    PausedRunBar(WorkspaceSession& session, TrainingController& controller, QWidget* parent = nullptr);
    /// Lets a person raise the cap here, and shows the way to the Hardware page where a key is missing.
    void offerMachineControls() {
        m_machineControls = true;
        refresh();
    }
    /// The run that it offers; empty when it is hidden.
    QString run() const { return m_run; }

Q_SIGNALS:
    /// `capUsd`: what the run may spend altogether from now on, where it has a cap.
    void resumeRequested(const QString& run, std::optional<double> capUsd);
    void hardwareRequested();
    void failed(const qstore::Error& error);

private:
    void refresh();
    void showRun(const RunRecord& run);
    void showMoney(const RunRecord& run);

    WorkspaceSession& m_session;
    TrainingController& m_controller;
    QLabel* m_text;
    QPushButton* m_resume;
    QPushButton* m_hardware;
    QLabel* m_capLabel;
    QDoubleSpinBox* m_cap;
    bool m_machineControls = false;
    QString m_run;
    QString m_capOf;  ///< the run whose cap is in the field
};

}  // namespace qstore::ui
