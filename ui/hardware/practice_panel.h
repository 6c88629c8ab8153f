// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/controllers/practice_control.h"
#include "ui/window/app_context.h"

class QComboBox;
class QGridLayout;
class QLabel;
class QPushButton;
class QSpinBox;
class QStackedWidget;

namespace qstore::ui {

class InlineMessage;

/// The practice cloud of the window: start and stop, how it behaves, where it is reached, what it has done.
class PracticePanel : public QWidget {
    Q_OBJECT
public:
    PracticePanel(AppContext& context, PracticeControl& control, QWidget* parent = nullptr);

    /// Starts or stops it; its text says which.
    QPushButton* switchButton() const { return m_switch; }

Q_SIGNALS:
    void devicesRequested();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* buildTop();
    QWidget* buildBehaviour();
    QWidget* buildStopped();
    QWidget* buildRunning();
    QLabel* addAddress(QGridLayout* grid, const char* name, const QString& title);
    QLabel* addFigure(QGridLayout* grid, const char* name, const QString& title, const QString& help);
    void changeSettings();
    void refresh();
    void refreshTally();

    AppContext& m_context;
    PracticeControl& m_control;
    InlineMessage* m_message = nullptr;
    QLabel* m_state = nullptr;
    QPushButton* m_switch = nullptr;
    QSpinBox* m_failing = nullptr;
    QSpinBox* m_queue = nullptr;
    QComboBox* m_form = nullptr;
    QStackedWidget* m_stack = nullptr;
    QLabel *m_accounts = nullptr, *m_ionq = nullptr, *m_ibm = nullptr, *m_tokens = nullptr,
           *m_crn = nullptr;
    QLabel *m_jobs = nullptr, *m_circuits = nullptr, *m_cost = nullptr, *m_faults = nullptr;
};

}  // namespace qstore::ui
