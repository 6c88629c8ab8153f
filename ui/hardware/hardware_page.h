// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QUndoStack>

#include "ui/controllers/jobs_controller.h"
#include "ui/controllers/practice_control.h"
#include "ui/window/app_context.h"
#include "ui/window/page.h"

class QTabWidget;

namespace qstore::ui {

class AccountsPanel;
class DevicesPanel;
class JobsPanel;
class PracticePanel;

/// Hardware: accounts of clouds, their devices, the jobs that were sent to them, and a cloud to practise
/// on.
class HardwarePage : public Page {
    Q_OBJECT
public:
    explicit HardwarePage(AppContext& context, QWidget* parent = nullptr);
    ~HardwarePage() override;

    void showAccounts();
    /// Empty: whichever is selected.
    void showDevice(const QString& address = {});
    void showJob(const QString& id = {});
    void startPracticeCloud();
    PracticeControl& practice() { return m_practice; }
    JobsController& jobs() { return m_jobs; }

    QList<QAction*> menuActions(MenuPlace place) const override { return m_menuActions.value(place); }
    QUndoStack* undoStack() override { return &m_undo; }
    void saveState(QSettings& settings) const override;
    void restoreState(QSettings& settings) override;
    /// Somebody may have changed the accounts with the command line.
    void activated() override;
    /// Starts the practice cloud and tests its account.
    void prepareScreenshot() override;
    bool screenshotReady() const override;

Q_SIGNALS:
    void runRequested(const QString& run);
    void circuitRequested();

private:
    void buildTabs();
    void buildActions();
    void followPractice();
    void refreshStatus();

    AppContext& m_context;
    QUndoStack m_undo;
    PracticeControl m_practice;
    JobsController m_jobs;
    QTabWidget* m_tabs = nullptr;
    AccountsPanel* m_accounts = nullptr;
    DevicesPanel* m_devices = nullptr;
    JobsPanel* m_jobsPanel = nullptr;
    PracticePanel* m_practicePanel = nullptr;
    QHash<MenuPlace, QList<QAction*>> m_menuActions;
    bool m_picturing = false;  ///< a picture waits for the test
};

}  // namespace qstore::ui
