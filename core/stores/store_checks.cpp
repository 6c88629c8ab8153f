// SPDX-License-Identifier: Apache-2.0
#include "core/stores/store_checks.h"

#include <cmath>
#include <unordered_map>

#include "core/base/number_text.h"
#include "core/stores/printable.h"

namespace qstore {
namespace {

constexpr std::size_t kMaxLinks = 128;
constexpr std::size_t kMaxEf = 4096;

Status checkBetween(std::string_view what, std::size_t value, std::size_t least, std::size_t most,
                    std::string hint) {
    if (value >= least && value <= most) return {};
    return fail(ErrorCode::InvalidArgument,
                std::string(what) + " is " + std::to_string(value) + ", not between " +
                    std::to_string(least) + " and " + std::to_string(most),
                std::move(hint));
}

Status checkFinite(std::string_view what, std::span<const float> vector) {
    for (std::size_t i = 0; i < vector.size(); ++i) {
        if (std::isfinite(vector[i])) continue;
        const std::string value = std::isnan(vector[i]) ? "not a number (NaN)" : "infinite";
        return fail(ErrorCode::InvalidArgument,
                    std::string(what) + ": component " + std::to_string(i + 1) + " is " + value,
                    "Fill missing values or leave such points out before they are stored.");
    }
    return {};
}

double normOf(std::span<const float> vector) {
    double sum = 0.0;
    for (const float x : vector) sum += static_cast<double>(x) * static_cast<double>(x);
    return std::sqrt(sum);
}

std::string placeOf(std::size_t index, const std::string& id) {
    return "point " + std::to_string(index + 1) + " ('" + shownText(id) + "')";
}

tl::unexpected<Error> inPoint(std::size_t index, const std::string& id, Error error) {
    error.message = placeOf(index, id) + ": " + error.message;
    return tl::unexpected<Error>(std::move(error));
}

Status checkCount(std::size_t count, std::size_t maxCount) {
    if (count <= maxCount) return {};
    return fail(ErrorCode::InvalidArgument,
                "the batch has " + std::to_string(count) + " points, at most " + std::to_string(maxCount),
                "Split it into smaller batches.");
}

Status checkNoTwins(std::span<const Point> points) {
    std::unordered_map<std::string_view, std::size_t> places;
    places.reserve(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
        const auto [place, isFirst] = places.emplace(points[i].id, i);
        if (!isFirst)
            return fail(ErrorCode::InvalidArgument,
                        "points " + std::to_string(place->second + 1) + " and " + std::to_string(i + 1) +
                            " of the batch have the same id '" + shownText(points[i].id) + "'",
                        "Give each point an id of its own, or send the second one in a later batch.");
    }
    return {};
}

}  // namespace

Status checkSpec(const CollectionSpec& spec) {
    QSTORE_CHECK(checkPrintable("the name of a collection", spec.name, kMaxCollectionNameBytes));
    QSTORE_CHECK(checkBetween("the dimension", spec.dimension, 1, kMaxDimension,
                              "It is the number of components of each vector."));
    if (spec.index != IndexKind::Hnsw) return {};
    QSTORE_CHECK(checkBetween("m of the graph", spec.hnsw.m, 2, kMaxLinks, "16 suits most data."));
    return checkBetween("efConstruction of the graph", spec.hnsw.efConstruction, spec.hnsw.m, kMaxEf,
                        "200 suits most data.");
}

Status checkVector(const CollectionSpec& spec, std::string_view what, std::span<const float> vector) {
    if (vector.size() != spec.dimension)
        return fail(ErrorCode::InvalidArgument,
                    std::string(what) + " has " + std::to_string(vector.size()) + " components, but '" +
                        spec.name + "' has dimension " + std::to_string(spec.dimension),
                    "Use the encoder the collection was filled with, or a collection of that dimension.");
    QSTORE_CHECK(checkFinite(what, vector));
    const double norm = normOf(vector);
    if (norm > kMaxNorm)
        return fail(
            ErrorCode::InvalidArgument,
            std::string(what) + " is " + numberToText(norm) + " long, at most " + numberToText(kMaxNorm),
            "Scale the vectors; scores would overflow.");
    if (spec.metric == Metric::Cosine && norm < kMinCosineNorm)
        return fail(ErrorCode::InvalidArgument,
                    std::string(what) + (norm == 0.0 ? " is zero" : " is next to zero") +
                        ", which has no direction under the cosine metric of '" + spec.name + "'",
                    "Leave it out, or use a collection with the dot or euclidean metric.");
    return {};
}

Status checkId(std::string_view id) {
    return checkPrintable("the id", id, kMaxIdBytes);
}

Status checkIds(std::span<const std::string> ids, std::size_t maxCount) {
    QSTORE_CHECK(checkCount(ids.size(), maxCount));
    for (std::size_t i = 0; i < ids.size(); ++i)
        if (Status valid = checkId(ids[i]); !valid) return inPoint(i, ids[i], valid.error());
    return {};
}

Status checkPoints(const CollectionSpec& spec, std::span<const Point> points, std::size_t maxCount) {
    QSTORE_CHECK(checkCount(points.size(), maxCount));
    for (std::size_t i = 0; i < points.size(); ++i) {
        const Point& point = points[i];
        if (Status valid = checkId(point.id); !valid) return inPoint(i, point.id, valid.error());
        QSTORE_CHECK(checkVector(spec, placeOf(i, point.id), point.vector));
        if (Status valid = checkPayload(point.payload); !valid) return inPoint(i, point.id, valid.error());
    }
    return checkNoTwins(points);
}

Status checkQuery(const CollectionSpec& spec, const Query& query, std::size_t maxTopK) {
    QSTORE_CHECK(checkVector(spec, "the query", query.vector));
    if (query.metric && *query.metric != spec.metric)
        return fail(ErrorCode::InvalidArgument,
                    "the query asks for the " + std::string(metricName(*query.metric)) + " metric, but '" +
                        spec.name + "' was made with " + std::string(metricName(spec.metric)),
                    "Ask for that one, or copy the points into a collection with the other metric.");
    QSTORE_CHECK(checkBetween("topK", query.topK, 1, maxTopK, "It is the number of nearest points."));
    if (query.ef != 0) QSTORE_CHECK(checkBetween("ef", query.ef, 1, kMaxEf, "0 lets the store choose."));
    return query.filter ? checkFilter(*query.filter) : Status{};
}

Status checkScroll(const ScrollRequest& request, std::size_t maxPagePoints) {
    QSTORE_CHECK(checkBetween("the limit of a page", request.limit, 1, maxPagePoints,
                              "Follow the cursor for more."));
    if (!request.cursor.empty()) QSTORE_CHECK(checkPrintable("the cursor", request.cursor, kMaxIdBytes));
    return request.filter ? checkFilter(*request.filter) : Status{};
}

}  // namespace qstore
