// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

namespace qstore::test {

/// Debian's PostgreSQL with a database of its own, in a folder that is gone afterwards. Its one user "ada"
/// needs a password; TLS is on, with a certificate for localhost.
class SqlPostgresServer {
public:
    SqlPostgresServer();
    ~SqlPostgresServer();
    SqlPostgresServer(const SqlPostgresServer&) = delete;
    SqlPostgresServer& operator=(const SqlPostgresServer&) = delete;

    /// Why there is none: for GTEST_SKIP.
    const std::string& whyNot() const { return m_whyNot; }
    bool isInstalled() const { return m_installed; }

    std::string address() const;        ///< over the loopback
    std::string socketAddress() const;  ///< over a socket
    const std::string& password() const { return m_password; }
    std::filesystem::path caFile() const { return m_folder / "server.crt"; }
    std::filesystem::path folder() const { return m_folder; }
    /// What psql prints, unaligned and without headings; throws where it fails.
    std::string psql(const std::string& statements) const;

private:
    void start();
    std::filesystem::path m_folder;
    std::string m_password, m_whyNot;
    int m_port = 0;
    bool m_installed = false, m_running = false;
};

}  // namespace qstore::test
