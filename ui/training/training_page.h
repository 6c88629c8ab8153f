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
class QTabWidget;

namespace qstore::ui {

class ConfusionView;
class CurveChart;
class InlineMessage;
class PipelineStrip;
class Prompts;
class ResultsView;
class RocView;
class RowTraceView;
class RunsModel;
class TrainingSettings;

/// Train: settings on the left, the live curves in the middle, results and one row's way below.
class TrainingPage : public Page {
    Q_OBJECT
public:
    TrainingPage(WorkspaceSession& session, TrainingController& controller, Prompts& prompts,
                 QWidget* parent = nullptr);

    TrainingSettings& settings() { return *m_settings; }
    QUndoStack* undoStack() override { return &m_undoStack; }
    void startTraining();
    void prepareScreenshot() override { startTraining(); }
    bool screenshotReady() const override { return !m_controller.isBusy(); }

Q_SIGNALS:
    void registered(const QString& model);

private:
    QWidget* buildHeader();
    QWidget* buildSettings();
    QWidget* buildWork();
    QWidget* buildRuns();
    void connectController();
    void connectSettings();
    void restoreSettings();
    void applySettings(const TrainingDraft& draft);
    void updateButtons();
    void updateDataset();
    void updateRuns();
    void drawCurves();
    void showProgress(std::size_t epoch, std::size_t batch, std::size_t batches);
    void showFinished();
    void registerModel();

    WorkspaceSession& m_session;
    TrainingController& m_controller;
    Prompts& m_prompts;
    QUndoStack m_undoStack;
    TrainingSettings* m_settings = nullptr;
    QPushButton* m_train = nullptr;
    QPushButton* m_pause = nullptr;
    QPushButton* m_cancel = nullptr;
    QPushButton* m_register = nullptr;
    QLabel* m_dataset = nullptr;
    QLabel* m_state = nullptr;
    QProgressBar* m_progress = nullptr;
    InlineMessage* m_message = nullptr;
    PipelineStrip* m_pipeline = nullptr;
    CurveChart* m_loss = nullptr;
    CurveChart* m_accuracy = nullptr;
    QTabWidget* m_tabs = nullptr;
    ResultsView* m_results = nullptr;
    ConfusionView* m_confusion = nullptr;
    RocView* m_roc = nullptr;
    RowTraceView* m_trace = nullptr;
    QTableView* m_runsView = nullptr;
    RunsModel* m_runs = nullptr;
};

}  // namespace qstore::ui
