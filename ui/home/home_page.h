// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/controllers/training_controller.h"
#include "ui/controllers/workspace_session.h"
#include "ui/window/page.h"

class QGridLayout;
class QTableView;
class QLabel;

namespace qstore::ui {

class RunsModel;

/// Home: one step into a trained example, the samples, and what was done lately.
class HomePage : public Page {
    Q_OBJECT
public:
    HomePage(WorkspaceSession& session, TrainingController& controller, QWidget* parent = nullptr);

Q_SIGNALS:
    /// Add the sample and train it with the defaults.
    void exampleRequested(const QString& sample);
    void sampleRequested(const QString& sample);
    void importRequested();
    void circuitRequested();
    void runRequested(const QString& run);
    void resumeRequested(const QString& run);

private:
    QWidget* buildHero();
    QWidget* buildSamples();
    QWidget* buildRecent();
    void updateRecent();

    WorkspaceSession& m_session;
    RunsModel* m_runs = nullptr;
    QTableView* m_recent = nullptr;
    QLabel* m_recentHint = nullptr;
};

}  // namespace qstore::ui
