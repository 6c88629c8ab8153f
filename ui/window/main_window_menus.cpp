// SPDX-License-Identifier: GPL-3.0-or-later
#include <QActionGroup>
#include <QApplication>
#include <QDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QMenuBar>
#include <QTableWidget>
#include <QUndoGroup>
#include <QVBoxLayout>

#include "ui/support/icons.h"
#include "ui/support/labels.h"
#include "ui/window/circuit_cache_button.h"
#include "ui/window/command_palette.h"
#include "ui/window/main_window.h"
#include "ui/window/page_bar.h"
#include "ui/window/plugins_dialog.h"
#include "ui/window/top_bar.h"

namespace qstore::ui {
namespace {
constexpr int recentCount = 8;
const QString recentKey = QStringLiteral("window/recentWorkspaces");
}  // namespace

QMenu* MainWindow::addMenu(MenuPlace place, const QString& title) {
    QMenu* menu = menuBar()->addMenu(title);
    menu->setToolTipsVisible(true);
    m_menus.insert(place, menu);
    return menu;
}

QAction* MainWindow::addCommand(MenuPlace place, const QString& name, const QString& text,
                                const QKeySequence& keys, const QString& toolTip) {
    QAction* action = m_menus[place]->addAction(text);
    action->setObjectName(name);
    action->setShortcut(keys);
    action->setToolTip(toolTip);
    action->setWhatsThis(toolTip);
    addAction(action);  // shortcuts must work while the menu bar is hidden
    return action;
}

void MainWindow::buildMenus() {
    QList<QAction*> places;
    for (const Page* page : m_pages)
        places.append(m_pageBar->addPage(page->id(), page->title(), page->iconName()));
    addMenu(MenuPlace::File, tr("&File"));
    addMenu(MenuPlace::Edit, tr("&Edit"));
    addMenu(MenuPlace::View, tr("&View"));
    addMenu(MenuPlace::Circuit, tr("&Circuit"));
    addMenu(MenuPlace::Run, tr("&Run"));
    addMenu(MenuPlace::Tools, tr("&Tools"));
    addMenu(MenuPlace::Help, tr("&Help"));

    buildFileMenu();
    buildUndoActions();
    addPageActions(MenuPlace::Edit);
    buildViewMenu(places);
    addPageActions(MenuPlace::Circuit);
    addPageActions(MenuPlace::Run);
    QAction* search =
        addCommand(MenuPlace::Tools, QStringLiteral("paletteAction"), tr("&Command palette…"),
                   QKeySequence(QStringLiteral("Ctrl+K")), tr("Find any action or gate by name"));
    search->setIcon(themedIcon(QStringLiteral("search"), m_context.theme));
    connect(search, &QAction::triggered, this, [this] { m_palette->popUp(commands()); });
    if (m_circuitCache != nullptr) m_menus[MenuPlace::Tools]->addAction(m_circuitCache->clearAction());
    addPageActions(MenuPlace::Tools);
    if (m_context.plugins != nullptr) buildPluginsAction();
    buildHelpMenu();
    for (const MenuPlace place : {MenuPlace::Circuit, MenuPlace::Run})
        m_menus[place]->menuAction()->setVisible(!m_menus[place]->isEmpty());
}

void MainWindow::buildPluginsAction() {
    m_menus[MenuPlace::Tools]->addSeparator();
    QAction* plugins = addCommand(MenuPlace::Tools, QStringLiteral("pluginsAction"), tr("P&lugins…"), {},
                                  tr("Which plugins there are, and why one is not in use"));
    connect(plugins, &QAction::triggered, this, [this] {
        auto* dialog = new PluginsDialog(*m_context.plugins, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->show();
    });
}

void MainWindow::buildUndoActions() {
    QAction* undo = addCommand(MenuPlace::Edit, QStringLiteral("undoAction"), tr("&Undo"),
                               QKeySequence::Undo, tr("Take back the last step on this page"));
    undo->setIcon(themedIcon(QStringLiteral("undo"), m_context.theme));
    undo->setEnabled(false);
    connect(undo, &QAction::triggered, &m_undoGroup, &QUndoGroup::undo);
    connect(&m_undoGroup, &QUndoGroup::canUndoChanged, undo, &QAction::setEnabled);
    connect(&m_undoGroup, &QUndoGroup::undoTextChanged, undo, [undo](const QString& step) {
        undo->setText(step.isEmpty() ? tr("&Undo") : tr("&Undo %1").arg(step));
    });
    QAction* redo = addCommand(MenuPlace::Edit, QStringLiteral("redoAction"), tr("&Redo"),
                               QKeySequence(QStringLiteral("Ctrl+Shift+Z")),
                               tr("Do again what was taken back on this page"));
    redo->setIcon(themedIcon(QStringLiteral("redo"), m_context.theme));
    redo->setEnabled(false);
    connect(redo, &QAction::triggered, &m_undoGroup, &QUndoGroup::redo);
    connect(&m_undoGroup, &QUndoGroup::canRedoChanged, redo, &QAction::setEnabled);
    connect(&m_undoGroup, &QUndoGroup::redoTextChanged, redo, [redo](const QString& step) {
        redo->setText(step.isEmpty() ? tr("&Redo") : tr("&Redo %1").arg(step));
    });
}

void MainWindow::addPageActions(MenuPlace place) {
    for (const Page* page : m_pages) {
        const auto actions = page->menuActions(place);
        if (actions.isEmpty()) continue;
        if (!m_menus[place]->isEmpty()) m_menus[place]->addSeparator();
        m_menus[place]->addActions(actions);
        for (QAction* action : actions) {
            if (action->shortcutContext() == Qt::WindowShortcut) addAction(action);
        }
    }
}

void MainWindow::buildFileMenu() {
    QAction* create =
        addCommand(MenuPlace::File, QStringLiteral("newWorkspaceAction"), tr("&New workspace…"),
                   QKeySequence(QStringLiteral("Ctrl+Shift+N")), tr("Start an empty workspace file"));
    connect(create, &QAction::triggered, this, [this] {
        m_context.prompts.saveFile(
            this, {tr("New workspace"), {}, tr("untitled.qstore"), tr("Workspaces (*.qstore)")},
            [this](const QString& path) { m_context.navigator.openWorkspace(path); });
    });
    QAction* open =
        addCommand(MenuPlace::File, QStringLiteral("openWorkspaceAction"), tr("&Open workspace…"),
                   QKeySequence(QStringLiteral("Ctrl+Shift+O")), tr("Open another workspace file"));
    open->setIcon(themedIcon(QStringLiteral("open"), m_context.theme));
    connect(open, &QAction::triggered, this, [this] {
        m_context.prompts.openFile(
            this, {tr("Open workspace"), {}, {}, tr("Workspaces (*.qstore);;All files (*)")},
            [this](const QString& path) { m_context.navigator.openWorkspace(path); });
    });
    m_recent = m_menus[MenuPlace::File]->addMenu(tr("Open &recent"));
    refreshRecentWorkspaces();
    auto* workspaceMenu = new QMenu(this);
    workspaceMenu->addActions({create, open});
    workspaceMenu->addMenu(m_recent);
    m_topBar->setWorkspaceMenu(workspaceMenu);
    addPageActions(MenuPlace::File);
    m_menus[MenuPlace::File]->addSeparator();
    QAction* quit = addCommand(MenuPlace::File, QStringLiteral("quitAction"), tr("&Quit"),
                               QKeySequence::Quit, tr("Close the window; everything is kept"));
    connect(quit, &QAction::triggered, this, &QWidget::close);
}

void MainWindow::rememberWorkspace(const QString& path) {
    QStringList recent = m_context.settings.value(recentKey).toStringList();
    const QString absolute = QFileInfo(path).absoluteFilePath();
    recent.removeAll(absolute);
    recent.prepend(absolute);
    m_context.settings.setValue(recentKey, recent.mid(0, recentCount));
    refreshRecentWorkspaces();
}

void MainWindow::refreshRecentWorkspaces() {
    m_recent->clear();
    const QStringList recent = m_context.settings.value(recentKey).toStringList();
    for (const QString& path : recent) {
        QAction* action = m_recent->addAction(QFileInfo(path).fileName());
        action->setToolTip(path);
        action->setEnabled(QFileInfo::exists(path));
        connect(action, &QAction::triggered, this,
                [this, path] { m_context.navigator.openWorkspace(path); });
    }
    m_recent->setEnabled(!recent.isEmpty());
}

void MainWindow::buildViewMenu(const QList<QAction*>& places) {
    QMenu* view = m_menus[MenuPlace::View];
    view->addActions(places);
    QAction* next =
        addCommand(MenuPlace::View, QStringLiteral("nextPartAction"), tr("Next &part"),
                   QKeySequence(Qt::Key_F6), tr("Move the keyboard to the next part of the window"));
    connect(next, &QAction::triggered, this, &MainWindow::focusNextPart);
    addPageActions(MenuPlace::View);
    view->addSeparator();
    QMenu* themes = view->addMenu(tr("&Theme"));
    auto* group = new QActionGroup(this);
    const std::pair<ThemeMode, QString> modes[] = {{ThemeMode::System, tr("Follow the &system")},
                                                   {ThemeMode::Light, tr("&Light")},
                                                   {ThemeMode::Dark, tr("&Dark")}};
    for (const auto& [mode, title] : modes) {
        QAction* action = themes->addAction(title);
        action->setCheckable(true);
        action->setChecked(m_context.theme.mode() == mode);
        action->setData(static_cast<int>(mode));
        group->addAction(action);
        m_themeActions.append(action);
        connect(action, &QAction::triggered, this, [this, chosen = mode] { setThemeMode(chosen); });
    }
    QAction* menuToggle =
        addCommand(MenuPlace::View, QStringLiteral("menuBarAction"), tr("Show &menu bar"),
                   QKeySequence(QStringLiteral("Ctrl+M")), tr("Hide or show the menu bar"));
    menuToggle->setCheckable(true);
    menuToggle->setChecked(true);
    connect(menuToggle, &QAction::toggled, menuBar(), &QWidget::setVisible);
    QAction* full = addCommand(MenuPlace::View, QStringLiteral("fullScreenAction"), tr("&Full screen"),
                               QKeySequence(Qt::Key_F11), tr("Use the whole screen"));
    full->setCheckable(true);
    connect(full, &QAction::toggled, this, [this](bool on) { on ? showFullScreen() : showNormal(); });
}

void MainWindow::buildHelpMenu() {
    QAction* keys =
        addCommand(MenuPlace::Help, QStringLiteral("shortcutsAction"), tr("&Keyboard shortcuts"),
                   QKeySequence::HelpContents, tr("Every action that has a shortcut"));
    connect(keys, &QAction::triggered, this, &MainWindow::showShortcuts);
    addPageActions(MenuPlace::Help);
    QAction* about = addCommand(MenuPlace::Help, QStringLiteral("aboutAction"),
                                tr("&About Q-Store Workbench"), {}, tr("Version and licence"));
    connect(about, &QAction::triggered, this, &MainWindow::showAbout);
}

void MainWindow::showShortcuts() {
    auto* dialog = new QDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("shortcutsDialog"));
    dialog->setWindowTitle(tr("Keyboard shortcuts"));
    auto* column = new QVBoxLayout(dialog);
    column->addWidget(titleLabel(tr("Keyboard shortcuts"), dialog));
    auto* table = new QTableWidget(0, 2, dialog);
    table->setHorizontalHeaderLabels({tr("Action"), tr("Keys")});
    table->verticalHeader()->hide();
    table->setShowGrid(false);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    const auto actions = commands();
    for (const QAction* action : actions) {
        if (action->shortcut().isEmpty()) continue;
        const int row = table->rowCount();
        table->insertRow(row);
        table->setItem(row, 0, new QTableWidgetItem(action->text().remove(QLatin1Char('&'))));
        table->setItem(row, 1, new QTableWidgetItem(action->shortcut().toString(QKeySequence::NativeText)));
    }
    column->addWidget(table);
    dialog->resize(460, 560);
    dialog->show();
}

void MainWindow::showAbout() {
    auto* dialog = new QDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("About Q-Store Workbench"));
    auto* column = new QVBoxLayout(dialog);
    column->setContentsMargins(space::xl, space::xl, space::xl, space::xl);
    column->setSpacing(space::m);
    column->addWidget(titleLabel(tr("Q-Store Workbench"), dialog));
    auto* text =
        new QLabel(tr("Version %1\nQuantum machine learning you can see: from a table to a trained model.\n"
                      "Free software under GPL-3.0-or-later; its engine under Apache-2.0.")
                       .arg(QApplication::applicationVersion()),
                   dialog);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    column->addWidget(text);
    dialog->show();
}

void MainWindow::focusNextPart() {
    // Parts are the direct children that can hold focus: top bar, page bar, and the page's own splits.
    QList<QWidget*> parts = {m_topBar, m_pageBar};
    const auto children = currentPage()->findChildren<QWidget*>();
    for (QWidget* child : children) {
        if (child->isVisible() && child->property("part").toBool()) parts.append(child);
    }
    const QWidget* focus = focusWidget();
    qsizetype next = 0;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (focus != nullptr && (parts[i] == focus || parts[i]->isAncestorOf(focus)))
            next = (i + 1) % parts.size();
    }
    QWidget* part = parts[next];
    if (part->focusPolicy() != Qt::NoFocus) {
        part->setFocus(Qt::ShortcutFocusReason);
        return;
    }
    const auto inside = part->findChildren<QWidget*>();
    for (QWidget* child : inside) {
        if (child->isVisible() && child->isEnabled() && child->focusPolicy() & Qt::TabFocus) {
            child->setFocus(Qt::ShortcutFocusReason);
            return;
        }
    }
}

}  // namespace qstore::ui
