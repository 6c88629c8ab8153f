// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/pgvector/pg_wire.h"

#include <bit>
#include <utility>

namespace qstore {
namespace {

template <class Unsigned>
void appendBigEndian(std::string& out, Unsigned value) {
    for (int shift = static_cast<int>(sizeof(Unsigned)) * 8 - 8; shift >= 0; shift -= 8)
        out += static_cast<char>(static_cast<unsigned char>(value >> static_cast<unsigned>(shift)));
}

std::uint64_t bigEndian(std::string_view bytes) {
    std::uint64_t value = 0;
    for (const char byte : bytes) value = value << 8U | static_cast<unsigned char>(byte);
    return value;
}

}  // namespace

PgBytes& PgBytes::int16(std::int16_t value) {
    appendBigEndian(m_bytes, static_cast<std::uint16_t>(value));
    return *this;
}

PgBytes& PgBytes::int32(std::int32_t value) {
    appendBigEndian(m_bytes, static_cast<std::uint32_t>(value));
    return *this;
}

PgBytes& PgBytes::int64(std::int64_t value) {
    appendBigEndian(m_bytes, static_cast<std::uint64_t>(value));
    return *this;
}

PgBytes& PgBytes::float32(float value) {
    appendBigEndian(m_bytes, std::bit_cast<std::uint32_t>(value));
    return *this;
}

PgBytes& PgBytes::raw(std::string_view bytes) {
    m_bytes += bytes;
    return *this;
}

PgBytes& PgBytes::field(std::string_view bytes) {
    return int32(static_cast<std::int32_t>(bytes.size())).raw(bytes);
}

std::string PgBytes::take() {
    return std::exchange(m_bytes, {});
}

std::optional<std::int64_t> pgInteger(std::string_view bytes) {
    const std::uint64_t value = bigEndian(bytes);
    if (bytes.size() == 2) return static_cast<std::int16_t>(value);
    if (bytes.size() == 4) return static_cast<std::int32_t>(value);
    if (bytes.size() == 8) return static_cast<std::int64_t>(value);
    return std::nullopt;
}

std::string pgVector(std::span<const float> vector) {
    PgBytes bytes;
    bytes.int16(static_cast<std::int16_t>(vector.size())).int16(0);
    for (const float component : vector) bytes.float32(component);
    return bytes.take();
}

Result<std::vector<float>> readPgVector(std::string_view bytes, std::size_t dimension) {
    constexpr std::size_t head = 4;
    if (bytes.size() != head + dimension * sizeof(float) || bigEndian(bytes.substr(0, 2)) != dimension)
        return fail(ErrorCode::Corrupt,
                    "the server sent a vector of " + std::to_string(bytes.size()) +
                        " bytes where the collection has dimension " + std::to_string(dimension),
                    "Something else has changed the table; push the collection again.");
    std::vector<float> vector(dimension);
    for (std::size_t i = 0; i < dimension; ++i) {
        const std::string_view number = bytes.substr(head + i * sizeof(float), sizeof(float));
        vector[i] = std::bit_cast<float>(static_cast<std::uint32_t>(bigEndian(number)));
    }
    return vector;
}

std::string pgJsonb(std::string_view json) {
    return std::string(1, '\x01').append(json);
}

Result<std::string_view> readPgJsonb(std::string_view bytes) {
    if (!bytes.empty() && bytes.front() == '\x01') return bytes.substr(1);
    return fail(ErrorCode::Corrupt, "the server sent a payload in a form that is not known",
                "It may be newer than this program; look for an update.");
}

void PgArray::add(std::string_view element) {
    ++m_count;
    m_elements.field(element);
}

std::string PgArray::take() {
    PgBytes bytes;
    const std::int32_t dimensions = m_count == 0 ? 0 : 1;
    bytes.int32(dimensions).int32(0).int32(static_cast<std::int32_t>(m_elementType));
    if (dimensions == 1) bytes.int32(std::exchange(m_count, 0)).int32(1).raw(m_elements.take());
    return bytes.take();
}

std::string pgTextArray(std::span<const std::string> texts) {
    PgArray array(kPgTextType);
    for (const std::string& text : texts) array.add(text);
    return array.take();
}

std::string PgCopyRows::header() {
    using namespace std::string_view_literals;
    return PgBytes().raw("PGCOPY\n\377\r\n\0"sv).int32(0).int32(0).take();
}

std::string PgCopyRows::trailer() {
    return PgBytes().int16(-1).take();
}

PgCopyRows& PgCopyRows::row(std::int16_t fields) {
    m_rows.int16(fields);
    return *this;
}

PgCopyRows& PgCopyRows::field(std::string_view bytes) {
    m_rows.field(bytes);
    return *this;
}

std::string pgQuoted(std::string_view identifier) {
    std::string out = "\"";
    for (const char c : identifier) out.append(c == '"' ? 2 : 1, c);
    return out + "\"";
}

}  // namespace qstore
