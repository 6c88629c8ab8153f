// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/main_window.h"

#include <QCloseEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenuBar>
#include <QScreen>
#include <QSplitter>
#include <QStackedWidget>
#include <QUndoStack>

#include "ui/controllers/workspace_session.h"
#include "ui/support/elided_label.h"
#include "ui/support/toast.h"
#include "ui/window/circuit_cache_button.h"
#include "ui/window/command_palette.h"
#include "ui/window/page_bar.h"
#include "ui/window/top_bar.h"

namespace qstore::ui {
namespace {
constexpr int saveSoonMs = 500;
}

MainWindow::MainWindow(AppContext& context, const std::vector<Page*>& pages, QWidget* parent)
    : QMainWindow(parent), m_context(context), m_pages(pages), m_undoGroup(this) {
    Q_ASSERT(!m_pages.empty());
    setObjectName(QStringLiteral("mainWindow"));
    m_saveSoon.setSingleShot(true);
    m_saveSoon.setInterval(saveSoonMs);
    connect(&m_saveSoon, &QTimer::timeout, this, &MainWindow::saveSession);
    buildFrame();
    buildMenus();
    m_palette = new CommandPalette(this);
    m_toast = new Toast(this);
    connect(&context.navigator, &Navigator::pageRequested, this, &MainWindow::showPage);
    connect(&context.navigator, &Navigator::toastRequested, m_toast, &Toast::showText);
    if (context.session != nullptr)
        connect(context.session, &WorkspaceSession::undoOffered, m_toast, &Toast::showUndo);
    connect(&context.navigator, &Navigator::circuitFileRequested, this,
            [this] { showPage(QStringLiteral("circuit")); });
    connect(&context.navigator, &Navigator::jobsChanged, this, &MainWindow::setJobsText);
    setWorkspacePath({});
    resizeToScreen();
    showPage(m_pages.front()->id());
}

/// A comfortable size, and never more than the screen has beside its panels.
void MainWindow::resizeToScreen() {
    constexpr QSize wanted(1280, 800);
    constexpr QSize frame(16, 48);  // title bar and borders, which the window manager adds
    resize(wanted.boundedTo(screen()->availableSize() - frame).expandedTo(minimumSizeHint()));
}

MainWindow::~MainWindow() {
    // The group must not hear of stacks that go while pages are destroyed.
    const auto stacks = m_undoGroup.stacks();
    for (QUndoStack* stack : stacks) m_undoGroup.removeStack(stack);
    // Nor the window of what a page still says while the parts it would be shown in are gone.
    for (Page* page : m_pages) page->disconnect(this);
}

void MainWindow::buildFrame() {
    auto* central = new QWidget(this);
    auto* column = new QVBoxLayout(central);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_topBar = new TopBar(m_context.theme, central);
    column->addWidget(m_topBar);

    auto* middle = new QHBoxLayout;
    middle->setSpacing(0);
    m_pageBar = new PageBar(m_context.theme, central);
    m_stack = new QStackedWidget(central);
    middle->addWidget(m_pageBar);
    middle->addWidget(m_stack, 1);
    column->addLayout(middle, 1);

    auto* strip = new QFrame(central);
    strip->setObjectName(QStringLiteral("statusStrip"));
    strip->setFixedHeight(28);
    auto* row = new QHBoxLayout(strip);
    row->setContentsMargins(space::m, 0, space::m, 0);
    m_status = new ElidedLabel(strip);
    m_status->setObjectName(QStringLiteral("statusText"));
    m_jobs = new QLabel(strip);
    m_jobs->setObjectName(QStringLiteral("jobsText"));
    row->addWidget(m_status, 1);
    row->addWidget(m_jobs);
    if (m_context.session != nullptr) {
        m_circuitCache = new CircuitCacheButton(m_context.session->plans(), m_context.settings, strip);
        row->addWidget(m_circuitCache);
    }
    column->addWidget(strip);
    setCentralWidget(central);

    for (Page* page : m_pages) {
        m_stack->addWidget(page);
        if (QUndoStack* stack = page->undoStack()) m_undoGroup.addStack(stack);
        connect(page, &Page::showRequested, this, [this, page] { showPage(page->id()); });
        connect(page, &Page::statusTextChanged, this, [this, page](const QString& text) {
            if (page == currentPage()) m_status->setText(text);
        });
    }
    connect(m_pageBar, &PageBar::pageChosen, this, &MainWindow::showPage);
    connect(m_topBar, &TopBar::searchClicked, this, [this] { m_palette->popUp(commands()); });
    connect(m_topBar, &TopBar::helpClicked, this, &MainWindow::showShortcuts);
    connect(m_topBar, &TopBar::themeClicked, this,
            [this] { setThemeMode(m_context.theme.isDark() ? ThemeMode::Light : ThemeMode::Dark); });
}

void MainWindow::showPage(const QString& id) {
    for (Page* page : m_pages) {
        if (page->id() != id) continue;
        m_stack->setCurrentWidget(page);
        m_pageBar->setCurrent(id);
        m_status->setText(page->statusText());
        m_undoGroup.setActiveStack(page->undoStack());
        page->activated();
        saveSoon();
        return;
    }
}

Page* MainWindow::currentPage() const {
    return qobject_cast<Page*>(m_stack->currentWidget());
}

void MainWindow::setWorkspacePath(const QString& path) {
    const QString name = path.isEmpty() ? tr("No workspace") : QFileInfo(path).fileName();
    m_topBar->setWorkspaceName(name);
    setWindowTitle(path.isEmpty() ? tr("Q-Store Workbench") : tr("%1 — Q-Store Workbench").arg(name));
    if (!path.isEmpty()) rememberWorkspace(path);
}

void MainWindow::setJobsText(const QString& text) {
    m_jobs->setText(text);
}

QList<QAction*> MainWindow::commands() const {
    QList<QAction*> all = currentPage()->paletteActions();
    for (const MenuPlace place : {MenuPlace::Circuit, MenuPlace::Run, MenuPlace::Edit, MenuPlace::View,
                                  MenuPlace::File, MenuPlace::Tools, MenuPlace::Help}) {
        if (!m_menus.contains(place)) continue;
        const auto actions = m_menus[place]->actions();
        for (QAction* action : actions) {
            if (!action->isSeparator() && action->menu() == nullptr) all.append(action);
        }
    }
    for (const Page* page : m_pages) {
        if (page != currentPage()) all.append(page->paletteActions());
    }
    return all;
}

void MainWindow::restoreSession() {
    QSettings& settings = m_context.settings;
    restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray());
    for (Page* page : m_pages) {
        settings.beginGroup(QStringLiteral("page/") + page->id());
        page->restoreState(settings);
        settings.endGroup();
    }
    showPage(settings.value(QStringLiteral("window/page"), m_pages.front()->id()).toString());
    m_restored = true;
    const auto splitters = findChildren<QSplitter*>();
    for (const QSplitter* splitter : splitters)
        connect(splitter, &QSplitter::splitterMoved, this, &MainWindow::saveSoon);
}

void MainWindow::saveSession() {
    QSettings& settings = m_context.settings;
    settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    settings.setValue(QStringLiteral("window/page"), currentPage()->id());
    for (const Page* page : m_pages) {
        settings.beginGroup(QStringLiteral("page/") + page->id());
        page->saveState(settings);
        settings.endGroup();
    }
    settings.sync();
}

void MainWindow::saveSoon() {
    if (m_restored) m_saveSoon.start();
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    saveSoon();
}

void MainWindow::moveEvent(QMoveEvent* event) {
    QMainWindow::moveEvent(event);
    saveSoon();
}

void MainWindow::changeEvent(QEvent* event) {
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange) saveSoon();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (m_restored) saveSession();
    event->accept();
}

void MainWindow::setThemeMode(ThemeMode mode) {
    m_context.theme.setMode(mode);
    m_context.settings.setValue(QStringLiteral("window/theme"), static_cast<int>(mode));
    for (QAction* action : m_themeActions)
        action->setChecked(action->data().toInt() == static_cast<int>(mode));
}

}  // namespace qstore::ui
