// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <QUndoStack>
#include <memory>
#include <optional>

#include "core/circuit/circuit.h"
#include "core/data/recipe.h"
#include "core/data/table.h"
#include "core/simulation/plan_cache.h"
#include "core/workspace/training_session.h"
#include "core/workspace/workspace.h"

namespace qstore::ui {

/// The open workspace as the window sees it: what is selected, and a signal for each kind of change.
///
/// Every change a person can make here goes through a command on the stack of the page it is made on, so
/// that Undo never reaches what another page shows.
///
/// Beside it the circuit cache, which all pages share and which outlives workspaces.
class WorkspaceSession : public QObject {
    Q_OBJECT
public:
    explicit WorkspaceSession(QObject* parent = nullptr);
    ~WorkspaceSession() override;

    /// Replaces the open workspace; on failure the old one stays.
    Status open(const QString& path);
    std::shared_ptr<Workspace> workspace() const { return m_workspace; }
    /// Thread-safe; jobs may use it as long as the session lives.
    PlanCache& plans() { return m_plans; }
    QString path() const;
    /// Datasets and recipes, the scope of the Data page.
    QUndoStack& dataUndo() { return m_dataUndo; }
    /// Versions and aliases, the scope of the Models page.
    QUndoStack& modelsUndo() { return m_modelsUndo; }

    /// The dataset that circuit and training pages work with; empty when there is none.
    QString currentDataset() const { return m_dataset; }
    std::shared_ptr<const Table> currentTable() const { return m_table; }
    const Recipe& currentRecipe() const { return m_recipe; }
    Status selectDataset(const QString& name);

    /// Stores and selects a new dataset (undoable).
    Status addDataset(const QString& name, const Table& table, const QString& source, const Recipe& recipe);
    Status changeRecipe(const Recipe& recipe, const QString& what);
    Status removeDataset(const QString& name);
    /// Gives a dataset another name (undoable); empty and taken names are refused.
    Status renameDataset(const QString& from, const QString& to);

    /// The circuit on the circuit page, for training; the page publishes each edit here.
    const std::optional<Circuit>& circuit() const { return m_circuit; }
    void publishCircuit(const Circuit& circuit);

    Status setAlias(const QString& model, const QString& alias, std::size_t version);
    Status deleteModel(const QString& model, std::size_t version);
    /// Takes a version out of the bin (undoable).
    Status restoreModel(const QString& model, std::size_t version);
    Result<ModelVersion> registerRun(const QString& model, const QString& run, const QString& notes);

    /// What was done with a run in this session beside training it: "register", "export", "predict".
    void recordStep(const QString& run, const PipelineStep& step);
    std::vector<PipelineStep> stepsOf(const QString& run) const;

    void announceRunsChanged() { Q_EMIT runsChanged(); }
    void announceModelsChanged() { Q_EMIT modelsChanged(); }

Q_SIGNALS:
    /// While the old workspace, if any, is still the open one: the last moment to store into it.
    void workspaceAboutToChange();
    void workspaceChanged();
    void datasetsChanged();
    void currentDatasetChanged();
    void recipeChanged();
    void circuitPublished();
    void runsChanged();
    void modelsChanged();
    void stepRecorded(const QString& run);
    /// Something was removed; the last step of `stack` brings it back.
    void undoOffered(const QString& text, QUndoStack* stack);
    /// A step of undo or redo that could not be stored.
    void failed(const qstore::Error& error);

private:
    friend class RecipeCommand;
    friend class DatasetCommand;
    friend class RenameDatasetCommand;
    friend class ModelBinCommand;
    friend class AliasCommand;
    void applyRecipe(const QString& dataset, const Recipe& recipe);
    void reloadCurrent();
    void followRename(const QString& from, const QString& to);
    bool report(const Status& status);

    PlanCache m_plans;
    std::shared_ptr<Workspace> m_workspace;
    QUndoStack m_dataUndo, m_modelsUndo;
    QString m_dataset;
    std::shared_ptr<const Table> m_table;
    Recipe m_recipe;
    std::optional<Circuit> m_circuit;
    std::vector<std::pair<QString, PipelineStep>> m_steps;
};

/// Interface text: core speaks UTF-8, widgets QString.
inline QString toQt(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}
inline std::string fromQt(const QString& text) {
    return text.toStdString();
}

}  // namespace qstore::ui
