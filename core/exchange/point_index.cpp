// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/point_index.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <numeric>

#include "core/base/closest_name.h"
#include "core/base/hash.h"
#include "core/exchange/collection_fields.h"
#include "core/exchange/point_columns.h"

namespace qstore {
namespace {

constexpr std::size_t kMostPagePoints = 1000;

/// What is gathered page by page.
struct Gathered {
    std::vector<std::string> ids;
    std::vector<std::uint64_t> prints;
    std::vector<std::optional<PayloadValue>> targets;
    FieldNames fields;
};

Status checkPoint(const Point& point, const CollectionInfo& info, const std::string& target) {
    const std::string name = "point '" + point.id + "' of '" + info.spec.name + "'";
    if (point.vector.size() != info.spec.dimension)
        return fail(ErrorCode::Corrupt,
                    name + " came with " + std::to_string(point.vector.size()) + " numbers instead of " +
                        std::to_string(info.spec.dimension),
                    "the store's answers break its word; look there");
    const auto place = std::find_if(point.vector.begin(), point.vector.end(),
                                    [](float component) { return !std::isfinite(component); });
    if (place != point.vector.end())
        return fail(
            ErrorCode::InvalidArgument,
            "number " + std::to_string(place - point.vector.begin() + 1) + " of " + name + " is not finite",
            "correct the point, or leave it out with a filter");
    const auto value = point.payload.find(target);
    const auto* number = value == point.payload.end() ? nullptr : std::get_if<double>(&value->second);
    if (number != nullptr && !std::isfinite(*number))
        return fail(ErrorCode::InvalidArgument, "the target '" + target + "' of " + name + " is not finite",
                    "correct the point, or leave it out with a filter");
    return {};
}

Status gather(Page page, const CollectionInfo& info, const std::string& target, Gathered& into) {
    for (Point& point : page.points) {
        QSTORE_CHECK(checkPoint(point, info, target));
        for (const auto& [name, value] : point.payload) into.fields.emplace(name, true);
        into.prints.push_back(printOf(point, target));
        const auto value = point.payload.find(target);
        into.targets.push_back(value == point.payload.end() ? std::nullopt
                                                            : std::optional(std::move(value->second)));
        into.ids.push_back(std::move(point.id));
    }
    return {};
}

Result<Gathered> gatherAll(VectorStore& store, const CollectionInfo& info,
                           const std::optional<Filter>& filter, const std::string& target,
                           const RunControl& control) {
    Gathered found;
    ScrollRequest request;
    request.limit = std::max<std::size_t>(1, std::min(store.capabilities().maxPagePoints, kMostPagePoints));
    request.filter = filter;
    request.withVectors = true;
    while (true) {
        if (control.stop.stop_requested()) return cancelled();
        QSTORE_TRY(Page page, store.scroll(info.spec.name, request, RunControl{control.stop, {}}));
        request.cursor = std::move(page.nextCursor);
        QSTORE_CHECK(gather(std::move(page), info, target, found));
        control.report(std::min<std::uint64_t>(found.ids.size(), info.count), info.count);
        if (request.cursor.empty()) return found;
    }
}

/// In the order of ids where the store has none.
Result<std::vector<std::size_t>> orderOf(const Gathered& found, bool ordered,
                                         const std::string& collection) {
    std::vector<std::size_t> sorted(found.ids.size());
    std::iota(sorted.begin(), sorted.end(), std::size_t{0});
    std::vector<std::size_t> kept = sorted;
    const auto byId = [&found](std::size_t a, std::size_t b) { return found.ids[a] < found.ids[b]; };
    std::sort(sorted.begin(), sorted.end(), byId);
    const auto twice =
        std::adjacent_find(sorted.begin(), sorted.end(),
                           [&found](std::size_t a, std::size_t b) { return found.ids[a] == found.ids[b]; });
    if (twice != sorted.end())
        return fail(ErrorCode::Busy,
                    "point '" + found.ids[*twice] + "' of '" + collection +
                        "' came twice: somebody is writing there",
                    "try again when the collection rests");
    return ordered ? std::move(kept) : std::move(sorted);
}

Status checkTarget(const Gathered& found, const std::string& target) {
    if (found.fields.count(target) != 0) return {};
    std::vector<std::string> names;
    for (const auto& [name, there] : found.fields) names.push_back(name);
    const std::string closest = closestName(target, names);
    return fail(ErrorCode::NotFound, "no point has a field '" + target + "' to be the target",
                closest.empty() ? "name one of the fields that the points have"
                                : "did you mean '" + closest + "'?");
}

std::string hex(std::uint64_t value) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text(16, '0');
    for (auto digit = text.rbegin(); digit != text.rend(); ++digit, value >>= 4U)
        *digit = kDigits[value & 0xFU];
    return text;
}

PointIndex indexOf(Gathered found, const std::vector<std::size_t>& order, const CollectionInfo& info,
                   const std::string& target) {
    PointIndex index;
    index.collection = info.spec.name;
    index.dimension = info.spec.dimension;
    std::vector<const PayloadValue*> values;
    Sha256 content;
    for (const std::size_t at : order) {
        index.prints.push_back(found.prints[at]);
        values.push_back(found.targets[at] ? &*found.targets[at] : nullptr);
        // An id has no control characters, so that the line says where it ends.
        content.add(found.ids[at] + "\n" + hex(found.prints[at]) + "\n");
        index.ids.push_back(std::move(found.ids[at]));
    }
    index.target = payloadColumn(target, values);
    for (std::size_t component = 0; component < index.dimension; ++component)
        index.components.push_back(componentName(component, found.fields));
    index.contentSha256 = content.finish();
    return index;
}

/// Where a field is asked about that no point has, that is the reason.
std::string wayPast(const Filter& filter, VectorStore& store, const std::string& collection,
                    const RunControl& control) {
    const auto sample = sampleFields(store, collection, RunControl{control.stop, {}});
    const auto unknown = sample ? unknownFields(filter, *sample) : std::vector<std::string>();
    return unknown.empty() ? "loosen the filter" : unknown.front();
}

}  // namespace

std::uint64_t printOf(const Point& point, const std::string& target) {
    std::string bytes = vectorBytes(point);
    if (const auto value = point.payload.find(target); value != point.payload.end())
        bytes += std::to_string(value->second.index()) + payloadText(value->second);
    const std::string digest = sha256Hex(bytes).substr(0, 16);
    std::uint64_t print = 0;
    std::from_chars(digest.data(), digest.data() + digest.size(), print, 16);
    return print;
}

Result<PointIndex> readPointIndex(VectorStore& store, const std::string& collection,
                                  const std::optional<Filter>& filter, const std::string& target,
                                  const RunControl& control) {
    QSTORE_TRY(const CollectionInfo info, store.collection(collection, RunControl{control.stop, {}}));
    QSTORE_TRY(Gathered found, gatherAll(store, info, filter, target, control));
    if (found.ids.empty())
        return fail(ErrorCode::NotFound,
                    "no point of '" + collection + "' " + (filter ? "passes the filter" : "is there"),
                    filter ? wayPast(*filter, store, collection, control)
                           : "push something into the collection first");
    QSTORE_CHECK(checkTarget(found, target));
    QSTORE_TRY(const std::vector<std::size_t> order,
               orderOf(found, store.capabilities().ordersPages, collection));
    return indexOf(std::move(found), order, info, target);
}

std::size_t PointIndex::withoutTarget() const {
    return target.missingCount();
}

Result<Recipe> PointIndex::recipe() const {
    QSTORE_TRY(const Table targets, Table::create({target}));
    QSTORE_TRY(Recipe recipe, suggestRecipe(targets, target.name));
    for (const std::string& name : components)
        recipe.columns[name] = ColumnRecipe{ColumnRole::Feature, Imputation::DropRow, {}};
    return recipe;
}

Result<Split> PointIndex::split(const Recipe& recipe) const {
    // A split looks at the target alone; one component stands for the features, all of which are there.
    Column feature;
    feature.name = components.front();
    feature.numbers.assign(points(), 0.0);
    feature.missing.assign(points(), false);
    Recipe thin = recipe;
    thin.columns = {{target.name, recipe.columns.at(target.name)},
                    {feature.name, recipe.columns.at(feature.name)}};
    QSTORE_TRY(const Table table, Table::create({std::move(feature), target}));
    return splitRows(table, thin);
}

Result<Table> PointIndex::outline(const Recipe& recipe) const {
    // Three of each class, or of anything: one for each part of a split.
    constexpr std::size_t kOfEach = 3;
    std::map<std::string, std::size_t> seen;
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < points(); ++row) {
        if (target.missing[row]) continue;
        const bool classes = recipe.task == TaskKind::Classification;
        const std::size_t times = seen[classes ? target.cellText(row) : std::string()]++;
        if (times == 0 && classes) rows.insert(rows.end(), kOfEach, row);
        if (times < kOfEach && !classes) rows.push_back(row);
    }
    std::vector<Column> columns;
    for (const std::string& name : components) {
        Column column;
        column.name = name;
        for (std::size_t row = 0; row < rows.size(); ++row)
            column.numbers.push_back(static_cast<double>(row));
        column.missing.assign(rows.size(), false);
        columns.push_back(std::move(column));
    }
    QSTORE_TRY(const Table targets, Table::create({target}));
    columns.push_back(targets.selectRows(rows).columns().front());
    return Table::create(std::move(columns));
}

}  // namespace qstore
