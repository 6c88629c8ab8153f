// SPDX-License-Identifier: Apache-2.0
#include <bit>
#include <cstring>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/base/json.h"
#include "core/exchange/bundle.h"

namespace qstore {
namespace {

using Json = nlohmann::json;

static_assert(std::endian::native == std::endian::little, "safetensors data are little-endian");

/// The bound of the reference implementation; a larger header is an attack or damage.
constexpr std::size_t maxHeaderBytes = 100'000'000;
constexpr std::string_view metadataKey = "__metadata__";
constexpr std::size_t lengthBytes = sizeof(std::uint64_t);

tl::unexpected<Error> damaged(const std::string& what) {
    return fail(ErrorCode::Corrupt, "safetensors: " + what,
                "the file is damaged or was not written as safetensors; export it again");
}

Result<Json> parseHeader(std::string_view text) {
    auto header = parseJson(text);
    if (!header) return damaged("the header cannot be read: " + header.error().message);
    if (!header->is_object()) return damaged("the header is not a JSON object");
    return header;
}

bool isSize(const Json& value) {
    return value.is_number_unsigned();
}

struct Extent {
    std::size_t begin = 0, end = 0;
    NamedTensor tensor;
};

/// Elements of a shape; nothing when the product overflows.
std::optional<std::size_t> elementCount(const std::vector<std::size_t>& shape) {
    std::size_t count = 1;
    for (const std::size_t size : shape) {
        if (size != 0 && count > std::numeric_limits<std::size_t>::max() / sizeof(double) / size) return {};
        count *= size;
    }
    return count;
}

Result<Extent> parseTensor(const std::string& name, const Json& entry, std::size_t dataBytes) {
    const auto bad = [&](const std::string& what) { return damaged("tensor '" + name + "' " + what); };
    if (!entry.is_object() || entry.size() != 3 || !entry.contains("dtype") || !entry.contains("shape") ||
        !entry.contains("data_offsets"))
        return bad("does not have exactly dtype, shape and data_offsets");
    const Json& type = entry["dtype"];
    if (!type.is_string()) return bad("has a dtype that is not text");
    if (type != "F64")
        return fail(
            ErrorCode::Unsupported,
            "safetensors: tensor '" + name + "' has type " + type.get<std::string>() + "; only F64 is read",
            "convert the tensor to 64-bit floating point");
    const Json& shape = entry["shape"];
    const Json& offsets = entry["data_offsets"];
    if (!shape.is_array() || !std::all_of(shape.begin(), shape.end(), isSize))
        return bad("has a shape that is not a list of sizes");
    if (!offsets.is_array() || offsets.size() != 2 || !isSize(offsets[0]) || !isSize(offsets[1]))
        return bad("has data_offsets that are not two positions");
    Extent extent;
    extent.begin = offsets[0].get<std::size_t>();
    extent.end = offsets[1].get<std::size_t>();
    extent.tensor.name = name;
    extent.tensor.shape = shape.get<std::vector<std::size_t>>();
    if (extent.begin > extent.end || extent.end > dataBytes)
        return bad("lies at " + offsets.dump() + ", outside of " + std::to_string(dataBytes) +
                   " bytes of data");
    const auto count = elementCount(extent.tensor.shape);
    if (!count || *count * sizeof(double) != extent.end - extent.begin)
        return bad("has shape " + shape.dump() + ", which does not fill its " +
                   std::to_string(extent.end - extent.begin) + " bytes");
    return extent;
}

Status checkMetadata(const Json& metadata) {
    if (!metadata.is_object()) return damaged("__metadata__ is not an object");
    for (const auto& [key, value] : metadata.items())
        if (!value.is_string()) return damaged("metadata '" + key + "' is not text");
    return {};
}

}  // namespace

std::string writeSafetensors(const std::vector<NamedTensor>& tensors,
                             const std::map<std::string, std::string>& metadata) {
    std::vector<const NamedTensor*> sorted;
    sorted.reserve(tensors.size());
    for (const NamedTensor& tensor : tensors) sorted.push_back(&tensor);
    std::sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) { return a->name < b->name; });

    Json header = Json::object();
    if (!metadata.empty()) header[std::string(metadataKey)] = metadata;
    std::size_t offset = 0;
    for (const NamedTensor* tensor : sorted) {
        const std::size_t end = offset + tensor->values.size() * sizeof(double);
        header[tensor->name] = {
            {"dtype", "F64"}, {"shape", tensor->shape}, {"data_offsets", {offset, end}}};
        offset = end;
    }
    std::string text = header.dump();
    // Spaces keep the data aligned for readers that map the file.
    text.append((lengthBytes - text.size() % lengthBytes) % lengthBytes, ' ');

    const std::uint64_t length = text.size();
    std::string bytes(lengthBytes, '\0');
    std::memcpy(bytes.data(), &length, lengthBytes);
    bytes.reserve(lengthBytes + text.size() + offset);
    bytes += text;
    for (const NamedTensor* tensor : sorted)
        bytes.append(reinterpret_cast<const char*>(tensor->values.data()),
                     tensor->values.size() * sizeof(double));
    return bytes;
}

Result<std::vector<NamedTensor>> readSafetensors(std::string_view bytes) {
    std::uint64_t length = 0;
    if (bytes.size() < lengthBytes) return damaged("only " + std::to_string(bytes.size()) + " bytes long");
    std::memcpy(&length, bytes.data(), lengthBytes);
    if (length > maxHeaderBytes || length > bytes.size() - lengthBytes)
        return damaged("the header claims " + std::to_string(length) + " bytes of a file of " +
                       std::to_string(bytes.size()));
    const std::string_view text = bytes.substr(lengthBytes, length);
    const std::string_view data = bytes.substr(lengthBytes + length);
    if (text.empty() || text.front() != '{') return damaged("the header does not start with '{'");
    QSTORE_TRY(const Json header, parseHeader(text));

    std::vector<Extent> extents;
    for (const auto& [name, entry] : header.items()) {
        if (name == metadataKey) {
            QSTORE_CHECK(checkMetadata(entry));
            continue;
        }
        QSTORE_TRY(auto extent, parseTensor(name, entry, data.size()));
        extents.push_back(std::move(extent));
    }
    std::sort(extents.begin(), extents.end(), [](const Extent& a, const Extent& b) {
        return std::tie(a.begin, a.end, a.tensor.name) < std::tie(b.begin, b.end, b.tensor.name);
    });
    std::size_t position = 0;
    std::vector<NamedTensor> tensors;
    for (Extent& extent : extents) {
        if (extent.begin != position)
            return damaged("tensor '" + extent.tensor.name + "' starts at byte " +
                           std::to_string(extent.begin) + " instead of " + std::to_string(position) +
                           " (overlap or gap)");
        position = extent.end;
        extent.tensor.values.resize((extent.end - extent.begin) / sizeof(double));
        if (!extent.tensor.values.empty())
            std::memcpy(extent.tensor.values.data(), data.data() + extent.begin, extent.end - extent.begin);
        tensors.push_back(std::move(extent.tensor));
    }
    if (position != data.size())
        return damaged(std::to_string(data.size() - position) + " bytes at the end belong to no tensor");
    std::sort(tensors.begin(), tensors.end(),
              [](const NamedTensor& a, const NamedTensor& b) { return a.name < b.name; });
    return tensors;
}

}  // namespace qstore
