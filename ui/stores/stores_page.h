// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>

#include "ui/controllers/stores_controller.h"
#include "ui/stores/store_search.h"
#include "ui/window/app_context.h"
#include "ui/window/page.h"

class QPushButton;
class QScrollArea;
class QSplitter;
class QStackedWidget;

namespace qstore::ui {

class ComparePanel;
class ConnectionPanel;
class FilesPanel;
class InlineMessage;
class NewCollectionPanel;
class PointsView;
class PullPanel;
class PushPanel;
class SearchPanel;
class StoresList;
class TaskPanel;

/// Stores: collections of vectors at the left, their points in the middle, and at the right what is looked
/// for or done with them.
class StoresPage : public Page {
    Q_OBJECT
public:
    explicit StoresPage(AppContext& context, StoreAccess access = {}, QWidget* parent = nullptr);
    ~StoresPage() override;

    StoresController& stores() { return m_stores; }

    QList<QAction*> menuActions(MenuPlace place) const override { return m_menuActions.value(place); }
    QUndoStack* undoStack() override { return &m_stores.undoStack(); }
    void saveState(QSettings& settings) const override;
    void restoreState(QSettings& settings) override;
    /// Somebody may have changed connections or collections with the command line.
    void activated() override;
    /// Pushes the current dataset, if there is one, and looks for its first row.
    void prepareScreenshot() override;
    bool screenshotReady() const override;

Q_SIGNALS:
    /// From the empty state: where datasets are.
    void dataRequested();
    /// Points of this collection are to be learned from, those that pass the filter (empty: all).
    void trainRequested(const QString& store, const QString& collection, const QString& filter);

private:
    QWidget* buildHeader();
    QWidget* buildWork();
    QWidget* buildDetails();
    void connectStores();
    void showPanel(QWidget* panel);
    void fitDetails();
    void showSearch();
    void showConnection(const QString& name);
    void showMiddle();
    void showStatus();
    void beginPush();
    void askTraining();
    void tellPulled(const QString& dataset, quint64 rows);
    void askReplace(const PushOrder& order);
    void askDrop(const QString& collection, quint64 points);
    void connectFiles();
    void tellRestored(const QString& file, const QString& kind, const QString& name);
    void askForget(const QString& store, const QString& file);

    AppContext& m_context;
    StoresController m_stores;
    StoreSearch m_search;
    InlineMessage* m_message = nullptr;
    QSplitter* m_split = nullptr;
    StoresList* m_list = nullptr;
    QStackedWidget* m_middle = nullptr;
    QWidget* m_empty = nullptr;
    PointsView* m_points = nullptr;
    QScrollArea* m_details = nullptr;
    QStackedWidget* m_panels = nullptr;
    SearchPanel* m_searchPanel = nullptr;
    NewCollectionPanel* m_newCollection = nullptr;
    PushPanel* m_push = nullptr;
    PullPanel* m_pull = nullptr;
    ComparePanel* m_compare = nullptr;
    ConnectionPanel* m_connection = nullptr;
    FilesPanel* m_files = nullptr;
    QPushButton* m_pushButton = nullptr;
    QPushButton* m_pullButton = nullptr;
    QPushButton* m_compareButton = nullptr;
    QPushButton* m_trainButton = nullptr;
    QHash<MenuPlace, QList<QAction*>> m_menuActions;
    bool m_picturing = false;
};

}  // namespace qstore::ui
