// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "ui/controllers/training_controller.h"

class QLabel;
class QPushButton;

namespace qstore::ui {

/// Says that a training waits to go on, after a pause, a closed window or a crash; hidden when none does.
class PausedRunBar : public QFrame {
    Q_OBJECT
public:
    PausedRunBar(WorkspaceSession& session, TrainingController& controller, QWidget* parent = nullptr);
    /// The run that it offers; empty when it is hidden.
    QString run() const { return m_run; }

Q_SIGNALS:
    void resumeRequested(const QString& run);
    void failed(const qstore::Error& error);

private:
    void refresh();

    WorkspaceSession& m_session;
    TrainingController& m_controller;
    QLabel* m_text;
    QPushButton* m_resume;
    QString m_run;
};

}  // namespace qstore::ui
