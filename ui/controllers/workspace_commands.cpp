// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/workspace_commands.h"

#include <utility>

namespace qstore::ui {

RecipeCommand::RecipeCommand(WorkspaceSession& session, QString dataset, Recipe before, Recipe after,
                             const QString& what)
    : QUndoCommand(what),
      m_session(session),
      m_dataset(std::move(dataset)),
      m_before(std::move(before)),
      m_after(std::move(after)) {}

bool RecipeCommand::mergeWith(const QUndoCommand* other) {
    const auto* next = dynamic_cast<const RecipeCommand*>(other);
    if (next == nullptr || next->m_dataset != m_dataset || next->text() != text()) return false;
    m_after = next->m_after;
    setObsolete(m_before == m_after);
    return true;
}

DatasetCommand::DatasetCommand(WorkspaceSession& session, QString name, Table table, QString source,
                               Recipe recipe, bool adds)
    : QUndoCommand(adds ? WorkspaceSession::tr("import of %1").arg(name)
                        : WorkspaceSession::tr("deletion of %1").arg(name)),
      m_session(session),
      m_name(std::move(name)),
      m_table(std::move(table)),
      m_source(std::move(source)),
      m_recipe(std::move(recipe)),
      m_adds(adds) {}

void DatasetCommand::add() {
    const auto stored =
        m_session.m_workspace->saveDataset(fromQt(m_name), m_table, fromQt(m_source), m_recipe);
    if (!m_session.report(stored)) {
        setObsolete(true);
        return;
    }
    Q_EMIT m_session.datasetsChanged();
    m_session.report(m_session.selectDataset(m_name));
}

void DatasetCommand::remove() {
    if (!m_session.report(m_session.m_workspace->deleteDataset(fromQt(m_name)))) {
        setObsolete(true);
        return;
    }
    m_session.reloadCurrent();
    Q_EMIT m_session.datasetsChanged();
}

RenameDatasetCommand::RenameDatasetCommand(WorkspaceSession& session, QString from, QString to)
    : QUndoCommand(WorkspaceSession::tr("renaming of %1").arg(from)),
      m_session(session),
      m_from(std::move(from)),
      m_to(std::move(to)) {}

void RenameDatasetCommand::rename(const QString& from, const QString& to) {
    if (!m_session.report(m_session.m_workspace->renameDataset(fromQt(from), fromQt(to)))) {
        setObsolete(true);
        return;
    }
    m_session.followRename(from, to);
}

ModelBinCommand::ModelBinCommand(WorkspaceSession& session, QString model, std::size_t version,
                                 bool deletes)
    : QUndoCommand(deletes ? WorkspaceSession::tr("deletion of %1 v%2").arg(model).arg(version)
                           : WorkspaceSession::tr("restoring of %1 v%2").arg(model).arg(version)),
      m_session(session),
      m_model(std::move(model)),
      m_version(version),
      m_deletes(deletes) {}

void ModelBinCommand::move(bool intoBin) {
    const std::string model = fromQt(m_model);
    const Status moved = intoBin ? m_session.m_workspace->deleteModel(model, m_version)
                                 : m_session.m_workspace->restoreModel(model, m_version);
    if (!m_session.report(moved)) setObsolete(true);
    Q_EMIT m_session.modelsChanged();
}

AliasCommand::AliasCommand(WorkspaceSession& session, QString model, QString alias, std::size_t before,
                           std::size_t after)
    : QUndoCommand(WorkspaceSession::tr("move of alias %1").arg(alias)),
      m_session(session),
      m_model(std::move(model)),
      m_alias(std::move(alias)),
      m_before(before),
      m_after(after) {}

void AliasCommand::place(std::size_t version) {
    const std::string model = fromQt(m_model);
    const std::string alias = fromQt(m_alias);
    const Status stored = version == 0 ? m_session.m_workspace->removeAlias(model, alias)
                                       : m_session.m_workspace->setAlias(model, alias, version);
    if (!m_session.report(stored)) setObsolete(true);
    Q_EMIT m_session.modelsChanged();
}

}  // namespace qstore::ui
