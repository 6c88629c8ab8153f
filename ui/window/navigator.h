// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <functional>

namespace qstore::ui {

/// How pages ask the window for something without knowing it. The window listens to the signals.
class Navigator : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// `id` is Page::id(): "home", "data", "circuit", "train", "models".
    void showPage(const QString& id) { Q_EMIT pageRequested(id); }
    /// A short note with at most one action, such as Undo after a delete.
    void showToast(const QString& text, const QString& verb = {}, std::function<void()> action = {}) {
        Q_EMIT toastRequested(text, verb, action);
    }
    void openWorkspace(const QString& path) { Q_EMIT workspaceRequested(path); }
    /// Opens an OpenQASM or JSON file on the circuit page.
    void openCircuitFile(const QString& path) { Q_EMIT circuitFileRequested(path); }

    /// What runs in the background, for the status strip of every page; empty when nothing does.
    void showJobs(const QString& text) { Q_EMIT jobsChanged(text); }
    /// Shows the Train page and trains the drawn circuit there, if a dataset is chosen.
    void trainDrawnCircuit() { Q_EMIT drawnCircuitTrainingRequested(); }

Q_SIGNALS:
    void drawnCircuitTrainingRequested();
    void jobsChanged(const QString& text);
    void pageRequested(const QString& id);
    void toastRequested(const QString& text, const QString& verb, const std::function<void()>& action);
    void workspaceRequested(const QString& path);
    void circuitFileRequested(const QString& path);
};

}  // namespace qstore::ui
