// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/collection_fields.h"

#include <algorithm>
#include <set>

#include "core/base/closest_name.h"

namespace qstore {
namespace {

constexpr std::size_t kMostSampled = 1000;

void collectFields(const Filter& filter, std::vector<std::string>& fields) {
    const bool known = std::find(fields.begin(), fields.end(), filter.field) != fields.end();
    if (!filter.field.empty() && !known) fields.push_back(filter.field);
    for (const Filter& operand : filter.operands) collectFields(operand, fields);
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string nearestHint(const std::string& name, const std::vector<std::string>& names) {
    const std::string closest = closestName(name, names);
    return closest.empty() ? std::string() : "did you mean '" + closest + "'?";
}

/// "id", "v3" and what they become where points have fields of these names.
bool isAddedByPulls(const std::string& name) {
    if (name == "id" || name.rfind("id_", 0) == 0) return true;
    return name.size() > 1 && name[0] == 'v' && name[1] >= '1' && name[1] <= '9';
}

}  // namespace

std::vector<std::string> fieldsOf(const Filter& filter) {
    std::vector<std::string> fields;
    collectFields(filter, fields);
    return fields;
}

Result<SampledFields> sampleFields(VectorStore& store, const std::string& collection,
                                   const RunControl& control) {
    ScrollRequest request;
    request.limit = std::clamp<std::size_t>(store.capabilities().maxPagePoints, 1, kMostSampled);
    QSTORE_TRY(const Page page, store.scroll(collection, request, RunControl{control.stop, {}}));
    std::set<std::string> names;
    for (const Point& point : page.points)
        for (const auto& [name, value] : point.payload) names.insert(name);
    SampledFields sample;
    sample.names.assign(names.begin(), names.end());
    sample.points = page.points.size();
    sample.all = page.nextCursor.empty();
    return sample;
}

std::vector<std::string> unknownFields(const Filter& filter, const SampledFields& sample) {
    std::vector<std::string> notes;
    if (sample.points == 0) return notes;
    for (const std::string& field : fieldsOf(filter)) {
        if (contains(sample.names, field)) continue;
        const std::string hint = nearestHint(field, sample.names);
        notes.push_back(
            (sample.all ? "no point has a field '"
                        : "none of the first " + std::to_string(sample.points) + " points has a field '") +
            field + "', which the filter asks about" + (hint.empty() ? "" : "; " + hint));
    }
    return notes;
}

Status checkPullTarget(VectorStore& store, const std::string& collection,
                       const std::optional<Filter>& filter, const std::string& target,
                       const RunControl& control) {
    if (target.empty() || isAddedByPulls(target) || !store.capabilities().filters) return {};
    ScrollRequest request;
    request.limit = 1;
    request.filter = Filter::exists(target);
    if (filter) request.filter = Filter::all({*filter, Filter::exists(target)});
    const auto page = store.scroll(collection, request, RunControl{control.stop, {}});
    // A store that has no word for it leaves the answer to the pull.
    if (!page && page.error().code == ErrorCode::Unsupported) return {};
    QSTORE_CHECK(page);
    if (!page->points.empty() || !page->nextCursor.empty()) return {};
    QSTORE_TRY(const SampledFields sample, sampleFields(store, collection, control));
    if (sample.points == 0) return {};  // the pull says that there is nothing
    const std::string hint = nearestHint(target, sample.names);
    return fail(ErrorCode::NotFound,
                "no point of '" + collection + "'" + (filter ? " that passes the filter" : "") +
                    " has a field '" + target + "' to be the target",
                hint.empty() ? "name one of the fields that its points have" : hint);
}

}  // namespace qstore
