// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stores/store_test_view.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/controllers/workspace_session.h"
#include "ui/support/core_sentences.h"
#include "ui/support/focus_keeper.h"
#include "ui/support/icons.h"
#include "ui/support/labels.h"
#include "ui/support/theme.h"

namespace qstore::ui {
namespace {

constexpr int iconSize = 18;

QString titleOf(StoreStep step) {
    switch (step) {
        case StoreStep::Host: return StoreTestView::tr("Host");
        case StoreStep::Tls: return StoreTestView::tr("Encryption");
        case StoreStep::Key: return StoreTestView::tr("Key");
        case StoreStep::Version: return StoreTestView::tr("Version");
        case StoreStep::Collections: break;
    }
    return StoreTestView::tr("Collections");
}

QString helpOf(StoreStep step) {
    switch (step) {
        case StoreStep::Host: return StoreTestView::tr("The host is found and answers");
        case StoreStep::Tls:
            return StoreTestView::tr("The host proves who it is, or the connection stays on this machine");
        case StoreStep::Key: return StoreTestView::tr("The host knows the key");
        case StoreStep::Version:
            return StoreTestView::tr("The service is one that can be spoken with here");
        case StoreStep::Collections: break;
    }
    return StoreTestView::tr("The key may see the collections");
}

QString stateText(StoreStepState state) {
    switch (state) {
        case StoreStepState::Running: return StoreTestView::tr("running");
        case StoreStepState::Passed: return StoreTestView::tr("passed");
        case StoreStepState::Failed: return StoreTestView::tr("failed");
        case StoreStepState::Cancelled: return StoreTestView::tr("cancelled");
        case StoreStepState::NotTried: break;
    }
    return StoreTestView::tr("not tried");
}

QString iconOf(StoreStepState state) {
    switch (state) {
        case StoreStepState::Running: return QStringLiteral("play");
        case StoreStepState::Passed: return QStringLiteral("check");
        case StoreStepState::Failed: return QStringLiteral("close");
        case StoreStepState::Cancelled: return QStringLiteral("stop");
        case StoreStepState::NotTried: break;
    }
    return QStringLiteral("minus");
}

QString capitalised(QString text) {
    if (!text.isEmpty()) text[0] = text[0].toUpper();
    return text;
}

}  // namespace

StoreTestView::StoreTestView(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    auto* top = new QHBoxLayout;
    top->addWidget(sectionLabel(tr("Test"), this), 1);
    m_cancel = new QPushButton(tr("Cancel test"), this);
    m_cancel->setObjectName(QStringLiteral("cancelStoreTest"));
    m_cancel->setToolTip(tr("End the step that runs, and leave out the rest"));
    m_test = new QPushButton(tr("Test"), this);
    m_test->setObjectName(QStringLiteral("testConnection"));
    m_test->setToolTip(
        tr("Host, encryption, key, version, collections: five steps, each failure with its cure"));
    top->addWidget(m_cancel);
    top->addWidget(m_test);
    column->addLayout(top);
    m_summary = secondaryLabel({}, this);
    m_summary->setObjectName(QStringLiteral("storeTestSummary"));
    column->addWidget(m_summary);
    for (const StoreTestStep& step : m_run.steps()) m_rows.push_back(addRow(step.step));
    connect(m_test, &QPushButton::clicked, this, &StoreTestView::testRequested);
    connect(m_cancel, &QPushButton::clicked, &m_run, &StoreTestRun::cancel);
    connect(&m_run, &StoreTestRun::changed, this, &StoreTestView::refresh);
    connect(&theme, &Theme::changed, this, &StoreTestView::refresh);
    refresh();
}

StoreTestView::Row StoreTestView::addRow(StoreStep step) {
    Row row;
    row.box = new QWidget(this);
    row.box->setObjectName(QStringLiteral("storeStep_%1").arg(toQt(storeStepName(step))));
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

void StoreTestView::refresh() {
    const bool running = m_run.isRunning();
    {
        const FocusKeeper keeper({m_test, m_cancel}, running ? m_cancel : m_test);
        m_cancel->setVisible(running);
        m_test->setEnabled(!running);
    }
    for (std::size_t i = 0; i < m_rows.size(); ++i) showStep(m_rows[i], m_run.steps()[i]);
    m_summary->setVisible(m_run.hasStarted());
    if (running)
        m_summary->setText(tr("running…"));
    else
        m_summary->setText(m_run.passed() ? tr("this connection works") : tr("not all steps passed"));
}

void StoreTestView::showStep(const Row& row, const StoreTestStep& step) {
    const IconRole role = step.state == StoreStepState::Running ? IconRole::Accent : IconRole::Normal;
    row.icon->setPixmap(themedIcon(iconOf(step.state), m_theme, role)
                            .pixmap(QSize(iconSize, iconSize), devicePixelRatioF()));
    row.title->setText(tr("%1: %2").arg(titleOf(step.step), stateText(step.state)));
    QFont font = row.title->font();
    font.setWeight(step.state == StoreStepState::Failed ? QFont::DemiBold : QFont::Normal);
    row.title->setFont(font);
    const bool timed = step.state == StoreStepState::Passed || step.state == StoreStepState::Failed;
    row.time->setText(timed ? tr("%1 ms").arg(QLocale().toString(static_cast<qlonglong>(step.elapsedMs)))
                            : QString());
    row.detail->setText(capitalised(coreSentence(step.detail)));
    row.detail->setVisible(!step.detail.empty());
    row.cure->setText(capitalised(coreSentence(step.cure)));
    row.cure->setVisible(!step.cure.empty());
    QStringList spoken{row.title->text()};
    for (const QLabel* label : {row.time, row.detail, row.cure})
        if (!label->text().isEmpty()) spoken.append(label->text());
    row.box->setAccessibleName(spoken.join(QStringLiteral(". ")));
}

}  // namespace qstore::ui
