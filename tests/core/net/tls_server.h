// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace qstore::test {

/// A folder with certificates made by the `openssl` tool, gone afterwards. A certificate is `<name>.pem`
/// with its key in `<name>.key`.
class Certificates {
public:
    Certificates();
    ~Certificates();
    Certificates(const Certificates&) = delete;
    Certificates& operator=(const Certificates&) = delete;

    const std::filesystem::path& folder() const { return m_folder; }
    std::filesystem::path authority() const { return m_folder / "authority.pem"; }
    /// Signed by itself.
    void makeSelfSigned(const std::string& name) const;
    /// By the authority, for such a subject alternative name ("IP:127.0.0.1").
    void make(const std::string& name, const std::string& alternative) const;
    /// By the authority, for IP:127.0.0.1, valid through 2020 only.
    void makeExpired(const std::string& name) const;

private:
    void run(const std::string& arguments) const;
    std::filesystem::path m_folder;
};

/// `openssl s_server` on a port of the kernel's choice, which answers each request with a page about the
/// connection.
class TlsServer {
public:
    TlsServer(const Certificates& certificates, const std::string& name,
              const std::vector<std::string>& options = {});
    ~TlsServer();
    TlsServer(const TlsServer&) = delete;
    TlsServer& operator=(const TlsServer&) = delete;

    std::string url(const std::string& host = "127.0.0.1") const;

private:
    pid_t m_process = -1;
    int m_output = -1;
    std::uint16_t m_port = 0;
};

}  // namespace qstore::test
