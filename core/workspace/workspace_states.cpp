// SPDX-License-Identifier: Apache-2.0
#include "core/workspace/workspace_states.h"

#include <algorithm>

#include "core/workspace/state_codec.h"
#include "core/workspace/state_contents.h"
#include "core/workspace/workspace_impl.h"

namespace qstore {
namespace {

constexpr const char* kRecord = "record";
constexpr const char* kGroup = "group";
constexpr const char* kRegister = "register";
constexpr const char* kOptions = "options";
constexpr const char* kRestore = "restore a backup of the workspace";

std::int64_t sqlNumber(std::uint64_t number) {
    return static_cast<std::int64_t>(number);
}
std::uint64_t numberOf(const SQLite::Column& column) {
    return static_cast<std::uint64_t>(column.getInt64());
}

/// All that is put and read within one transaction.
class StateTables {
public:
    explicit StateTables(SQLite::Database& database) : m_database(database), m_contents(database) {}

    std::uint64_t revision();
    /// Registers whole, or only their heads.
    Status load(StateContent& content, std::uint64_t firstLine, bool whole);
    Result<SimulatedRegister> loadRegister(const RegisterHead& head);
    Result<std::vector<GroupLogEntry>> lines(std::uint64_t from, std::uint64_t before);
    /// The first line that is loaded when `logLines` are wanted.
    std::uint64_t firstLine(std::size_t logLines);
    std::uint64_t nextLine();
    Result<StateEdit> edit(std::uint64_t number);
    Status commit(const StateChanges& changes);

private:
    template <class Thing, class Read>
    Status readThings(const char* kind, std::vector<Thing>& things, Read read);
    Status readOptions(StateContent& content);
    Status readHeads(std::vector<RegisterHead>& heads);
    Result<RegisterHead> readHead(std::int64_t content);
    Status readImage(const SQLite::Statement& row, StateEdit& edit);
    template <class Thing, class Read>
    Result<std::optional<Thing>> readImageSide(const SQLite::Column& column, Read read);
    void put(const char* kind, const std::string& name, const std::string& bytes);
    void remove(const char* kind, const std::string& name);
    Status putThings(const StateChanges& changes);
    Status appendLines(const std::vector<GroupLogEntry>& log);
    Status insertEdit(const StateEdit& edit);
    void insertImage(std::uint64_t edit, const char* kind, const std::string& name,
                     const std::optional<std::string>& before, const std::optional<std::string>& after);
    void dropEdit(std::uint64_t number);
    Status markEdit(const StateEditMark& mark);

    SQLite::Database& m_database;
    StateContents m_contents;
    std::int64_t m_position = 0;  ///< of the next image
};

std::uint64_t StateTables::revision() {
    return numberOf(m_database.execAndGet("SELECT revision FROM state_revision"));
}

template <class Thing, class Read>
Status StateTables::readThings(const char* kind, std::vector<Thing>& things, Read read) {
    auto row = statement(m_database, "SELECT content FROM state_things WHERE kind = ? ORDER BY name",
                         std::string(kind));
    while (row.executeStep()) {
        QSTORE_TRY(const std::string bytes, m_contents.get(row.getColumn(0).getInt64()));
        QSTORE_TRY(Thing thing, read(bytes));
        things.push_back(std::move(thing));
    }
    return {};
}

Status StateTables::readOptions(StateContent& content) {
    std::vector<RecordLibraryOptions> options;
    QSTORE_CHECK(readThings(kOptions, options, readOptionsBytes));
    if (!options.empty()) content.options = options.front();
    return {};
}

Result<RegisterHead> StateTables::readHead(std::int64_t content) {
    // Names of contexts can make a head longer than this, but hardly ever do.
    constexpr std::size_t usual = std::size_t{64} << 10U;
    QSTORE_TRY(const std::string bytes, m_contents.beginning(content, usual));
    auto head = readRegisterHeadBytes(bytes);
    if (!head) {
        QSTORE_TRY(const std::string all, m_contents.get(content));
        QSTORE_TRY(head, readRegisterHeadBytes(all));
    }
    QSTORE_TRY(head->hash, m_contents.hashOf(content));
    return head;
}

Status StateTables::readHeads(std::vector<RegisterHead>& heads) {
    auto row = statement(m_database, "SELECT content FROM state_things WHERE kind = ? ORDER BY name",
                         std::string(kRegister));
    while (row.executeStep()) {
        QSTORE_TRY(RegisterHead head, readHead(row.getColumn(0).getInt64()));
        heads.push_back(std::move(head));
    }
    return {};
}

Result<SimulatedRegister> StateTables::loadRegister(const RegisterHead& head) {
    const auto content = m_contents.withHash(head.hash);
    if (!content)
        return fail(ErrorCode::Busy,
                    "another program has changed register '" + head.info.name + "' just now",
                    "try it again");
    QSTORE_TRY(const std::string bytes, m_contents.get(*content));
    return readRegisterBytes(bytes);
}

Result<StateEditHead> editHeadOf(const SQLite::Statement& row) {
    StateEditHead head;
    head.number = numberOf(row.getColumn(0));
    head.atMs = row.getColumn(1).getInt64();
    const std::string kind = textOf(row.getColumn(2));
    const auto known = stateEditKindOf(kind);
    if (!known)
        return fail(ErrorCode::Corrupt,
                    "edit " + std::to_string(head.number) + " has the unknown kind '" + kind + "'",
                    kRestore);
    head.kind = *known;
    head.subject = textOf(row.getColumn(3));
    head.undone = row.getColumn(4).getInt() != 0;
    head.groupLine = numberOf(row.getColumn(5));
    head.contentBytes = sizeOf(row.getColumn(6));
    return head;
}

constexpr const char* kSelectEdits =
    "SELECT number, at_ms, kind, subject, undone, group_line, bytes FROM state_edits ";

Status StateTables::load(StateContent& content, std::uint64_t firstLine, bool whole) {
    content.revision = revision();
    QSTORE_CHECK(readThings(kRecord, content.records, readRecordBytes));
    QSTORE_CHECK(readThings(kGroup, content.groups, readGroupBytes));
    QSTORE_CHECK(whole ? readThings(kRegister, content.registers, readRegisterBytes)
                       : readHeads(content.heads));
    QSTORE_CHECK(readOptions(content));
    content.firstLine = firstLine;
    QSTORE_TRY(content.groupLog, lines(firstLine, ~std::uint64_t{0} >> 1U));
    SQLite::Statement row(m_database, std::string(kSelectEdits) + "ORDER BY number");
    while (row.executeStep()) {
        QSTORE_TRY(StateEditHead head, editHeadOf(row));
        content.edits.push_back(std::move(head));
    }
    return {};
}

std::uint64_t StateTables::nextLine() {
    return numberOf(m_database.execAndGet("SELECT coalesce(max(number), 0) + 1 FROM group_lines"));
}

std::uint64_t StateTables::firstLine(std::size_t logLines) {
    const std::uint64_t next = nextLine();
    std::uint64_t first = next > logLines ? next - logLines : 1;
    const std::uint64_t needed = numberOf(
        m_database.execAndGet("SELECT coalesce(min(group_line), 0) FROM state_edits WHERE group_line > 0"));
    if (needed != 0 && needed < first) first = needed;
    return first;
}

Result<std::vector<GroupLogEntry>> StateTables::lines(std::uint64_t from, std::uint64_t before) {
    auto row = statement(
        m_database,
        "SELECT number, content FROM group_lines WHERE number >= ? AND number < ? ORDER BY number",
        sqlNumber(from), sqlNumber(before));
    std::vector<GroupLogEntry> entries;
    while (row.executeStep()) {
        QSTORE_TRY(const std::string bytes, m_contents.get(row.getColumn(1).getInt64()));
        QSTORE_TRY(GroupLogEntry entry, readGroupLineBytes(bytes));
        if (entry.number != numberOf(row.getColumn(0)))
            return fail(ErrorCode::Corrupt,
                        "line " + textOf(row.getColumn(0)) + " of the groups' log says it is line " +
                            std::to_string(entry.number),
                        kRestore);
        entries.push_back(std::move(entry));
    }
    return entries;
}

template <class Thing, class Read>
Result<std::optional<Thing>> StateTables::readImageSide(const SQLite::Column& column, Read read) {
    if (column.isNull()) return std::optional<Thing>();
    QSTORE_TRY(const std::string bytes, m_contents.get(column.getInt64()));
    QSTORE_TRY(Thing thing, read(bytes));
    return std::optional<Thing>(std::move(thing));
}

Status StateTables::readImage(const SQLite::Statement& row, StateEdit& edit) {
    const std::string kind = textOf(row.getColumn(0)), name = textOf(row.getColumn(1));
    const SQLite::Column before = row.getColumn(2), after = row.getColumn(3);
    const auto both = [&]<class Thing>(std::vector<StateImage<Thing>>& images, auto read) -> Status {
        StateImage<Thing> image;
        image.name = name;
        QSTORE_TRY(image.before, readImageSide<Thing>(before, read));
        QSTORE_TRY(image.after, readImageSide<Thing>(after, read));
        images.push_back(std::move(image));
        return {};
    };
    if (kind == kRecord) return both(edit.records, readRecordBytes);
    if (kind == kGroup) return both(edit.groups, readGroupBytes);
    if (kind == kRegister) return both(edit.registers, readRegisterBytes);
    if (kind != kOptions)
        return fail(ErrorCode::Corrupt, "an edit holds something of the unknown kind '" + kind + "'",
                    kRestore);
    QSTORE_TRY(edit.optionsBefore, readImageSide<RecordLibraryOptions>(before, readOptionsBytes));
    QSTORE_TRY(edit.optionsAfter, readImageSide<RecordLibraryOptions>(after, readOptionsBytes));
    return {};
}

Result<StateEdit> StateTables::edit(std::uint64_t number) {
    auto row =
        statement(m_database, (std::string(kSelectEdits) + "WHERE number = ?").c_str(), sqlNumber(number));
    if (!row.executeStep())
        return fail(ErrorCode::NotFound, "edit " + std::to_string(number) + " is not kept any more",
                    "`qstore states log` shows those that can be undone");
    StateEdit edit;
    QSTORE_TRY(edit.head, editHeadOf(row));
    auto image = statement(
        m_database,
        "SELECT kind, name, before, after FROM state_edit_images WHERE edit = ? ORDER BY position",
        sqlNumber(number));
    while (image.executeStep()) QSTORE_CHECK(readImage(image, edit));
    return edit;
}

void StateTables::remove(const char* kind, const std::string& name) {
    auto row = statement(m_database, "SELECT content FROM state_things WHERE kind = ? AND name = ?",
                         std::string(kind), name);
    if (!row.executeStep()) return;
    m_contents.released(row.getColumn(0).getInt64());
    execute(m_database, "DELETE FROM state_things WHERE kind = ? AND name = ?", std::string(kind), name);
}

void StateTables::put(const char* kind, const std::string& name, const std::string& bytes) {
    const std::int64_t content = m_contents.put(bytes);
    remove(kind, name);
    execute(m_database, "INSERT INTO state_things (kind, name, content) VALUES (?, ?, ?)",
            std::string(kind), name, content);
}

Status StateTables::putThings(const StateChanges& changes) {
    for (const std::string& id : changes.records.removed) remove(kRecord, id);
    for (const std::string& id : changes.groups.removed) remove(kGroup, id);
    for (const std::string& name : changes.removedRegisters) remove(kRegister, name);
    for (const StateRecord& record : changes.records.put) put(kRecord, record.id, recordBytes(record));
    for (const RecordGroup& group : changes.groups.put) put(kGroup, group.id, groupBytes(group));
    for (const SimulatedRegister& reg : changes.putRegisters) {
        QSTORE_TRY(const std::string bytes, registerBytes(reg));
        put(kRegister, reg.info().name, bytes);
    }
    if (changes.options) put(kOptions, "", optionsBytes(*changes.options));
    return {};
}

Status StateTables::appendLines(const std::vector<GroupLogEntry>& log) {
    std::uint64_t next = nextLine();
    for (const GroupLogEntry& entry : log) {
        if (entry.number != next)
            return fail(ErrorCode::Corrupt,
                        "line " + std::to_string(entry.number) + " does not go on the groups' log, whose " +
                            "next line is " + std::to_string(next),
                        "read the library again first");
        execute(m_database, "INSERT INTO group_lines (number, content) VALUES (?, ?)",
                sqlNumber(entry.number), m_contents.put(groupLineBytes(entry)));
        ++next;
    }
    return {};
}

void StateTables::insertImage(std::uint64_t edit, const char* kind, const std::string& name,
                              const std::optional<std::string>& before,
                              const std::optional<std::string>& after) {
    SQLite::Statement row(m_database,
                          "INSERT INTO state_edit_images (edit, position, kind, name, before, after) "
                          "VALUES (?, ?, ?, ?, ?, ?)");
    row.bind(1, sqlNumber(edit));
    row.bind(2, m_position++);
    row.bind(3, std::string(kind));
    row.bind(4, name);
    // What is not bound is NULL.
    if (before) row.bind(5, m_contents.put(*before));
    if (after) row.bind(6, m_contents.put(*after));
    row.exec();
}

template <class Thing, class Bytes>
std::optional<std::string> bytesOf(const std::optional<Thing>& thing, Bytes toBytes) {
    return thing ? std::optional<std::string>(toBytes(*thing)) : std::nullopt;
}

Result<std::optional<std::string>> bytesOfRegister(const std::optional<SimulatedRegister>& reg) {
    if (!reg) return std::optional<std::string>();
    QSTORE_TRY(std::string bytes, registerBytes(*reg));
    return std::optional<std::string>(std::move(bytes));
}

Status StateTables::insertEdit(const StateEdit& edit) {
    const StateEditHead& head = edit.head;
    QSTORE_CHECK(requireStorable(head.subject, "the subject of an edit"));
    execute(m_database,
            "INSERT INTO state_edits (number, at_ms, kind, subject, undone, group_line, bytes) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            sqlNumber(head.number), head.atMs, std::string(stateEditKindName(head.kind)), head.subject,
            head.undone ? 1 : 0, sqlNumber(head.groupLine), toSql(head.contentBytes));
    for (const auto& image : edit.records)
        insertImage(head.number, kRecord, image.name, bytesOf(image.before, recordBytes),
                    bytesOf(image.after, recordBytes));
    for (const auto& image : edit.groups)
        insertImage(head.number, kGroup, image.name, bytesOf(image.before, groupBytes),
                    bytesOf(image.after, groupBytes));
    for (const auto& image : edit.registers) {
        QSTORE_TRY(const auto before, bytesOfRegister(image.before));
        QSTORE_TRY(const auto after, bytesOfRegister(image.after));
        insertImage(head.number, kRegister, image.name, before, after);
    }
    if (edit.optionsBefore || edit.optionsAfter)
        insertImage(head.number, kOptions, "", bytesOf(edit.optionsBefore, optionsBytes),
                    bytesOf(edit.optionsAfter, optionsBytes));
    return {};
}

void StateTables::dropEdit(std::uint64_t number) {
    auto image = statement(m_database, "SELECT before, after FROM state_edit_images WHERE edit = ?",
                           sqlNumber(number));
    while (image.executeStep())
        for (const int side : {0, 1})
            if (!image.getColumn(side).isNull()) m_contents.released(image.getColumn(side).getInt64());
    execute(m_database, "DELETE FROM state_edits WHERE number = ?", sqlNumber(number));
}

Status StateTables::markEdit(const StateEditMark& mark) {
    if (execute(m_database, "UPDATE state_edits SET undone = ? WHERE number = ?", mark.undone ? 1 : 0,
                sqlNumber(mark.number)) == 1)
        return {};
    return fail(ErrorCode::NotFound, "edit " + std::to_string(mark.number) + " is not kept any more",
                "`qstore states log` shows those that can be undone");
}

Status StateTables::commit(const StateChanges& changes) {
    if (changes.basis && *changes.basis != revision())
        return fail(ErrorCode::Busy, "another program has changed the state library just now",
                    "try it again");
    QSTORE_CHECK(putThings(changes));
    QSTORE_CHECK(appendLines(changes.groups.log));
    for (const std::uint64_t number : changes.droppedEdits) dropEdit(number);
    if (changes.edit) QSTORE_CHECK(insertEdit(*changes.edit));
    if (changes.mark) QSTORE_CHECK(markEdit(*changes.mark));
    m_contents.dropUnused();
    execute(m_database, "UPDATE state_revision SET revision = revision + 1");
    return {};
}

class WorkspaceStates final : public StateStorage {
    auto& impl() const { return WorkspaceAccess::impl(*m_workspace); }

public:
    explicit WorkspaceStates(std::shared_ptr<Workspace> workspace) : m_workspace(std::move(workspace)) {}

    Result<StateContent> load() const override { return loadFrom(std::nullopt); }
    Result<StateContent> loadRecent(std::size_t logLines) const override { return loadFrom(logLines); }
    Result<std::vector<GroupLogEntry>> groupLines(std::uint64_t before, std::size_t limit) const override {
        return impl().read([&](SQLite::Database& database) -> Result<std::vector<GroupLogEntry>> {
            StateTables tables(database);
            const std::uint64_t end = std::min(before, tables.nextLine());
            return tables.lines(end > limit ? end - limit : 1, end);
        });
    }
    Result<StateEdit> edit(std::uint64_t number) const override {
        return impl().read([&](SQLite::Database& database) { return StateTables(database).edit(number); });
    }
    Result<SimulatedRegister> loadRegister(const RegisterHead& head) const override {
        return impl().read(
            [&](SQLite::Database& database) { return StateTables(database).loadRegister(head); });
    }
    Result<std::uint64_t> revision() const override {
        return impl().read([](SQLite::Database& database) -> Result<std::uint64_t> {
            return StateTables(database).revision();
        });
    }
    Status commit(const StateChanges& changes) override {
        return impl().write(
            [&](SQLite::Database& database) { return StateTables(database).commit(changes); });
    }

private:
    Result<StateContent> loadFrom(std::optional<std::size_t> logLines) const {
        return impl().read([&](SQLite::Database& database) -> Result<StateContent> {
            StateTables tables(database);
            StateContent content;
            QSTORE_CHECK(tables.load(content, logLines ? tables.firstLine(*logLines) : 1, !logLines));
            return content;
        });
    }

    std::shared_ptr<Workspace> m_workspace;
};

}  // namespace

std::shared_ptr<StateStorage> workspaceStates(std::shared_ptr<Workspace> workspace) {
    return std::make_shared<WorkspaceStates>(std::move(workspace));
}

}  // namespace qstore
