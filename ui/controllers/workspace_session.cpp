// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/workspace_session.h"

#include <QElapsedTimer>
#include <algorithm>

#include "ui/controllers/workspace_commands.h"

namespace qstore::ui {
namespace {
constexpr auto selectedDatasetKey = "window.dataset";
}

WorkspaceSession::WorkspaceSession(QObject* parent) : QObject(parent) {}
WorkspaceSession::~WorkspaceSession() = default;

Status WorkspaceSession::open(const QString& path) {
    QSTORE_TRY(auto opened, Workspace::open(fromQt(path), true));
    Q_EMIT workspaceAboutToChange();
    m_workspace = std::move(opened);
    m_dataUndo.clear();
    m_modelsUndo.clear();
    m_dataset.clear();
    m_circuit.reset();
    m_steps.clear();
    const auto remembered = m_workspace->value(selectedDatasetKey);
    if (remembered && *remembered) m_dataset = toQt(**remembered);
    reloadCurrent();
    Q_EMIT workspaceChanged();
    Q_EMIT datasetsChanged();
    Q_EMIT runsChanged();
    Q_EMIT modelsChanged();
    return {};
}

QString WorkspaceSession::path() const {
    return m_workspace ? toQt(m_workspace->path().string()) : QString();
}

Status WorkspaceSession::selectDataset(const QString& name) {
    QSTORE_TRY(auto table, m_workspace->loadDataset(fromQt(name)));
    QSTORE_TRY(auto recipe, m_workspace->loadRecipe(fromQt(name)));
    m_dataset = name;
    m_table = std::make_shared<const Table>(std::move(table));
    m_recipe = std::move(recipe);
    QSTORE_CHECK(m_workspace->setValue(selectedDatasetKey, fromQt(name)));
    Q_EMIT currentDatasetChanged();
    return {};
}

void WorkspaceSession::reloadCurrent() {
    const auto datasets = m_workspace->datasets();
    if (!datasets) {
        Q_EMIT failed(datasets.error());
        return;
    }
    const auto known = std::any_of(datasets->begin(), datasets->end(), [this](const DatasetInfo& info) {
        return toQt(info.name) == m_dataset;
    });
    const QString next = known ? m_dataset : datasets->empty() ? QString() : toQt(datasets->back().name);
    if (!next.isEmpty()) {
        report(selectDataset(next));
        return;
    }
    m_dataset.clear();
    m_table.reset();
    m_recipe = {};
    Q_EMIT currentDatasetChanged();
}

Status WorkspaceSession::addDataset(const QString& name, const Table& table, const QString& source,
                                    const Recipe& recipe) {
    QSTORE_TRY(const auto existing, m_workspace->datasets());
    for (const DatasetInfo& info : existing) {
        if (toQt(info.name) == name)
            return fail(ErrorCode::AlreadyExists, "there is already a dataset named '" + info.name + "'",
                        "choose another name");
    }
    m_dataUndo.push(new DatasetCommand(*this, name, table, source, recipe, true));
    if (m_dataset != name)
        return fail(ErrorCode::Failed, "the dataset could not be stored", "see the message above");
    return {};
}

Status WorkspaceSession::changeRecipe(const Recipe& recipe, const QString& what) {
    if (m_dataset.isEmpty())
        return fail(ErrorCode::NotFound, "no dataset is selected", "import a table first");
    if (recipe == m_recipe) return {};
    m_dataUndo.push(new RecipeCommand(*this, m_dataset, m_recipe, recipe, what));
    return {};
}

Status WorkspaceSession::removeDataset(const QString& name) {
    QSTORE_TRY(auto table, m_workspace->loadDataset(fromQt(name)));
    QSTORE_TRY(auto recipe, m_workspace->loadRecipe(fromQt(name)));
    QSTORE_TRY(const auto datasets, m_workspace->datasets());
    QString source;
    for (const DatasetInfo& info : datasets) {
        if (toQt(info.name) == name) source = toQt(info.source);
    }
    m_dataUndo.push(new DatasetCommand(*this, name, std::move(table), source, std::move(recipe), false));
    Q_EMIT undoOffered(tr("Dataset %1 deleted").arg(name), &m_dataUndo);
    return {};
}

Status WorkspaceSession::renameDataset(const QString& from, const QString& to) {
    const QString name = to.trimmed();
    if (name == from) return {};
    if (name.isEmpty())
        return fail(ErrorCode::InvalidArgument, "the name of a dataset is empty", "give it a name");
    QSTORE_TRY(const auto datasets, m_workspace->datasets());
    for (const DatasetInfo& info : datasets) {
        if (toQt(info.name) == name)
            return fail(ErrorCode::AlreadyExists, "there is already a dataset named '" + info.name + "'",
                        "choose another name");
    }
    m_dataUndo.push(new RenameDatasetCommand(*this, from, name));
    return {};
}

void WorkspaceSession::followRename(const QString& from, const QString& to) {
    const bool selected = m_dataset == from;
    if (selected) {
        m_dataset = to;
        report(m_workspace->setValue(selectedDatasetKey, fromQt(to)));
    }
    Q_EMIT datasetsChanged();
    if (selected) Q_EMIT currentDatasetChanged();
}

void WorkspaceSession::applyRecipe(const QString& dataset, const Recipe& recipe) {
    if (!report(m_workspace->saveRecipe(fromQt(dataset), recipe))) return;
    if (dataset != m_dataset) return;
    m_recipe = recipe;
    Q_EMIT recipeChanged();
}

void WorkspaceSession::publishCircuit(const Circuit& circuit) {
    m_circuit = circuit;
    Q_EMIT circuitPublished();
}

Status WorkspaceSession::setAlias(const QString& model, const QString& alias, std::size_t version) {
    const auto holder = m_workspace->findModel(fromQt(model) + "@" + fromQt(alias));
    m_modelsUndo.push(new AliasCommand(*this, model, alias, holder ? holder->version : 0, version));
    return {};
}

Status WorkspaceSession::deleteModel(const QString& model, std::size_t version) {
    QSTORE_CHECK(m_workspace->findModel(fromQt(model) + ":" + std::to_string(version)));
    m_modelsUndo.push(new ModelBinCommand(*this, model, version, true));
    Q_EMIT undoOffered(tr("Model %1 v%2 deleted").arg(model).arg(version), &m_modelsUndo);
    return {};
}

Status WorkspaceSession::restoreModel(const QString& model, std::size_t version) {
    QSTORE_TRY(const auto binned, m_workspace->binnedModels());
    const bool there = std::any_of(binned.begin(), binned.end(), [&](const ModelVersion& each) {
        return toQt(each.name) == model && each.version == version;
    });
    if (!there)
        return fail(ErrorCode::NotFound,
                    "'" + fromQt(model) + ":" + std::to_string(version) + "' is not in the bin",
                    "it may have been restored already");
    m_modelsUndo.push(new ModelBinCommand(*this, model, version, false));
    return {};
}

Result<ModelVersion> WorkspaceSession::registerRun(const QString& model, const QString& run,
                                                   const QString& notes) {
    QElapsedTimer clock;
    clock.start();
    auto version = m_workspace->registerModel(fromQt(model), fromQt(run), fromQt(notes));
    if (!version) return version;
    recordStep(run, {"register", static_cast<double>(clock.nsecsElapsed()) * 1e-9});
    Q_EMIT modelsChanged();
    return version;
}

void WorkspaceSession::recordStep(const QString& run, const PipelineStep& step) {
    m_steps.emplace_back(run, step);
    Q_EMIT stepRecorded(run);
}

std::vector<PipelineStep> WorkspaceSession::stepsOf(const QString& run) const {
    std::vector<PipelineStep> steps;
    for (const auto& [owner, step] : m_steps) {
        if (owner == run) steps.push_back(step);
    }
    return steps;
}

bool WorkspaceSession::report(const Status& status) {
    if (!status) Q_EMIT failed(status.error());
    return status.has_value();
}

}  // namespace qstore::ui
