// SPDX-License-Identifier: Apache-2.0
#include "core/states/state_library.h"

#include <algorithm>
#include <cassert>
#include <random>

namespace qstore {
namespace {

constexpr const char* kChangedOtherwise = "Look at it as it is now; edits before that cannot be undone.";

std::size_t bytesOf(const std::optional<StateRecord>& record) {
    if (!record) return 0;
    std::size_t bytes = record->payload.size();
    for (const auto& [name, context] : record->contexts) bytes += context.vector.size() * sizeof(double);
    return bytes;
}

std::size_t bytesOf(const std::optional<SimulatedRegister>& reg) {
    if (!reg) return 0;
    return reg->isPure() ? stateVectorBytes(reg->qubits(), Precision::Double)
                         : densityMatrixBytes(reg->qubits());
}

std::size_t contentBytes(const StateEdit& edit) {
    std::size_t bytes = 0;
    for (const auto& image : edit.records) bytes += bytesOf(image.before) + bytesOf(image.after);
    for (const auto& image : edit.registers) bytes += bytesOf(image.before) + bytesOf(image.after);
    return bytes;
}

/// Measuring is no edit, so what it writes is not compared.
bool same(const std::optional<StateRecord>& a, const std::optional<StateRecord>& b) {
    if (!a || !b) return a.has_value() == b.has_value();
    const auto answers = [](const StateRecord& record) {
        return record.state != RecordState::Archived && record.state != RecordState::Decohered;
    };
    StateRecord left = *a;
    if (answers(*a) && answers(*b)) left.state = b->state;
    left.lastMeasuredMs = b->lastMeasuredMs;
    return left == *b;
}

bool same(const std::optional<SimulatedRegister>& a, const std::optional<SimulatedRegister>& b) {
    if (!a || !b) return a.has_value() == b.has_value();
    return sameRegister(*a, *b);
}

/// Lets whoever is committing finish. By chance, since those who collided once would wait alike.
void giveWay(std::size_t tries) {
    constexpr std::size_t longestDoubling = 5;
    const auto mostMs = std::int64_t{1} << std::min(tries, longestDoubling);
    std::random_device chance;
    std::uniform_int_distribution<std::int64_t> waitMs(0, mostMs);
    makeSystemClock()->waitFor(waitMs(chance), {});
}

tl::unexpected<Error> changedOtherwise(const StateEditHead& head, const std::string& what) {
    return fail(ErrorCode::Failed,
                "cannot take back '" + head.text() + "': " + what + " was changed otherwise since then",
                kChangedOtherwise);
}

}  // namespace

StateLibrary::StateLibrary(std::shared_ptr<StateStorage> storage, std::shared_ptr<const Clock> clock,
                           RecordLibrary records)
    : m_storage(std::move(storage)),
      m_clock(std::move(clock)),
      m_records(std::move(records)),
      m_groups(m_clock),
      m_registers(m_storage) {}

Result<std::unique_ptr<StateLibrary>> StateLibrary::open(std::shared_ptr<StateStorage> storage,
                                                         std::shared_ptr<const Clock> clock) {
    assert(storage != nullptr && clock != nullptr);
    QSTORE_TRY(RecordLibrary records, RecordLibrary::make(clock));
    std::unique_ptr<StateLibrary> library(
        new StateLibrary(std::move(storage), std::move(clock), std::move(records)));
    QSTORE_CHECK(library->reload());
    return library;
}

Status StateLibrary::reload() {
    QSTORE_TRY(StateContent content, m_storage->loadRecent(kLoadedLogLines));
    QSTORE_TRY(RecordLibrary records,
               RecordLibrary::make(m_clock, content.options.value_or(RecordLibraryOptions{})));
    QSTORE_CHECK(records.load(std::move(content.records)));
    RecordGroups groups(m_clock);
    QSTORE_CHECK(groups.load(std::move(content.groups), std::move(content.groupLog), content.firstLine));
    KeptRegisters registers = m_registers;
    registers.load(std::move(content.registers), std::move(content.heads));
    m_records = std::move(records);
    m_groups = std::move(groups);
    m_registers = std::move(registers);
    m_edits = std::move(content.edits);
    m_revision = content.revision;
    return {};
}

Result<bool> StateLibrary::refresh() {
    QSTORE_TRY(const std::uint64_t revision, m_storage->revision());
    if (revision == m_revision) return false;
    QSTORE_CHECK(reload());
    return true;
}

Result<SimulatedRegister> StateLibrary::reg(const std::string& name) const {
    return m_registers.get(name);
}

std::vector<RegisterHead> StateLibrary::registerHeads() const {
    return m_registers.heads();
}

Result<std::vector<GroupLogEntry>> StateLibrary::groupLines(std::uint64_t before, std::size_t limit) const {
    return m_storage->groupLines(before, limit);
}

StateChanges StateLibrary::pending() const {
    StateChanges changes;
    changes.records = m_records.pendingChanges();
    changes.groups = m_groups.pendingChanges();
    for (auto& image : m_registers.images()) {
        if (image.after)
            changes.putRegisters.push_back(std::move(*image.after));
        else
            changes.removedRegisters.push_back(image.name);
    }
    if (m_optionsBefore) changes.options = m_records.options();
    return changes;
}

StateEdit StateLibrary::editOf(StateEditKind kind, std::string subject, const StateChanges& changes) const {
    StateEdit edit;
    edit.head.number = m_edits.empty() ? 1 : m_edits.back().number + 1;
    edit.head.atMs = m_clock->unixMs();
    edit.head.kind = kind;
    edit.head.subject = std::move(subject);
    if (!changes.groups.log.empty()) {
        edit.head.groupLine = changes.groups.log.front().number;
        return edit;
    }
    edit.records = m_records.images();
    edit.groups = m_groups.images();
    edit.registers = m_registers.images();
    edit.optionsBefore = m_optionsBefore;
    edit.optionsAfter = changes.options;
    edit.head.contentBytes = contentBytes(edit);
    return edit;
}

std::vector<std::uint64_t> StateLibrary::surplusEdits(const StateEditHead& added) const {
    std::vector<std::uint64_t> surplus;
    std::size_t edits = 1, bytes = added.contentBytes;
    for (auto head = m_edits.rbegin(); head != m_edits.rend(); ++head) {
        bytes += head->undone ? 0 : head->contentBytes;
        const bool stays = !head->undone && edits < kMostEdits && bytes <= kMostEditBytes;
        if (stays)
            ++edits;
        else
            surplus.push_back(head->number);
    }
    return surplus;
}

Status StateLibrary::keep(StateEditKind kind, std::string subject) {
    StateChanges changes = pending();
    changes.edit = editOf(kind, std::move(subject), changes);
    StateEdit& edit = *changes.edit;
    const bool nothing = edit.head.groupLine == 0 && edit.records.empty() && edit.groups.empty() &&
                         edit.registers.empty() && !edit.optionsAfter;
    if (nothing) return {};
    changes.droppedEdits = surplusEdits(edit.head);
    const StateEditHead head = edit.head;
    const std::vector<std::uint64_t> dropped = changes.droppedEdits;
    QSTORE_CHECK(commit(std::move(changes)));
    const auto isDropped = [&dropped](const StateEditHead& each) {
        return std::find(dropped.begin(), dropped.end(), each.number) != dropped.end();
    };
    m_edits.erase(std::remove_if(m_edits.begin(), m_edits.end(), isDropped), m_edits.end());
    m_edits.push_back(head);
    return {};
}

Status StateLibrary::commit(StateChanges changes) {
    changes.basis = m_revision;
    QSTORE_CHECK(m_storage->commit(changes));
    ++m_revision;
    m_records.markStored();
    m_groups.markStored();
    m_registers.markStored();
    m_optionsBefore.reset();
    return {};
}

void StateLibrary::revert() {
    m_records.revert();
    m_groups.revert();
    m_registers.revert();
    if (m_optionsBefore) {
        [[maybe_unused]] const Status restored = m_records.setOptions(*m_optionsBefore);
        assert(restored);
    }
    m_optionsBefore.reset();
}

template <class Attempt>
auto StateLibrary::tried(const Attempt& attempt) -> decltype(attempt()) {
    for (std::size_t tries = 1;; ++tries) {
        QSTORE_CHECK(refresh());
        auto done = attempt();
        if (done || tries == kMostTries) return done;
        // Only what somebody else has committed meanwhile is a reason to try again: then the failure, of
        // whatever kind, was about a library that is no more.
        const auto revision = m_storage->revision();
        if (!revision || *revision == m_revision) return done;
        giveWay(tries);
    }
}

template <class Work>
auto StateLibrary::change(StateEditKind kind, const std::string& subject, const Work& work)
    -> decltype(work()) {
    return tried([&]() -> decltype(work()) {
        auto done = work();
        if (!done) {
            revert();
            return done;
        }
        if (const Status kept = keep(kind, subject); !kept) {
            revert();
            return tl::unexpected<Error>(kept.error());
        }
        return done;
    });
}

Result<std::vector<std::string>> StateLibrary::addRecord(const NewRecord& record) {
    return change(StateEditKind::CreateRecord, record.id, [&] { return m_records.add(record); });
}

Status StateLibrary::updateRecord(const std::string& id, const std::string& context,
                                  const RecordContext& value) {
    return change(StateEditKind::UpdateRecord, id, [&] { return m_records.update(id, context, value); });
}

Status StateLibrary::removeContext(const std::string& id, const std::string& context) {
    return change(StateEditKind::RemoveContext, id, [&] { return m_records.removeContext(id, context); });
}

Status StateLibrary::setPayload(const std::string& id, const std::string& payload) {
    return change(StateEditKind::SetPayload, id, [&] { return m_records.setPayload(id, payload); });
}

Status StateLibrary::setTier(const std::string& id, RecordTier tier) {
    return change(StateEditKind::SetTier, id, [&] { return m_records.setTier(id, tier); });
}

Result<ContextAnswer> StateLibrary::measureRecord(const std::string& id, const std::string& context) {
    return tried([&] { return measure(id, context); });
}

Result<ContextAnswer> StateLibrary::measure(const std::string& id, const std::string& context) {
    QSTORE_TRY(ContextAnswer answer, m_records.measure(id, context));
    if (!answer.known) return answer;
    if (const Status kept = commit(pending()); !kept) {
        revert();
        return tl::unexpected<Error>(kept.error());
    }
    return answer;
}

Status StateLibrary::archiveRecord(const std::string& id) {
    return change(StateEditKind::ArchiveRecord, id, [&] { return m_records.archive(id); });
}

Result<std::vector<std::string>> StateLibrary::restoreRecord(const std::string& id) {
    return change(StateEditKind::RestoreRecord, id, [&] { return m_records.restore(id); });
}

Status StateLibrary::removeRecord(const std::string& id) {
    return change(StateEditKind::RemoveRecord, id, [&] { return m_records.remove(id); });
}

Result<SweepReport> StateLibrary::sweep() {
    return change(StateEditKind::Sweep, "", [&]() -> Result<SweepReport> { return m_records.sweep(); });
}

Status StateLibrary::setOptions(const RecordLibraryOptions& options) {
    return change(StateEditKind::SetOptions, "", [&]() -> Status {
        const RecordLibraryOptions before = m_records.options();
        QSTORE_CHECK(m_records.setOptions(options));
        m_optionsBefore = before;
        return {};
    });
}

Status StateLibrary::addRegister(const SimulatedRegister& reg) {
    const std::string& name = reg.info().name;
    return change(StateEditKind::CreateRegister, name, [&]() -> Status {
        if (m_registers.has(name))
            return fail(ErrorCode::AlreadyExists, "there is a register '" + name + "' already",
                        "Choose another name, or remove that one first.");
        return m_registers.put(name, reg);
    });
}

Status StateLibrary::replaceRegister(const SimulatedRegister& reg) {
    const std::string& name = reg.info().name;
    return change(StateEditKind::ReplaceRegister, name, [&]() -> Status {
        QSTORE_CHECK(this->reg(name));
        return m_registers.put(name, reg);
    });
}

Status StateLibrary::renameRegister(const std::string& from, const std::string& to) {
    return change(StateEditKind::RenameRegister, from, [&]() -> Status {
        QSTORE_TRY(const SimulatedRegister reg, this->reg(from));
        if (m_registers.has(to))
            return fail(ErrorCode::AlreadyExists, "there is a register '" + to + "' already",
                        "Choose another name.");
        QSTORE_TRY(SimulatedRegister renamed, reg.renamed(to));
        QSTORE_CHECK(m_registers.put(from, std::nullopt));
        return m_registers.put(to, std::move(renamed));
    });
}

Status StateLibrary::removeRegister(const std::string& name) {
    return change(StateEditKind::RemoveRegister, name, [&]() -> Status {
        QSTORE_CHECK(reg(name));
        return m_registers.put(name, std::nullopt);
    });
}

Status StateLibrary::addGroup(const RecordGroup& group) {
    return change(StateEditKind::CreateGroup, group.id, [&] { return m_groups.add(m_records, group); });
}

Status StateLibrary::removeGroup(const std::string& group) {
    return change(StateEditKind::RemoveGroup, group, [&] { return m_groups.remove(m_records, group); });
}

Status StateLibrary::addMember(const std::string& group, const std::string& record) {
    return change(StateEditKind::AddMember, group,
                  [&] { return m_groups.addMember(m_records, group, record); });
}

Status StateLibrary::removeMember(const std::string& group, const std::string& record) {
    return change(StateEditKind::RemoveMember, group,
                  [&] { return m_groups.removeMember(m_records, group, record); });
}

Status StateLibrary::setStrength(const std::string& group, double strength) {
    return change(StateEditKind::SetStrength, group, [&] { return m_groups.setStrength(group, strength); });
}

Status StateLibrary::setPairStrength(const std::string& group, const std::string& a, const std::string& b,
                                     std::optional<double> strength) {
    return change(StateEditKind::SetStrength, group,
                  [&] { return m_groups.setPairStrength(group, a, b, strength); });
}

Result<GroupLogEntry> StateLibrary::applyUpdate(const GroupUpdate& update) {
    return change(StateEditKind::ApplyToGroup, update.group,
                  [&] { return m_groups.apply(m_records, update); });
}

std::optional<StateEditHead> StateLibrary::nextUndo() const {
    for (auto head = m_edits.rbegin(); head != m_edits.rend(); ++head)
        if (!head->undone) return *head;
    return std::nullopt;
}

std::optional<StateEditHead> StateLibrary::nextRedo() const {
    for (const StateEditHead& head : m_edits)
        if (head.undone) return head;
    return std::nullopt;
}

Result<StateEditHead> StateLibrary::undo() {
    return tried([&]() -> Result<StateEditHead> {
        if (const auto head = nextUndo()) return move(*head, true);
        return fail(
            ErrorCode::NotFound, "nothing is left to undo",
            m_edits.empty() ? "Nothing was changed yet." : "What was undone can be done again: redo.");
    });
}

Result<StateEditHead> StateLibrary::redo() {
    return tried([&]() -> Result<StateEditHead> {
        if (const auto head = nextRedo()) return move(*head, false);
        return fail(ErrorCode::NotFound, "nothing was undone that could be done again",
                    "Undo something first; a new change drops what was undone.");
    });
}

Result<StateEditHead> StateLibrary::move(const StateEditHead& head, bool undo) {
    QSTORE_TRY(const StateEdit edit, m_storage->edit(head.number));
    Status moved = takeBack(edit, undo);
    if (moved) {
        StateChanges changes = pending();
        changes.mark = StateEditMark{head.number, undo};
        moved = commit(std::move(changes));
    }
    if (!moved) {
        revert();
        return tl::unexpected<Error>(std::move(moved).error());
    }
    for (StateEditHead& each : m_edits) {
        if (each.number != head.number) continue;
        each.undone = undo;
        return each;
    }
    return edit.head;
}

Status StateLibrary::takeBack(const StateEdit& edit, bool undo) {
    if (const std::uint64_t line = edit.head.groupLine; line != 0) {
        if ((undo ? m_groups.nextUndo() : m_groups.nextRedo()) != line)
            return changedOtherwise(edit.head, "the groups' log");
        QSTORE_CHECK(undo ? m_groups.undo(m_records) : m_groups.redo(m_records));
        return {};
    }
    for (const auto& image : edit.records) {
        const auto current = m_records.stored(image.name);
        if (!same(current, undo ? image.after : image.before))
            return changedOtherwise(edit.head, "record '" + image.name + "'");
        auto wanted = undo ? image.before : image.after;
        if (wanted && current) wanted->lastMeasuredMs = current->lastMeasuredMs;
        QSTORE_CHECK(m_records.place(image.name, std::move(wanted)));
    }
    for (const auto& image : edit.groups) {
        if (m_groups.stored(image.name) != (undo ? image.after : image.before))
            return changedOtherwise(edit.head, "group '" + image.name + "'");
        QSTORE_CHECK(m_groups.place(image.name, undo ? image.before : image.after));
    }
    for (const auto& image : edit.registers) {
        QSTORE_TRY(const auto current, m_registers.find(image.name));
        if (!same(current, undo ? image.after : image.before))
            return changedOtherwise(edit.head, "register '" + image.name + "'");
        QSTORE_CHECK(m_registers.put(image.name, undo ? image.before : image.after));
    }
    if (const auto& options = undo ? edit.optionsBefore : edit.optionsAfter) {
        m_optionsBefore = m_records.options();
        QSTORE_CHECK(m_records.setOptions(*options));
    }
    return {};
}

}  // namespace qstore
