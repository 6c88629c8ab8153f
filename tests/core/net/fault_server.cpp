// SPDX-License-Identifier: Apache-2.0
#include "tests/core/net/fault_server.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>

namespace qstore::test {
namespace {

struct Listener {
    int socket = -1;
    std::uint16_t port = 0;
};

Listener openListener() {
    Listener listener;
    listener.socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::bind(listener.socket, reinterpret_cast<sockaddr*>(&address), sizeof(address)), 0);
    socklen_t size = sizeof(address);
    EXPECT_EQ(::getsockname(listener.socket, reinterpret_cast<sockaddr*>(&address), &size), 0);
    listener.port = ntohs(address.sin_port);
    return listener;
}

std::size_t bodyLength(const std::string& head) {
    const std::size_t at = head.find("Content-Length: ");
    return at == std::string::npos ? 0 : std::stoul(head.substr(at + 16));
}

}  // namespace

bool Peer::more() {
    std::array<char, 65536> piece{};
    const ssize_t count = ::recv(m_socket, piece.data(), piece.size(), 0);
    if (count <= 0) return false;
    m_unread.append(piece.data(), static_cast<std::size_t>(count));
    return true;
}

std::optional<std::string> Peer::request() {
    std::size_t end = m_unread.find("\r\n\r\n");
    while (end == std::string::npos) {
        if (!more()) return std::nullopt;
        end = m_unread.find("\r\n\r\n");
    }
    const std::size_t length = end + 4 + bodyLength(m_unread.substr(0, end + 2));
    while (m_unread.size() < length)
        if (!more()) return std::nullopt;
    std::string whole = m_unread.substr(0, length);
    m_unread.erase(0, length);
    return whole;
}

std::string Peer::bytes(std::size_t count) {
    while (m_unread.size() < count && more()) continue;
    std::string taken = m_unread.substr(0, count);
    m_unread.erase(0, taken.size());
    return taken;
}

void Peer::send(const std::string& bytes) const {
    std::size_t sent = 0;
    while (sent < bytes.size()) {
        const ssize_t count = ::send(m_socket, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
        if (count <= 0) return;
        sent += static_cast<std::size_t>(count);
    }
}

void Peer::waitForEnd() {
    while (more()) m_unread.clear();
}

void Peer::reset() {
    const linger abort{1, 0};
    ::setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &abort, sizeof(abort));
}

FaultServer::FaultServer(Script script) : m_script(std::move(script)) {
    const Listener listener = openListener();
    m_listener = listener.socket;
    m_port = listener.port;
    EXPECT_EQ(::listen(m_listener, 64), 0);
    m_acceptor = std::thread([this] { accept(); });
}

FaultServer::~FaultServer() {
    m_ending = true;
    ::shutdown(m_listener, SHUT_RDWR);
    m_acceptor.join();
    {
        const std::scoped_lock lock(m_mutex);
        for (const int socket : m_sockets) ::shutdown(socket, SHUT_RDWR);
    }
    for (std::thread& thread : m_threads) thread.join();
    ::close(m_listener);
}

std::string FaultServer::url(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(m_port) + path;
}

void FaultServer::accept() {
    while (!m_ending) {
        const int socket = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0) return;
        ++m_connections;
        const std::scoped_lock lock(m_mutex);
        m_sockets.push_back(socket);
        m_threads.emplace_back([this, socket] { serve(socket); });
    }
}

void FaultServer::serve(int socket) {
    Peer peer(socket);
    m_script(peer);
    const std::scoped_lock lock(m_mutex);
    m_sockets.erase(std::find(m_sockets.begin(), m_sockets.end(), socket));
    ::close(socket);
}

FaultServer::Script always(const std::string& reply) {
    return [reply](Peer& peer) {
        while (peer.request()) peer.send(reply);
    };
}

FaultServer::Script once(const std::string& reply) {
    return [reply](Peer& peer) {
        if (peer.request()) peer.send(reply);
    };
}

std::string okReply(const std::string& body, const std::string& headers) {
    return "HTTP/1.1 200 OK\r\n" + headers + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
           body;
}

std::uint16_t closedPort() {
    const Listener listener = openListener();
    ::close(listener.socket);
    return listener.port;
}

}  // namespace qstore::test
