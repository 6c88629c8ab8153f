// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/small_cloud.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace qstore::test {
namespace {

/// A socket bound to a free port of 127.0.0.1.
int boundSocket(std::uint16_t& port) {
    const int file = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    EXPECT_EQ(::bind(file, reinterpret_cast<sockaddr*>(&address), size), 0);
    EXPECT_EQ(::getsockname(file, reinterpret_cast<sockaddr*>(&address), &size), 0);
    port = ntohs(address.sin_port);
    return file;
}

std::string reply(const std::string& status, const std::string& body) {
    return "HTTP/1.1 " + status +
           "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n\r\n" + body;
}

}  // namespace

SmallCloud::SmallCloud(std::string key) : m_key(std::move(key)), m_listener(boundSocket(m_port)) {
    EXPECT_EQ(::listen(m_listener, 8), 0);
    m_thread = std::jthread([this] { serve(); });
}

SmallCloud::~SmallCloud() {
    ::shutdown(m_listener, SHUT_RDWR);  // ends the accept
    m_thread.join();
    ::close(m_listener);
}

std::string SmallCloud::endpoint() const {
    return "http://127.0.0.1:" + std::to_string(m_port) + "/v0.4";
}

void SmallCloud::serve() const {
    for (;;) {
        const int client = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0) return;
        std::string request;
        char buffer[4096];
        while (request.find("\r\n\r\n") == std::string::npos) {
            const ssize_t got = ::recv(client, buffer, sizeof(buffer), 0);
            if (got <= 0) break;
            request.append(buffer, static_cast<std::size_t>(got));
        }
        const std::string text = answer(request);
        ::send(client, text.data(), text.size(), MSG_NOSIGNAL);
        ::shutdown(client, SHUT_WR);
        while (::recv(client, buffer, sizeof(buffer), 0) > 0) {
        }
        ::close(client);
    }
}

std::string SmallCloud::answer(const std::string& request) const {
    const std::string path = request.substr(0, request.find(" HTTP/"));
    const bool known = request.find("apiKey " + m_key + "\r\n") != std::string::npos;
    const auto asks = [&](const char* what) {
        return path.rfind(std::string("GET /v0.4/") + what, 0) == 0;
    };
    if (!known && (asks("whoami") || asks("jobs") || asks("backends")))
        // The key that came is repeated, as careless servers do.
        return reply(
            "401 Unauthorized",
            R"({"statusCode": 401, "error": "Unauthorized", "message": "bad key: )" +
                request.substr(std::min(request.find("apiKey "), request.size()), 60).substr(0, 40) +
                R"("})");
    if (asks("whoami"))
        return reply("200 OK", R"({"key_id": "12345678-1234-1234-1234-123456789012", "key_name": "lab key",
                                   "organization_id": "example", "project_id": "chemistry"})");
    if (asks("backends"))
        return reply("200 OK", R"([{"backend": "simulator", "status": "available", "qubits": 29,
                                    "average_queue_time": 0, "last_updated": "2026-01-01T00:00:00Z"}])");
    return reply("404 Not Found",
                 R"({"statusCode": 404, "error": "Not Found", "message": "no such path"})");
}

std::uint16_t closedPort() {
    std::uint16_t port = 0;
    ::close(boundSocket(port));
    return port;
}

}  // namespace qstore::test
