// SPDX-License-Identifier: Apache-2.0
#include "core/workspace/cell_codec.h"

#include <bit>
#include <cstring>

namespace qstore {
namespace {

static_assert(std::endian::native == std::endian::little, "stored cells are little-endian");
constexpr std::size_t lengthBytes = sizeof(std::uint32_t);

tl::unexpected<Error> damaged(const Column& column, const std::string& what) {
    return fail(ErrorCode::Corrupt, "column '" + column.name + "' in the workspace is damaged: " + what,
                "restore a backup of the workspace, or import the table again");
}

void appendText(std::string& cells, const std::string& text) {
    const auto length = static_cast<std::uint32_t>(text.size());
    cells.append(reinterpret_cast<const char*>(&length), lengthBytes);
    cells += text;
}

CellChunk chunkFrom(const Column& column, std::size_t first, std::size_t rows) {
    CellChunk chunk{first, rows, {}, {}};
    for (std::size_t row = first; row < first + rows; ++row)
        chunk.missing.push_back(column.missing[row] ? '\1' : '\0');
    if (column.type == ColumnType::Number)
        chunk.cells = doublesToBytes(std::span(column.numbers).subspan(first, rows));
    else
        for (std::size_t row = first; row < first + rows; ++row) appendText(chunk.cells, column.texts[row]);
    return chunk;
}

Status decodeTexts(const CellChunk& chunk, Column& column) {
    std::string_view rest = chunk.cells;
    for (std::size_t row = 0; row < chunk.rows; ++row) {
        std::uint32_t length = 0;
        if (rest.size() < lengthBytes) return damaged(column, "a text is cut off");
        std::memcpy(&length, rest.data(), lengthBytes);
        rest.remove_prefix(lengthBytes);
        if (length > rest.size()) return damaged(column, "a text is longer than its chunk");
        column.texts.emplace_back(rest.substr(0, length));
        rest.remove_prefix(length);
    }
    if (!rest.empty()) return damaged(column, "a chunk has more texts than rows");
    return {};
}

}  // namespace

Result<std::vector<CellChunk>> encodeColumn(const Column& column, std::size_t maxBytes) {
    std::vector<CellChunk> chunks;
    std::size_t first = 0, bytes = 0;
    for (std::size_t row = 0; row < column.rows(); ++row) {
        const std::size_t size =
            column.type == ColumnType::Number ? sizeof(double) : lengthBytes + column.texts[row].size();
        if (size > maxBytes)
            return fail(ErrorCode::ResourceExhausted,
                        "row " + std::to_string(row + 1) + " of column '" + column.name + "' holds " +
                            std::to_string(size) + " bytes of text; at most " + std::to_string(maxBytes) +
                            " are stored",
                        "shorten that cell or leave the column out");
        if (bytes + size > maxBytes) {
            chunks.push_back(chunkFrom(column, first, row - first));
            first = row;
            bytes = 0;
        }
        bytes += size;
    }
    if (first < column.rows()) chunks.push_back(chunkFrom(column, first, column.rows() - first));
    return chunks;
}

Status decodeChunk(const CellChunk& chunk, Column& column) {
    if (chunk.missing.size() != chunk.rows) return damaged(column, "missing marks do not match the rows");
    for (const char mark : chunk.missing) {
        if (mark != '\0' && mark != '\1') return damaged(column, "a missing mark is neither 0 nor 1");
        column.missing.push_back(mark == '\1');
    }
    if (column.type != ColumnType::Number) return decodeTexts(chunk, column);
    if (chunk.cells.size() != chunk.rows * sizeof(double))
        return damaged(column, "numbers do not match the rows");
    return appendDoubles(chunk.cells, column.numbers);
}

std::string doublesToBytes(std::span<const double> values) {
    return {reinterpret_cast<const char*>(values.data()), values.size_bytes()};
}

Status appendDoubles(std::string_view bytes, std::vector<double>& values) {
    if (bytes.size() % sizeof(double) != 0)
        return fail(ErrorCode::Corrupt,
                    "stored numbers are cut off after " + std::to_string(bytes.size()) + " bytes",
                    "restore a backup of the workspace");
    const std::size_t old = values.size();
    values.resize(old + bytes.size() / sizeof(double));
    if (!bytes.empty()) std::memcpy(values.data() + old, bytes.data(), bytes.size());
    return {};
}

}  // namespace qstore
