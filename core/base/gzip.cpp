// SPDX-License-Identifier: Apache-2.0
#include "core/base/gzip.h"

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <vector>

namespace qstore {
namespace {

/// Owns a zlib inflate state.
class Inflater {
public:
    Inflater() { m_ready = inflateInit2(&m_stream, MAX_WBITS + 16) == Z_OK; }
    ~Inflater() {
        if (m_ready) inflateEnd(&m_stream);
    }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    bool ready() const { return m_ready; }
    z_stream& stream() { return m_stream; }

private:
    z_stream m_stream{};
    bool m_ready = false;
};

tl::unexpected<Error> damaged(const char* reason) {
    return fail(ErrorCode::Corrupt, std::string("the gzip data is damaged: ") + reason,
                "fetch or compress the file again");
}

tl::unexpected<Error> tooLarge(std::size_t maxBytes) {
    return fail(ErrorCode::ResourceExhausted,
                "the gzip data unpacks to more than " + std::to_string(maxBytes) + " bytes",
                "unpack and cut the file first");
}

}  // namespace

bool isGzip(std::string_view bytes) {
    return bytes.substr(0, 2) == "\x1F\x8B";
}

Result<std::string> gunzip(std::string_view bytes, std::size_t maxBytes) {
    Inflater inflater;
    if (!inflater.ready()) return fail(ErrorCode::ResourceExhausted, "no memory to unpack gzip data");
    z_stream& stream = inflater.stream();
    constexpr std::size_t kChunk = std::size_t{1} << 18U;
    std::vector<char> buffer(kChunk);
    std::string text;
    std::size_t taken = 0;
    for (;;) {
        const std::size_t offered =
            std::min<std::size_t>(bytes.size() - taken, std::numeric_limits<uInt>::max());
        stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data() + taken));
        stream.avail_in = static_cast<uInt>(offered);
        stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
        stream.avail_out = static_cast<uInt>(buffer.size());
        const int status = inflate(&stream, Z_NO_FLUSH);
        taken += offered - stream.avail_in;
        text.append(buffer.data(), buffer.size() - stream.avail_out);
        if (text.size() > maxBytes) return tooLarge(maxBytes);
        if (status == Z_STREAM_END) {
            if (!isGzip(bytes.substr(taken))) return text;  // zero padding may follow
            if (inflateReset(&stream) != Z_OK) return damaged("a member does not start well");
            continue;
        }
        if (status == Z_BUF_ERROR || (status == Z_OK && taken == bytes.size() && stream.avail_out != 0))
            return damaged("it ends too early");
        if (status != Z_OK) return damaged(stream.msg != nullptr ? stream.msg : "it cannot be unpacked");
    }
}

Result<std::string> gzip(std::string_view bytes) {
    if (bytes.size() > std::numeric_limits<uInt>::max())
        return fail(ErrorCode::ResourceExhausted,
                    std::to_string(bytes.size()) + " bytes are too many to pack");
    z_stream stream{};
    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY) !=
        Z_OK)
        return fail(ErrorCode::ResourceExhausted, "no memory to pack gzip data");
    std::string packed(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const int status = deflate(&stream, Z_FINISH);
    packed.erase(packed.size() - stream.avail_out);
    deflateEnd(&stream);
    if (status != Z_STREAM_END) return fail(ErrorCode::Failed, "the gzip data could not be packed");
    return packed;
}

}  // namespace qstore
