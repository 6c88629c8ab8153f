// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/qasm.h"
#include "core/workspace/names.h"
#include "core/workspace/workspace_impl.h"

namespace qstore {
namespace {

tl::unexpected<Error> noCircuit(const std::string& name) {
    return fail(ErrorCode::NotFound, "there is no circuit '" + name + "' in this workspace",
                "check the name in the list of circuits");
}

}  // namespace

Status Workspace::saveCircuit(const std::string& name, const Circuit& circuit) {
    QSTORE_CHECK(checkName(name, "a circuit"));
    const std::string json = writeCircuitJson(circuit, -1);
    QSTORE_CHECK(requireStorable(json, "circuit '" + name + "'"));
    return m_impl->write([&](SQLite::Database& database) -> Status {
        execute(database,
                "INSERT INTO circuits VALUES (?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET hash = "
                "excluded.hash, json = excluded.json, changed_ms = excluded.changed_ms",
                name, circuit.contentHash(), json, wallClockMs());
        return {};
    });
}

Result<std::vector<CircuitRecord>> Workspace::circuits() const {
    return m_impl->read([&](SQLite::Database& database) -> Result<std::vector<CircuitRecord>> {
        SQLite::Statement row(database, "SELECT name, hash, changed_ms FROM circuits ORDER BY name");
        std::vector<CircuitRecord> list;
        while (row.executeStep())
            list.push_back(
                {textOf(row.getColumn(0)), textOf(row.getColumn(1)), row.getColumn(2).getInt64()});
        return list;
    });
}

Result<Circuit> Workspace::loadCircuit(const std::string& name) const {
    QSTORE_TRY(const auto stored, m_impl->read([&](SQLite::Database& database) -> Result<std::string> {
        auto row = statement(database, "SELECT json FROM circuits WHERE name = ?", name);
        if (!row.executeStep()) return noCircuit(name);
        return textOf(row.getColumn(0));
    }));
    return readCircuitJson(stored);
}

Status Workspace::deleteCircuit(const std::string& name) {
    return m_impl->write([&](SQLite::Database& database) -> Status {
        if (execute(database, "DELETE FROM circuits WHERE name = ?", name) == 0) return noCircuit(name);
        return {};
    });
}

}  // namespace qstore
