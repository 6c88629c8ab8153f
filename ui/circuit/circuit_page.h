// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "ui/controllers/background_job.h"
#include "ui/controllers/column_preparation.h"
#include "ui/controllers/live_state.h"
#include "ui/documents/circuit_document.h"
#include "ui/window/app_context.h"
#include "ui/window/page.h"

class QLabel;
class QSplitter;
class QTabWidget;

namespace qstore {
class Workspace;
}

namespace qstore::ui {

class CircuitCanvas;
class ColumnStrip;
class GateInspector;
class GatePalette;
class InlineMessage;
class MeasuredPanel;
struct DeviceTranspile;

/// Draw a circuit, see its state while drawing, wire data columns to angles.
class CircuitPage : public Page {
    Q_OBJECT
public:
    explicit CircuitPage(AppContext& context, QWidget* parent = nullptr);
    ~CircuitPage() override;

    CircuitDocument& document() { return m_document; }
    CircuitCanvas& canvas() { return *m_canvas; }
    LiveState& liveState() { return m_live; }
    /// Null where the context has no devices.
    MeasuredPanel* measuredPanel() { return m_measured; }
    void openFile(const QString& path);

    QUndoStack* undoStack() override { return &m_document.undoStack(); }
    QList<QAction*> menuActions(MenuPlace place) const override { return m_menuActions.value(place); }
    QList<QAction*> paletteActions() const override { return m_gateActions; }
    void saveState(QSettings& settings) const override;
    void restoreState(QSettings& settings) override;
    void activated() override;
    void prepareScreenshot() override;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* buildHeader();
    QWidget* buildMiddle();
    void buildActions();
    QAction* addAction(MenuPlace place, const QString& name, const QString& text, const QKeySequence& keys,
                       const QString& help, std::function<void()> run);
    void addGateActions();
    void addBackendActions();
    void showMeasured();
    void runOnBackend();
    void transpileForChosen();
    void showTranspiled(const Result<DeviceTranspile>& transpiled, const QString& device);
    void connectParts();
    void circuitChanged();
    void updateColumns();
    void showColumns(const PreparedColumns& columns);
    std::shared_ptr<Workspace> workspace() const;
    /// Where the circuit is kept, in the header.
    void showPlace();
    void storeDraft();
    /// Stores now what would be stored within a second.
    void storePending();
    void restoreDraft();
    void saveToWorkspace();
    void storeAs(const QString& name);
    void openFromWorkspace();
    void bindSelectionTo(const QString& column);
    void openTemplates();
    void chooseFile();
    void save(bool asNew);

    AppContext& m_context;
    CircuitDocument m_document;
    LiveState m_live;
    ColumnPreparation m_preparation;
    QHash<MenuPlace, QList<QAction*>> m_menuActions;
    QList<QAction*> m_gateActions;
    QList<QAction*> m_actionsHere;  ///< of no use while another page is shown
    QLabel* m_fileLabel = nullptr;
    QLabel* m_hint = nullptr;
    InlineMessage* m_message = nullptr;
    ColumnStrip* m_columns = nullptr;
    GatePalette* m_palette = nullptr;
    CircuitCanvas* m_canvas = nullptr;
    GateInspector* m_inspector = nullptr;
    QSplitter* m_horizontal = nullptr;
    QSplitter* m_vertical = nullptr;
    QTabWidget* m_dock = nullptr;
    MeasuredPanel* m_measured = nullptr;
    BackgroundJob m_transpiling;
    bool m_inputsHaveAmplitudes = false;
};

}  // namespace qstore::ui
