// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/states/library_form.h"

#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <algorithm>
#include <limits>

#include "ui/controllers/states_controller.h"
#include "ui/states/span_field.h"
#include "ui/states/state_words.h"
#include "ui/support/inline_message.h"
#include "ui/support/number_text.h"

namespace qstore::ui {
namespace {

bool same(const RecordLibraryOptions& a, const RecordLibraryOptions& b) {
    return a.capacity == b.capacity && a.coherence == b.coherence;
}

int shownCapacity(const RecordLibraryOptions& options) {
    constexpr auto most = static_cast<std::size_t>(std::numeric_limits<int>::max());
    return static_cast<int>(std::min(options.capacity, most));
}

}  // namespace

LibraryForm::LibraryForm(StatesController& states, QWidget* parent)
    : ActionForm(tr("The library"), parent), m_states(states) {
    setObjectName(QStringLiteral("libraryForm"));
    m_capacity = addField(tr("Capacity"), "libraryCapacity", new QSpinBox(this));
    m_capacity->setRange(1, std::numeric_limits<int>::max());
    m_capacity->setGroupSeparatorShown(true);
    m_capacity->setToolTip(
        tr("Records that are not archived; in a full library a new one takes the place "
           "of another"));
    m_places = addNote({});
    m_places->setObjectName(QStringLiteral("libraryPlaces"));
    addSection(tr("Coherence times"));
    m_long = addSpan(recordTierText(RecordTier::Long), "coherenceLong");
    m_medium = addSpan(recordTierText(RecordTier::Medium), "coherenceMedium");
    m_short = addSpan(recordTierText(RecordTier::Short), "coherenceShort");
    addNote(
        tr("They count at once: a record whose time is over does not answer any more. Pinned records "
           "have none. Fewer places take effect at the next sweep."));
    auto* set =
        addButton("setLibrary", tr("Set"), tr("For all records of this workspace; it can be undone"));
    connect(set, &QPushButton::clicked, this, &LibraryForm::set);
    auto* cancel = addButton("cancelLibrary", tr("Cancel"), tr("Leave everything as it is"));
    connect(cancel, &QPushButton::clicked, this, &LibraryForm::cancelled);
    addEnd();
    connect(&states, &StatesController::changed, this, &LibraryForm::refresh);
    refresh();
}

SpanField* LibraryForm::addSpan(const QString& name, const char* objectName) {
    auto* field = new SpanField(name, objectName, this);
    const QString tier = tr("Tier %1").arg(name);
    return addField(tier, qPrintable(QString::fromLatin1(objectName) + QStringLiteral("Span")), field);
}

void LibraryForm::start() {
    message().clear();
    m_shown.reset();
    refresh();
    m_capacity->setFocus();
}

void LibraryForm::refresh() {
    const RecordLibraryOptions now = m_states.options();
    if (!m_shown || !same(*m_shown, now)) show(now);
    const std::size_t taken = m_states.isOpen() ? m_states.library()->records().occupied() : 0;
    m_places->setText(tr("%1 of %2 places are taken").arg(groupedCount(taken), groupedCount(now.capacity)));
}

void LibraryForm::show(const RecordLibraryOptions& options) {
    m_shown = options;
    m_capacity->setValue(shownCapacity(options));
    m_long->setMs(options.coherence.longMs);
    m_medium->setMs(options.coherence.mediumMs);
    m_short->setMs(options.coherence.shortMs);
}

Result<RecordLibraryOptions> LibraryForm::entered() const {
    RecordLibraryOptions options = m_states.options();
    // More places than the field can show stay as they are.
    if (m_capacity->value() != shownCapacity(options))
        options.capacity = static_cast<std::size_t>(m_capacity->value());
    QSTORE_TRY(options.coherence.longMs, m_long->ms());
    QSTORE_TRY(options.coherence.mediumMs, m_medium->ms());
    QSTORE_TRY(options.coherence.shortMs, m_short->ms());
    return options;
}

void LibraryForm::set() {
    const auto wanted = entered();
    if (!report(wanted)) return;
    if (same(*wanted, m_states.options())) return message().showInfo(tr("That is what holds already."));
    if (!report(m_states.change([&](StateLibrary& library) { return library.setOptions(*wanted); })))
        return;
    const std::size_t taken = m_states.library()->records().occupied();
    if (taken > wanted->capacity)
        message().showInfo(tr("Set. %n record(s) too many: the next sweep lets the least worth go.",
                              nullptr, static_cast<int>(taken - wanted->capacity)));
    else
        message().showInfo(tr("Set."));
}

}  // namespace qstore::ui
