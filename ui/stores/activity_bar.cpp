// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stores/activity_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/controllers/stores_controller.h"
#include "ui/stores/retrieval_words.h"
#include "ui/support/elided_label.h"
#include "ui/support/labels.h"
#include "ui/support/number_text.h"
#include "ui/support/tokens.h"

namespace qstore::ui {
namespace {

/// Before that, a guess of the time left would jump.
constexpr qint64 guessAfterMs = 1'000;

}  // namespace

ActivityBar::ActivityBar(StoresController& stores, QWidget* parent)
    : QFrame(parent),
      m_stores(stores),
      m_title(new ElidedLabel(this)),
      m_numbers(secondaryLabel({}, this)),
      m_progress(new QProgressBar(this)),
      m_cancel(new QPushButton(tr("Cancel"), this)),
      m_resume(new QPushButton(tr("Go on"), this)) {
    setObjectName(QStringLiteral("activityBar"));
    setProperty("role", QStringLiteral("card"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::m, space::s, space::m, space::s);
    row->setSpacing(space::m);
    auto* column = new QVBoxLayout;
    column->setSpacing(space::xs);
    auto* texts = new QHBoxLayout;
    m_title->setObjectName(QStringLiteral("activityTitle"));
    m_numbers->setObjectName(QStringLiteral("activityNumbers"));
    texts->addWidget(m_title, 1);
    texts->addWidget(m_numbers);
    column->addLayout(texts);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress"));
    column->addWidget(m_progress);
    row->addLayout(column, 1);
    m_cancel->setObjectName(QStringLiteral("cancelTask"));
    m_cancel->setToolTip(tr("Stop after the batch that is on its way; what is written stays"));
    m_resume->setObjectName(QStringLiteral("resumePush"));
    m_resume->setToolTip(tr("The push goes on where it was; nothing is written twice"));
    row->addWidget(m_cancel);
    row->addWidget(m_resume);
    connect(m_cancel, &QPushButton::clicked, &stores, &StoresController::cancel);
    connect(m_resume, &QPushButton::clicked, &stores, &StoresController::resume);
    connect(&stores, &StoresController::stateChanged, this, &ActivityBar::refresh);
    connect(&stores, &StoresController::progressed, this, &ActivityBar::showProgress);
    refresh();
}

void ActivityBar::refresh() {
    const auto state = m_stores.state();
    const bool running = state == StoresController::State::Running;
    const bool cancelling = state == StoresController::State::Cancelling;
    if (running) m_since.start();
    m_title->setText(cancelling                         ? tr("Stopping: %1").arg(m_stores.task())
                     : !running && m_stores.canResume() ? tr("Stopped: %1").arg(m_stores.task())
                                                        : m_stores.task());
    m_cancel->setVisible(running || cancelling);
    m_cancel->setEnabled(running);
    m_resume->setVisible(!running && !cancelling && m_stores.canResume());
    m_progress->setVisible(running || cancelling);
    setVisible(running || cancelling || m_stores.canResume());
    showProgress();
}

void ActivityBar::showProgress() {
    const std::uint64_t done = m_stores.done();
    const std::uint64_t total = m_stores.total();
    // A bar of the range 0 to 0 moves without saying how far.
    constexpr int steps = 1000;
    m_progress->setRange(0, total == 0 ? 0 : steps);
    if (total == 0) return m_numbers->clear();
    m_progress->setValue(static_cast<int>(static_cast<double>(steps) * static_cast<double>(done) /
                                          static_cast<double>(total)));
    QString text = tr("%1 of %2").arg(groupedCount(done), groupedCount(total));
    if (m_since.isValid() && m_since.elapsed() > guessAfterMs && done > 0 && done < total &&
        m_stores.state() == StoresController::State::Running) {
        const double perOne = static_cast<double>(m_since.elapsed()) / 1e3 / static_cast<double>(done);
        text = tr("%1, about %2 left").arg(text, stageTimeText(perOne * static_cast<double>(total - done)));
    }
    m_numbers->setText(text);
}

}  // namespace qstore::ui
