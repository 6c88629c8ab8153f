// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace qstore::test {

/// One connection, as the script of a server sees it. All reading ends when the peer or the test is gone.
class Peer {
public:
    explicit Peer(int socket) : m_socket(socket) {}

    /// Head and body of the next request; nothing when the peer closed.
    std::optional<std::string> request();
    /// The next `count` bytes; fewer when the peer closed.
    std::string bytes(std::size_t count);
    void send(const std::string& bytes) const;
    /// Until the peer closes the connection.
    void waitForEnd();
    /// The peer gets a reset when the script ends.
    void reset();

private:
    bool more();
    int m_socket;
    std::string m_unread;
};

/// A server on a port of the kernel's choice that does to each connection what its script says, in a thread
/// of its own.
class FaultServer {
public:
    using Script = std::function<void(Peer&)>;
    explicit FaultServer(Script script);
    ~FaultServer();
    FaultServer(const FaultServer&) = delete;
    FaultServer& operator=(const FaultServer&) = delete;

    std::uint16_t port() const { return m_port; }
    std::string url(const std::string& path = "/") const;
    int connections() const { return m_connections; }

private:
    void accept();
    void serve(int socket);

    Script m_script;
    int m_listener = -1;
    std::uint16_t m_port = 0;
    std::atomic<int> m_connections{0};
    std::atomic<bool> m_ending{false};
    std::mutex m_mutex;
    std::vector<int> m_sockets;
    std::vector<std::thread> m_threads;
    std::thread m_acceptor;
};

/// Sends one reply to each request, for as long as the peer asks.
FaultServer::Script always(const std::string& reply);
/// Sends one reply to the first request and closes.
FaultServer::Script once(const std::string& reply);
/// "HTTP/1.1 200 OK" with this body and its length.
std::string okReply(const std::string& body, const std::string& headers = {});

/// A port of this machine where nobody listens.
std::uint16_t closedPort();

}  // namespace qstore::test
