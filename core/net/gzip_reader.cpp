// SPDX-License-Identifier: Apache-2.0
#include "core/net/gzip_reader.h"

#include <zlib.h>

#include <algorithm>
#include <array>

namespace qstore {

struct GzipReader::Stream {
    z_stream zlib{};
    bool open = false;
};

GzipReader::GzipReader() : m_stream(std::make_unique<Stream>()) {
    // 15 bits of window, and 16 for "gzip only".
    m_stream->open = ::inflateInit2(&m_stream->zlib, 15 + 16) == Z_OK;
}

GzipReader::~GzipReader() {
    if (m_stream->open) ::inflateEnd(&m_stream->zlib);
}

GzipReader::Outcome GzipReader::read(std::string_view packed, std::string& out, std::size_t maxBytes) {
    if (packed.empty()) return Outcome::Good;
    if (!m_stream->open) return Outcome::Broken;
    z_stream& zlib = m_stream->zlib;
    std::array<unsigned char, 16384> piece{};
    zlib.next_in = reinterpret_cast<unsigned char*>(const_cast<char*>(packed.data()));
    zlib.avail_in = static_cast<unsigned>(packed.size());
    do {
        // Several streams may follow one another.
        if (m_complete && zlib.total_in > 0 && ::inflateReset(&zlib) != Z_OK) return Outcome::Broken;
        zlib.next_out = piece.data();
        zlib.avail_out = static_cast<unsigned>(piece.size());
        const int code = ::inflate(&zlib, Z_NO_FLUSH);
        if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR) return Outcome::Broken;
        m_complete = code == Z_STREAM_END;
        const std::size_t made = piece.size() - zlib.avail_out;
        if (made > maxBytes - std::min(maxBytes, out.size())) return Outcome::TooLarge;
        out.append(reinterpret_cast<const char*>(piece.data()), made);
        if (code == Z_BUF_ERROR) break;
    } while (zlib.avail_in > 0 || (zlib.avail_out == 0 && !m_complete));
    return Outcome::Good;
}

}  // namespace qstore
