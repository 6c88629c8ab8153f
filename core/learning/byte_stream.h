// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace qstore {

/// Appends numbers as little-endian bytes, the same on every machine.
class ByteWriter {
public:
    void u64(std::uint64_t value) {
        for (unsigned shift = 0; shift < 64; shift += 8)
            m_bytes.push_back(static_cast<char>((value >> shift) & 0xFFU));
    }
    void f64(double value) { u64(std::bit_cast<std::uint64_t>(value)); }
    void doubles(std::span<const double> values) {
        u64(values.size());
        for (const double value : values) f64(value);
    }
    void text(std::string_view value) {
        u64(value.size());
        m_bytes.append(value);
    }
    std::string take() { return std::move(m_bytes); }

private:
    std::string m_bytes;
};

/// Reads what ByteWriter wrote. After the first value that is not there every read gives zero and
/// `status()` says Corrupt, so that a reader checks once at the end.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : m_bytes(bytes) {}

    std::uint64_t u64() {
        if (m_bytes.size() < 8) {
            m_failed = true;
            m_bytes = {};
            return 0;
        }
        std::uint64_t value = 0;
        for (unsigned index = 0; index < 8; ++index)
            value |= std::uint64_t{static_cast<unsigned char>(m_bytes[index])} << (8 * index);
        m_bytes.remove_prefix(8);
        return value;
    }
    double f64() { return std::bit_cast<double>(u64()); }
    /// A count of items that take at least `itemBytes` each; one that cannot fit is a failure.
    std::size_t count(std::size_t itemBytes) {
        const std::uint64_t value = u64();
        if (value > m_bytes.size() / itemBytes) {
            m_failed = true;
            return 0;
        }
        return static_cast<std::size_t>(value);
    }
    std::vector<double> doubles() {
        std::vector<double> values(count(8));
        for (double& value : values) value = f64();
        return values;
    }
    std::string text() {
        const std::size_t size = count(1);
        std::string value(m_bytes.substr(0, size));
        m_bytes.remove_prefix(size);
        return value;
    }
    /// Also fails when bytes are left over.
    QSTORE_EXPORT Status status(std::string_view what) const;

private:
    std::string_view m_bytes;
    bool m_failed = false;
};

}  // namespace qstore
