// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/net/gzip_reader.h"
#include "core/net/http.h"

namespace qstore {

/// Takes the reply in as it arrives, and stops it where it breaks a limit.
class ReplyReader {
public:
    ReplyReader(std::size_t maxHeaderBytes, std::size_t maxBodyBytes);

    /// One line of the head, the status line included. False: stop.
    bool headerLine(std::string_view line);
    /// A piece of the body, still packed. False: stop.
    bool bodyPiece(std::string_view piece);
    /// After the last piece; false when the packed body ends too early.
    bool finish();

    /// Why it stopped: TooLarge or BadEncoding.
    std::optional<NetFault> fault() const { return m_fault; }
    const std::string& reason() const { return m_reason; }
    HttpResponse& response() { return m_response; }

private:
    bool stop(NetFault fault, std::string reason);
    bool startBody();

    std::size_t m_maxHeaderBytes, m_maxBodyBytes;
    HttpResponse m_response;
    std::size_t m_headerBytes = 0;
    bool m_inBody = false;
    std::optional<GzipReader> m_gzip;
    std::optional<NetFault> m_fault;
    std::string m_reason;
};

}  // namespace qstore
