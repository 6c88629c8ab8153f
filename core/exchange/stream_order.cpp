// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/stream_order.h"

#include "core/exchange/points_order.h"
#include "core/exchange/streamed_points.h"

namespace qstore {
namespace {

Result<std::string> targetOf(const StreamRequest& request, const Workspace& workspace) {
    if (!request.target.empty()) return request.target;
    QSTORE_TRY(const auto pushed, rememberedPush(workspace, request.store, request.collection));
    const std::string target = pushed ? targetColumnOf(pushed->recipe) : std::string();
    if (!target.empty()) return target;
    return fail(ErrorCode::InvalidArgument,
                "nothing says which field of the points of '" + request.store + "/" + request.collection +
                    "' is to be predicted",
                "name the field as the target");
}

}  // namespace

Result<OpenedStream> openStream(std::shared_ptr<VectorStore> store, StreamRequest request,
                                const Workspace& workspace, const RunControl& control) {
    OpenedStream opened{std::move(store), std::move(request), {}};
    const std::string& collection = opened.request.collection;
    // A collection that is not there is said before its target is asked for.
    QSTORE_CHECK(opened.store->collection(collection, RunControl{control.stop, {}}));
    QSTORE_TRY(opened.request.target, targetOf(opened.request, workspace));
    QSTORE_TRY(opened.index, readPointIndex(*opened.store, collection, opened.request.filter,
                                            opened.request.target, control));
    return opened;
}

Result<ModelChoice> chooseForStream(const PointIndex& index, const Recipe& recipe,
                                    const ModelChooser& choose) {
    QSTORE_CHECK(index.split(recipe));
    QSTORE_TRY(const Table outline, index.outline(recipe));
    Recipe usual = recipe;
    // An outline has rows for the usual split only.
    usual.split = SplitRecipe{};
    QSTORE_TRY(ModelChoice choice, choose(outline, std::move(usual)));
    choice.recipe.split = recipe.split;
    return choice;
}

Status attachStream(OpenedStream opened, TrainingOrder& order, const RunControl& control) {
    order.config.stream = streamConfig(opened.request.store, opened.request.filter, opened.index);
    order.dataset = order.config.stream.place();
    QSTORE_TRY(order.stream, StreamedPoints::fit(std::move(opened.store), std::move(opened.index),
                                                 order.choice.recipe, control));
    return {};
}

}  // namespace qstore
