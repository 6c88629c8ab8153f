// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/data/table.h"

namespace qstore {

/// Rows `first` … `first + rows` of a column as bytes.
struct CellChunk {
    std::size_t first = 0, rows = 0;
    std::string missing;  ///< one byte a row, 0 or 1
    std::string cells;    ///< doubles, or texts with their 32-bit length before each (little-endian)
};

/// Cuts the column so that no chunk exceeds `maxBytes`; refuses a single text that is longer.
QSTORE_EXPORT Result<std::vector<CellChunk>> encodeColumn(const Column& column, std::size_t maxBytes);
/// Appends a chunk to the column (whose type is set). Corrupt where the bytes do not fit the rows.
QSTORE_EXPORT Status decodeChunk(const CellChunk& chunk, Column& column);

/// Little-endian binary64, and back (Corrupt unless a whole number of them).
std::string doublesToBytes(std::span<const double> values);
Status appendDoubles(std::string_view bytes, std::vector<double>& values);

}  // namespace qstore
