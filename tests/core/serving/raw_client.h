// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace qstore::testing {

/// How an exchange over a plain socket ended.
struct RawReply {
    enum class End : std::uint8_t { Complete, Closed, Reset, TimedOut, NotConnected };
    End end = End::Closed;
    int status = 0;                              ///< 0 when there was no status line
    std::map<std::string, std::string> headers;  ///< names in lower case
    std::string body;
    std::string bytes;  ///< everything that came
    nlohmann::json json() const { return nlohmann::json::parse(body, nullptr, false); }
};

/// A client of a few lines that shares no code with the server or the library's own client: one socket a
/// connection, HTTP/1.1 with Content-Length.
class RawClient {
public:
    explicit RawClient(std::uint16_t port) : m_port(port) {}
    ~RawClient();
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    /// Further header lines of every request.
    std::map<std::string, std::string> headers;

    /// Over a kept connection where there is one.
    RawReply send(std::string_view method, const std::string& target, const std::string& body = {});
    RawReply get(const std::string& target) { return send("GET", target); }
    RawReply post(const std::string& target, const std::string& body) { return send("POST", target, body); }
    /// These bytes and nothing else, on a new connection.
    RawReply sendBytes(const std::string& bytes);
    void disconnect();
    /// Sends the bytes and returns without waiting for a reply.
    bool push(const std::string& bytes);
    std::size_t connections() const { return m_connections; }

private:
    bool connect();
    RawReply receive();
    std::uint16_t m_port;
    int m_socket = -1;
    std::size_t m_connections = 0;
};

}  // namespace qstore::testing
