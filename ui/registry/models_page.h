// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QPointer>
#include <map>

#include "ui/controllers/background_job.h"
#include "ui/controllers/workspace_session.h"
#include "ui/window/page.h"

class QPushButton;
class QStackedWidget;
class QTableView;

namespace qstore::ui {

class InlineMessage;
class ModelDetails;
class ModelBin;
class PredictionsView;
class Prompts;
class Theme;
class VersionsModel;

/// Models: registered versions, their lineage, export, prediction on a file.
class ModelsPage : public Page {
    Q_OBJECT
public:
    ModelsPage(WorkspaceSession& session, const Theme& theme, Prompts& prompts, QWidget* parent = nullptr);
    void select(const QString& model);
    void saveState(QSettings& settings) const override;
    void restoreState(QSettings& settings) override;
    /// Registers the newest finished run, so that there is a model to show.
    void prepareScreenshot() override;
    QList<QAction*> menuActions(MenuPlace place) const override { return m_menuActions.value(place); }
    QUndoStack* undoStack() override { return &m_session.modelsUndo(); }

Q_SIGNALS:
    void trainRequested();

private:
    void buildActions();
    QWidget* buildHeader();
    QWidget* buildList();
    QWidget* buildDetails();
    void refresh();
    void selectVersion(const QString& model, std::size_t version);
    void showSelected();
    const ModelVersion* selected() const;
    QString selectedReference() const;
    void exportSelected();
    void importBundle();
    void predictOnFile();
    void predictFrom(const QString& source);
    void savePredictions();
    void jobEnded();
    void recordStep(const std::string& run, const char* name, double seconds);
    void verifySelected();
    void aliasSelected();
    void deleteSelected();
    void runJob(const QString& what, BackgroundJob::Work work);

    WorkspaceSession& m_session;
    const Theme& m_theme;
    Prompts& m_prompts;
    VersionsModel* m_versions;
    QStackedWidget* m_stack = nullptr;
    QTableView* m_view = nullptr;
    ModelDetails* m_details = nullptr;
    PredictionsView* m_predictions = nullptr;
    QString m_predictedFile;
    std::map<std::string, RunRecord> m_runs;
    QPointer<QWidget> m_pressed;
    InlineMessage* m_message = nullptr;
    ModelBin* m_bin = nullptr;
    std::vector<QPushButton*> m_needSelection;
    QHash<MenuPlace, QList<QAction*>> m_menuActions;
    BackgroundJob m_job;
};

}  // namespace qstore::ui
