// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/pinecone/pinecone_store.h"

#include <algorithm>
#include <set>

#include "core/stores/store_checks.h"
#include "plugins/pinecone/pinecone_names.h"

namespace qstore {
namespace {

constexpr std::size_t kMaxDimensionThere = 20'000;
constexpr std::size_t kMaxPagePoints = 1000;
constexpr std::size_t kMaxCursorBytes = 4096;

CollectionSpec specOf(const PineconeIndex& index) {
    CollectionSpec spec;
    spec.name = index.name;
    spec.dimension = index.dimension;
    spec.metric = index.metric;
    spec.index = IndexKind::Hnsw;
    return spec;
}

tl::unexpected<Error> noExactIndex(const std::string& what, const std::string& wayOut) {
    return fail(ErrorCode::Unsupported,
                what + ": Pinecone's own index is approximate, and there is no other",
                wayOut + " where every vector has to be looked at.");
}

Status checkSpecThere(const CollectionSpec& spec) {
    QSTORE_CHECK(checkSpec(spec));
    QSTORE_CHECK(checkPineconeName(spec.name));
    if (spec.index == IndexKind::Exact)
        return noExactIndex("an exact index was asked for",
                            "Ask for the index hnsw (--index hnsw), or use the local store");
    if (spec.hnsw != HnswSettings{})
        return fail(ErrorCode::Unsupported,
                    "settings of the graph were given, and Pinecone chooses its own",
                    "Leave m and efConstruction as they are.");
    if (spec.dimension <= kMaxDimensionThere) return {};
    return fail(ErrorCode::InvalidArgument,
                "the dimension is " + std::to_string(spec.dimension) + ", at Pinecone at most " +
                    std::to_string(kMaxDimensionThere),
                "Use an encoder with fewer components, or another store.");
}

Status checkDense(const PineconeIndex& index) {
    if (index.isDense) return {};
    return fail(ErrorCode::Unsupported, "the index '" + index.name + "' holds sparse vectors",
                "Collections have dense ones; choose another index.");
}

/// The cursor is Pinecone's, and may be longer than ids are.
Status checkScrollThere(ScrollRequest request) {
    if (request.cursor.size() > kMaxCursorBytes)
        return fail(ErrorCode::InvalidArgument,
                    "the cursor has " + std::to_string(request.cursor.size()) + " bytes, at most " +
                        std::to_string(kMaxCursorBytes),
                    "Give what the page before said, or start anew.");
    request.cursor.clear();
    return checkScroll(request, kMaxPagePoints);
}

}  // namespace

PineconeStore::PineconeStore(PineconeOptions options, RestService service)
    : m_options(std::move(options)),
      m_service(std::move(service)),
      m_control(m_service, m_options.endpoint, m_options.waits),
      m_log(std::make_shared<PineconeLog>()) {}

Capabilities PineconeStore::capabilities() const {
    Capabilities can;
    can.kind = "pinecone";
    can.metrics.assign(kMetrics.begin(), kMetrics.end());
    can.indexes = {IndexKind::Hnsw};
    can.filters = true;
    can.maxDimension = kMaxDimensionThere;
    can.maxBatchPoints = kPineconeMaxBatchPoints;
    can.maxTopK = kPineconeMaxTopK;
    can.maxPagePoints = kMaxPagePoints;
    return can;
}

template <class T>
Result<T> PineconeStore::struckOut(Result<T> result) const {
    if (result || m_service.key.empty()) return result;
    result.error().message = redacted(result.error().message, m_service.key);
    result.error().hint = redacted(result.error().hint, m_service.key);
    return result;
}

PineconeStore::Data PineconeStore::known(const std::string& name) const {
    const std::scoped_lock lock(m_mutex);
    const auto found = m_known.find(name);
    return found == m_known.end() ? nullptr : found->second;
}

void PineconeStore::forget(const std::string& name) {
    const std::scoped_lock lock(m_mutex);
    m_known.erase(name);
}

Result<PineconeStore::Data> PineconeStore::dataOf(const PineconeIndex& index) const {
    QSTORE_TRY(std::string url, pineconeDataUrl(m_options.endpoint, index.host));
    return std::make_shared<const PineconeData>(
        PineconeExchange(m_service, std::move(url), m_log, m_options.waits), specOf(index),
        m_options.space);
}

Result<PineconeStore::Data> PineconeStore::opened(const std::string& name, const RunControl& control) {
    if (Data data = known(name); data) return data;
    QSTORE_TRY(const PineconeIndex index, m_control.describe(name, control));
    QSTORE_CHECK(checkDense(index));
    if (!index.ready)
        return fail(ErrorCode::Busy,
                    "the index '" + name + "' is not ready (" + pineconeShown(index.state) + ")",
                    "Try again in a while.");
    QSTORE_TRY(Data data, dataOf(index));
    const std::scoped_lock lock(m_mutex);
    m_known[name] = data;
    return data;
}

template <class T, class Todo>
Result<T> PineconeStore::with(const std::string& name, const RunControl& control, const Todo& todo) {
    if (control.stop.stop_requested()) return cancelled();
    const bool wasKnown = known(name) != nullptr;
    Result<Data> data = opened(name, control);
    if (!data) return struckOut(Result<T>(tl::unexpected<Error>(data.error())));
    Result<T> result = todo(**data);
    if (result || result.error().code == ErrorCode::Cancelled) return result;
    forget(name);
    const bool mayHaveMoved =
        wasKnown && (result.error().code == ErrorCode::NotFound || result.error().code == ErrorCode::Io);
    if (!mayHaveMoved) return struckOut(std::move(result));
    const std::string before = (*data)->url();
    data = opened(name, control);
    if (!data && data.error().code == ErrorCode::NotFound)
        return struckOut(Result<T>(tl::unexpected<Error>(data.error())));
    if (!data || (*data)->url() == before) return struckOut(std::move(result));
    return struckOut(Result<T>(todo(**data)));
}

Result<CollectionInfo> PineconeStore::infoOf(const PineconeIndex& index, const RunControl& control) const {
    CollectionInfo info;
    info.spec = specOf(index);
    // It has no data plane yet, and no points.
    if (!index.ready && index.state.starts_with("Initializ")) return info;
    QSTORE_TRY(const Data data, dataOf(index));
    QSTORE_TRY(const auto counts, data->counts(control));
    const auto own = counts.find(m_options.space);
    info.count = own == counts.end() ? 0 : own->second;
    info.indexedCount = info.count;
    return info;
}

Result<std::vector<CollectionInfo>> PineconeStore::collections(const RunControl& control) {
    auto indexes = struckOut(m_control.indexes(control));
    if (!indexes) return tl::unexpected<Error>(indexes.error());
    std::vector<CollectionInfo> infos;
    for (const PineconeIndex& index : *indexes) {
        if (!index.isDense || index.state == "Terminating") continue;
        auto info = struckOut(infoOf(index, control));
        if (!info) return tl::unexpected<Error>(info.error());
        infos.push_back(*std::move(info));
    }
    std::sort(infos.begin(), infos.end(),
              [](const CollectionInfo& a, const CollectionInfo& b) { return a.spec.name < b.spec.name; });
    return infos;
}

Result<CollectionInfo> PineconeStore::collection(const std::string& name, const RunControl& control) {
    auto index = struckOut(m_control.describe(name, control));
    if (!index) return tl::unexpected<Error>(index.error());
    QSTORE_CHECK(checkDense(*index));
    return struckOut(infoOf(*index, control));
}

Status PineconeStore::createCollection(const CollectionSpec& spec, const RunControl& control) {
    QSTORE_CHECK(checkSpecThere(spec));
    if (control.stop.stop_requested()) return cancelled();
    forget(spec.name);
    const auto make = [&]() -> Status {
        QSTORE_TRY(const PineconeIndex index, m_control.create(spec, m_options.place, control));
        QSTORE_TRY(const Data data, dataOf(index));
        m_log->forget(data->url());
        return {};
    };
    return struckOut(make());
}

Status PineconeStore::dropCollection(const std::string& name, const RunControl& control) {
    const auto drop = [&]() -> Status {
        QSTORE_TRY(const PineconeIndex index, m_control.describe(name, control));
        QSTORE_CHECK(checkDense(index));
        if (index.ready) {
            QSTORE_TRY(const Data data, dataOf(index));
            QSTORE_TRY(const auto counts, data->counts(control));
            for (const auto& [space, count] : counts)
                if (space != m_options.space && count > 0)
                    return fail(ErrorCode::Unsupported,
                                "the index '" + name + "' also holds " + std::to_string(count) +
                                    " points in the namespace '" + pineconeShown(space) + "'",
                                "An index is removed as a whole: empty that namespace first, or remove the "
                                "index in Pinecone's console.");
        }
        return m_control.remove(name, control);
    };
    forget(name);
    return struckOut(drop());
}

Status PineconeStore::prepare(const std::string& collection, const RunControl& control) {
    if (const auto ready = struckOut(m_control.awaitReady(collection, control)); !ready)
        return tl::unexpected<Error>(ready.error());
    return with<void>(collection, control, [&](const PineconeData& data) -> Status {
        QSTORE_TRY(const auto counts, data.counts(control));
        const auto own = counts.find(m_options.space);
        const std::uint64_t count = own == counts.end() ? 0 : own->second;
        control.report(count, count);
        return {};
    });
}

Status PineconeStore::upsert(const std::string& collection, std::vector<Point> points,
                             const RunControl& control) {
    return with<void>(collection, control, [&](const PineconeData& data) -> Status {
        QSTORE_CHECK(checkPoints(data.spec(), points, kPineconeMaxBatchPoints));
        QSTORE_TRY(const auto batches, data.batches(points));
        return stored(data, batches, control);
    });
}

Status PineconeStore::stored(const PineconeData& data, const std::vector<PineconeData::Batch>& batches,
                             const RunControl& control) const {
    std::size_t total = 0;
    for (const PineconeData::Batch& batch : batches) total += batch.count;
    std::size_t done = 0;
    for (const PineconeData::Batch& batch : batches) {
        if (Status sent = data.upsert(batch, control); !sent) {
            Error error = sent.error();
            if (done > 0 && error.code != ErrorCode::Cancelled)
                error.message += "; the first " + std::to_string(done) + " of " + std::to_string(total) +
                                 " points are stored, and sending all again does no harm";
            return tl::unexpected<Error>(std::move(error));
        }
        done += batch.count;
        control.report(done, total);
    }
    return {};
}

Result<QueryAnswer> PineconeStore::query(const std::string& collection, const Query& query,
                                         const RunControl& control) {
    if (query.exact) return noExactIndex("an exact query was asked for", "Use the local store");
    return with<QueryAnswer>(collection, control, [&](const PineconeData& data) -> Result<QueryAnswer> {
        QSTORE_CHECK(checkQuery(data.spec(), query, kPineconeMaxTopK));
        QueryAnswer answer;
        answer.exact = false;
        QSTORE_TRY(answer.hits, data.query(query, control));
        return answer;
    });
}

Result<std::vector<Point>> PineconeStore::fetch(const std::string& collection,
                                                const std::vector<std::string>& ids,
                                                const RunControl& control) {
    using Points = std::vector<Point>;
    QSTORE_CHECK(checkIds(ids, kPineconeMaxBatchPoints));
    return with<Points>(collection, control, [&](const PineconeData& data) -> Result<Points> {
        QSTORE_TRY(const auto found, data.fetch(ids, true, control));
        Points points;
        for (const std::string& id : ids)
            if (const auto point = found.find(id); point != found.end()) points.push_back(point->second);
        return points;
    });
}

Result<std::size_t> PineconeStore::remove(const std::string& collection,
                                          const std::vector<std::string>& ids, const RunControl& control) {
    QSTORE_CHECK(checkIds(ids, kPineconeMaxBatchPoints));
    return with<std::size_t>(collection, control,
                             [&](const PineconeData& data) { return removed(data, ids, control); });
}

/// Pinecone does not say how many it removed: those that are there are counted first.
Result<std::size_t> PineconeStore::removed(const PineconeData& data, const std::vector<std::string>& ids,
                                           const RunControl& control) const {
    const std::set<std::string> wanted(ids.begin(), ids.end());
    QSTORE_TRY(const auto found, data.fetch({wanted.begin(), wanted.end()}, false, control));
    if (found.empty()) return std::size_t{0};
    std::vector<std::string> there;
    there.reserve(found.size());
    for (const auto& [id, point] : found) there.push_back(id);
    QSTORE_CHECK(data.remove(there, control));
    return there.size();
}

Result<Page> PineconeStore::scroll(const std::string& collection, const ScrollRequest& request,
                                   const RunControl& control) {
    QSTORE_CHECK(checkScrollThere(request));
    return with<Page>(collection, control,
                      [&](const PineconeData& data) { return page(data, request, control); });
}

/// A page ends where a list of ids ends, so that Pinecone's token says where the next one begins.
Result<Page> PineconeStore::page(const PineconeData& data, const ScrollRequest& request,
                                 const RunControl& control) const {
    Page page;
    page.nextCursor = request.cursor;
    while (true) {
        const std::size_t room = request.limit - page.points.size();
        QSTORE_TRY(const PineconeIdPage ids,
                   data.list(std::min(kPineconeMaxListed, room), page.nextCursor, control));
        QSTORE_CHECK(append(data, ids.ids, request, page, control));
        page.nextCursor = ids.next;
        if (page.nextCursor.empty()) return page;
        const std::size_t left = request.limit - page.points.size();
        // With a filter, little room would make many short lists.
        const bool isFull =
            left == 0 || (request.filter && left < std::min(kPineconeMaxListed, request.limit));
        if (isFull && !page.points.empty()) return page;
        if (control.stop.stop_requested()) return cancelled();
    }
}

Status PineconeStore::append(const PineconeData& data, const std::vector<std::string>& ids,
                             const ScrollRequest& request, Page& page, const RunControl& control) const {
    if (!request.withVectors && !request.withPayload && !request.filter) {
        for (const std::string& id : ids) page.points.push_back({id, {}, {}});
        return {};
    }
    const bool withPayload = request.withPayload || request.filter.has_value();
    QSTORE_TRY(auto found, data.fetch(ids, withPayload, control));
    for (const std::string& id : ids) {
        const auto point = found.find(id);
        if (point == found.end()) continue;  // removed meanwhile
        if (request.filter && !matches(*request.filter, point->second.payload)) continue;
        if (!request.withVectors) point->second.vector.clear();
        if (!request.withPayload) point->second.payload.clear();
        page.points.push_back(std::move(point->second));
    }
    return {};
}

}  // namespace qstore
