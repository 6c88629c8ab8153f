// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/states/record_view.h"

#include <QGridLayout>
#include <QLabel>
#include <QProgressBar>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/controllers/states_controller.h"
#include "ui/controllers/workspace_session.h"
#include "ui/models/runs_model.h"
#include "ui/states/state_head.h"
#include "ui/states/state_words.h"
#include "ui/states/vector_bars.h"
#include "ui/support/inline_message.h"
#include "ui/support/labels.h"
#include "ui/support/number_text.h"
#include "ui/support/theme.h"

namespace qstore::ui {
namespace {

constexpr int wholeBar = 1000;

}  // namespace

QString contextAnswerText(const ContextAnswer& answer) {
    const QString record = toQt(answer.record);
    const QString context = toQt(answer.context);
    if (!answer.known)
        return RecordView::tr("%1 has no context “%2”. It has: %3. Nothing was measured.")
            .arg(record, context, namesText(answer.contexts));
    return RecordView::tr("%1 in “%2”: (%3), weight %4, age factor %5")
        .arg(record, context, numbersText(answer.vector, 8), sensibleNumber(answer.weight, 4),
             sensibleNumber(answer.ageFactor, 4));
}

RecordView::RecordView(StatesController& states, const Theme& theme, QWidget* parent)
    : QWidget(parent), m_states(states) {
    setObjectName(QStringLiteral("recordView"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    m_head = new StateHead(theme, StateKind::Record, QStringLiteral("record"), this);
    column->addWidget(m_head);
    column->addWidget(buildFacts());
    m_answer = new InlineMessage(this);
    m_answer->setObjectName(QStringLiteral("measureAnswer"));
    column->addWidget(m_answer);
    column->addWidget(sectionLabel(tr("Contexts"), this));
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    m_bars = new VectorBars(theme, scroll);
    auto* contents = new QWidget(scroll);
    contents->setObjectName(QStringLiteral("scrollContents"));
    auto* inner = new QVBoxLayout(contents);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->addWidget(m_bars);
    inner->addStretch();
    scroll->setWidget(contents);
    column->addWidget(scroll, 1);
    connect(m_bars, &VectorBars::contextClicked, this, &RecordView::contextChosen);
    connect(&states, &StatesController::changed, this, &RecordView::refresh);
    connect(&states, &StatesController::ticked, this, &RecordView::refreshTime);
}

QLabel* RecordView::addFact(QGridLayout& grid, int row, const QString& name, const char* objectName) {
    auto* value = new QLabel(this);
    value->setObjectName(QString::fromLatin1(objectName));
    value->setAccessibleName(name);
    value->setTextFormat(Qt::PlainText);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    value->setWordWrap(true);
    grid.addWidget(secondaryLabel(name, this), row, 0, Qt::AlignTop);
    grid.addWidget(value, row, 1);
    return value;
}

QWidget* RecordView::buildFacts() {
    auto* box = new QWidget(this);
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::l);
    grid->setVerticalSpacing(space::xs);
    grid->setColumnStretch(1, 1);
    m_state = addFact(*grid, 0, tr("State"), "recordState");
    m_age = addFact(*grid, 1, tr("Age"), "recordAge");
    m_left = addFact(*grid, 2, tr("Coherence left"), "recordLeft");
    m_coherence = new QProgressBar(box);
    m_coherence->setObjectName(QStringLiteral("coherenceBar"));
    m_coherence->setAccessibleName(tr("Share of the coherence time that is left"));
    m_coherence->setRange(0, wholeBar);
    m_coherence->setTextVisible(false);
    grid->addWidget(m_coherence, 3, 1);
    m_measured = addFact(*grid, 4, tr("Last measured"), "recordMeasured");
    m_groups = addFact(*grid, 5, tr("Groups"), "recordGroups");
    m_payload = addFact(*grid, 6, tr("Note"), "recordPayload");
    return box;
}

void RecordView::showRecord(const QString& id) {
    if (id != m_id) {
        m_answer->clear();
        m_bars->setMarked({});
    }
    m_id = id;
    refresh();
}

void RecordView::refresh() {
    const auto record = m_states.record(m_id);
    if (!record) return;
    m_head->setTitle(m_id);
    m_groups->setText(record->groups.empty() ? tr("none") : namesText(record->groups));
    m_payload->setText(record->payload.empty() ? tr("none") : toQt(record->payload));
    m_measured->setText(record->lastMeasuredMs ? absoluteTime(*record->lastMeasuredMs) : tr("never"));
    m_bars->setContexts(record->contexts);
    refreshTime();
}

void RecordView::refreshTime() {
    const auto record = m_states.record(m_id);
    if (!record) return;
    const std::int64_t now = m_states.nowMs();
    const CoherenceTimes times = m_states.coherence();
    m_state->setText(tr("%1, tier %2").arg(recordStateText(record->state), recordTierText(record->tier)));
    m_age->setText(spanText(recordAgeMs(*record, now)));
    const auto left = coherenceLeftMs(*record, now, times);
    const auto whole = times.of(record->tier);
    m_left->setText(left && whole ? tr("%1 of %2").arg(spanText(*left), spanText(*whole))
                                  : coherenceText(*record, now, times));
    m_coherence->setVisible(left.has_value());
    if (left && whole)
        m_coherence->setValue(static_cast<int>(*left * wholeBar / std::max<std::int64_t>(*whole, 1)));
}

void RecordView::showAnswer(const ContextAnswer& answer) {
    if (answer.known)
        m_answer->showInfo(contextAnswerText(answer));
    else
        m_answer->showWarning(contextAnswerText(answer));
    m_bars->setMarked(answer.known ? toQt(answer.context) : QString());
}

QString RecordView::answerText() const {
    return m_answer->text();
}

}  // namespace qstore::ui
