// SPDX-License-Identifier: Apache-2.0
#include "core/workspace/state_contents.h"

#include <algorithm>

#include "core/base/hash.h"
#include "core/base/memory.h"
#include "core/workspace/workspace_impl.h"

namespace qstore {
namespace {

tl::unexpected<Error> damaged(const std::string& hash, const std::string& why) {
    return fail(ErrorCode::Corrupt, "content " + hash.substr(0, 12) + " of the state library " + why,
                "restore a backup of the workspace");
}

}  // namespace

std::int64_t StateContents::put(const std::string& bytes) {
    const std::string hash = sha256Hex(std::string_view(bytes));
    if (const auto known = withHash(hash)) return *known;
    execute(m_database, "INSERT INTO state_contents (hash, bytes) VALUES (?, ?)", hash,
            toSql(bytes.size()));
    const std::int64_t content = m_database.getLastInsertRowid();
    SQLite::Statement piece(m_database, "INSERT INTO state_pieces (content, part, bytes) VALUES (?, ?, ?)");
    std::int64_t part = 0;
    for (std::size_t position = 0; position < bytes.size(); position += chunkBytes) {
        const std::size_t size = std::min(chunkBytes, bytes.size() - position);
        piece.reset();
        piece.bind(1, content);
        piece.bind(2, part++);
        piece.bind(3, bytes.data() + position, static_cast<int>(size));
        piece.exec();
    }
    return content;
}

Result<std::string> StateContents::get(std::int64_t content) const {
    auto head = statement(m_database, "SELECT hash, bytes FROM state_contents WHERE id = ?", content);
    if (!head.executeStep()) return damaged("?", "is not there");
    const std::string hash = textOf(head.getColumn(0));
    const std::size_t size = sizeOf(head.getColumn(1));
    QSTORE_CHECK(requireMemory(size, "a part of the state library"));
    std::string bytes;
    bytes.reserve(size);
    auto piece =
        statement(m_database, "SELECT bytes FROM state_pieces WHERE content = ? ORDER BY part", content);
    while (piece.executeStep()) {
        const SQLite::Column column = piece.getColumn(0);
        const auto pieceSize = static_cast<std::size_t>(column.getBytes());
        if (pieceSize > size - bytes.size()) return damaged(hash, "is longer than it was");
        bytes.append(static_cast<const char*>(column.getBlob()), pieceSize);
    }
    if (bytes.size() != size)
        return damaged(hash,
                       "has " + std::to_string(bytes.size()) + " bytes instead of " + std::to_string(size));
    if (sha256Hex(std::string_view(bytes)) != hash) return damaged(hash, "is not what was kept");
    return bytes;
}

Result<std::string> StateContents::beginning(std::int64_t content, std::size_t most) const {
    auto piece =
        statement(m_database, "SELECT substr(bytes, 1, ?) FROM state_pieces WHERE content = ? AND part = 0",
                  toSql(most), content);
    if (!piece.executeStep()) {
        QSTORE_TRY(const std::string hash, hashOf(content));
        return damaged(hash, "has no beginning");
    }
    const SQLite::Column column = piece.getColumn(0);
    return std::string(static_cast<const char*>(column.getBlob()),
                       static_cast<std::size_t>(column.getBytes()));
}

Result<std::string> StateContents::hashOf(std::int64_t content) const {
    auto head = statement(m_database, "SELECT hash FROM state_contents WHERE id = ?", content);
    if (!head.executeStep()) return damaged("?", "is not there");
    return textOf(head.getColumn(0));
}

std::optional<std::int64_t> StateContents::withHash(const std::string& hash) const {
    auto known = statement(m_database, "SELECT id FROM state_contents WHERE hash = ?", hash);
    return known.executeStep() ? std::optional<std::int64_t>(known.getColumn(0).getInt64()) : std::nullopt;
}

void StateContents::dropUnused() {
    SQLite::Statement drop(m_database,
                           "DELETE FROM state_contents WHERE id = ?1"
                           " AND NOT EXISTS (SELECT 1 FROM state_things WHERE content = ?1)"
                           " AND NOT EXISTS (SELECT 1 FROM group_lines WHERE content = ?1)"
                           " AND NOT EXISTS (SELECT 1 FROM state_edit_images WHERE before = ?1)"
                           " AND NOT EXISTS (SELECT 1 FROM state_edit_images WHERE after = ?1)");
    for (const std::int64_t content : m_released) {
        drop.reset();
        drop.bind(1, content);
        drop.exec();
    }
    m_released.clear();
}

}  // namespace qstore
