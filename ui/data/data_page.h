// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/controllers/workspace_session.h"
#include "ui/window/page.h"

class QLabel;
class QListWidget;
class QListWidgetItem;
class QPushButton;
class QStackedWidget;
class QTableView;
class QVBoxLayout;

namespace qstore::ui {

class ColumnInspector;
class InlineMessage;
class Prompts;
class TableModel;
class Theme;

/// Data: datasets on the left, the table in the middle, the selected column and the preparation right.
class DataPage : public Page {
    Q_OBJECT
public:
    DataPage(WorkspaceSession& session, const Theme& theme, Prompts& prompts, QWidget* parent = nullptr);
    ~DataPage() override;
    /// Opens the import preview for a file (also for a dropped one).
    void importFile(const QString& path);
    void addSample(const QString& name);
    /// Asks for a file, then importFile().
    void chooseFile();

    QList<QAction*> menuActions(MenuPlace place) const override;
    void prepareScreenshot() override { addSample(QStringLiteral("iris")); }
    QUndoStack* undoStack() override { return &m_session.dataUndo(); }

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* buildHeader();
    QWidget* buildList();
    QWidget* buildTable();
    QWidget* buildInspector();
    void updateList();
    void updateTable();
    void buildListButtons(QVBoxLayout* column);
    void deleteSelected();
    void renameSelected();
    void nameEdited(QListWidgetItem* item);

    WorkspaceSession& m_session;
    const Theme& m_theme;
    Prompts& m_prompts;
    TableModel* m_model;
    QLabel* m_summary = nullptr;
    QListWidget* m_list = nullptr;
    QAction* m_rename = nullptr;
    QAction* m_importAction = nullptr;
    QAction* m_deleteAction = nullptr;
    QPushButton* m_renameButton = nullptr;
    QPushButton* m_delete = nullptr;
    QStackedWidget* m_stack = nullptr;
    QTableView* m_view = nullptr;
    ColumnInspector* m_column = nullptr;
    InlineMessage* m_message = nullptr;
};

}  // namespace qstore::ui
