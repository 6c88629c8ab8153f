// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QTimer>
#include <memory>

#include "core/base/clock.h"
#include "ui/controllers/states_controller.h"
#include "ui/states/kind_badge.h"
#include "ui/window/app_context.h"
#include "ui/window/page.h"

class QPushButton;
class QStackedWidget;

namespace qstore::ui {

class EmptyState;
class GroupActions;
class GroupView;
class InlineMessage;
class LibraryForm;
class NewGroupForm;
class NewRecordForm;
class NewRegisterForm;
class QueryForm;
class QueryView;
class RecordActions;
class RecordView;
class RegisterActions;
class RegisterView;
class StateLists;

/// States: classical records, simulated registers, and groups of records. Left what there is, in the middle
/// what is selected, at the right what can be done with it.
class StatesPage : public Page {
    Q_OBJECT
public:
    /// Records age by `clock`; none = the system's.
    explicit StatesPage(AppContext& context, std::shared_ptr<const Clock> clock = nullptr,
                        QWidget* parent = nullptr);
    ~StatesPage() override;

    StatesController& states() { return m_states; }
    void select(StateKind kind, const QString& name);
    void askNew(StateKind kind);

    QList<QAction*> menuActions(MenuPlace place) const override { return m_menuActions.value(place); }
    QUndoStack* undoStack() override { return &m_states.undoStack(); }
    void saveState(QSettings& settings) const override;
    void restoreState(QSettings& settings) override;
    /// Somebody may have changed the file with the command line.
    void activated() override;
    /// Makes two records, a group and a register where there is nothing, and shows the register.
    void prepareScreenshot() override;
    bool screenshotReady() const override;

private:
    QWidget* buildHeader();
    QWidget* buildMiddle();
    QWidget* buildRight();
    void buildActions();
    void connectForms();
    void connectResults();
    void openWorkspace();
    void showSelected();
    void showQuery();
    void showLibrary();
    void sweep();
    void offerUndo(const QString& text);
    void refreshStatus();

    AppContext& m_context;
    StatesController m_states;
    QTimer m_clock;
    StateLists* m_lists = nullptr;
    InlineMessage* m_message = nullptr;
    QPushButton* m_sweep = nullptr;
    QPushButton* m_query = nullptr;
    QPushButton* m_library = nullptr;
    QPushButton* m_new = nullptr;
    QStackedWidget* m_middle = nullptr;
    QStackedWidget* m_right = nullptr;
    EmptyState* m_empty = nullptr;
    RecordView* m_recordView = nullptr;
    RegisterView* m_registerView = nullptr;
    GroupView* m_groupView = nullptr;
    QueryView* m_queryView = nullptr;
    RecordActions* m_recordActions = nullptr;
    RegisterActions* m_registerActions = nullptr;
    GroupActions* m_groupActions = nullptr;
    NewRecordForm* m_newRecord = nullptr;
    NewRegisterForm* m_newRegister = nullptr;
    NewGroupForm* m_newGroup = nullptr;
    QueryForm* m_queryForm = nullptr;
    LibraryForm* m_libraryForm = nullptr;
    QHash<QWidget*, QWidget*> m_scrolls;  ///< of each form at the right
    QHash<MenuPlace, QList<QAction*>> m_menuActions;
};

}  // namespace qstore::ui
