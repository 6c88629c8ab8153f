// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/qstore/stores_points.h"
#include "app/qstore/stores_verbs.h"
#include "core/base/hash.h"
#include "core/exchange/collection_fields.h"
#include "core/exchange/remembered_push.h"
#include "core/workspace/workspace.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;

struct TransferOptions : StoreOptions {
    SpecOptions spec;
    PointsOptions points;
    std::string dataset, idColumn;
    std::optional<std::string> target;
    bool create = false, replace = false, restart = false;
};

/// What a stop or a fault leaves behind is said where the error is.
Error withWayOn(Error error, const std::string& left) {
    error.hint = left + (error.hint.empty() ? "" : "; " + error.hint);
    return error;
}

/// The collection to push into; nothing where it is not there and may be made. One that is there must be
/// what was asked for, and hold nothing that was pushed in another way.
Result<std::optional<CollectionInfo>> collectionThere(const OpenStore& open, const TransferOptions& options,
                                                      const PointsOrder& order, const RunControl& control) {
    auto info = open.store->collection(options.collection, control);
    if (!info && info.error().code == ErrorCode::NotFound && options.create)
        return std::optional<CollectionInfo>();
    QSTORE_CHECK(info);
    QSTORE_CHECK(checkSpecGiven(options.spec, info->spec));
    if (!options.replace)
        QSTORE_CHECK(checkSamePush(*open.workspace, open.name, options.collection, order));
    return std::optional<CollectionInfo>(*std::move(info));
}

Result<PushTarget> targetOf(const OpenStore& open, const TransferOptions& options, bool isThere,
                            std::size_t dimension) {
    PushTarget target{open.name, options.collection, {}};
    if (!isThere) {
        QSTORE_TRY(target.create, specOf(options.spec, options.collection, dimension));
    }
    return target;
}

Status push(const Command& command, const TransferOptions& options) {
    StoreAccess stores(command, options.choice.secrets);
    QSTORE_TRY(const OpenStore open, stores.open(options.choice.store, WorkspaceNeed::Existing));
    QSTORE_TRY(const PointsOrder order,
               pointsOrder(command, *open.workspace, options.dataset, options.idColumn, options.points));
    QSTORE_TRY(const auto there, collectionThere(open, options, order, command.control("reading")));
    QSTORE_TRY(const DatasetPoints points,
               makePoints(*open.workspace, order, command.control("embedding")));
    QSTORE_TRY(const PushTarget target, targetOf(open, options, there.has_value(), points.dimension()));
    auto report =
        pushRemembered(*open.workspace, *open.store, target, order, points, command.control("pushing"));
    if (!report && report.error().code == ErrorCode::Cancelled)
        return tl::unexpected<Error>(
            withWayOn(std::move(report).error(), "the same command goes on where this one stopped"));
    QSTORE_CHECK(report);
    Json document = {{"store", open.name},         {"collection", options.collection},
                     {"dataset", options.dataset}, {"points", report->points},
                     {"written", report->written}, {"features", points.featureNames()}};
    if (order.embeds()) document["embedding"] = options.points.embed;
    command.answer(document, std::to_string(report->points) + " points of " + options.dataset + " are in " +
                                 options.collection + ", " + std::to_string(report->written) +
                                 " of them written now\n");
    return {};
}

/// Beside the workspace, one for each store, collection and dataset.
std::filesystem::path partFile(const Command& command, const TransferOptions& options) {
    const std::string what = options.choice.store + '\n' + options.collection + '\n' + options.dataset;
    std::filesystem::path file = command.workspaceFile();
    file += ".pull-" + sha256Hex(what).substr(0, 16) + ".part";
    return file;
}

Result<bool> hasDataset(const Workspace& workspace, const std::string& name) {
    QSTORE_TRY(const std::vector<DatasetInfo> datasets, workspace.datasets());
    return std::any_of(datasets.begin(), datasets.end(),
                       [&](const DatasetInfo& info) { return info.name == name; });
}

/// What was asked for, else what was the target when this workspace pushed there.
Result<std::string> targetOf(const OpenStore& open, const TransferOptions& options, const Table& table) {
    if (options.target) return *options.target;
    QSTORE_TRY(const auto pushed, rememberedPush(*open.workspace, open.name, options.collection));
    const std::string target = pushed ? targetColumnOf(pushed->recipe) : std::string();
    return table.find(target) == nullptr ? std::string() : target;
}

struct Pulled {
    Table table;
    std::string target;
};

Result<Pulled> pullPages(const Command& command, const OpenStore& open, const TransferOptions& options,
                         const CollectionInfo& info, PullPart& part) {
    QSTORE_TRY(const auto filter, filterOf(options));
    if (part.points() > 0)
        command.note("going on after " + std::to_string(part.points()) + " points of an earlier pull");
    auto table = pullCollection(*open.store, options.collection, filter, part, command.control("pulling"));
    if (!table) {
        if (part.complete() || part.points() == 0) QSTORE_CHECK(part.removeFile());
        if (part.complete() || part.points() == 0) return tl::unexpected<Error>(std::move(table).error());
        return tl::unexpected<Error>(withWayOn(std::move(table).error(),
                                               std::to_string(part.points()) +
                                                   " points are kept; the same command goes on after them, "
                                                   "--restart begins anew"));
    }
    Pulled pulled;
    pulled.table = *std::move(table);
    QSTORE_TRY(pulled.target, targetOf(open, options, pulled.table));
    const auto recipe = pulledRecipe(pulled.table, info.spec.dimension, pulled.target);
    // All pages are there, and with this target no later pull could make more of them.
    if (!recipe) QSTORE_CHECK(part.removeFile());
    QSTORE_CHECK(recipe);
    // A pull that was killed after it had saved meets its own rows.
    QSTORE_CHECK(open.workspace->saveDataset(options.dataset, pulled.table,
                                             "stores/" + open.name + "/" + options.collection, *recipe,
                                             WhenTaken::Keep));
    QSTORE_CHECK(part.removeFile());
    return pulled;
}

Result<PullPart> openPart(const Command& command, const OpenStore& open, const TransferOptions& options,
                          const CollectionInfo& info) {
    const std::filesystem::path file = partFile(command, options);
    std::error_code error;
    if (options.restart) std::filesystem::remove(file, error);
    const bool resumes = std::filesystem::exists(file, error);
    QSTORE_TRY(const bool taken, hasDataset(*open.workspace, options.dataset));
    if (taken && !resumes)
        return fail(ErrorCode::AlreadyExists, "there is a dataset '" + options.dataset + "' already",
                    "choose another name, or `qstore data delete " + options.dataset + "` first");
    QSTORE_TRY(const auto filter, filterOf(options));
    return PullPart::open(file, {open.name + " " + open.place, options.collection,
                                 filter ? filterText(*filter) : "", info.spec.dimension, info.spec.metric});
}

Status pull(const Command& command, const TransferOptions& options) {
    QSTORE_TRY(const auto filter, filterOf(options));
    StoreAccess stores(command, options.choice.secrets);
    const bool local = options.choice.store == "local";
    QSTORE_TRY(const OpenStore open,
               stores.open(options.choice.store, local ? WorkspaceNeed::Existing : WorkspaceNeed::Made));
    QSTORE_TRY(const CollectionInfo info,
               open.store->collection(options.collection, command.control("reading")));
    QSTORE_CHECK(checkPullTarget(*open.store, options.collection, filter, options.target.value_or(""),
                                 command.control("reading")));
    QSTORE_TRY(PullPart part, openPart(command, open, options, info));
    const std::uint64_t before = part.points();
    QSTORE_TRY(const Pulled pulled, pullPages(command, open, options, info, part));
    if (pulled.target.empty())
        command.note(
            "the dataset has no target: pull it under another name with --target COLUMN, or choose one in "
            "the "
            "window");
    command.answer(
        {{"dataset", options.dataset},
         {"rows", pulled.table.rows()},
         {"columns", pulled.table.columns().size()},
         {"target", pulled.target.empty() ? Json() : Json(pulled.target)},
         {"resumedAfter", before},
         {"source", "stores/" + open.name + "/" + options.collection}},
        std::to_string(pulled.table.rows()) + " points are the dataset " + options.dataset + '\n');
    return {};
}

}  // namespace

void addStoreTransfers(CLI::App& stores, Command& command) {
    auto options = std::make_shared<TransferOptions>();
    CLI::App* pushing =
        addStoreVerb(stores, command, options, "push",
                     "Put the vectors of a dataset's rows there: points of the same id are replaced where "
                     "they differ, all others stay",
                     push);
    addCollection(*pushing, *options);
    pushing->add_option("--dataset", options->dataset, "The dataset's name")->required();
    pushing->add_option("--id", options->idColumn, "The column of ids (default: the rows' numbers)");
    pushing->add_flag("--create", options->create,
                      "Make the collection first where it is not there, of the right dimension");
    pushing->add_flag(
        "--replace", options->replace,
        "Also where another dataset, recipe or embedding was pushed there: points of the same "
        "id become these");
    addSpecOptions(*pushing, options->spec);
    addPointsOptions(*pushing, options->points);

    CLI::App* pulling =
        addStoreVerb(stores, command, options, "pull",
                     "Make a dataset of a collection's points; a stopped pull goes on", pull);
    addCollection(*pulling, *options);
    addFilter(*pulling, *options);
    pulling->add_option("--name", options->dataset, "The new dataset's name")->required();
    pulling->add_option("--target", options->target,
                        "The column to predict (default: the one that was it at the push)");
    pulling->add_flag("--restart", options->restart, "Begin anew, whatever an earlier pull has kept");
}

}  // namespace qstore
