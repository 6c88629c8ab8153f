// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUndoCommand>

#include "ui/controllers/workspace_session.h"

namespace qstore::ui {

/// Before and after of a dataset's recipe; successive changes of the same setting merge.
class RecipeCommand : public QUndoCommand {
public:
    RecipeCommand(WorkspaceSession& session, QString dataset, Recipe before, Recipe after,
                  const QString& what);
    void undo() override { m_session.applyRecipe(m_dataset, m_before); }
    void redo() override { m_session.applyRecipe(m_dataset, m_after); }
    int id() const override { return 1; }
    bool mergeWith(const QUndoCommand* other) override;

private:
    WorkspaceSession& m_session;
    QString m_dataset;
    Recipe m_before, m_after;
};

/// Adding (or, reversed, removing) a dataset. Holds the rows so that redo and undo can store them again.
class DatasetCommand : public QUndoCommand {
public:
    DatasetCommand(WorkspaceSession& session, QString name, Table table, QString source, Recipe recipe,
                   bool adds);
    void undo() override { m_adds ? remove() : add(); }
    void redo() override { m_adds ? add() : remove(); }

private:
    void add();
    void remove();
    WorkspaceSession& m_session;
    QString m_name;
    Table m_table;
    QString m_source;
    Recipe m_recipe;
    bool m_adds;
};

/// Another name for a dataset; it stays the selected one if it was.
class RenameDatasetCommand : public QUndoCommand {
public:
    RenameDatasetCommand(WorkspaceSession& session, QString from, QString to);
    void undo() override { rename(m_to, m_from); }
    void redo() override { rename(m_from, m_to); }

private:
    void rename(const QString& from, const QString& to);
    WorkspaceSession& m_session;
    QString m_from, m_to;
};

/// A version put into the bin or, reversed, taken out of it.
class ModelBinCommand : public QUndoCommand {
public:
    ModelBinCommand(WorkspaceSession& session, QString model, std::size_t version, bool deletes);
    void undo() override { move(!m_deletes); }
    void redo() override { move(m_deletes); }

private:
    void move(bool intoBin);
    WorkspaceSession& m_session;
    QString m_model;
    std::size_t m_version;
    bool m_deletes;
};

/// An alias moved; `before` 0 means that it did not exist.
class AliasCommand : public QUndoCommand {
public:
    AliasCommand(WorkspaceSession& session, QString model, QString alias, std::size_t before,
                 std::size_t after);
    void undo() override { place(m_before); }
    void redo() override { place(m_after); }

private:
    void place(std::size_t version);
    WorkspaceSession& m_session;
    QString m_model, m_alias;
    std::size_t m_before, m_after;
};

}  // namespace qstore::ui
