// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/controllers/training_controller.h"

class QLabel;
class QStackedWidget;
class QTabWidget;

namespace qstore::ui {

class ConfusionView;
class CurveChart;
class ElidedLabel;
class EmptyState;
class PipelineStrip;
class ResultsView;
class RocView;
class RowTraceView;
class ScatterView;
struct CurveColumn;
class Theme;

/// The run on display: which one it is, its pipeline, its live curves, its results. Everything here belongs
/// to one run; what is selected elsewhere never mixes in.
class RunView : public QWidget {
    Q_OBJECT
public:
    RunView(WorkspaceSession& session, TrainingController& controller, const Theme& theme,
            QWidget* parent = nullptr);
    /// A tab of the page's own behind those of the run.
    void addTab(QWidget* tab, const QString& title);
    void showTab(QWidget* tab);
    /// The rows that the next run would learn from, those of a dataset or `streamed`; empty for none.
    void setSelected(const QString& rows, bool streamed);

Q_SIGNALS:
    /// The empty state's button: train, or bring a table first.
    void trainRequested();
    void dataRequested();

private:
    QWidget* buildCharts();
    void buildTabs();
    void connectController();
    void showRun();
    void nameRun();
    void showSteps();
    void drawCurves();
    void showResults();
    void showJobs();
    bool isStreamed() const;
    std::vector<CurveColumn> measuredColumns() const;
    void updateEmptyState();

    WorkspaceSession& m_session;
    TrainingController& m_controller;
    ElidedLabel* m_name;
    QLabel* m_other;
    QLabel* m_computed;  ///< what of a measured run is computed, or of a streamed one not kept
    ElidedLabel* m_jobs;
    PipelineStrip* m_pipeline;
    QStackedWidget* m_upper;
    EmptyState* m_noData;
    EmptyState* m_noCollection;
    EmptyState* m_noRun;
    QWidget* m_charts = nullptr;
    CurveChart* m_loss = nullptr;
    QString m_selected;
    bool m_selectsPoints = false;
    CurveChart* m_score = nullptr;
    QTabWidget* m_tabs;
    CurveChart* m_cost = nullptr;
    ResultsView* m_results = nullptr;
    ConfusionView* m_confusion = nullptr;
    RocView* m_roc = nullptr;
    ScatterView* m_scatter = nullptr;
    RowTraceView* m_trace = nullptr;
};

}  // namespace qstore::ui
