// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stores/store_test_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/controllers/workspace_session.h"
#include "ui/support/core_sentences.h"
#include "ui/support/focus_keeper.h"
#include "ui/support/labels.h"
#include "ui/support/test_step_row.h"
#include "ui/support/theme.h"

namespace qstore::ui {
namespace {

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

void showStep(TestStepRow& row, const StoreTestStep& step) {
    row.showStep(step.state, step.elapsedMs, coreSentence(step.detail), coreSentence(step.cure));
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

TestStepRow* StoreTestView::addRow(StoreStep step) {
    auto* row = new TestStepRow(m_theme, titleOf(step), helpOf(step), this);
    row->setObjectName(QStringLiteral("storeStep_%1").arg(toQt(storeStepName(step))));
    layout()->addWidget(row);
    return row;
}

void StoreTestView::refresh() {
    const bool running = m_run.isRunning();
    {
        const FocusKeeper keeper({m_test, m_cancel}, running ? m_cancel : m_test);
        m_cancel->setVisible(running);
        m_test->setEnabled(!running);
    }
    for (std::size_t i = 0; i < m_rows.size(); ++i) showStep(*m_rows[i], m_run.steps()[i]);
    m_summary->setVisible(m_run.hasStarted());
    if (running)
        m_summary->setText(tr("running…"));
    else
        m_summary->setText(m_run.passed() ? tr("this connection works") : tr("not all steps passed"));
}

}  // namespace qstore::ui
