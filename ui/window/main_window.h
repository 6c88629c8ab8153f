// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QMainWindow>
#include <QTimer>
#include <QUndoGroup>
#include <vector>

#include "ui/window/app_context.h"
#include "ui/window/page.h"

class QLabel;
class QStackedWidget;

namespace qstore::ui {

class CircuitCacheButton;
class CommandPalette;
class PageBar;
class Toast;
class TopBar;

/// The one window. It only wires: places on the left, pages in the middle, menus from what pages offer.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    /// Takes the pages into the window, in the order of the page bar. There must be at least one.
    MainWindow(AppContext& context, const std::vector<Page*>& pages, QWidget* parent = nullptr);
    ~MainWindow() override;

    void showPage(const QString& id);
    Page* currentPage() const;
    const std::vector<Page*>& pages() const { return m_pages; }
    /// A name for the top bar and the title; empty when no workspace is open.
    void setWorkspacePath(const QString& path);
    /// A short note about running jobs at the right of the status strip.
    void setJobsText(const QString& text);
    /// Geometry, shown page and what each page keeps.
    void restoreSession();
    /// Every action of the menus and of the shown page, for the command palette.
    QList<QAction*> commands() const;

protected:
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void moveEvent(QMoveEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void buildFrame();
    void resizeToScreen();
    void buildMenus();
    QMenu* addMenu(MenuPlace place, const QString& title);
    QAction* addCommand(MenuPlace place, const QString& name, const QString& text, const QKeySequence& keys,
                        const QString& toolTip);
    void buildPluginsAction();
    void buildUndoActions();
    void buildFileMenu();
    void buildViewMenu(const QList<QAction*>& places);
    void buildHelpMenu();
    void addPageActions(MenuPlace place);
    void refreshRecentWorkspaces();
    void rememberWorkspace(const QString& path);
    void saveSession();
    /// Saves a moment after the last of a row of changes, so that a crash loses nothing of them.
    void saveSoon();
    void setThemeMode(ThemeMode mode);
    void showShortcuts();
    void showAbout();
    void focusNextPart();

    AppContext& m_context;
    std::vector<Page*> m_pages;
    QUndoGroup m_undoGroup;
    QHash<MenuPlace, QMenu*> m_menus;
    QList<QAction*> m_themeActions;
    QMenu* m_recent = nullptr;
    TopBar* m_topBar = nullptr;
    PageBar* m_pageBar = nullptr;
    QStackedWidget* m_stack = nullptr;
    QLabel* m_status = nullptr;
    QLabel* m_jobs = nullptr;
    CircuitCacheButton* m_circuitCache = nullptr;  ///< null without a session
    CommandPalette* m_palette = nullptr;
    Toast* m_toast = nullptr;
    QTimer m_saveSoon;
    bool m_restored = false;
};

}  // namespace qstore::ui
