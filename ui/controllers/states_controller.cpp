// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/states_controller.h"

#include <algorithm>
#include <utility>

#include "ui/controllers/workspace_session.h"
#include "ui/states/edit_words.h"

namespace qstore::ui {

/// Stands for one edit of the library, which knows itself how to take it back.
class StatesCommand : public QUndoCommand {
public:
    StatesCommand(StatesController& controller, const QString& text)
        : QUndoCommand(text), m_controller(controller) {}
    void undo() override { m_controller.step(true); }
    void redo() override { m_controller.step(false); }

private:
    StatesController& m_controller;
};

StatesController::StatesController(std::shared_ptr<const Clock> clock, QObject* parent)
    : QObject(parent), m_clock(std::move(clock)) {}

StatesController::~StatesController() {
    // Commands point here, and a stack that goes tells others that it is empty.
    m_undo.disconnect();
}

Status StatesController::open(std::shared_ptr<StateStorage> storage) {
    close();
    QSTORE_TRY(m_library, StateLibrary::open(std::move(storage), m_clock));
    rebuildStack();
    announce();
    return {};
}

void StatesController::close() {
    m_undo.clear();
    m_library.reset();
    m_newest = 0;
    announce();
}

void StatesController::refresh() {
    if (!m_library) return;
    const auto other = m_library->refresh();
    if (!other) Q_EMIT failed(other.error());
    if (!other || !*other) return;
    rebuildStack();
    announce();
}

Error StatesController::nothingOpen() {
    return {ErrorCode::Failed, "no workspace is open", "Open or create one first."};
}

RecordLibraryOptions StatesController::options() const {
    return m_library ? m_library->records().options() : RecordLibraryOptions{};
}

CoherenceTimes StatesController::coherence() const {
    return m_library ? m_library->records().coherence() : CoherenceTimes{};
}

std::vector<StateRecord> StatesController::records() const {
    return m_library ? m_library->records().records() : std::vector<StateRecord>{};
}

std::optional<StateRecord> StatesController::record(const QString& id) const {
    if (!m_library) return std::nullopt;
    auto found = m_library->records().record(fromQt(id));
    return found ? std::optional<StateRecord>(std::move(*found)) : std::nullopt;
}

std::vector<RegisterHead> StatesController::registers() const {
    return m_library ? m_library->registerHeads() : std::vector<RegisterHead>{};
}

Result<SimulatedRegister> StatesController::reg(const QString& name) const {
    if (!m_library) return fail(ErrorCode::NotFound, "no workspace is open", "Open or create one first.");
    return m_library->reg(fromQt(name));
}

std::vector<RecordGroup> StatesController::groups() const {
    return m_library ? m_library->groups().groups() : std::vector<RecordGroup>{};
}

std::optional<RecordGroup> StatesController::group(const QString& id) const {
    if (!m_library) return std::nullopt;
    auto found = m_library->groups().group(fromQt(id));
    return found ? std::optional<RecordGroup>(std::move(*found)) : std::nullopt;
}

std::vector<GroupLogEntry> StatesController::groupLog() const {
    return m_library ? m_library->groups().log() : std::vector<GroupLogEntry>{};
}

Result<GroupLogEntry> StatesController::preview(const GroupUpdate& update) const {
    if (!m_library) return tl::unexpected<Error>(nothingOpen());
    RecordLibrary records = m_library->records();
    RecordGroups groups = m_library->groups();
    return groups.apply(records, update);
}

bool StatesController::undoesGroup(const QString& group) const {
    const auto next = m_library ? m_library->nextUndo() : std::nullopt;
    return next && next->kind == StateEditKind::ApplyToGroup && next->subject == fromQt(group);
}

bool StatesController::redoesGroup(const QString& group) const {
    const auto next = m_library ? m_library->nextRedo() : std::nullopt;
    return next && next->kind == StateEditKind::ApplyToGroup && next->subject == fromQt(group);
}

std::size_t StatesController::standingEdits() const {
    const auto& edits = m_library->edits();
    return static_cast<std::size_t>(
        std::count_if(edits.begin(), edits.end(), [](const StateEditHead& edit) { return !edit.undone; }));
}

std::uint64_t StatesController::newestEdit() const {
    const auto next = m_library->nextUndo();
    return next ? next->number : 0;
}

/// After a change: one more command, or the whole stack anew where the library let old edits go or read
/// those of somebody else.
void StatesController::follow() {
    const std::uint64_t newest = newestEdit();
    const auto index = static_cast<std::size_t>(m_undo.index());
    if (newest != m_newest && standingEdits() == index + 1 && m_library->edits().size() == index + 1) {
        m_building = true;
        m_undo.push(new StatesCommand(*this, stateEditText(*m_library->nextUndo())));
        m_building = false;
        m_newest = newest;
    } else if (newest != m_newest || standingEdits() != index) {
        rebuildStack();
    }
    announce();
}

void StatesController::rebuildStack() {
    m_building = true;
    m_undo.clear();
    for (const StateEditHead& edit : m_library->edits())
        m_undo.push(new StatesCommand(*this, stateEditText(edit)));
    m_undo.setIndex(static_cast<int>(standingEdits()));
    m_building = false;
    m_newest = newestEdit();
}

void StatesController::step(bool undo) {
    if (m_building) return;
    const int index = m_undo.index();
    const auto done = undo ? m_library->undo() : m_library->redo();
    m_newest = newestEdit();
    const auto expected = static_cast<std::size_t>(undo ? index - 1 : index + 1);
    // The stack is in the middle of its step; it is put right when that is over.
    if (!done || standingEdits() != expected)
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (m_library) rebuildStack();
            },
            Qt::QueuedConnection);
    if (!done) Q_EMIT failed(done.error());
    announce();
}

void StatesController::tick() {
    if (countDecohered() != m_decohered) announce();
    Q_EMIT ticked();
}

std::size_t StatesController::countDecohered() const {
    const auto all = records();
    return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [](const StateRecord& record) {
        return record.state == RecordState::Decohered;
    }));
}

void StatesController::announce() {
    m_decohered = countDecohered();
    Q_EMIT changed();
}

}  // namespace qstore::ui
