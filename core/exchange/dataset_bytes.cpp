// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/dataset_bytes.h"

#include <nlohmann/json.hpp>

#include "core/base/json_fields.h"
#include "core/data/recipe_json.h"
#include "core/learning/byte_stream.h"
#include "core/workspace/cell_codec.h"

namespace qstore {
namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr std::string_view kMagic = "qstore dataset";
constexpr std::uint64_t kVersion = 1;
constexpr std::size_t kChunkBytes = std::size_t{4} << 20U;

std::string headerText(const DatasetContent& content) {
    OrderedJson columns = OrderedJson::array();
    for (const Column& column : content.table.columns())
        columns.push_back({{"name", column.name},
                           {"type", columnTypeNames().at(static_cast<std::size_t>(column.type))},
                           {"typeReason", column.typeReason}});
    const OrderedJson header = {{"name", content.name},
                                {"source", content.source},
                                {"sha256", content.table.contentHash()},
                                {"columns", std::move(columns)}};
    return header.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

struct Header {
    std::string name, source, sha256;
    std::vector<Column> columns;  ///< without cells
};

Result<Column> columnOf(const nlohmann::json& json, const std::string& path) {
    Column column;
    std::size_t type = 0;
    JsonFields fields(json, path);
    fields.require("name").require("type");
    fields.read("name", column.name)
        .choose("type", columnTypeNames(), type)
        .read("typeReason", column.typeReason);
    QSTORE_CHECK(fields.finish());
    column.type = static_cast<ColumnType>(type);
    return column;
}

Result<Header> headerOf(const std::string& text) {
    QSTORE_TRY(const auto json, parseJson(text));
    Header header;
    JsonFields fields(json, {});
    fields.require("name").require("sha256");
    fields.read("name", header.name).read("source", header.source).read("sha256", header.sha256);
    const auto* columns = fields.child("columns");
    if (columns == nullptr || !columns->is_array()) fields.wrong("columns", "a list");
    QSTORE_CHECK(fields.finish());
    for (const auto& entry : *columns) {
        const std::string path = "columns[" + std::to_string(header.columns.size()) + "]";
        QSTORE_TRY(Column column, columnOf(entry, path));
        header.columns.push_back(std::move(column));
    }
    return header;
}

Status writeColumn(ByteWriter& writer, const Column& column) {
    QSTORE_TRY(const std::vector<CellChunk> chunks, encodeColumn(column, kChunkBytes));
    writer.u64(chunks.size());
    for (const CellChunk& chunk : chunks) {
        writer.u64(chunk.first);
        writer.u64(chunk.rows);
        writer.text(chunk.missing);
        writer.text(chunk.cells);
    }
    return {};
}

Status readColumn(ByteReader& reader, Column& column) {
    const std::size_t chunks = reader.count(32);  // four numbers at least
    for (std::size_t index = 0; index < chunks; ++index) {
        CellChunk chunk;
        chunk.first = static_cast<std::size_t>(reader.u64());
        chunk.rows = static_cast<std::size_t>(reader.u64());
        chunk.missing = reader.text();
        chunk.cells = reader.text();
        QSTORE_CHECK(decodeChunk(chunk, column));
    }
    return {};
}

}  // namespace

Result<std::string> datasetBytes(const DatasetContent& content) {
    ByteWriter writer;
    writer.text(kMagic);
    writer.u64(kVersion);
    writer.text(headerText(content));
    writer.text(writeRecipeJson(content.recipe, -1));
    for (const Column& column : content.table.columns()) QSTORE_CHECK(writeColumn(writer, column));
    return writer.take();
}

Result<DatasetContent> datasetOfBytes(std::string_view bytes) {
    ByteReader reader(bytes);
    if (reader.text() != kMagic)
        return fail(ErrorCode::Corrupt, "the file is no dataset", "restore one that was kept as a dataset");
    if (const std::uint64_t version = reader.u64(); version > kVersion)
        return fail(ErrorCode::NewerVersion,
                    "the dataset was kept in format " + std::to_string(version) +
                        "; this release reads up to " + std::to_string(kVersion),
                    "use the release that kept it");
    QSTORE_TRY(Header header, headerOf(reader.text()));
    const std::string recipe = reader.text();
    for (Column& column : header.columns) QSTORE_CHECK(readColumn(reader, column));
    QSTORE_CHECK(reader.status("dataset"));
    DatasetContent content;
    content.name = std::move(header.name);
    content.source = std::move(header.source);
    QSTORE_TRY(content.recipe, readRecipeJson(recipe));
    QSTORE_TRY(content.table, Table::create(std::move(header.columns)));
    if (content.table.contentHash() != header.sha256)
        return fail(ErrorCode::Corrupt, "the rows of '" + content.name + "' are not those that were kept",
                    "keep the dataset again");
    return content;
}

}  // namespace qstore
