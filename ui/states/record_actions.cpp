// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/states/record_actions.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <algorithm>
#include <array>

#include "core/states/context_register.h"
#include "ui/controllers/states_controller.h"
#include "ui/controllers/workspace_session.h"
#include "ui/states/state_words.h"
#include "ui/support/inline_message.h"

namespace qstore::ui {
namespace {

constexpr double mostWeight = 1e6;
constexpr int weightDigits = 4;
constexpr double weightStep = 0.1;
constexpr int noteHeight = 72;

}  // namespace

void fillTiers(QComboBox& box, const CoherenceTimes& times) {
    static constexpr std::array<RecordTier, 4> tiers = {RecordTier::Pinned, RecordTier::Long,
                                                        RecordTier::Medium, RecordTier::Short};
    const QVariant chosen = box.currentData();
    const QSignalBlocker quiet(box);
    box.clear();
    for (const RecordTier tier : tiers) {
        const auto time = times.of(tier);
        box.addItem(time ? RecordActions::tr("%1 (%2)").arg(recordTierText(tier), spanText(*time))
                         : RecordActions::tr("%1 (never expires)").arg(recordTierText(tier)),
                    static_cast<int>(tier));
    }
    box.setCurrentIndex(std::max(0, box.findData(chosen)));
}

RecordActions::RecordActions(StatesController& states, QWidget* parent)
    : ActionForm(tr("This record"), parent), m_states(states) {
    setObjectName(QStringLiteral("recordActions"));
    buildMeasure();
    buildContext();
    buildNote();
    buildLife();
    addEnd();
    connect(&states, &StatesController::changed, this, &RecordActions::refresh);
}

void RecordActions::buildMeasure() {
    m_context = addField(tr("Measure in context"), "measureContext", new QComboBox(this));
    m_context->setEditable(true);
    m_context->setInsertPolicy(QComboBox::NoInsert);
    m_context->setToolTip(
        tr("One of the contexts of the record; another one is answered with what there is"));
    auto* button = addButton("measureRecord", tr("Measure"),
                             tr("Read the vector of this context. The record is measured then; its age "
                                "goes on"));
    connect(button, &QPushButton::clicked, this, &RecordActions::measure);
    connect(m_context->lineEdit(), &QLineEdit::returnPressed, this, &RecordActions::measure);
    connect(m_context, &QComboBox::currentTextChanged, this, &RecordActions::showContext);
}

void RecordActions::buildContext() {
    addSection(tr("Change a context"));
    m_editName = addField(tr("Context"), "editContextName", new QLineEdit(this));
    m_editVector = addField(tr("Vector"), "editContextVector", new QLineEdit(this));
    m_editVector->setPlaceholderText(QStringLiteral("0.6, -0.8"));
    m_editWeight = addField(tr("Weight"), "editContextWeight", new QDoubleSpinBox(this));
    m_editWeight->setRange(0.0, mostWeight);
    m_editWeight->setDecimals(weightDigits);
    m_editWeight->setSingleStep(weightStep);
    m_editWeight->setValue(1.0);
    auto* set = addButton("setContext", tr("Set context"),
                          tr("Give the context this vector and weight, or add it; the record is as good as "
                             "new then"));
    connect(set, &QPushButton::clicked, this, &RecordActions::setContext);
    auto* remove = addButton("removeContext", tr("Remove context"), tr("Take this context away"));
    connect(remove, &QPushButton::clicked, this, [this] {
        const QString name = m_editName->text().trimmed();
        change([name](StateLibrary& library, const std::string& id) {
            return library.removeContext(id, fromQt(name));
        });
    });
    addSection(tr("As a quantum state"));
    m_registerName = addField(tr("Name of the register"), "contextRegisterName", new QLineEdit(this));
    addNote(
        tr("Σ √w |context⟩|vector⟩ on simulated qubits; measuring it is random, reading the record is "
           "not."));
    auto* superpose = addButton("superposeRecord", tr("Make a register"),
                                tr("Build the superposition of all contexts by their weights"));
    connect(superpose, &QPushButton::clicked, this, &RecordActions::superpose);
}

void RecordActions::buildNote() {
    addSection(tr("Note"));
    m_note = addField(tr("Text"), "editRecordNote", new QPlainTextEdit(this));
    m_note->setTabChangesFocus(true);
    m_note->setFixedHeight(noteHeight);
    m_note->setToolTip(tr("Kept with the record and not read by the program; empty takes it away"));
    auto* set = addButton("setRecordNote", tr("Set note"), tr("Age and state stay as they are"));
    connect(set, &QPushButton::clicked, this, &RecordActions::setNote);
}

void RecordActions::buildLife() {
    addSection(tr("Life"));
    m_tier = addField(tr("Tier"), "recordTier", new QComboBox(this));
    fillTiers(*m_tier, m_states.coherence());
    connect(m_tier, &QComboBox::activated, this, [this] {
        const auto tier = static_cast<RecordTier>(m_tier->currentData().toInt());
        change([tier](StateLibrary& library, const std::string& id) { return library.setTier(id, tier); });
    });
    m_archive = addButton("archiveRecord", tr("Archive"),
                          tr("Put it away: it does not age, does not answer, and takes no place"));
    connect(m_archive, &QPushButton::clicked, this, [this] {
        change([](StateLibrary& library, const std::string& id) { return library.archiveRecord(id); });
    });
    m_restore = addButton("restoreRecord", tr("Restore"), tr("Active again, with age 0"));
    connect(m_restore, &QPushButton::clicked, this, [this] {
        change([](StateLibrary& library, const std::string& id) -> Status {
            QSTORE_CHECK(library.restoreRecord(id));
            return {};
        });
    });
    auto* remove = addButton("removeRecord", tr("Remove record"), tr("Undo brings it back"));
    connect(remove, &QPushButton::clicked, this, [this] {
        const QString id = m_id;
        if (change(
                [](StateLibrary& library, const std::string& name) { return library.removeRecord(name); }))
            Q_EMIT removed(id);
    });
}

void RecordActions::showRecord(const QString& id) {
    const bool other = id != m_id;
    m_id = id;
    if (other) {
        message().clear();
        m_registerName->setText(tr("%1 as a state").arg(id));
        m_context->setCurrentIndex(-1);
        m_context->clear();
    }
    refresh();
    if (!other) return;
    showContext(m_context->currentText());
    showNote(m_keptNote);
}

void RecordActions::chooseContext(const QString& context) {
    m_context->setCurrentText(context);
}

void RecordActions::refresh() {
    const auto record = m_states.record(m_id);
    if (!record) return;
    const QString before = m_context->currentText();
    {
        const QSignalBlocker quiet(m_context);
        m_context->clear();
        for (const auto& [name, context] : record->contexts) m_context->addItem(toQt(name));
        if (!before.isEmpty()) m_context->setCurrentText(before);
    }
    if (record->payload != m_keptNote) showNote(record->payload);
    fillTiers(*m_tier, m_states.coherence());
    m_tier->setCurrentIndex(m_tier->findData(static_cast<int>(record->tier)));
    const bool answers = record->state != RecordState::Decohered && record->state != RecordState::Archived;
    m_archive->setEnabled(record->state != RecordState::Archived);
    m_restore->setEnabled(!answers);
}

void RecordActions::showContext(const QString& name) {
    const auto record = m_states.record(m_id);
    if (!record) return;
    const auto found = record->contexts.find(fromQt(name));
    if (found == record->contexts.end()) return;
    m_editName->setText(name);
    m_editVector->setText(exactNumbersText(found->second.vector));
    m_editVector->setCursorPosition(0);
    m_editWeight->setValue(found->second.weight);
}

void RecordActions::measure() {
    const std::string context = fromQt(m_context->currentText().trimmed());
    const auto answer = m_states.change(
        [&](StateLibrary& library) { return library.measureRecord(fromQt(m_id), context); });
    if (report(answer)) Q_EMIT answered(*answer);
}

void RecordActions::setContext() {
    const QString name = m_editName->text().trimmed();
    auto vector = parseNumbers(m_editVector->text());
    if (!report(vector)) return;
    const RecordContext context{std::move(*vector), m_editWeight->value()};
    change([&](StateLibrary& library, const std::string& id) {
        return library.updateRecord(id, fromQt(name), context);
    });
}

void RecordActions::showNote(const std::string& note) {
    m_keptNote = note;
    m_note->setPlainText(toQt(note));
    m_noteText = m_note->toPlainText();
}

void RecordActions::setNote() {
    const QString text = m_note->toPlainText();
    // A note that nobody has changed stays as it is in every byte.
    if (text == m_noteText) return;
    change(
        [&](StateLibrary& library, const std::string& id) { return library.setPayload(id, fromQt(text)); });
}

void RecordActions::superpose() {
    const auto record = m_states.record(m_id);
    if (!record) return;
    const QString name = m_registerName->text().trimmed();
    const auto made = superposeContexts(fromQt(name), record->contexts);
    if (!report(made)) return;
    if (!report(m_states.change([&](StateLibrary& library) { return library.addRegister(made->reg); })))
        return;
    Q_EMIT registerMade(name);
}

bool RecordActions::change(const std::function<Status(StateLibrary&, const std::string&)>& work) {
    const std::string id = fromQt(m_id);
    return report(m_states.change([&](StateLibrary& library) { return work(library, id); }));
}

}  // namespace qstore::ui
