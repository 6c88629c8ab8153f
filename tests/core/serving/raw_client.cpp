// SPDX-License-Identifier: Apache-2.0
#include "tests/core/serving/raw_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>

namespace qstore::testing {
namespace {

constexpr time_t kPatienceSeconds = 60;

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

/// Splits the head into status and headers; false when it is not HTTP.
bool readHead(const std::string& head, RawReply& reply) {
    if (head.rfind("HTTP/1.1 ", 0) != 0) return false;
    reply.status = std::atoi(head.c_str() + 9);
    std::size_t at = head.find("\r\n");
    while (at != std::string::npos && at + 2 < head.size()) {
        const std::size_t begin = at + 2;
        at = head.find("\r\n", begin);
        const std::string line = head.substr(begin, at == std::string::npos ? at : at - begin);
        const std::size_t colon = line.find(':');
        if (colon == std::string::npos) continue;
        reply.headers[lower(line.substr(0, colon))] = line.substr(std::min(colon + 2, line.size()));
    }
    return true;
}

}  // namespace

RawClient::~RawClient() {
    disconnect();
}

void RawClient::disconnect() {
    if (m_socket >= 0) ::close(m_socket);
    m_socket = -1;
}

bool RawClient::connect() {
    if (m_socket >= 0) return true;
    m_socket = ::socket(AF_INET, SOCK_STREAM, 0);
    const timeval patience{kPatienceSeconds, 0};
    ::setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(m_port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ++m_connections;
    if (::connect(m_socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return true;
    disconnect();
    return false;
}

bool RawClient::push(const std::string& bytes) {
    if (!connect()) return false;
    std::size_t sent = 0;
    while (sent < bytes.size()) {
        const ssize_t size = ::send(m_socket, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
        if (size <= 0) return false;
        sent += static_cast<std::size_t>(size);
    }
    return true;
}

RawReply RawClient::receive() {
    RawReply reply;
    std::array<char, 65536> chunk{};
    std::size_t wanted = std::string::npos, head = std::string::npos;
    while (wanted == std::string::npos || reply.bytes.size() < wanted) {
        const ssize_t size = ::recv(m_socket, chunk.data(), chunk.size(), 0);
        if (size <= 0) {
            const bool timedOut = size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
            reply.end = size == 0  ? RawReply::End::Closed
                        : timedOut ? RawReply::End::TimedOut
                                   : RawReply::End::Reset;
            break;
        }
        reply.bytes.append(chunk.data(), static_cast<std::size_t>(size));
        if (head != std::string::npos) continue;
        head = reply.bytes.find("\r\n\r\n");
        if (head == std::string::npos || !readHead(reply.bytes.substr(0, head), reply)) continue;
        const auto length = reply.headers.find("content-length");
        wanted =
            head + 4 +
            (length == reply.headers.end() ? 0
                                           : static_cast<std::size_t>(std::atoll(length->second.c_str())));
    }
    if (wanted != std::string::npos && reply.bytes.size() >= wanted) reply.end = RawReply::End::Complete;
    if (head != std::string::npos && reply.status != 0) reply.body = reply.bytes.substr(head + 4);
    if (reply.end != RawReply::End::Complete || reply.headers["connection"] == "close") disconnect();
    return reply;
}

RawReply RawClient::send(std::string_view method, const std::string& target, const std::string& body) {
    std::string bytes = std::string(method) + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    for (const auto& [name, value] : headers) bytes += name + ": " + value + "\r\n";
    if (!body.empty() || method == "POST" || method == "PUT")
        bytes += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    bytes += "\r\n" + body;
    RawReply reply;
    reply.end = RawReply::End::NotConnected;
    return push(bytes) ? receive() : reply;
}

RawReply RawClient::sendBytes(const std::string& bytes) {
    disconnect();
    push(bytes);  // a server that refuses may close before all is sent
    return receive();
}

}  // namespace qstore::testing
