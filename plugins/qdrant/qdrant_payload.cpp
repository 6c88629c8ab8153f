// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/qdrant/qdrant_payload.h"

#include <QtCore/QByteArray>
#include <bit>
#include <cmath>
#include <limits>
#include <set>

#include "plugins/qdrant/qdrant_ids.h"
#include "plugins/rest/rest_fields.h"

namespace qstore {
namespace {

using nlohmann::json;

std::string base64Of(const std::vector<float>& vector) {
    QByteArray bytes;
    bytes.reserve(static_cast<qsizetype>(vector.size()) * qsizetype{4});
    for (const float component : vector) {
        const auto bits = std::bit_cast<std::uint32_t>(component);
        for (unsigned shift = 0; shift < 32; shift += 8)
            bytes.append(static_cast<char>((bits >> shift) & 0xFFU));
    }
    return bytes.toBase64().toStdString();
}

Result<std::vector<float>> keptVector(const json& value, std::size_t dimension) {
    const auto wrong = [&](const std::string& why) {
        return fail(ErrorCode::Corrupt,
                    "the field " + std::string(kQdrantVectorField) + " of a point " + why,
                    "Another program changed it: store the point again.");
    };
    if (!value.is_string()) return wrong("is " + restKindText(&value));
    const std::string& text = value.get_ref<const std::string&>();
    const auto read = QByteArray::fromBase64Encoding(QByteArray::fromStdString(text),
                                                     QByteArray::AbortOnBase64DecodingErrors);
    if (!read) return wrong("is not base64");
    const QByteArray& bytes = *read;
    if (static_cast<std::size_t>(bytes.size()) != dimension * sizeof(float))
        return wrong("holds " + std::to_string(bytes.size()) + " bytes, not " +
                     std::to_string(dimension * sizeof(float)));
    std::vector<float> vector;
    vector.reserve(dimension);
    for (qsizetype at = 0; at < bytes.size(); at += 4) {
        std::uint32_t bits = 0;
        for (qsizetype byte = 3; byte >= 0; --byte)
            bits = (bits << 8U) | static_cast<unsigned char>(bytes[at + byte]);
        vector.push_back(std::bit_cast<float>(bits));
        if (!std::isfinite(vector.back())) return wrong("holds what is no number");
    }
    return vector;
}

bool isWholeReal(const PayloadValue& value) {
    const auto* real = std::get_if<double>(&value);
    return real != nullptr && std::trunc(*real) == *real;
}

json jsonOf(const PayloadValue& value) {
    return std::visit([](const auto& held) { return json(held); }, value);
}

/// What Qdrant would lose: the id's text, and that 1.0 is a real number, which JSON need not keep.
json keptOf(const Point& point, bool isDerived) {
    json kept = json::object();
    if (isDerived) kept["id"] = point.id;
    for (const auto& [name, value] : point.payload)
        if (isWholeReal(value)) kept["real"].push_back(name);
    return kept;
}

PayloadValue numberOf(const json& value, bool isReal) {
    if (isReal || value.is_number_float()) return value.get<double>();
    constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (value.is_number_unsigned() && value.get<std::uint64_t>() > most) return value.dump();
    return value.get<std::int64_t>();
}

PayloadValue valueOf(const json& value, bool isReal) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_boolean()) return value.get<bool>();
    return value.is_number() ? numberOf(value, isReal) : PayloadValue(value.dump());
}

/// What stands under "_qstore".
struct Kept {
    std::optional<std::string> id;
    std::set<std::string> real;
};

Result<Kept> keptIn(const json& payload) {
    const auto found = payload.find(kQdrantReserved);
    Kept kept;
    if (found == payload.end()) return kept;
    RestFields fields(*found, "the field " + std::string(kQdrantReserved) + " of a point");
    kept.id = fields.text("id");
    if (fields.child("real") != nullptr)
        for (const json& name : fields.list("real")) {
            if (name.is_string())
                kept.real.insert(name.get<std::string>());
            else
                fields.wrong("real", "a list of texts");
        }
    if (const Status valid = fields.status(); !valid)
        return fail(ErrorCode::Corrupt, valid.error().message,
                    "Another program changed it: store the point again.");
    return kept;
}

Status readPayload(Point& point, const json& payload, const QdrantWanted& wanted, bool hasVector) {
    QSTORE_TRY(const Kept kept, keptIn(payload));
    if (kept.id) point.id = *kept.id;
    const auto vector = payload.find(kQdrantVectorField);
    if (hasVector && vector != payload.end()) {
        QSTORE_TRY(point.vector, keptVector(*vector, wanted.dimension));
    }
    if (!wanted.payload) return {};
    for (const auto& [name, value] : payload.items())
        if (!value.is_null() && !isQdrantReserved(name))
            point.payload.emplace(name, valueOf(value, kept.real.contains(name)));
    return {};
}

}  // namespace

bool isQdrantReserved(std::string_view field) {
    return field.substr(0, kQdrantReserved.size()) == kQdrantReserved;
}

Status checkQdrantNames(const Point& point) {
    for (const auto& [name, value] : point.payload)
        if (isQdrantReserved(name))
            return fail(ErrorCode::InvalidArgument,
                        "point '" + point.id + "': the name of the field '" + name +
                            "' is kept for the store itself",
                        "Rename it: names that begin with " + std::string(kQdrantReserved) +
                            " hold what Qdrant would lose of a point.");
    return {};
}

std::vector<float> unitVector(const std::vector<float>& vector) {
    double sum = 0.0;
    for (const float x : vector) sum += static_cast<double>(x) * static_cast<double>(x);
    const double norm = std::sqrt(sum);
    std::vector<float> unit;
    unit.reserve(vector.size());
    for (const float x : vector) unit.push_back(static_cast<float>(static_cast<double>(x) / norm));
    return unit;
}

void appendQdrantPoint(std::string& json, const Point& point, Metric metric, bool keepVector) {
    const QdrantId id = qdrantIdOf(point.id);
    const bool isCosine = metric == Metric::Cosine;
    json += "{\"id\":" + qdrantIdJson(id) + ",\"vector\":";
    // Qdrant takes very short vectors for zero and would store them as they are.
    appendVector(json, isCosine ? unitVector(point.vector) : point.vector);
    nlohmann::json payload = nlohmann::json::object();
    for (const auto& [name, value] : point.payload) payload[name] = jsonOf(value);
    if (nlohmann::json kept = keptOf(point, id.isDerived); !kept.empty())
        payload[std::string(kQdrantReserved)] = std::move(kept);
    if (isCosine && keepVector) payload[std::string(kQdrantVectorField)] = base64Of(point.vector);
    json += ",\"payload\":" + payload.dump() + '}';
}

json qdrantSelection(const QdrantWanted& wanted) {
    const std::string kept(kQdrantReserved);
    const std::string vector(kQdrantVectorField);
    json selection = {{"with_vector", wanted.vectors}};
    if (wanted.payload && wanted.vectors)
        selection["with_payload"] = true;
    else if (wanted.payload)
        selection["with_payload"] = {{"exclude", json::array({vector})}};
    else
        selection["with_payload"] = wanted.vectors ? json::array({kept, vector}) : json::array({kept});
    return selection;
}

Result<Point> qdrantPoint(const json& record, const QdrantWanted& wanted) {
    RestFields fields(record, "a point of Qdrant's answer");
    Point point;
    QSTORE_CHECK(fields.status());
    const json* id = fields.child("id");
    const json* vector = fields.child("vector");
    if (id == nullptr) fields.wrong("id", "a whole number or a UUID");
    if (wanted.vectors && vector == nullptr) fields.wrong("vector", "a list of numbers");
    QSTORE_CHECK(fields.status());
    QSTORE_TRY(point.id, qdrantIdText(*id));
    if (wanted.vectors) {
        QSTORE_TRY(point.vector, restVector(*vector, "the vector of point " + point.id, wanted.dimension));
    }
    if (fields.child("payload") != nullptr)
        QSTORE_CHECK(readPayload(point, fields.object("payload"), wanted, wanted.vectors));
    QSTORE_CHECK(fields.status());
    return point;
}

}  // namespace qstore
