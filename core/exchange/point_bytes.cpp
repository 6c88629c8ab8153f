// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/point_bytes.h"

#include <bit>

#include "core/learning/byte_stream.h"

namespace qstore {
namespace {

enum class Kind : std::uint8_t { Bool, Whole, Real, Text };

std::string floatBytes(const std::vector<float>& vector) {
    std::string bytes;
    bytes.reserve(vector.size() * 4);
    for (const float component : vector) {
        const auto bits = std::bit_cast<std::uint32_t>(component);
        for (unsigned shift = 0; shift < 32; shift += 8)
            bytes.push_back(static_cast<char>((bits >> shift) & 0xFFU));
    }
    return bytes;
}

std::vector<float> floatsOf(std::string_view bytes) {
    std::vector<float> vector(bytes.size() / 4);
    for (std::size_t i = 0; i < vector.size(); ++i) {
        std::uint32_t bits = 0;
        for (unsigned byte = 0; byte < 4; ++byte)
            bits |= std::uint32_t{static_cast<unsigned char>(bytes[4 * i + byte])} << (8 * byte);
        vector[i] = std::bit_cast<float>(bits);
    }
    return vector;
}

void writeValue(ByteWriter& writer, const PayloadValue& value) {
    writer.u64(value.index());
    if (const auto* text = std::get_if<std::string>(&value)) return writer.text(*text);
    if (const auto* real = std::get_if<double>(&value)) return writer.f64(*real);
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return writer.u64(std::bit_cast<std::uint64_t>(*whole));
    writer.u64(std::get<bool>(value) ? 1 : 0);
}

PayloadValue readValue(ByteReader& reader) {
    switch (static_cast<Kind>(reader.u64() & 3U)) {
        case Kind::Bool: return reader.u64() != 0;
        case Kind::Whole: return std::bit_cast<std::int64_t>(reader.u64());
        case Kind::Real: return reader.f64();
        case Kind::Text: break;
    }
    return reader.text();
}

}  // namespace

std::string pageBytes(const Page& page) {
    ByteWriter writer;
    writer.text(page.nextCursor);
    writer.u64(page.points.size());
    for (const Point& point : page.points) {
        writer.text(point.id);
        writer.text(floatBytes(point.vector));
        writer.u64(point.payload.size());
        for (const auto& [name, value] : point.payload) {
            writer.text(name);
            writeValue(writer, value);
        }
    }
    return writer.take();
}

Result<Page> pageOfBytes(std::string_view bytes) {
    ByteReader reader(bytes);
    Page page;
    page.nextCursor = reader.text();
    page.points.resize(reader.count(24));  // three lengths at least
    for (Point& point : page.points) {
        point.id = reader.text();
        point.vector = floatsOf(reader.text());
        const std::size_t fields = reader.count(24);
        for (std::size_t field = 0; field < fields; ++field) {
            std::string name = reader.text();
            point.payload.emplace(std::move(name), readValue(reader));
        }
    }
    QSTORE_CHECK(reader.status("page of points"));
    return page;
}

}  // namespace qstore
