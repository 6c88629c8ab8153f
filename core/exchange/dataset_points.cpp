// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/dataset_points.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "core/base/time_limit.h"

namespace qstore {
namespace {

/// A category or text as it is, a number as a number.
PayloadValue valueOf(const Column& column, std::size_t row) {
    if (column.type == ColumnType::Number) return column.numbers[row];
    return column.texts[row];
}

}  // namespace

Result<DatasetPoints> DatasetPoints::create(Table table, const Recipe& recipe,
                                            const std::string& idColumn) {
    if (!idColumn.empty() && table.find(idColumn) == nullptr)
        return fail(ErrorCode::InvalidArgument, "the dataset has no column '" + idColumn + "' for ids",
                    "name one of its columns, or none: then rows are numbered");
    QSTORE_TRY(const Split split, splitRows(table, recipe));
    QSTORE_TRY(const FittedRecipe fitted, FittedRecipe::fit(table, recipe, split.train));
    DatasetPoints points;
    std::vector<std::size_t> all(table.rows());
    std::iota(all.begin(), all.end(), std::size_t{0});
    QSTORE_TRY(points.m_features, fitted.apply(table, all, false));
    points.m_table = std::move(table);
    points.m_idColumn = idColumn;
    QSTORE_CHECK(points.checkIds());
    return points;
}

Status DatasetPoints::embed(const QuantumEmbedding& embedding, const RunControl& control) {
    QSTORE_TRY(m_features, embedding.apply(m_features, control));
    return {};
}

Status DatasetPoints::checkIds() const {
    if (m_idColumn.empty()) return {};
    const Column* ids = m_table.find(m_idColumn);
    std::unordered_map<std::string, std::size_t> seen;
    for (const std::size_t row : m_features.sourceRows) {
        if (ids->missing[row])
            return fail(ErrorCode::InvalidArgument,
                        "row " + std::to_string(row + 1) + " has no '" + m_idColumn + "'",
                        "fill it in, or take another column for ids");
        const auto [known, isNew] = seen.try_emplace(ids->cellText(row), row);
        if (!isNew)
            return fail(ErrorCode::InvalidArgument,
                        "rows " + std::to_string(known->second + 1) + " and " + std::to_string(row + 1) +
                            " have the same '" + m_idColumn + "', '" + known->first + "'",
                        "take a column for ids that differs in every row");
    }
    return {};
}

std::string DatasetPoints::idOf(std::size_t row) const {
    const std::size_t tableRow = m_features.sourceRows[row];
    if (m_idColumn.empty()) return std::to_string(tableRow + 1);
    return m_table.find(m_idColumn)->cellText(tableRow);
}

Payload DatasetPoints::payloadOf(std::size_t tableRow) const {
    Payload payload;
    for (const Column& column : m_table.columns())
        if (!column.missing[tableRow]) payload.emplace(column.name, valueOf(column, tableRow));
    return payload;
}

std::vector<float> DatasetPoints::vectorAt(std::size_t row) const {
    const auto values = m_features.row(row);
    std::vector<float> vector(values.size());
    std::transform(values.begin(), values.end(), vector.begin(),
                   [](double value) { return static_cast<float>(value); });
    return vector;
}

std::vector<Point> DatasetPoints::batch(std::size_t from, std::size_t count) const {
    std::vector<Point> points;
    const std::size_t end = std::min(rows(), from + std::min(count, rows()));
    for (std::size_t row = from; row < end; ++row) {
        Point point;
        point.id = idOf(row);
        point.vector = vectorAt(row);
        point.payload = payloadOf(m_features.sourceRows[row]);
        points.push_back(std::move(point));
    }
    return points;
}

Result<std::vector<float>> DatasetPoints::vectorOf(std::size_t tableRow) const {
    const auto& kept = m_features.sourceRows;
    const auto found = std::find(kept.begin(), kept.end(), tableRow);
    if (found == kept.end())
        return fail(ErrorCode::NotFound,
                    "row " + std::to_string(tableRow + 1) +
                        (tableRow < m_table.rows() ? " is dropped by the recipe"
                                                   : " is not in the dataset, which has " +
                                                         std::to_string(m_table.rows()) + " rows"),
                    "name another row; the first is 1");
    return vectorAt(static_cast<std::size_t>(found - kept.begin()));
}

std::size_t pushBatchSize(const VectorStore& store) {
    return std::max<std::size_t>(1, std::min<std::size_t>(store.capabilities().maxBatchPoints, 1000));
}

Result<std::vector<Point>> missingPoints(VectorStore& store, const std::string& collection,
                                         std::vector<Point> points, const RunControl& control) {
    std::vector<std::string> ids;
    ids.reserve(points.size());
    for (const Point& point : points) ids.push_back(point.id);
    QSTORE_TRY(const std::vector<Point> there, store.fetch(collection, ids, control));
    std::unordered_map<std::string, const Point*> known;
    for (const Point& point : there) known.emplace(point.id, &point);
    const auto isThere = [&known](const Point& point) {
        const auto found = known.find(point.id);
        return found != known.end() && *found->second == point;
    };
    points.erase(std::remove_if(points.begin(), points.end(), isThere), points.end());
    return points;
}

Result<PushReport> pushDataset(VectorStore& store, const std::string& collection,
                               const DatasetPoints& points, const RunControl& control,
                               const BeforeWriting& beforeWriting) {
    QSTORE_TRY(const CollectionInfo info, store.collection(collection, control));
    if (info.spec.dimension != points.dimension())
        return fail(ErrorCode::InvalidArgument,
                    "the collection '" + collection + "' holds vectors of " +
                        std::to_string(info.spec.dimension) + " numbers, the dataset's features are " +
                        std::to_string(points.dimension()),
                    "create a collection of that dimension, or change the recipe");
    const std::size_t most = pushBatchSize(store);
    const RunControl quiet{control.stop, {}};
    PushReport report;
    report.points = points.rows();
    for (std::size_t from = 0; from < points.rows(); from += most) {
        if (control.stop.stop_requested()) return cancelled();
        QSTORE_TRY(std::vector<Point> batch,
                   missingPoints(store, collection, points.batch(from, most), quiet));
        if (report.written == 0 && !batch.empty() && beforeWriting) QSTORE_CHECK(beforeWriting());
        report.written += batch.size();
        if (!batch.empty()) QSTORE_CHECK(store.upsert(collection, std::move(batch), quiet));
        control.report(std::min(from + most, points.rows()), points.rows());
    }
    return report;
}

Result<PushReport> pushIntoNew(VectorStore& store, const CollectionSpec& spec, const DatasetPoints& points,
                               const RunControl& control, const BeforeWriting& beforeWriting) {
    const Status made = store.createCollection(spec, control);
    if (!made && made.error().code != ErrorCode::AlreadyExists) return tl::unexpected<Error>(made.error());
    if (!made) {
        QSTORE_TRY(const CollectionInfo there, store.collection(spec.name, control));
        const bool alike = there.spec.dimension == spec.dimension && there.spec.metric == spec.metric &&
                           there.spec.index == spec.index;
        if (!alike) return tl::unexpected<Error>(made.error());
    }
    auto report = pushDataset(store, spec.name, points, control, beforeWriting);
    if (report || !made) return report;
    // Without the caller's stop, which may be the reason for being here.
    const TimeLimit limit({}, makeSystemClock(), afterFailureMs);
    const auto left = store.collection(spec.name, limit.control());
    if (left && left->count == 0) static_cast<void>(store.dropCollection(spec.name, limit.control()));
    return report;
}

}  // namespace qstore
