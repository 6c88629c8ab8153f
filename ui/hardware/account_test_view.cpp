// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hardware/account_test_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/controllers/accounts.h"
#include "ui/controllers/workspace_session.h"
#include "ui/hardware/window_words.h"
#include "ui/support/core_sentences.h"
#include "ui/support/focus_keeper.h"
#include "ui/support/labels.h"
#include "ui/support/test_step_row.h"
#include "ui/support/theme.h"

namespace qstore::ui {
namespace {

QString titleOf(AccountStep step) {
    switch (step) {
        case AccountStep::Name: return AccountTestView::tr("Name");
        case AccountStep::Tls: return AccountTestView::tr("Encryption");
        case AccountStep::Key: return AccountTestView::tr("Key");
        case AccountStep::Rights: return AccountTestView::tr("Rights");
        case AccountStep::Devices: break;
    }
    return AccountTestView::tr("Devices");
}

QString helpOf(AccountStep step) {
    switch (step) {
        case AccountStep::Name: return AccountTestView::tr("The host is found and answers");
        case AccountStep::Tls: return AccountTestView::tr("The host proves who it is, by TLS");
        case AccountStep::Key: return AccountTestView::tr("The host knows the key");
        case AccountStep::Rights: return AccountTestView::tr("The key may see the account's jobs");
        case AccountStep::Devices: break;
    }
    return AccountTestView::tr("There is a machine to run on");
}

void showStep(TestStepRow& row, const AccountTestStep& step) {
    row.showStep(step.state, step.elapsedMs, coreSentence(step.detail), windowAdvice(step.cure));
}

}  // namespace

AccountTestView::AccountTestView(const Theme& theme, Accounts& accounts, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_accounts(accounts) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    auto* top = new QHBoxLayout;
    top->addWidget(sectionLabel(tr("Test"), this));
    m_summary = secondaryLabel({}, this);
    m_summary->setObjectName(QStringLiteral("testSummary"));
    top->addWidget(m_summary, 1);
    m_cancel = new QPushButton(tr("Cancel test"), this);
    m_cancel->setObjectName(QStringLiteral("cancelTest"));
    m_cancel->setToolTip(tr("End the step that runs, and leave out the rest"));
    m_test = new QPushButton(tr("Test account"), this);
    m_test->setObjectName(QStringLiteral("testAccount"));
    m_test->setToolTip(
        tr("Name, encryption, key, rights, devices: five steps, each failure with its cure"));
    top->addWidget(m_cancel);
    top->addWidget(m_test);
    column->addLayout(top);
    for (const AccountTestStep& step : m_run.steps()) m_rows.push_back(addRow(step.step));
    connect(m_test, &QPushButton::clicked, this, &AccountTestView::test);
    connect(m_cancel, &QPushButton::clicked, &m_run, &AccountTestRun::cancel);
    connect(&m_run, &AccountTestRun::changed, this, &AccountTestView::refresh);
    connect(&m_run, &AccountTestRun::finished, this, &AccountTestView::refresh);
    connect(&theme, &Theme::changed, this, &AccountTestView::refresh);
    refresh();
}

TestStepRow* AccountTestView::addRow(AccountStep step) {
    auto* row = new TestStepRow(m_theme, titleOf(step), helpOf(step), this);
    row->setObjectName(QStringLiteral("testStep_%1").arg(toQt(accountStepName(step))));
    layout()->addWidget(row);
    return row;
}

void AccountTestView::setAccount(const QString& profile) {
    if (profile != m_profile) m_run.reset();
    m_profile = profile;
    refresh();
}

void AccountTestView::test() {
    const BackendProfile* profile = m_accounts.find(m_profile);
    if (profile == nullptr) return;
    m_run.start(*profile, m_accounts.keyForTest(m_profile).value_or(Secret()), m_accounts.network());
}

void AccountTestView::refresh() {
    const bool running = m_run.isRunning();
    {
        const FocusKeeper keeper({m_test, m_cancel}, running ? m_cancel : m_test);
        m_cancel->setVisible(running);
        m_test->setEnabled(!running && !m_profile.isEmpty());
    }
    const auto& steps = m_run.steps();
    for (std::size_t i = 0; i < m_rows.size(); ++i) showStep(*m_rows[i], steps[i]);
    if (!m_run.hasStarted())
        m_summary->clear();
    else if (running)
        m_summary->setText(tr("running…"));
    else
        m_summary->setText(allPassed(steps) ? tr("this account works") : tr("not all steps passed"));
}

}  // namespace qstore::ui
