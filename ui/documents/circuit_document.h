// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <QUndoStack>

#include "ui/circuit/circuit_edits.h"

namespace qstore::ui {

/// The comment lines of an OpenQASM text before its first statement, with their line ends.
QString leadingComments(const QString& text);

/// The circuit being drawn, with unlimited undo. Every change is one command that holds the circuit before
/// and after; circuits share their parts, so history is cheap.
class CircuitDocument : public QObject {
    Q_OBJECT
public:
    explicit CircuitDocument(QObject* parent = nullptr);

    const Circuit& circuit() const { return m_circuit; }
    QUndoStack& undoStack() { return m_undoStack; }
    /// What the last change put into the circuit, for the selection.
    const std::vector<std::size_t>& touched() const { return m_touched; }

    /// Comment lines for the head of the OpenQASM text, which the circuit itself does not hold.
    const QString& comments() const { return m_comments; }
    void setComments(const QString& comments);

    /// Pushes one command named `what`. Edits in a row with the same non-empty `mergeKey` become one.
    void apply(const Edit& edit, const QString& what, const QString& mergeKey = {});
    /// apply() or, for an edit that failed, editRefused(). True if it was applied.
    bool apply(const Result<Edit>& edit, const QString& what, const QString& mergeKey = {});
    /// Another circuit in place of this one, as an undoable step.
    void replace(const Circuit& circuit, const QString& what);
    /// Ends a row of merging edits (a slider was let go).
    void endMerge() { m_mergeEnded = true; }

    QString path() const { return m_path; }
    /// The name under which the workspace keeps it; empty when it is in a file or nowhere by name.
    QString storedName() const { return m_storedName; }
    /// The workspace now keeps this circuit as `name`.
    void markStored(const QString& name);
    /// From now on it is kept nowhere by name, so that saving asks where.
    void forgetPlace();
    /// True if changes were waiting for autosaveDue(), which is not emitted for them any more.
    bool endAutosave();
    /// OpenQASM 2, 3 or JSON, by content. On failure nothing changes. Undo history starts anew.
    Status open(const QString& path);
    /// JSON for names ending in .json, OpenQASM 3 otherwise; written as a whole or not at all.
    Status save(const QString& path);
    /// A circuit of two qubits without gates, without a file.
    void startNew();
    /// A circuit kept from the last session.
    void restore(const Circuit& circuit, const QString& path, const QString& storedName = {},
                 const QString& comments = {});

Q_SIGNALS:
    void changed();
    void pathChanged();
    /// Half a second after the first change that is not stored yet; further changes do not put it off.
    void autosaveDue();
    void editRefused(const qstore::Error& error);

private:
    friend class CircuitCommand;
    void show(const Circuit& circuit, const std::vector<std::size_t>& touched);

    Circuit m_circuit;
    std::vector<std::size_t> m_touched;
    QUndoStack m_undoStack;
    QTimer m_autosave;
    QString m_path, m_storedName, m_comments;
    bool m_mergeEnded = false;
};

}  // namespace qstore::ui
