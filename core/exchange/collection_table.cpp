// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <unordered_map>

#include "core/base/closest_name.h"
#include "core/base/hash.h"
#include "core/exchange/dataset_points.h"
#include "core/exchange/point_columns.h"

namespace qstore {
namespace {

ScrollRequest pagesOf(const VectorStore& store, const std::optional<Filter>& filter) {
    ScrollRequest request;
    request.limit =
        std::max<std::size_t>(1, std::min<std::size_t>(store.capabilities().maxPagePoints, 1000));
    request.filter = filter;
    request.withVectors = true;
    return request;
}

/// Every page of a collection, one after the other.
Status forEachPoint(VectorStore& store, const std::string& collection, const std::optional<Filter>& filter,
                    const RunControl& control, const std::function<void(Point)>& take) {
    QSTORE_TRY(const CollectionInfo info, store.collection(collection, control));
    ScrollRequest request = pagesOf(store, filter);
    std::uint64_t done = 0;
    while (true) {
        if (control.stop.stop_requested()) return cancelled();
        QSTORE_TRY(Page page, store.scroll(collection, request, RunControl{control.stop, {}}));
        done += page.points.size();
        for (Point& point : page.points) take(std::move(point));
        control.report(std::min(done, info.count), info.count);
        if (page.nextCursor.empty()) return {};
        request.cursor = std::move(page.nextCursor);
    }
}

std::string digestOf(const Point& point) {
    std::string bytes = vectorBytes(point);
    for (const auto& [name, value] : point.payload)
        bytes += name + '\0' + std::to_string(value.index()) + payloadText(value) + '\0';
    return sha256Hex(bytes);
}

Column columnOf(const std::string& name, const std::vector<Point>& points) {
    std::vector<const PayloadValue*> values;
    values.reserve(points.size());
    for (const Point& point : points) {
        const auto found = point.payload.find(name);
        values.push_back(found == point.payload.end() ? nullptr : &found->second);
    }
    return payloadColumn(name, values);
}

/// `id`, fields, components.
Result<Table> tableOf(const std::vector<Point>& points, const CollectionInfo& info, bool filtered) {
    if (points.empty())
        return fail(
            ErrorCode::NotFound,
            "no point of '" + info.spec.name + "'" + (filtered ? " passes the filter" : " is there"),
            filtered ? "loosen the filter" : "push something into the collection first");
    FieldNames fields;
    for (const Point& point : points)
        for (const auto& [name, value] : point.payload) fields.emplace(name, true);
    std::vector<Column> columns;
    Column ids;
    ids.name = freeColumnName("id", fields);
    ids.type = ColumnType::Text;
    for (const Point& point : points) ids.texts.push_back(point.id);
    ids.missing.assign(points.size(), false);
    columns.push_back(std::move(ids));
    for (const auto& [name, there] : fields) columns.push_back(columnOf(name, points));
    for (std::size_t component = 0; component < info.spec.dimension; ++component) {
        Column column;
        column.name = componentName(component, fields);
        for (const Point& point : points)
            column.numbers.push_back(static_cast<double>(point.vector[component]));
        column.missing.assign(points.size(), false);
        columns.push_back(std::move(column));
    }
    return Table::create(std::move(columns));
}

}  // namespace

Result<Table> pullCollection(VectorStore& store, const std::string& collection,
                             const std::optional<Filter>& filter, const RunControl& control) {
    QSTORE_TRY(const CollectionInfo info, store.collection(collection, control));
    std::vector<Point> points;
    QSTORE_CHECK(forEachPoint(store, collection, filter, control,
                              [&points](Point point) { points.push_back(std::move(point)); }));
    return tableOf(points, info, filter.has_value());
}

Result<Table> pullCollection(VectorStore& store, const std::string& collection,
                             const std::optional<Filter>& filter, PullPart& part,
                             const RunControl& control) {
    QSTORE_TRY(const CollectionInfo info, store.collection(collection, control));
    ScrollRequest request = pagesOf(store, filter);
    while (!part.complete()) {
        if (control.stop.stop_requested()) return cancelled();
        request.cursor = part.cursor();
        QSTORE_TRY(const Page page, store.scroll(collection, request, RunControl{control.stop, {}}));
        QSTORE_CHECK(part.append(page));
        control.report(std::min(part.points(), info.count), info.count);
    }
    std::vector<Point> points;
    std::unordered_map<std::string, std::size_t> places;
    QSTORE_CHECK(part.forEach([&](std::vector<Point> page) -> Status {
        for (Point& point : page) {
            // Between two sittings a point may have been replaced and come once more: the later one counts.
            const auto [known, isNew] = places.try_emplace(point.id, points.size());
            if (isNew)
                points.push_back(std::move(point));
            else
                points[known->second] = std::move(point);
        }
        return {};
    }));
    return tableOf(points, info, filter.has_value());
}

Result<Recipe> pulledRecipe(const Table& table, std::size_t dimension, const std::string& target) {
    if (!target.empty() && table.find(target) == nullptr) {
        std::vector<std::string> names;
        for (const Column& column : table.columns()) names.push_back(column.name);
        const std::string closest = closestName(target, names);
        return fail(ErrorCode::NotFound, "what was pulled has no column '" + target + "' to be the target",
                    closest.empty() ? "name one of the fields that its points have"
                                    : "did you mean '" + closest + "'?");
    }
    QSTORE_TRY(Recipe recipe, suggestRecipe(table, target.empty() ? table.columns().front().name : target));
    for (std::size_t index = 0; index < table.columns().size(); ++index) {
        const std::string& name = table.columns()[index].name;
        if (name == target) continue;
        ColumnRole role = index == 0 ? ColumnRole::Identifier : ColumnRole::Ignored;
        if (index + dimension >= table.columns().size()) role = ColumnRole::Feature;
        recipe.columns[name].role = role;
    }
    return recipe;
}

Result<CollectionComparison> compareCollections(VectorStore& left, const std::string& leftName,
                                                VectorStore& right, const std::string& rightName,
                                                const RunControl& control) {
    CollectionComparison result;
    QSTORE_TRY(const CollectionInfo leftInfo, left.collection(leftName, control));
    QSTORE_TRY(const CollectionInfo rightInfo, right.collection(rightName, control));
    result.leftSpec = leftInfo.spec;
    result.rightSpec = rightInfo.spec;
    std::unordered_map<std::string, std::string> digests;
    QSTORE_CHECK(forEachPoint(left, leftName, {}, control,
                              [&](const Point& point) { digests.emplace(point.id, digestOf(point)); }));
    result.left = digests.size();
    QSTORE_CHECK(forEachPoint(right, rightName, {}, control, [&](const Point& point) {
        ++result.right;
        const auto found = digests.find(point.id);
        if (found == digests.end()) {
            result.onlyRight.push_back(point.id);
            return;
        }
        if (found->second != digestOf(point)) result.different.push_back(point.id);
        digests.erase(found);
    }));
    for (const auto& [id, digest] : digests) result.onlyLeft.push_back(id);
    for (auto* list : {&result.onlyLeft, &result.onlyRight, &result.different})
        std::sort(list->begin(), list->end());
    return result;
}

}  // namespace qstore
