// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>
#include <set>

#include "core/stores/store_checks.h"
#include "plugins/qdrant/qdrant_filter.h"
#include "plugins/qdrant/qdrant_ids.h"
#include "plugins/qdrant/qdrant_store.h"
#include "plugins/rest/rest_fields.h"

namespace qstore {
namespace {

using nlohmann::json;

constexpr std::size_t kIdsPerCall = 1'000;

/// Two texts that stand for one point of Qdrant, which upserts in one batch would silently become one.
Status checkNoShared(const std::vector<Point>& points) {
    std::map<std::string, const std::string*> taken;
    for (const Point& point : points) {
        const auto [place, isFirst] = taken.emplace(qdrantIdOf(point.id).value, &point.id);
        if (!isFirst)
            return fail(
                ErrorCode::InvalidArgument,
                "the ids '" + *place->second + "' and '" + point.id + "' are the same one to Qdrant",
                "Rename one of them: the second is the UUID that stands for the first.");
    }
    return {};
}

std::string idList(const std::vector<QdrantId>& ids) {
    std::string list = "[";
    for (const QdrantId& id : ids) list += (list.size() > 1 ? "," : "") + qdrantIdJson(id);
    return list + ']';
}

/// Digits or a UUID, as nextCursor was made.
Result<QdrantId> cursorOf(const std::string& cursor) {
    QdrantId id = qdrantIdOf(cursor);
    if (!id.isDerived) return id;
    return fail(ErrorCode::InvalidArgument, "'" + cursor + "' is no cursor of this store",
                "Begin without a cursor, and go on with the one of the last page.");
}

/// Whether fewer points at once could help.
bool isTooLarge(const Error& error) {
    return error.code == ErrorCode::ResourceExhausted;
}

bool isSameScore(const Hit& a, const Hit& b) {
    return a.score == b.score;
}

}  // namespace

Status QdrantStore::write(const std::string& name, const std::string& path, HttpMethod method,
                          std::string body, const RunControl& control) {
    QSTORE_TRY(const json result, ask(method, name, path + "?wait=true", std::move(body), control));
    RestFields fields(result, "Qdrant's answer: result");
    const std::string status = fields.requiredText("status");
    QSTORE_CHECK(fields.status());
    if (status == "completed") return {};
    return fail(ErrorCode::Io, "Qdrant took the change of '" + name + "' but has not carried it out yet",
                "Send it again: nothing is stored twice.");
}

Status QdrantStore::upsert(const std::string& collection, std::vector<Point> points,
                           const RunControl& control) {
    QSTORE_TRY(const CollectionSpec spec, spec(collection, control));
    QSTORE_CHECK(checkPoints(spec, points, capabilities().maxBatchPoints));
    for (const Point& point : points) QSTORE_CHECK(checkQdrantNames(point));
    QSTORE_CHECK(checkNoShared(points));
    std::size_t sent = 0;
    while (sent < points.size()) {
        if (control.stop.stop_requested()) return cancelled();
        std::string body = R"({"points":[)";
        std::size_t next = sent;
        while (next < points.size() && next - sent < m_options.maxPointsPerCall &&
               (next == sent || body.size() < m_options.maxBodyBytes)) {
            if (next > sent) body += ',';
            appendQdrantPoint(body, points[next], spec.metric, m_options.keepsCosineVectors);
            ++next;
        }
        body += "]}";
        QSTORE_CHECK(write(collection, "/points", HttpMethod::Put, std::move(body), control));
        sent = next;
        control.report(sent, points.size());
    }
    return {};
}

Result<std::vector<Hit>> QdrantStore::hits(const CollectionSpec& spec, const Query& query,
                                           std::size_t limit, const RunControl& control) {
    const QdrantWanted wanted{query.withVectors, query.withPayload, spec.dimension};
    json body = qdrantSelection(wanted);
    body["limit"] = limit;
    body["params"]["exact"] = query.exact || spec.index == IndexKind::Exact;
    if (query.ef > 0) body["params"]["hnsw_ef"] = query.ef;
    if (query.filter) {
        QSTORE_TRY(body["filter"], qdrantFilter(*query.filter));
    }
    std::string text = R"({"query":)";
    appendVector(text, spec.metric == Metric::Cosine ? unitVector(query.vector) : query.vector);
    text += ',' + body.dump().substr(1);
    QSTORE_TRY(const json result,
               ask(HttpMethod::Post, spec.name, "/points/query", std::move(text), control));
    RestFields fields(result, "Qdrant's answer: result");
    std::vector<Hit> found;
    for (const json& record : fields.list("points")) {
        RestFields hit(record, fields.where("points"));
        const double score = hit.requiredNumber("score");
        QSTORE_CHECK(hit.status());
        QSTORE_TRY(Point point, qdrantPoint(record, wanted));
        found.push_back({std::move(point.id), score, std::move(point.vector), std::move(point.payload)});
    }
    QSTORE_CHECK(fields.status());
    return found;
}

Result<QueryAnswer> QdrantStore::query(const std::string& collection, const Query& query,
                                       const RunControl& control) {
    QSTORE_TRY(const CollectionSpec spec, spec(collection, control));
    const std::size_t most = capabilities().maxTopK;
    QSTORE_CHECK(checkQuery(spec, query, most));
    QueryAnswer answer;
    answer.exact = query.exact || spec.index == IndexKind::Exact;
    // Of equal scores Qdrant keeps any, we the smaller ids: all that share the last score are needed.
    for (std::size_t limit = query.topK + 1;; limit *= 2) {
        QSTORE_TRY(answer.hits, hits(spec, query, limit, control));
        const bool isCut =
            answer.hits.size() >= limit && isSameScore(answer.hits[query.topK - 1], answer.hits.back());
        if (!isCut || limit > most) break;
    }
    std::sort(answer.hits.begin(), answer.hits.end(), [&](const Hit& a, const Hit& b) {
        return isSameScore(a, b) ? a.id < b.id : isNearer(spec.metric, a.score, b.score);
    });
    if (answer.hits.size() > query.topK) answer.hits.resize(query.topK);
    return answer;
}

Status QdrantStore::retrieveSome(const std::string& name, std::span<const std::string> ids,
                                 const QdrantWanted& wanted, std::map<std::string, Point>& found,
                                 const RunControl& control) {
    if (ids.empty()) return {};
    std::vector<QdrantId> keys;
    for (const std::string& id : ids) keys.push_back(qdrantIdOf(id));
    json body = qdrantSelection(wanted);
    std::string text = R"({"ids":)" + idList(keys) + ',' + body.dump().substr(1);
    const auto result = ask(HttpMethod::Post, name, "/points", std::move(text), control);
    if (!result && isTooLarge(result.error()) && ids.size() > 1) {
        const std::size_t half = ids.size() / 2;
        QSTORE_CHECK(retrieveSome(name, ids.first(half), wanted, found, control));
        return retrieveSome(name, ids.subspan(half), wanted, found, control);
    }
    if (!result) return tl::unexpected<Error>(result.error());
    if (!result->is_array())
        return fail(ErrorCode::Parse,
                    "Qdrant's answer: result is " + restKindText(&*result) + ", expected a list",
                    "This is not what the interface promises; nothing was taken from the reply.");
    for (const json& record : *result) {
        QSTORE_TRY(Point point, qdrantPoint(record, wanted));
        found.insert_or_assign(point.id, std::move(point));
    }
    return {};
}

Result<std::map<std::string, Point>> QdrantStore::retrieve(const std::string& name,
                                                           const std::vector<std::string>& ids,
                                                           const QdrantWanted& wanted,
                                                           const RunControl& control) {
    std::map<std::string, Point> found;
    const std::span<const std::string> all(ids);
    for (std::size_t from = 0; from < ids.size(); from += kIdsPerCall) {
        if (control.stop.stop_requested()) return cancelled();
        QSTORE_CHECK(retrieveSome(name, all.subspan(from, std::min(kIdsPerCall, ids.size() - from)), wanted,
                                  found, control));
    }
    return found;
}

Result<std::vector<Point>> QdrantStore::fetch(const std::string& collection,
                                              const std::vector<std::string>& ids,
                                              const RunControl& control) {
    QSTORE_CHECK(checkIds(ids, capabilities().maxBatchPoints));
    QSTORE_TRY(const CollectionSpec spec, spec(collection, control));
    QSTORE_TRY(const auto found, retrieve(collection, ids, {true, true, spec.dimension}, control));
    std::vector<Point> points;
    for (const std::string& id : ids)
        if (const auto point = found.find(id); point != found.end()) points.push_back(point->second);
    return points;
}

Result<Page> QdrantStore::scroll(const std::string& collection, const ScrollRequest& request,
                                 const RunControl& control) {
    QSTORE_CHECK(checkScroll(request, capabilities().maxPagePoints));
    QSTORE_TRY(const CollectionSpec spec, spec(collection, control));
    const QdrantWanted wanted{request.withVectors, request.withPayload, spec.dimension};
    json body = qdrantSelection(wanted);
    if (request.filter) {
        QSTORE_TRY(body["filter"], qdrantFilter(*request.filter));
    }
    std::string offset;
    if (!request.cursor.empty()) {
        QSTORE_TRY(const QdrantId start, cursorOf(request.cursor));
        offset = R"("offset":)" + qdrantIdJson(start) + ',';
    }
    std::size_t limit = request.limit;
    while (true) {
        body["limit"] = limit;
        auto result = ask(HttpMethod::Post, collection, "/points/scroll",
                          '{' + offset + body.dump().substr(1), control);
        if (result) return pageOf(*result, wanted);
        if (!isTooLarge(result.error()) || limit == 1) return tl::unexpected<Error>(result.error());
        limit /= 2;
    }
}

Result<Page> QdrantStore::pageOf(const json& result, const QdrantWanted& wanted) {
    RestFields fields(result, "Qdrant's answer: result");
    Page page;
    for (const json& record : fields.list("points")) {
        QSTORE_TRY(Point point, qdrantPoint(record, wanted));
        page.points.push_back(std::move(point));
    }
    QSTORE_CHECK(fields.status());
    if (const json* next = fields.child("next_page_offset"); next != nullptr) {
        QSTORE_TRY(page.nextCursor, qdrantIdText(*next));
    }
    return page;
}

Result<std::size_t> QdrantStore::remove(const std::string& collection, const std::vector<std::string>& ids,
                                        const RunControl& control) {
    QSTORE_CHECK(checkIds(ids, capabilities().maxBatchPoints));
    QSTORE_CHECK(spec(collection, control));
    QSTORE_TRY(const auto found, retrieve(collection, ids, {false, false, 0}, control));
    std::vector<QdrantId> keys;
    for (const std::string& id : std::set<std::string>(ids.begin(), ids.end()))
        if (found.contains(id)) keys.push_back(qdrantIdOf(id));
    if (keys.empty()) return std::size_t{0};
    QSTORE_CHECK(write(collection, "/points/delete", HttpMethod::Post, R"({"points":)" + idList(keys) + '}',
                       control));
    return keys.size();
}

}  // namespace qstore
