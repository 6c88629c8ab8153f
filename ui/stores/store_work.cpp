// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stores/store_work.h"

#include <algorithm>
#include <chrono>
#include <unordered_set>

#include "core/base/number_text.h"
#include "core/base/time_limit.h"
#include "core/circuit/templates.h"
#include "core/exchange/remembered_push.h"

namespace qstore::ui {
namespace {

constexpr std::size_t mostAtOnce = 1000;

std::size_t atOnce(std::size_t most) {
    return std::max<std::size_t>(1, std::min(most, mostAtOnce));
}

std::size_t bytesOf(const Point& point) {
    return sizeof(Point) + point.id.size() + point.vector.size() * sizeof(float) + heldBytes(point.payload);
}

/// Which ids of the dataset are there, and what stands under them.
Status lookBefore(VectorStore& store, const PushOrder& order, const DatasetPoints& points,
                  const RunControl& control, Pushed& pushed) {
    if (points.rows() > undoPoints) return {};
    const std::size_t step = atOnce(store.capabilities().maxBatchPoints);
    std::vector<Point> before;
    std::size_t bytes = 0;
    for (std::size_t from = 0; from < points.rows(); from += step) {
        if (control.stop.stop_requested()) return cancelled();
        std::vector<std::string> ids;
        for (Point& point : points.batch(from, step)) ids.push_back(std::move(point.id));
        QSTORE_TRY(std::vector<Point> there,
                   store.fetch(order.collection, ids, RunControl{control.stop, {}}));
        std::unordered_set<std::string> known;
        for (Point& point : there) {
            known.insert(point.id);
            bytes += bytesOf(point);
            before.push_back(std::move(point));
        }
        if (bytes > undoBytes) return {};
        for (std::string& id : ids)
            if (known.count(id) == 0) pushed.added.push_back(std::move(id));
    }
    pushed.before = std::move(before);
    return {};
}

/// Asked after a push that may have been cancelled; no where the store does not answer soon.
bool isThere(VectorStore& store, const std::string& collection) {
    const TimeLimit limit({}, makeSystemClock(), afterFailureMs);
    return store.collection(collection, limit.control()).has_value();
}

Status checkIsNew(VectorStore& store, const std::string& collection, const RunControl& control) {
    const auto there = store.collection(collection, control);
    if (there)
        return fail(ErrorCode::AlreadyExists, "there is a collection '" + collection + "' already",
                    "choose another name, or push into that one");
    return there.error().code == ErrorCode::NotFound ? Status() : tl::unexpected<Error>(there.error());
}

Status pushInto(VectorStore& store, const PushOrder& order, const RunControl& control, Pushed& pushed) {
    const RunControl quiet{control.stop, {}};
    QSTORE_TRY(const DatasetPoints points, makePoints(*order.workspace, order.points, quiet));
    pushed.rows = points.rows();
    pushed.dimension = points.dimension();
    PushTarget target{order.store, order.collection, order.create};
    if (target.create) {
        QSTORE_CHECK(checkIsNew(store, order.collection, quiet));
        target.create->name = order.collection;
        target.create->dimension = points.dimension();
    } else {
        if (!order.replace)
            QSTORE_CHECK(checkSamePush(*order.workspace, order.store, order.collection, order.points));
        QSTORE_TRY(pushed.pushedAs, rememberedPush(*order.workspace, order.store, order.collection));
        QSTORE_CHECK(lookBefore(store, order, points, control, pushed));
    }
    const auto report = pushRemembered(*order.workspace, store, target, order.points, points, control);
    // One that nothing was written into is gone again.
    if (target.create) pushed.created = report || isThere(store, order.collection);
    QSTORE_CHECK(report);
    pushed.written = report->written;
    return {};
}

double secondsSince(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

Result<std::optional<KeptCollection>> keepCollection(VectorStore& store, const std::string& name,
                                                     const RunControl& control) {
    QSTORE_TRY(const CollectionInfo info, store.collection(name, control));
    const std::uint64_t least = info.count * (info.spec.dimension * sizeof(float) + sizeof(Point));
    if (info.count > undoPoints || least > undoBytes) return std::optional<KeptCollection>();
    KeptCollection kept;
    kept.spec = info.spec;
    ScrollRequest request;
    request.limit = atOnce(store.capabilities().maxPagePoints);
    request.withVectors = true;
    std::size_t bytes = 0;
    do {
        if (control.stop.stop_requested()) return cancelled();
        QSTORE_TRY(Page page, store.scroll(name, request, RunControl{control.stop, {}}));
        for (Point& point : page.points) {
            bytes += bytesOf(point);
            kept.points.push_back(std::move(point));
        }
        if (bytes > undoBytes) return std::optional<KeptCollection>();
        request.cursor = std::move(page.nextCursor);
    } while (!request.cursor.empty());
    return std::optional<KeptCollection>(std::move(kept));
}

Status bringBack(VectorStore& store, const KeptCollection& kept, const RunControl& control) {
    QSTORE_CHECK(store.createCollection(kept.spec, RunControl{control.stop, {}}));
    return putPoints(store, kept.spec.name, kept.points, control);
}

Status putPoints(VectorStore& store, const std::string& collection, const std::vector<Point>& points,
                 const RunControl& control) {
    const std::size_t step = atOnce(store.capabilities().maxBatchPoints);
    for (std::size_t from = 0; from < points.size(); from += step) {
        if (control.stop.stop_requested()) return cancelled();
        const std::size_t to = std::min(points.size(), from + step);
        std::vector<Point> batch(points.begin() + static_cast<std::ptrdiff_t>(from),
                                 points.begin() + static_cast<std::ptrdiff_t>(to));
        QSTORE_CHECK(store.upsert(collection, std::move(batch), RunControl{control.stop, {}}));
        control.report(to, points.size());
    }
    return {};
}

Status removePoints(VectorStore& store, const std::string& collection, const std::vector<std::string>& ids,
                    const RunControl& control) {
    const std::size_t step = atOnce(store.capabilities().maxBatchPoints);
    for (std::size_t from = 0; from < ids.size(); from += step) {
        if (control.stop.stop_requested()) return cancelled();
        const std::size_t to = std::min(ids.size(), from + step);
        const std::vector<std::string> batch(ids.begin() + static_cast<std::ptrdiff_t>(from),
                                             ids.begin() + static_cast<std::ptrdiff_t>(to));
        QSTORE_CHECK(store.remove(collection, batch, RunControl{control.stop, {}}));
        control.report(to, ids.size());
    }
    return {};
}

Pushed pushRows(VectorStore& store, const PushOrder& order, const RunControl& control) {
    Pushed pushed;
    pushed.status = pushInto(store, order, control, pushed);
    return pushed;
}

Status undoPush(VectorStore& store, const PushOrder& order, const Pushed& pushed,
                const RunControl& control) {
    if (pushed.created) {
        QSTORE_CHECK(store.dropCollection(order.collection, control));
        return forgetPush(*order.workspace, order.store, order.collection);
    }
    QSTORE_CHECK(removePoints(store, order.collection, pushed.added, control));
    QSTORE_CHECK(putPoints(store, order.collection, *pushed.before, control));
    // Rows are made vectors as the points were that stand there again.
    return pushed.pushedAs ? rememberPush(*order.workspace, order.store, order.collection, *pushed.pushedAs)
                           : forgetPush(*order.workspace, order.store, order.collection);
}

Result<std::vector<float>> vectorOf(VectorStore& store, const std::string& collection,
                                    const StoreQuestion& question, const RunControl& control) {
    if (!question.vector.empty()) return question.vector;
    if (question.workspace != nullptr) {
        QSTORE_TRY(auto order, rememberedPush(*question.workspace, question.store, collection));
        if (!order || order->dataset != question.dataset) {
            order.emplace();
            order->dataset = question.dataset;
            order->recipe = question.recipe;
        }
        QSTORE_TRY(const DatasetPoints points, makePoints(*question.workspace, *order, control));
        return points.vectorOf(question.row);
    }
    if (question.id.empty())
        return fail(ErrorCode::InvalidArgument, "there is nothing to look for yet",
                    "name a row, a point or a vector, or click into the map");
    QSTORE_TRY(std::vector<Point> found, store.fetch(collection, {question.id}, control));
    if (found.empty())
        return fail(ErrorCode::NotFound, "'" + collection + "' has no point '" + question.id + "'",
                    "select one in the list of points");
    return std::move(found.front().vector);
}

Result<std::shared_ptr<const FidelityKernel>> kernelFor(const std::string& encoder, std::size_t dimension) {
    std::vector<std::string> columns;
    for (std::size_t i = 0; i < dimension; ++i) columns.push_back("x" + std::to_string(i));
    QSTORE_TRY(const Circuit circuit, makeEncoder(encoder, columns));
    return FidelityKernel::create(circuit);
}

Result<StoreAnswer> answerQuestion(VectorStore& store, const std::string& collection,
                                   const StoreQuestion& question, const RunControl& control) {
    QSTORE_TRY(const CollectionInfo info, store.collection(collection, control));
    StoreAnswer answer;
    answer.metric = info.spec.metric;
    QSTORE_TRY(answer.vector, vectorOf(store, collection, question, control));
    if (question.mode) {
        QSTORE_TRY(const auto kernel, kernelFor(question.encoder, info.spec.dimension));
        QSTORE_TRY(RetrievalAnswer found,
                   hybridSearch(store, collection, *kernel, answer.vector, question.topK, *question.mode,
                                question.filter, control));
        answer.hits = std::move(found.hits);
        answer.ranked = true;
        answer.exact = found.candidatesExact;
        answer.stages = std::move(found.stages);
        return answer;
    }
    Query query;
    query.vector = answer.vector;
    query.topK = question.topK;
    query.filter = question.filter;
    query.exact = question.exact;
    query.metric = info.spec.metric;
    const auto start = std::chrono::steady_clock::now();
    QSTORE_TRY(QueryAnswer found, store.query(collection, query, control));
    answer.stages.push_back(
        {"candidates", static_cast<std::size_t>(info.count), found.hits.size(), secondsSince(start)});
    answer.exact = found.exact;
    for (Hit& hit : found.hits) answer.hits.push_back({std::move(hit), answer.hits.size(), 0.0});
    return answer;
}

Result<std::vector<float>> parseVector(std::string_view text) {
    constexpr std::string_view between = " ,;\t\n";
    std::vector<float> vector;
    std::size_t from = text.find_first_not_of(between);
    while (from != std::string_view::npos) {
        const std::size_t to = std::min(text.find_first_of(between, from), text.size());
        const std::string part(text.substr(from, to - from));
        const auto number = textToNumber(part);
        if (!number)
            return fail(ErrorCode::InvalidArgument,
                        "number " + std::to_string(vector.size() + 1) + " of the vector is '" + part +
                            "', which is no number",
                        "write numbers with commas between them: 0.1, -2, 3e-4");
        vector.push_back(static_cast<float>(*number));
        from = text.find_first_not_of(between, to);
    }
    if (vector.empty())
        return fail(ErrorCode::InvalidArgument, "the vector is empty",
                    "write numbers with commas between them: 0.1, -2, 3e-4");
    return vector;
}

}  // namespace qstore::ui
