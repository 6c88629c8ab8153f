// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QUndoStack>
#include <functional>
#include <memory>

#include "core/states/state_library.h"

namespace qstore::ui {

/// The state library of the open workspace as the window sees it. Every edit is stored at once and is a
/// command on the undo stack, which begins with the edits that the workspace remembers. Time comes from the
/// clock that was given.
class StatesController : public QObject {
    Q_OBJECT
public:
    explicit StatesController(std::shared_ptr<const Clock> clock, QObject* parent = nullptr);
    ~StatesController() override;

    /// Takes the place of what was open. On failure nothing is open.
    Status open(std::shared_ptr<StateStorage> storage);
    void close();
    bool isOpen() const { return m_library != nullptr; }
    /// Null while nothing is open.
    const StateLibrary* library() const { return m_library.get(); }
    QUndoStack& undoStack() { return m_undo; }
    /// Looks whether somebody else has changed the file meanwhile.
    void refresh();

    std::int64_t nowMs() const { return m_clock->unixMs(); }
    CoherenceTimes coherence() const;
    /// Capacity and coherence times; the usual ones while nothing is open.
    RecordLibraryOptions options() const;
    /// As they are at this moment.
    std::vector<StateRecord> records() const;
    std::optional<StateRecord> record(const QString& id) const;
    std::vector<RegisterHead> registers() const;
    /// Read from the file when it is first asked for. NotFound, or what is wrong with it there.
    Result<SimulatedRegister> reg(const QString& name) const;
    std::vector<RecordGroup> groups() const;
    std::optional<RecordGroup> group(const QString& id) const;
    /// The newest lines of the groups' log.
    std::vector<GroupLogEntry> groupLog() const;

    /// Whatever the library can do; what it did becomes a command. Failed while nothing is open.
    template <class Change>
    auto change(const Change& work) -> decltype(work(std::declval<StateLibrary&>())) {
        if (!m_library) return tl::unexpected<Error>(nothingOpen());
        auto result = work(*m_library);
        if (result || newestEdit() != m_newest) follow();
        return result;
    }
    /// What StateLibrary::applyUpdate() would do; changes nothing.
    Result<GroupLogEntry> preview(const GroupUpdate& update) const;
    /// Whether the newest edit that stands is a change of that group, so that undo takes back exactly it.
    bool undoesGroup(const QString& group) const;
    bool redoesGroup(const QString& group) const;

    /// Tells the pages that time went on; changed() too when a record's time is over since the last tick.
    void tick();

Q_SIGNALS:
    void changed();
    void ticked();
    /// A step of undo or redo that could not be stored, or a file that could not be read again.
    void failed(const qstore::Error& error);

private:
    friend class StatesCommand;
    static Error nothingOpen();
    void follow();
    void step(bool undo);
    void rebuildStack();
    std::size_t standingEdits() const;
    std::uint64_t newestEdit() const;
    std::size_t countDecohered() const;
    void announce();

    std::shared_ptr<const Clock> m_clock;
    std::unique_ptr<StateLibrary> m_library;
    QUndoStack m_undo;
    bool m_building = false;  ///< commands are put on the stack for what is done already
    std::uint64_t m_newest = 0;
    std::size_t m_decohered = 0;
};

}  // namespace qstore::ui
