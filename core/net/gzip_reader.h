// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace qstore {

/// Unpacks gzip (RFC 1952) as it arrives. libcurl's own reader takes a stream that is cut short for a whole
/// one, and half a result must not pass for a result.
class GzipReader {
public:
    enum class Outcome { Good, Broken, TooLarge };

    GzipReader();
    ~GzipReader();
    GzipReader(const GzipReader&) = delete;
    GzipReader& operator=(const GzipReader&) = delete;

    /// Appends what `packed` holds to `out`, which is never let grow beyond `maxBytes`.
    Outcome read(std::string_view packed, std::string& out, std::size_t maxBytes);
    /// Whether all that was read ends where a stream ends.
    bool complete() const { return m_complete; }

private:
    struct Stream;
    std::unique_ptr<Stream> m_stream;
    bool m_complete = true;  ///< nothing at all is whole: replies without a body name an encoding, too
};

}  // namespace qstore
