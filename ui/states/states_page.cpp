// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/states/states_page.h"

#include <QAction>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "core/workspace/workspace_states.h"
#include "ui/controllers/workspace_session.h"
#include "ui/states/example_states.h"
#include "ui/states/group_actions.h"
#include "ui/states/group_view.h"
#include "ui/states/library_form.h"
#include "ui/states/new_group_form.h"
#include "ui/states/new_record_form.h"
#include "ui/states/new_register_form.h"
#include "ui/states/query_form.h"
#include "ui/states/query_view.h"
#include "ui/states/record_actions.h"
#include "ui/states/record_view.h"
#include "ui/states/register_actions.h"
#include "ui/states/register_view.h"
#include "ui/states/state_lists.h"
#include "ui/states/state_words.h"
#include "ui/support/empty_state.h"
#include "ui/support/inline_message.h"
#include "ui/support/page_header.h"
#include "ui/window/button_action.h"

namespace qstore::ui {
namespace {

constexpr int secondMs = 1000;
constexpr int listsWidth = 280;
constexpr int actionsWidth = 300;
constexpr int middleWidth = 340;
const QString kindKey = QStringLiteral("kind");
const QString nameKey = QStringLiteral("name");

}  // namespace

StatesPage::StatesPage(AppContext& context, std::shared_ptr<const Clock> clock, QWidget* parent)
    : Page(tr("States"), QStringLiteral("states"), parent),
      m_context(context),
      m_states(clock ? std::move(clock) : makeSystemClock()) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::l, space::m, space::l, space::m);
    layout->setSpacing(space::s);
    layout->addWidget(buildHeader());
    m_message = new InlineMessage(this);
    layout->addWidget(m_message);
    auto* split = new QSplitter(Qt::Horizontal, this);
    split->setObjectName(QStringLiteral("statesSplit"));
    split->setChildrenCollapsible(false);
    m_lists = new StateLists(m_states, context.theme, split);
    m_lists->setMinimumWidth(listsWidth - space::xxl);
    split->addWidget(m_lists);
    split->addWidget(buildMiddle());
    split->addWidget(buildRight());
    split->setStretchFactor(1, 1);
    split->setSizes({listsWidth, middleWidth, actionsWidth});
    layout->addWidget(split, 1);
    buildActions();
    connectForms();
    connectResults();
    connect(&m_states, &StatesController::changed, this, &StatesPage::refreshStatus);
    connect(&m_states, &StatesController::failed, m_message, &InlineMessage::showError);
    connect(context.session, &WorkspaceSession::workspaceAboutToChange, &m_states,
            &StatesController::close);
    connect(context.session, &WorkspaceSession::workspaceChanged, this, &StatesPage::openWorkspace);
    m_clock.setInterval(secondMs);
    connect(&m_clock, &QTimer::timeout, &m_states, &StatesController::tick);
    m_clock.start();
    openWorkspace();
}

StatesPage::~StatesPage() {
    deleteViews();
}

QWidget* StatesPage::buildHeader() {
    auto* header = new PageHeader(title(), this);
    m_library = header->addButton("libraryOptions", tr("Library…"),
                                  tr("How many records it holds, and how long they stay coherent"));
    m_sweep = header->addButton("sweepRecords", tr("Sweep"),
                                tr("Mark records whose coherence time is over, and let the least worth go "
                                   "where there are more than the library holds"));
    m_query = header->addButton("queryRecords", tr("Query…"),
                                tr("Find records by vector, context, group and age, step by step"));
    m_new = header->addPrimary("newRecord", tr("New record…"),
                               tr("A record of vectors under the names of contexts"));
    connect(m_library, &QPushButton::clicked, this, &StatesPage::showLibrary);
    connect(m_sweep, &QPushButton::clicked, this, &StatesPage::sweep);
    connect(m_query, &QPushButton::clicked, this, &StatesPage::showQuery);
    connect(m_new, &QPushButton::clicked, this, [this] { askNew(StateKind::Record); });
    return header;
}

QWidget* StatesPage::buildMiddle() {
    m_middle = new QStackedWidget(this);
    m_middle->setContentsMargins(space::m, space::xs, space::m, 0);
    m_middle->setMinimumWidth(middleWidth);
    m_empty = new EmptyState(m_context.theme, QStringLiteral("tag"),
                             tr("Keep vectors with contexts that expire, and quantum states that decay."),
                             tr("Start with an example"), m_middle);
    m_recordView = new RecordView(m_states, m_context.theme, m_middle);
    m_registerView = new RegisterView(m_states, m_context.theme, m_middle);
    m_groupView = new GroupView(m_states, m_context.theme, m_middle);
    m_queryView = new QueryView(m_context.theme, m_middle);
    for (QWidget* each : {static_cast<QWidget*>(m_empty), static_cast<QWidget*>(m_recordView),
                          static_cast<QWidget*>(m_registerView), static_cast<QWidget*>(m_groupView),
                          static_cast<QWidget*>(m_queryView)})
        m_middle->addWidget(each);
    connect(m_empty, &EmptyState::triggered, this, [this] {
        const Status added = m_states.change(addExampleStates);
        if (!added) m_message->showError(added.error());
    });
    return m_middle;
}

QWidget* StatesPage::buildRight() {
    m_right = new QStackedWidget(this);
    m_right->setObjectName(QStringLiteral("stateActions"));
    m_right->setMinimumWidth(actionsWidth);
    m_right->addWidget(new QWidget(m_right));
    m_recordActions = new RecordActions(m_states);
    m_registerActions = new RegisterActions(m_states);
    m_groupActions = new GroupActions(m_states);
    m_newRecord = new NewRecordForm(m_states, m_context.session);
    m_newRegister = new NewRegisterForm(m_states, m_context.session);
    m_newGroup = new NewGroupForm(m_states);
    m_queryForm = new QueryForm(m_states);
    m_libraryForm = new LibraryForm(m_states);
    for (QWidget* form : {static_cast<QWidget*>(m_recordActions), static_cast<QWidget*>(m_registerActions),
                          static_cast<QWidget*>(m_groupActions), static_cast<QWidget*>(m_newRecord),
                          static_cast<QWidget*>(m_newRegister), static_cast<QWidget*>(m_newGroup),
                          static_cast<QWidget*>(m_queryForm), static_cast<QWidget*>(m_libraryForm)}) {
        auto* scroll = new QScrollArea(m_right);
        scroll->setWidgetResizable(true);
        scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        scroll->setFocusPolicy(Qt::NoFocus);
        scroll->setWidget(form);
        m_right->addWidget(scroll);
        m_scrolls.insert(form, scroll);
    }
    return m_right;
}

void StatesPage::buildActions() {
    m_menuActions[MenuPlace::Tools] = {
        buttonAction(*this, m_new),
        buttonAction(*this, m_lists->newButton(StateKind::Register), tr("New register…")),
        buttonAction(*this, m_lists->newButton(StateKind::Group), tr("New group of records…")),
        buttonAction(*this, m_query, tr("Query the records…")),
        buttonAction(*this, m_sweep, tr("Sweep the records")),
        buttonAction(*this, m_library, tr("Capacity and coherence times…"))};
}

void StatesPage::connectForms() {
    connect(m_lists, &StateLists::selected, this, &StatesPage::showSelected);
    connect(m_lists, &StateLists::newRequested, this, &StatesPage::askNew);
    connect(m_newRecord, &NewRecordForm::cancelled, this, &StatesPage::showSelected);
    connect(m_newRegister, &NewRegisterForm::cancelled, this, &StatesPage::showSelected);
    connect(m_newGroup, &NewGroupForm::cancelled, this, &StatesPage::showSelected);
    connect(m_queryForm, &QueryForm::cancelled, this, &StatesPage::showSelected);
    connect(m_libraryForm, &LibraryForm::cancelled, this, &StatesPage::showSelected);
    connect(m_newRecord, &NewRecordForm::made, this, [this](const QString& id, const QStringList& gone) {
        select(StateKind::Record, id);
        if (!gone.isEmpty())
            m_message->showInfo(tr("The library was full: %1 had to go.").arg(gone.join(tr(", "))),
                                tr("Undo brings it back."));
    });
    connect(m_newRegister, &NewRegisterForm::made, this,
            [this](const QString& name) { select(StateKind::Register, name); });
    connect(m_newGroup, &NewGroupForm::made, this,
            [this](const QString& id) { select(StateKind::Group, id); });
}

void StatesPage::connectResults() {
    const auto removed = [this](const QString& name) { offerUndo(tr("%1 was removed").arg(name)); };
    connect(m_recordActions, &RecordActions::removed, this, removed);
    connect(m_registerActions, &RegisterActions::removed, this, removed);
    connect(m_groupActions, &GroupActions::removed, this, removed);
    connect(m_recordActions, &RecordActions::answered, m_recordView, &RecordView::showAnswer);
    connect(m_recordActions, &RecordActions::registerMade, this,
            [this](const QString& name) { select(StateKind::Register, name); });
    connect(m_recordView, &RecordView::contextChosen, m_recordActions, &RecordActions::chooseContext);
    connect(m_registerActions, &RegisterActions::measured, m_registerView, &RegisterView::showCounts);
    connect(m_registerActions, &RegisterActions::decayAsked, m_registerView, &RegisterView::showDecay);
    connect(m_registerActions, &RegisterActions::renamed, this,
            [this](const QString& name) { select(StateKind::Register, name); });
    connect(m_groupActions, &GroupActions::applied, m_groupView, &GroupView::showLog);
    connect(m_queryForm, &QueryForm::answered, this,
            [this](const StagedAnswer& answer, const RecordQuery& query) {
                m_queryView->showAnswer(answer, query);
                m_middle->setCurrentWidget(m_queryView);
            });
    connect(m_queryView, &QueryView::recordActivated, this,
            [this](const QString& id) { select(StateKind::Record, id); });
}

void StatesPage::openWorkspace() {
    m_message->clear();
    if (m_context.session->workspace()) {
        const Status opened = m_states.open(workspaceStates(m_context.session->workspace()));
        if (!opened) m_message->showError(opened.error());
    }
    showSelected();
    refreshStatus();
}

void StatesPage::select(StateKind kind, const QString& name) {
    m_lists->select(kind, name);
    showSelected();
}

void StatesPage::showSelected() {
    if (!m_lists->hasSelection()) {
        m_middle->setCurrentWidget(m_empty);
        m_right->setCurrentIndex(0);
        return;
    }
    const QString& name = m_lists->name();
    const auto present = [this](QWidget* view, QWidget* actions) {
        m_middle->setCurrentWidget(view);
        m_right->setCurrentWidget(m_scrolls.value(actions));
    };
    switch (m_lists->kind()) {
        case StateKind::Record:
            m_recordView->showRecord(name);
            m_recordActions->showRecord(name);
            return present(m_recordView, m_recordActions);
        case StateKind::Register:
            m_registerView->showRegister(name);
            m_registerActions->showRegister(name);
            return present(m_registerView, m_registerActions);
        case StateKind::Group:
            m_groupView->showGroup(name);
            m_groupActions->showGroup(name);
            return present(m_groupView, m_groupActions);
    }
}

void StatesPage::askNew(StateKind kind) {
    m_message->clear();
    const auto present = [this](QWidget* form) { m_right->setCurrentWidget(m_scrolls.value(form)); };
    switch (kind) {
        case StateKind::Record: present(m_newRecord); return m_newRecord->start();
        case StateKind::Register: present(m_newRegister); return m_newRegister->start();
        case StateKind::Group: present(m_newGroup); return m_newGroup->start();
    }
}

void StatesPage::showQuery() {
    m_right->setCurrentWidget(m_scrolls.value(m_queryForm));
    m_queryForm->start();
}

void StatesPage::showLibrary() {
    m_right->setCurrentWidget(m_scrolls.value(m_libraryForm));
    m_libraryForm->start();
}

void StatesPage::sweep() {
    const auto report = m_states.change([](StateLibrary& library) { return library.sweep(); });
    if (!report) return m_message->showError(report.error());
    m_message->clear();
    if (report->decohered.empty() && report->evicted.empty()) {
        m_message->showInfo(tr("Nothing to sweep: no record's time is over, and all have a place."));
        return;
    }
    QStringList parts;
    if (!report->decohered.empty())
        parts << tr("%n record(s) decohered", nullptr, static_cast<int>(report->decohered.size()));
    if (!report->evicted.empty())
        parts << tr("%n record(s) went", nullptr, static_cast<int>(report->evicted.size()));
    offerUndo(parts.join(tr(", ")));
}

void StatesPage::offerUndo(const QString& text) {
    Q_EMIT m_context.session->undoOffered(text, &m_states.undoStack());
}

void StatesPage::refreshStatus() {
    const bool open = m_states.isOpen();
    for (QPushButton* button : {m_sweep, m_query, m_library, m_new}) button->setEnabled(open);
    const auto records = m_states.records();
    const auto silent = std::count_if(records.begin(), records.end(), [](const StateRecord& record) {
        return record.state == RecordState::Decohered;
    });
    QStringList parts{tr("%n record(s)", nullptr, static_cast<int>(records.size()))};
    if (silent > 0) parts << tr("%n decohered", nullptr, static_cast<int>(silent));
    parts << tr("%n register(s)", nullptr, static_cast<int>(m_states.registers().size()))
          << tr("%n group(s)", nullptr, static_cast<int>(m_states.groups().size()));
    setStatusText(parts.join(QStringLiteral(" · ")));
}

void StatesPage::saveState(QSettings& settings) const {
    settings.setValue(kindKey, static_cast<int>(m_lists->kind()));
    settings.setValue(nameKey, m_lists->name());
}

void StatesPage::restoreState(QSettings& settings) {
    const int kind = settings.value(kindKey).toInt();
    const QString name = settings.value(nameKey).toString();
    if (name.isEmpty() || kind < 0 || kind > static_cast<int>(StateKind::Group)) return;
    m_lists->select(static_cast<StateKind>(kind), name);
}

void StatesPage::activated() {
    m_states.refresh();
}

void StatesPage::prepareScreenshot() {
    if (m_states.isOpen() && !m_lists->hasSelection()) {
        const Status added = m_states.change(addExampleStates);
        if (!added) return m_message->showError(added.error());
    }
    const auto registers = m_states.registers();
    if (registers.empty()) return;
    select(StateKind::Register, toQt(registers.front().info.name));
    m_registerView->showDecay({}, 3.0 * DecayTimes{}.t1Us);
}

bool StatesPage::screenshotReady() const {
    return !m_registerView->isBusy() && !m_registerActions->isBusy();
}

}  // namespace qstore::ui
