// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUndoStack>
#include <optional>

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

class Accounts;
class DeviceCatalog;
class InlineMessage;
class PausedRunBar;
class PriceController;
class PriceDetails;
class PriceTag;
class Prompts;
class RunView;
class RunsModel;
class StoresController;
class Theme;
class TrainingSettings;

/// Train: settings on the left, the live curves in the middle, results and one row's way below.
class TrainingPage : public Page {
    Q_OBJECT
public:
    /// Without accounts and devices trainings are computed on this machine; without stores they are on
    /// datasets.
    TrainingPage(WorkspaceSession& session, TrainingController& controller, const Theme& theme,
                 Prompts& prompts, Accounts* accounts = nullptr, DeviceCatalog* devices = nullptr,
                 StoresController* stores = nullptr, QWidget* parent = nullptr);

    TrainingSettings& settings() { return *m_settings; }
    const PriceController& price() const { return *m_price; }
    QUndoStack* undoStack() override { return &m_undoStack; }
    QList<QAction*> menuActions(MenuPlace place) const override {
        return place == MenuPlace::Run ? m_runActions : QList<QAction*>();
    }
    void startTraining();
    /// Puts a stored run on display and selects its dataset, so that page and run tell of the same rows.
    void openRun(const QString& run);
    /// Takes the points of a collection as the rows of the next run (undoable).
    void chooseCollection(const QString& store, const QString& collection, const QString& filter);
    /// Takes the dataset that is selected (undoable).
    void chooseDataset();
    /// There is something to train on.
    bool hasRows() const { return !selectedRows().isEmpty(); }
    /// Somebody may have changed connections with the command line.
    void activated() override;
    void prepareScreenshot() override { startTraining(); }
    bool screenshotReady() const override { return !m_controller.isBusy(); }

Q_SIGNALS:
    void registered(const QString& model);
    void dataRequested();
    /// A key is missing; keys are given on the Hardware page.
    void hardwareRequested();
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
    QString selectedRows() const;
    QString rowsText() const;
    bool mayStream(const DataChoice& choice, const TrainConfig& config);
    void updateRuns();
    void updateState();
    QString stateText() const;
    QString readingText() const;
    void tellLeftOut();
    void showProgress();
    void showDraft();
    void selectDatasetOfRun();
    void registerModel();
    void buildPrice();
    /// Starts what the form describes, unless it costs money that nobody agreed to.
    void begin(const StartConfig& from) { begin(from, false, {}); }
    /// `agreed`: somebody has just agreed to spend up to `upToUsd` on it, or any price.
    void begin(const StartConfig& from, bool agreed, std::optional<double> upToUsd);
    bool mayStart(bool agreed);
    void trainLocally();
    void useWay(GradientMethod method, std::uint64_t shots);
    void updateTrainButton();
    QString runToFineTune() const;

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
    DeviceCatalog* m_devices;
    StoresController* m_stores;
    PriceController* m_price;
    PriceTag* m_tag = nullptr;
    PriceDetails* m_priceDetails = nullptr;
    StartConfig m_from;  ///< of the start that is being asked about
    QTableView* m_runsView = nullptr;
    RunsModel* m_runs = nullptr;
};

}  // namespace qstore::ui
