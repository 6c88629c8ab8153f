// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hardware/account_test_view.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/controllers/accounts.h"
#include "ui/controllers/workspace_session.h"
#include "ui/hardware/window_words.h"
#include "ui/support/core_sentences.h"
#include "ui/support/focus_keeper.h"
#include "ui/support/icons.h"
#include "ui/support/labels.h"
#include "ui/support/theme.h"

namespace qstore::ui {
namespace {

constexpr int iconSize = 18;

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

QString stateText(StepState state) {
    switch (state) {
        case StepState::Running: return AccountTestView::tr("running");
        case StepState::Passed: return AccountTestView::tr("passed");
        case StepState::Failed: return AccountTestView::tr("failed");
        case StepState::Cancelled: return AccountTestView::tr("cancelled");
        case StepState::NotTried: break;
    }
    return AccountTestView::tr("not tried");
}

QString iconOf(StepState state) {
    switch (state) {
        case StepState::Running: return QStringLiteral("play");
        case StepState::Passed: return QStringLiteral("check");
        case StepState::Failed: return QStringLiteral("close");
        case StepState::Cancelled: return QStringLiteral("stop");
        case StepState::NotTried: break;
    }
    return QStringLiteral("minus");
}

QString capitalised(QString text) {
    if (!text.isEmpty()) text[0] = text[0].toUpper();
    return text;
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

AccountTestView::Row AccountTestView::addRow(AccountStep step) {
    Row row;
    row.box = new QWidget(this);
    row.box->setObjectName(QStringLiteral("testStep_%1").arg(toQt(accountStepName(step))));
    row.box->setToolTip(helpOf(step));
    auto* grid = new QGridLayout(row.box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::s);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(1, 1);
    row.icon = new QLabel(row.box);
    row.icon->setFixedSize(iconSize, iconSize);
    row.title = new QLabel(row.box);
    row.title->setObjectName(QStringLiteral("stepTitle"));
    row.time = secondaryLabel({}, row.box);
    row.time->setObjectName(QStringLiteral("stepTime"));
    grid->addWidget(row.icon, 0, 0);
    grid->addWidget(row.title, 0, 1);
    grid->addWidget(row.time, 0, 2, Qt::AlignRight);
    row.detail = secondaryLabel({}, row.box);
    row.detail->setObjectName(QStringLiteral("stepDetail"));
    row.cure = new QLabel(row.box);
    row.cure->setObjectName(QStringLiteral("stepCure"));
    int line = 1;
    for (QLabel* label : {row.detail, row.cure}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        grid->addWidget(label, line++, 1, 1, 2);
    }
    static_cast<QVBoxLayout*>(layout())->addWidget(row.box);
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
    for (std::size_t i = 0; i < m_rows.size(); ++i) showStep(m_rows[i], steps[i]);
    if (!m_run.hasStarted())
        m_summary->clear();
    else if (running)
        m_summary->setText(tr("running…"));
    else
        m_summary->setText(allPassed(steps) ? tr("this account works") : tr("not all steps passed"));
}

void AccountTestView::showStep(const Row& row, const AccountTestStep& step) {
    const IconRole role = step.state == StepState::Running ? IconRole::Accent : IconRole::Normal;
    row.icon->setPixmap(themedIcon(iconOf(step.state), m_theme, role)
                            .pixmap(QSize(iconSize, iconSize), devicePixelRatioF()));
    row.title->setText(tr("%1: %2").arg(titleOf(step.step), stateText(step.state)));
    QFont font = row.title->font();
    font.setWeight(step.state == StepState::Failed ? QFont::DemiBold : QFont::Normal);
    row.title->setFont(font);
    const bool timed = step.state == StepState::Passed || step.state == StepState::Failed;
    row.time->setText(timed ? tr("%1 ms").arg(QLocale().toString(step.elapsedMs)) : QString());
    row.detail->setText(capitalised(coreSentence(step.detail)));
    row.detail->setVisible(!step.detail.empty());
    row.cure->setText(capitalised(windowAdvice(step.cure)));
    row.cure->setVisible(!step.cure.empty());
    QStringList spoken{row.title->text()};
    for (const QLabel* label : {row.time, row.detail, row.cure})
        if (!label->text().isEmpty()) spoken.append(label->text());
    row.box->setAccessibleName(spoken.join(QStringLiteral(". ")));
}

}  // namespace qstore::ui
