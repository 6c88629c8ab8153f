// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/pinecone/pinecone_data.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "plugins/pinecone/pinecone_filter.h"
#include "plugins/pinecone/pinecone_metadata.h"
#include "plugins/pinecone/pinecone_names.h"
#include "plugins/rest/rest_fields.h"

namespace qstore {
namespace {

using nlohmann::json;

/// What every server and every hop on the way takes.
constexpr std::size_t kMaxPathBytes = 6000;

std::string placeOf(std::size_t place, const std::string& id) {
    return "point " + std::to_string(place + 1) + " ('" + pineconeShown(id) + "')";
}

const json& metadataOf(const json& object) {
    static const json none;
    const auto found = object.find("metadata");
    return found == object.end() ? none : *found;
}

}  // namespace

PineconeData::PineconeData(PineconeExchange exchange, CollectionSpec spec, std::string space)
    : m_exchange(std::move(exchange)), m_spec(std::move(spec)), m_space(std::move(space)) {}

Result<std::string> PineconeData::vectorText(const Point& point, std::size_t place) const {
    if (std::all_of(point.vector.begin(), point.vector.end(), [](float x) { return x == 0.0F; }))
        return fail(ErrorCode::InvalidArgument,
                    placeOf(place, point.id) + " is a zero vector, which Pinecone does not take",
                    "Leave it out, or use another store for this collection.");
    const Result<std::string> metadata = pineconeMetadata(point.payload);
    if (!metadata)
        return fail(metadata.error().code, placeOf(place, point.id) + ": " + metadata.error().message,
                    metadata.error().hint);
    std::string text = R"({"id":)";
    appendText(text, pineconeIdOf(point.id));
    text += R"(,"values":)";
    appendVector(text, point.vector);
    if (!point.payload.empty()) text += R"(,"metadata":)" + *metadata;
    text += '}';
    return text;
}

Result<std::vector<PineconeData::Batch>> PineconeData::batches(const std::vector<Point>& points) const {
    std::string end = R"(],"namespace":)";
    appendText(end, m_space);
    end += '}';
    const std::string begin = R"({"vectors":[)";
    std::vector<Batch> batches;
    for (std::size_t i = 0; i < points.size(); ++i) {
        QSTORE_TRY(const std::string text, vectorText(points[i], i));
        const bool isFull = batches.empty() || batches.back().count == kPineconeMaxBatchPoints ||
                            batches.back().body.size() + text.size() + end.size() > kPineconeMaxBodyBytes;
        if (isFull) batches.push_back({begin, 0});
        Batch& batch = batches.back();
        if (batch.count > 0) batch.body += ',';
        batch.body += text;
        ++batch.count;
    }
    for (Batch& batch : batches) batch.body += end;
    return batches;
}

Status PineconeData::upsert(const Batch& batch, const RunControl& control) const {
    QSTORE_TRY(const json reply, m_exchange.write("/vectors/upsert", batch.body, control));
    RestFields fields(reply, "Pinecone's answer to an upsert");
    const std::uint64_t count = fields.requiredWhole("upsertedCount");
    QSTORE_CHECK(fields.status());
    if (count == batch.count) return {};
    return fail(
        ErrorCode::Failed,
        "Pinecone stored " + std::to_string(count) + " of " + std::to_string(batch.count) + " points",
        "Send them again; what is there is replaced by the same.");
}

Result<std::vector<Hit>> PineconeData::query(const Query& query, const RunControl& control) const {
    json filter;
    if (query.filter) {
        QSTORE_TRY(filter, pineconeFilter(*query.filter));
    }
    json body = {{"namespace", m_space},
                 {"topK", query.topK},
                 {"includeValues", query.withVectors},
                 {"includeMetadata", query.withPayload}};
    if (query.filter) body["filter"] = std::move(filter);
    std::string text = body.dump();
    text.pop_back();
    text += R"(,"vector":)";
    appendVector(text, query.vector);
    text += '}';
    QSTORE_TRY(const json reply, m_exchange.read("/query", std::move(text), control));
    RestFields fields(reply, "Pinecone's answer to a query");
    const json& matches = fields.list("matches");
    QSTORE_CHECK(fields.status());
    std::vector<Hit> hits;
    for (const json& match : matches) {
        QSTORE_TRY(Hit hit, hitOf(match, query));
        hits.push_back(std::move(hit));
    }
    std::sort(hits.begin(), hits.end(), [this](const Hit& a, const Hit& b) {
        return a.score != b.score ? isNearer(m_spec.metric, a.score, b.score) : a.id < b.id;
    });
    if (hits.size() <= query.topK) return hits;
    return fail(ErrorCode::Parse,
                "Pinecone was asked for " + std::to_string(query.topK) + " points and gave " +
                    std::to_string(hits.size()),
                "Something else than Pinecone may answer there; test the connection.");
}

Result<Hit> PineconeData::hitOf(const json& match, const Query& query) const {
    RestFields fields(match, "Pinecone's answer to a query: a match");
    Hit hit;
    hit.id = idOfPinecone(fields.requiredText("id"));
    hit.score = fields.requiredNumber("score");
    const json* const values = query.withVectors ? &fields.list("values") : nullptr;
    QSTORE_CHECK(fields.status());
    // It gives the square of the distance, and rounding may take it just below zero.
    if (m_spec.metric == Metric::Euclidean) hit.score = std::sqrt(std::max(hit.score, 0.0));
    const std::string what = "Pinecone's point '" + pineconeShown(hit.id) + "'";
    if (values != nullptr) {
        QSTORE_TRY(hit.vector, restVector(*values, what, m_spec.dimension));
    }
    if (query.withPayload) {
        QSTORE_TRY(hit.payload, payloadOfPinecone(metadataOf(match), what));
    }
    return hit;
}

Result<std::map<std::string, Point>> PineconeData::fetch(const std::vector<std::string>& ids,
                                                         bool withPayload,
                                                         const RunControl& control) const {
    const std::string start = "/vectors/fetch?namespace=" + percentEncoded(m_space);
    std::map<std::string, Point> points;
    std::string path = start;
    for (const std::string& id : ids) {
        const std::string part = "&ids=" + percentEncoded(pineconeIdOf(id));
        if (path.size() + part.size() > kMaxPathBytes && path != start) {
            QSTORE_CHECK(fetchSome(path, withPayload, points, control));
            path = start;
        }
        path += part;
    }
    if (path != start) QSTORE_CHECK(fetchSome(path, withPayload, points, control));
    return points;
}

Status PineconeData::fetchSome(const std::string& path, bool withPayload,
                               std::map<std::string, Point>& points, const RunControl& control) const {
    QSTORE_TRY(const json reply, m_exchange.read(path, {}, control));
    RestFields fields(reply, "Pinecone's answer to a fetch");
    const json& vectors = fields.object("vectors");
    QSTORE_CHECK(fields.status());
    for (const auto& [key, vector] : vectors.items()) {
        RestFields entry(vector, "Pinecone's answer to a fetch: a vector");
        Point point;
        point.id = idOfPinecone(key);
        const json& values = entry.list("values");
        QSTORE_CHECK(entry.status());
        const std::string what = "Pinecone's point '" + pineconeShown(point.id) + "'";
        QSTORE_TRY(point.vector, restVector(values, what, m_spec.dimension));
        if (withPayload) {
            QSTORE_TRY(point.payload, payloadOfPinecone(metadataOf(vector), what));
        }
        std::string id = point.id;
        points.insert_or_assign(std::move(id), std::move(point));
    }
    return {};
}

Result<PineconeIdPage> PineconeData::list(std::size_t limit, const std::string& cursor,
                                          const RunControl& control) const {
    std::string path =
        "/vectors/list?namespace=" + percentEncoded(m_space) + "&limit=" + std::to_string(limit);
    if (!cursor.empty()) path += "&paginationToken=" + percentEncoded(cursor);
    QSTORE_TRY(const json reply, m_exchange.read(path, {}, control));
    RestFields fields(reply, "Pinecone's list of ids");
    PineconeIdPage page;
    const json& vectors = fields.list("vectors");
    if (const json* const pagination = fields.child("pagination"); pagination != nullptr) {
        RestFields next(*pagination, fields.where("pagination"));
        page.next = next.text("next").value_or("");
        QSTORE_CHECK(next.status());
    }
    QSTORE_CHECK(fields.status());
    for (const json& vector : vectors) {
        RestFields entry(vector, fields.where("vectors"));
        page.ids.push_back(idOfPinecone(entry.requiredText("id")));
        QSTORE_CHECK(entry.status());
    }
    return page;
}

Status PineconeData::remove(const std::vector<std::string>& ids, const RunControl& control) const {
    json list = json::array();
    for (const std::string& id : ids) list.push_back(pineconeIdOf(id));
    const json body = {{"ids", std::move(list)}, {"namespace", m_space}};
    QSTORE_CHECK(m_exchange.write("/vectors/delete", body.dump(), control));
    return {};
}

Result<std::map<std::string, std::uint64_t>> PineconeData::counts(const RunControl& control) const {
    QSTORE_TRY(const json reply, m_exchange.read("/describe_index_stats", "{}", control));
    RestFields fields(reply, "Pinecone's statistics");
    const json& namespaces = fields.object("namespaces");
    QSTORE_CHECK(fields.status());
    std::map<std::string, std::uint64_t> counts;
    for (const auto& [name, summary] : namespaces.items()) {
        RestFields entry(summary, fields.where("namespaces"));
        // Earlier interfaces had no name for the standard one.
        counts[name.empty() ? "__default__" : name] += entry.whole("vectorCount").value_or(0);
        QSTORE_CHECK(entry.status());
    }
    return counts;
}

}  // namespace qstore
