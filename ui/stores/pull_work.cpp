// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stores/pull_work.h"

#include "core/base/hash.h"

namespace qstore::ui {
namespace {

/// Beside the workspace, one for each store, collection and dataset.
std::filesystem::path partFile(const PullTask& order) {
    const std::string what = order.store + '\n' + order.collection + '\n' + order.dataset;
    std::filesystem::path file = order.workspace->path();
    file += ".pull-" + sha256Hex(what).substr(0, 16) + ".part";
    return file;
}

Status checkFree(const PullTask& order) {
    QSTORE_TRY(const auto datasets, order.workspace->datasets());
    for (const DatasetInfo& info : datasets)
        if (info.name == order.dataset)
            return fail(ErrorCode::AlreadyExists,
                        "there is already a dataset named '" + order.dataset + "'", "choose another name");
    return {};
}

/// What was the target when this workspace pushed there.
Result<Recipe> recipeOf(const PullTask& order, const Table& table, std::size_t dimension) {
    QSTORE_TRY(const auto pushed, rememberedPush(*order.workspace, order.store, order.collection));
    const std::string target = pushed ? targetColumnOf(pushed->recipe) : std::string();
    return pulledRecipe(table, dimension, table.find(target) == nullptr ? std::string() : target);
}

}  // namespace

Result<PulledPoints> pullPoints(VectorStore& store, const PullTask& order, const RunControl& control) {
    QSTORE_CHECK(checkFree(order));
    QSTORE_TRY(const CollectionInfo info, store.collection(order.collection, RunControl{control.stop, {}}));
    QSTORE_TRY(PullPart part,
               PullPart::open(partFile(order), {order.store + " " + order.place, order.collection,
                                                order.filter ? filterText(*order.filter) : "",
                                                info.spec.dimension, info.spec.metric}));
    auto table = pullCollection(store, order.collection, order.filter, part, control);
    if (!table) {
        // Nothing to go on with, or complete and still no table: begin anew next time.
        if (part.complete() || part.points() == 0) QSTORE_CHECK(part.removeFile());
        return tl::unexpected<Error>(std::move(table).error());
    }
    QSTORE_TRY(Recipe recipe, recipeOf(order, *table, info.spec.dimension));
    return PulledPoints{std::move(*table), std::move(recipe), std::move(part)};
}

}  // namespace qstore::ui
