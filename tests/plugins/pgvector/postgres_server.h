// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "plugins/pgvector/pg_connection.h"
#include "plugins/pgvector/pgvector_driver.h"
#include "tests/plugins/pgvector/child_process.h"

namespace qstore::testing {

/// PostgreSQL of the system, without pgvector: with TLS under an authority of its own, passwords by SCRAM,
/// the certificate made out to "localhost".
class PostgresServer {
public:
    /// Why it cannot be started here; empty: it can.
    static std::string missing();
    ~PostgresServer();
    /// Makes authority, certificate and data, and starts. Empty, or what went wrong.
    std::string create();
    bool start();
    /// Fast: sessions are ended by the administrator.
    void stop();

    /// Of the owner, who may do everything.
    static constexpr std::string_view kPassword = "s3cret-of-the-owner";
    PgTarget target(const std::string& user = "owner", std::string_view password = kPassword) const;
    StoreConnection connection(const std::string& user = "owner") const;
    std::string endpoint(const std::string& user, const std::string& host,
                         const std::string& options) const;
    std::string authority() const { return m_folder.file("ca.crt"); }
    std::string foreignAuthority() const { return m_folder.file("foreign.crt"); }
    /// Where its socket is.
    const std::string& folder() const { return m_folder.path(); }

private:
    std::string makeAuthority(const std::string& name);
    std::string makeCertificate();
    std::string makeData();

    TemporaryFolder m_folder;
    std::unique_ptr<ChildProcess> m_process;
    int m_port = 0;
};

}  // namespace qstore::testing
