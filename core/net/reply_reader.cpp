// SPDX-License-Identifier: Apache-2.0
#include "core/net/reply_reader.h"

#include <utility>

#include "core/base/memory.h"
#include "core/net/text.h"

namespace qstore {

ReplyReader::ReplyReader(std::size_t maxHeaderBytes, std::size_t maxBodyBytes)
    : m_maxHeaderBytes(maxHeaderBytes), m_maxBodyBytes(maxBodyBytes) {}

bool ReplyReader::stop(NetFault fault, std::string reason) {
    m_fault = fault;
    m_reason = std::move(reason);
    return false;
}

bool ReplyReader::headerLine(std::string_view line) {
    m_headerBytes += line.size();
    if (m_headerBytes > m_maxHeaderBytes)
        return stop(NetFault::TooLarge, "its headers are larger than " + bytesText(m_maxHeaderBytes));
    // What follows a chunked body is no part of the head, and could contradict it.
    if (m_inBody) return true;
    while (!line.empty() && (line.back() == '\r' || line.back() == '\n')) line.remove_suffix(1);
    // A status line after "100 Continue" starts the reply anew.
    if (line.rfind("HTTP/", 0) == 0) {
        m_response.headers.clear();
        return true;
    }
    if (!line.empty() && (line.front() == ' ' || line.front() == '\t') && !m_response.headers.empty()) {
        m_response.headers.back().value.append(" ").append(trimmed(line));
        return true;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return true;
    m_response.headers.push_back(
        {std::string(trimmed(line.substr(0, colon))), std::string(trimmed(line.substr(colon + 1)))});
    return true;
}

bool ReplyReader::startBody() {
    m_inBody = true;
    const std::string encoding = lowerAscii(m_response.header("Content-Encoding"));
    if (encoding.empty() || encoding == "identity") return true;
    if (encoding != "gzip" && encoding != "x-gzip")
        return stop(NetFault::BadEncoding, "it is packed in a way that was not asked for");
    m_gzip.emplace();
    return true;
}

bool ReplyReader::bodyPiece(std::string_view piece) {
    if (!m_inBody && !startBody()) return false;
    std::string& body = m_response.body;
    const auto outcome = m_gzip ? m_gzip->read(piece, body, m_maxBodyBytes)
                         : piece.size() > m_maxBodyBytes - body.size() ? GzipReader::Outcome::TooLarge
                                                                       : GzipReader::Outcome::Good;
    if (outcome == GzipReader::Outcome::TooLarge)
        return stop(NetFault::TooLarge, "it is larger than " + bytesText(m_maxBodyBytes));
    if (outcome == GzipReader::Outcome::Broken) return stop(NetFault::BadEncoding, "its gzip is broken");
    if (!m_gzip) body.append(piece);
    return true;
}

bool ReplyReader::finish() {
    if (!m_gzip || m_gzip->complete()) return true;
    return stop(NetFault::BadEncoding, "its gzip ends too early");
}

}  // namespace qstore
