// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/remembered_push.h"

#include <algorithm>

#include "core/base/time_limit.h"

namespace qstore {
namespace {

/// Whether none of the points from row `from` on, which were the first to be written, came there. No where
/// the store does not say so.
bool nothingCame(VectorStore& opened, const PushTarget& target, const DatasetPoints& points,
                 std::size_t from) {
    const TimeLimit limit({}, makeSystemClock(), afterFailureMs);
    const auto left = opened.collection(target.collection, limit.control());
    if (!left) return left.error().code == ErrorCode::NotFound;
    if (left->count == 0) return true;
    const std::vector<Point> first = points.batch(from, pushBatchSize(opened));
    const auto missing = missingPoints(opened, target.collection, first, limit.control());
    return missing && missing->size() == first.size();
}

Status putBack(Workspace& workspace, const PushTarget& target, const std::optional<PointsOrder>& before) {
    return before ? rememberPush(workspace, target.store, target.collection, *before)
                  : forgetPush(workspace, target.store, target.collection);
}

}  // namespace

Result<PushReport> pushRemembered(Workspace& workspace, VectorStore& opened, const PushTarget& target,
                                  const PointsOrder& order, const DatasetPoints& points,
                                  const RunControl& control) {
    // What cannot be read is no hindrance to remembering something else.
    const auto known = rememberedPush(workspace, target.store, target.collection);
    std::size_t done = 0;
    std::optional<std::size_t> first;  // row that the first write begins with
    const RunControl counted{control.stop, [&](std::uint64_t rows, std::uint64_t total) {
                                 done = static_cast<std::size_t>(rows);
                                 control.report(rows, total);
                             }};
    const BeforeWriting remember = [&]() -> Status {
        first = done;
        return rememberPush(workspace, target.store, target.collection, order);
    };
    auto report = target.create ? pushIntoNew(opened, *target.create, points, counted, remember)
                                : pushDataset(opened, target.collection, points, counted, remember);
    if (report && !first) QSTORE_CHECK(remember());  // all were there already
    const bool unsure = !report && first && done == *first;
    if (!unsure || !nothingCame(opened, target, points, *first)) return report;
    const Status back = putBack(workspace, target, known ? *known : std::nullopt);
    if (!back)
        report.error().message +=
            "; and how its points were made could not be put back: " + back.error().message;
    return report;
}

}  // namespace qstore
