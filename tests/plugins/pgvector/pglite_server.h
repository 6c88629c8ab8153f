// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include "plugins/pgvector/pg_connection.h"
#include "plugins/pgvector/pgvector_driver.h"
#include "tests/plugins/pgvector/child_process.h"

namespace qstore::testing {

/// PGlite with pgvector: PostgreSQL and the real extension, in WebAssembly.
class PgliteServer {
public:
    /// Why it cannot be started here; empty: it can.
    static std::string missing();
    /// With its data in `folder`; empty: in memory. False when it does not come up.
    bool start(const std::string& folder = {});
    /// SIGKILL.
    void kill();

    std::string endpoint() const;
    StoreConnection connection(std::map<std::string, std::string> settings = {}) const;
    std::shared_ptr<VectorStore> store(std::map<std::string, std::string> settings = {}) const;
    PgTarget target() const;

private:
    std::unique_ptr<ChildProcess> m_process;
    int m_port = 0;
};

}  // namespace qstore::testing
