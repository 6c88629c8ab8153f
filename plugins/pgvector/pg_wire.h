// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace qstore {

/// PostgreSQL's binary forms: numbers with their highest byte first.
class PgBytes {
public:
    PgBytes& int16(std::int16_t value);
    PgBytes& int32(std::int32_t value);
    PgBytes& int64(std::int64_t value);
    PgBytes& float32(float value);
    PgBytes& raw(std::string_view bytes);
    /// Its length and then the bytes, as fields of arrays and of COPY have it.
    PgBytes& field(std::string_view bytes);

    std::size_t size() const { return m_bytes.size(); }
    /// Gives the bytes away and begins anew.
    std::string take();

private:
    std::string m_bytes;
};

/// A whole number of 2, 4 or 8 bytes; nothing for any other length.
std::optional<std::int64_t> pgInteger(std::string_view bytes);

/// pgvector's binary form of a vector, bit by bit.
std::string pgVector(std::span<const float> vector);
/// Corrupt when the bytes are not a vector of `dimension` numbers.
Result<std::vector<float>> readPgVector(std::string_view bytes, std::size_t dimension);

/// jsonb's binary form of a JSON text, and back.
std::string pgJsonb(std::string_view json);
Result<std::string_view> readPgJsonb(std::string_view bytes);

inline constexpr std::uint32_t kPgTextType = 25;
inline constexpr std::uint32_t kPgJsonbType = 3802;

/// An array of one dimension, its elements in binary form.
class PgArray {
public:
    explicit PgArray(std::uint32_t elementType) : m_elementType(elementType) {}
    void add(std::string_view element);
    std::string take();

private:
    std::uint32_t m_elementType;
    std::int32_t m_count = 0;
    PgBytes m_elements;
};
std::string pgTextArray(std::span<const std::string> texts);

/// The binary stream of COPY … FROM STDIN, row by row.
class PgCopyRows {
public:
    /// The first piece of the stream.
    static std::string header();
    static std::string trailer();
    /// A row begins with the number of its fields.
    PgCopyRows& row(std::int16_t fields);
    PgCopyRows& field(std::string_view bytes);
    std::size_t size() const { return m_rows.size(); }
    std::string take() { return m_rows.take(); }

private:
    PgBytes m_rows;
};

/// "a ""b""", for a name in SQL.
std::string pgQuoted(std::string_view identifier);

}  // namespace qstore
