// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hardware/accounts_panel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTableView>
#include <QUndoStack>
#include <QVBoxLayout>
#include <utility>

#include "core/backends/profile_rules.h"
#include "ui/controllers/accounts.h"
#include "ui/controllers/workspace_session.h"
#include "ui/hardware/account_test_view.h"
#include "ui/hardware/key_box.h"
#include "ui/hardware/key_places_box.h"
#include "ui/hardware/profile_commands.h"
#include "ui/hardware/profile_form.h"
#include "ui/hardware/window_words.h"
#include "ui/models/accounts_model.h"
#include "ui/support/empty_state.h"
#include "ui/support/inline_message.h"
#include "ui/support/labels.h"

namespace qstore::ui {
namespace {

constexpr int detailsWidth = 420;

}  // namespace

AccountsPanel::AccountsPanel(AppContext& context, QUndoStack& undo, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_accounts(*context.accounts),
      m_undo(undo),
      m_model(new AccountsModel(this)) {
    setObjectName(QStringLiteral("accountsPanel"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, space::m, 0, 0);
    column->setSpacing(space::s);
    m_banner = new InlineMessage(this);
    m_banner->setObjectName(QStringLiteral("keychainBanner"));
    m_message = new InlineMessage(this);
    column->addWidget(m_banner);
    column->addWidget(m_message);
    m_stack = new QStackedWidget(this);
    auto* empty = new QWidget(m_stack);
    auto* emptyColumn = new QVBoxLayout(empty);
    auto* state = new EmptyState(
        context.theme, QStringLiteral("hardware"),
        tr("No account yet. Practise on a simulated cloud in this window, where nothing is paid."),
        tr("Try the practice cloud"), empty);
    auto* other = new QPushButton(tr("Or add an account of IonQ or IBM Quantum"), empty);
    other->setObjectName(QStringLiteral("addFirstAccount"));
    other->setProperty("link", true);
    state->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    emptyColumn->addStretch(2);
    emptyColumn->addWidget(state);
    emptyColumn->addWidget(other, 0, Qt::AlignHCenter);
    emptyColumn->addStretch(3);
    connect(state, &EmptyState::triggered, this, &AccountsPanel::practiceRequested);
    connect(other, &QPushButton::clicked, this, &AccountsPanel::addAccount);
    m_stack->addWidget(empty);
    auto* work = new QWidget(m_stack);
    auto* row = new QHBoxLayout(work);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::l);
    row->addWidget(buildList(), 1);
    row->addWidget(buildDetails());
    m_stack->addWidget(work);
    column->addWidget(m_stack, 1);
    connectAccounts();
    refresh();
    announce();
}

QWidget* AccountsPanel::buildList() {
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    auto* buttons = new QHBoxLayout;
    auto* add = new QPushButton(tr("Add account"), box);
    add->setObjectName(QStringLiteral("addAccount"));
    add->setToolTip(tr("How to reach an account of IonQ or IBM Quantum; its key is given afterwards"));
    m_remove = new QPushButton(tr("Remove"), box);
    m_remove->setObjectName(QStringLiteral("removeAccount"));
    m_remove->setToolTip(tr("Remove the account from the list; its key stays until it is forgotten"));
    buttons->addWidget(add);
    buttons->addWidget(m_remove);
    buttons->addStretch();
    column->addLayout(buttons);
    m_view = new QTableView(box);
    m_view->setObjectName(QStringLiteral("accountsTable"));
    m_view->setAccessibleName(tr("Accounts"));
    m_view->setProperty("part", true);
    m_view->setModel(m_model);
    m_view->verticalHeader()->hide();
    m_view->setShowGrid(false);
    m_view->setTabKeyNavigation(false);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->horizontalHeader()->setStretchLastSection(true);
    m_view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    column->addWidget(m_view, 1);
    column->addWidget(new KeyPlacesBox(m_accounts, box));
    auto* removeKey = new QAction(m_view);
    removeKey->setShortcut(QKeySequence::Delete);
    removeKey->setShortcutContext(Qt::WidgetShortcut);
    m_view->addAction(removeKey);
    connect(removeKey, &QAction::triggered, m_remove, &QPushButton::click);
    connect(add, &QPushButton::clicked, this, &AccountsPanel::addAccount);
    connect(m_remove, &QPushButton::clicked, this, &AccountsPanel::remove);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& now) {
                if (now.isValid() && !m_filling) display(toQt(m_model->at(now.row()).profile.name));
            });
    return box;
}

QWidget* AccountsPanel::buildDetails() {
    auto* scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("accountDetails"));
    scroll->setProperty("part", true);
    scroll->setAccessibleName(tr("Account"));
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFixedWidth(detailsWidth);
    auto* box = new QWidget(scroll);
    box->setObjectName(QStringLiteral("scrollContents"));
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, space::m, space::m);
    column->setSpacing(space::m);
    m_title = sectionLabel({}, box);
    m_title->setObjectName(QStringLiteral("accountTitle"));
    column->addWidget(m_title);
    m_form = new ProfileForm(m_context.prompts, box);
    column->addWidget(m_form);
    auto* row = new QHBoxLayout;
    m_save = new QPushButton(tr("Save account"), box);
    m_save->setObjectName(QStringLiteral("saveAccount"));
    m_save->setProperty("primary", true);
    m_save->setToolTip(tr("Check what was typed and keep it; it can be undone"));
    m_revert = new QPushButton(tr("Discard changes"), box);
    m_revert->setObjectName(QStringLiteral("revertAccount"));
    m_revert->setToolTip(tr("Back to what was saved"));
    row->addWidget(m_save);
    row->addWidget(m_revert);
    row->addStretch();
    column->addLayout(row);
    column->addWidget(hairline(box));
    m_key = new KeyBox(m_accounts, box);
    column->addWidget(m_key);
    column->addWidget(hairline(box));
    m_test = new AccountTestView(m_context.theme, m_accounts, box);
    column->addWidget(m_test);
    column->addStretch();
    scroll->setWidget(box);
    connect(m_form, &ProfileForm::edited, this, &AccountsPanel::formEdited);
    connect(m_save, &QPushButton::clicked, this, &AccountsPanel::save);
    connect(m_revert, &QPushButton::clicked, this, &AccountsPanel::revert);
    return scroll;
}

void AccountsPanel::connectAccounts() {
    connect(&m_accounts, &Accounts::profilesChanged, this, &AccountsPanel::refresh);
    connect(&m_accounts, &Accounts::keyChanged, this, &AccountsPanel::refresh);
    connect(&m_accounts, &Accounts::placesChanged, this, [this] {
        refresh();
        announce();
    });
    connect(&m_accounts, &Accounts::failed, this,
            [this](const Error& error) { m_message->showError(windowError(error)); });
    connect(&m_test->run(), &AccountTestRun::failed, m_message, &InlineMessage::showError);
}

const BackendProfile* AccountsPanel::shown() const {
    return m_adding ? nullptr : m_accounts.find(m_shown);
}

void AccountsPanel::refresh() {
    std::vector<AccountsModel::Row> rows;
    for (const BackendProfile& profile : m_accounts.profiles()) {
        const QString name = toQt(profile.name);
        rows.push_back({profile, keyText(m_accounts.keyOf(name)), m_drafts.count(name) != 0});
    }
    m_filling = true;
    m_model->setRows(std::move(rows));
    m_filling = false;
    if (m_accounts.profilesError()) m_message->showError(windowError(*m_accounts.profilesError()));
    m_stack->setCurrentIndex(m_model->rowCount() > 0 || m_adding ? 1 : 0);
    for (int i = 0; i < AccountsModel::Key; ++i) m_view->resizeColumnToContents(i);
    announce();
    if (m_adding) return updateButtons();
    int row = m_model->find(m_shown);
    if (row < 0 && m_model->rowCount() > 0) row = 0;
    display(row < 0 ? QString() : toQt(m_model->at(row).profile.name));
}

void AccountsPanel::display(const QString& profile) {
    m_adding = false;
    m_shown = profile;
    const BackendProfile* saved = m_accounts.find(profile);
    const auto draft = m_drafts.find(profile);
    const BackendProfile wanted = draft != m_drafts.end() ? draft->second
                                  : saved != nullptr      ? *saved
                                                          : BackendProfile();
    // Filled only when it says something else, so that cursor and error stay.
    if (!(m_form->profile() == wanted)) m_form->setProfile(wanted);
    m_form->setReadOnly(m_accounts.isPracticeProfile(profile));
    m_title->setText(profile);
    m_key->setAccount(profile);
    m_test->setAccount(profile);
    const int row = m_model->find(profile);
    if (row >= 0 && m_view->currentIndex().row() != row) {
        m_filling = true;
        m_view->setCurrentIndex(m_model->index(row, 0));
        m_filling = false;
    }
    updateButtons();
}

void AccountsPanel::showAccount(const QString& profile) {
    if (m_accounts.find(profile) != nullptr) display(profile);
}

void AccountsPanel::addAccount() {
    m_adding = true;
    m_shown.clear();
    m_filling = true;
    m_view->setCurrentIndex({});
    m_filling = false;
    m_form->setProfile(BackendProfile());
    m_form->setReadOnly(false);
    m_title->setText(tr("New account"));
    m_key->setAccount({});
    m_test->setAccount({});
    m_stack->setCurrentIndex(1);
    updateButtons();
    announce();
    m_form->focusName();
}

void AccountsPanel::updateButtons() {
    const bool practice = m_accounts.isPracticeProfile(m_shown);
    const bool edited = m_adding || m_drafts.count(m_shown) != 0;
    m_save->setEnabled(edited && !practice);
    m_revert->setEnabled(edited);
    m_revert->setText(m_adding ? tr("Cancel") : tr("Discard changes"));
    m_remove->setEnabled(!m_adding && !practice && shown() != nullptr);
}

void AccountsPanel::formEdited() {
    if (m_adding) return;
    const BackendProfile* saved = shown();
    if (saved == nullptr) return;
    if (m_form->profile() == *saved)
        m_drafts.erase(m_shown);
    else
        m_drafts[m_shown] = m_form->profile();
    refresh();
}

void AccountsPanel::save() {
    const auto profile = m_form->checked();
    if (!profile) return;
    const BackendProfile* saved = shown();
    const auto before = saved == nullptr ? std::nullopt : std::optional(*saved);
    const bool hadKey = before && m_accounts.keyOf(m_shown).place.has_value();
    const QString name = toQt(profile->name);
    const QString text = before ? tr("change of account %1").arg(name) : tr("adding account %1").arg(name);
    // Already now, since the list is filled anew in between.
    const QString shownBefore = std::exchange(m_shown, name);
    const bool wasAdding = std::exchange(m_adding, false);
    const auto draft = m_drafts.extract(shownBefore);
    const Status stored =
        changeProfile(m_accounts, m_undo, before, *profile, text,
                      [this](const Error& error) { m_message->showError(windowError(error)); });
    if (!stored) {
        m_adding = wasAdding;
        m_shown = shownBefore;
        if (before) m_drafts[m_shown] = *profile;
        refresh();
        if (m_adding) m_form->setProfile(*profile);
        return m_form->showError(stored.error());
    }
    refresh();
    const std::string host = keyHost(*profile);
    if (hadKey && keyHost(*before) != host)
        m_key->setReason(tr("The host is now %1. A key is kept for one host only: please give it again.")
                             .arg(toQt(host)));
    if (!m_accounts.keyOf(name).place) m_key->focusKey();
}

void AccountsPanel::revert() {
    m_form->clearError();
    m_drafts.erase(m_shown);
    m_adding = false;
    refresh();
    m_view->setFocus();
}

void AccountsPanel::remove() {
    const BackendProfile* saved = shown();
    if (saved == nullptr) return;
    const QString name = m_shown;
    const int row = m_model->find(name);
    m_drafts.erase(name);
    const Status stored =
        changeProfile(m_accounts, m_undo, *saved, std::nullopt, tr("removal of account %1").arg(name),
                      [this](const Error& error) { m_message->showError(windowError(error)); });
    if (!stored) return m_message->showError(windowError(stored.error()));
    if (m_model->rowCount() > 0) {
        m_view->setCurrentIndex(m_model->index(std::min(row, m_model->rowCount() - 1), 0));
        m_view->setFocus();
    }
    const QString text = tr("Account %1 removed; its key is kept.").arg(name);
    if (m_context.session != nullptr)
        Q_EMIT m_context.session->undoOffered(text, &m_undo);
    else
        m_context.navigator.showToast(text, tr("Undo"), [this] { m_undo.undo(); });
}

void AccountsPanel::announce() {
    // Nobody has to choose a place for keys before there is an account.
    const QString text = m_stack->currentIndex() == 0 ? QString() : m_accounts.announcement();
    if (text == std::exchange(m_announced, text)) return;
    if (text.isEmpty())
        m_banner->clear();
    else
        m_banner->showWarning(text);
}

void AccountsPanel::testShown() {
    m_test->testButton()->click();
}

bool AccountsPanel::isTesting() const {
    return m_test->run().isRunning();
}

}  // namespace qstore::ui
