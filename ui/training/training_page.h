// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUndoStack>

#include "ui/controllers/training_controller.h"
#include "ui/controllers/workspace_session.h"
#include "ui/training/training_draft.h"
#include "ui/window/page.h"

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QTableView;

namespace qstore::ui {

class InlineMessage;
class PausedRunBar;
class Prompts;
class RunView;
class RunsModel;
class Theme;
class TrainingSettings;

/// Train: settings on the left, the live curves in the middle, results and one row's way below.
class TrainingPage : public Page {
    Q_OBJECT
public:
    TrainingPage(WorkspaceSession& session, TrainingController& controller, const Theme& theme,
                 Prompts& prompts, QWidget* parent = nullptr);

    TrainingSettings& settings() { return *m_settings; }
    QUndoStack* undoStack() override { return &m_undoStack; }
    QList<QAction*> menuActions(MenuPlace place) const override {
        return place == MenuPlace::Run ? m_runActions : QList<QAction*>();
    }
    void startTraining();
    /// Puts a stored run on display and selects its dataset, so that page and run tell of the same rows.
    void openRun(const QString& run);
    void prepareScreenshot() override { startTraining(); }
    bool screenshotReady() const override { return !m_controller.isBusy(); }

Q_SIGNALS:
    void registered(const QString& model);
    void dataRequested();
    /// One line about the training that runs, empty when none does.
    void jobTextChanged(const QString& text);

private:
    QWidget* buildHeader();
    QWidget* buildSettings();
    QWidget* buildRuns();
    void connectController();
    void connectSettings();
    void restoreSettings();
    void applySettings(const TrainingDraft& draft);
    void updateButtons();
    void updateDataset();
    void updateRuns();
    void updateState();
    QString stateText() const;
    void selectDatasetOfRun();
    void registerModel();

    WorkspaceSession& m_session;
    TrainingController& m_controller;
    Prompts& m_prompts;
    QUndoStack m_undoStack;
    QList<QAction*> m_runActions;
    TrainingSettings* m_settings = nullptr;
    QPushButton* m_train = nullptr;
    QPushButton* m_pause = nullptr;
    QPushButton* m_cancel = nullptr;
    QPushButton* m_register = nullptr;
    QLabel* m_dataset = nullptr;
    QLabel* m_state = nullptr;
    QProgressBar* m_progress = nullptr;
    InlineMessage* m_message = nullptr;
    PausedRunBar* m_paused = nullptr;
    RunView* m_run = nullptr;
    QTableView* m_runsView = nullptr;
    RunsModel* m_runs = nullptr;
};

}  // namespace qstore::ui
