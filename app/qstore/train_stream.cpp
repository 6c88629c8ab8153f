// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/train_stream.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <tuple>

#include "app/qstore/stores_access.h"
#include "core/exchange/streamed_points.h"
#include "core/stores/local_store.h"
#include "core/workspace/workspace_points.h"

namespace qstore {
namespace {

/// What a store needs as long as it is used, in the order in which it goes away at last.
struct HeldStore {
    HeldStore(const Command& command, const SecretInput& secrets) : access(command, secrets) {}
    StoreAccess access;
    OpenStore open;
};

Result<std::shared_ptr<VectorStore>> heldStore(const Command& command, const std::string& name,
                                               const std::shared_ptr<Workspace>& workspace,
                                               const SecretInput& secrets) {
    // The training writes into the same workspace: one connection serves both.
    if (name == "local")
        return std::shared_ptr<VectorStore>(std::make_shared<LocalStore>(workspacePoints(workspace)));
    auto held = std::make_shared<HeldStore>(command, secrets);
    QSTORE_TRY(held->open, held->access.open(name, WorkspaceNeed::None));
    VectorStore* const store = held->open.store.get();
    return std::shared_ptr<VectorStore>(std::move(held), store);
}

}  // namespace

CLI::Option* addStreamOptions(CLI::App& verb, StreamOptions& options) {
    auto* from = verb.add_option("--from", options.from,
                                 "Instead of a dataset: the points of a collection, STORE/COLLECTION, "
                                 "fetched batch by batch (no STORE: the local one)");
    verb.add_option("--target", options.target,
                    "With --from: the field to predict (default: the target of the dataset that was "
                    "pushed there)")
        ->needs(from);
    verb.add_option("--filter", options.filter, "With --from: only points that pass, as in `qstore stores`")
        ->needs(from);
    verb.add_flag("--password-stdin", options.secrets.passwordFromStdin,
                  "With --from: the vault's master password is the first line of standard input")
        ->needs(from);
    return from;
}

Result<OpenedStream> openStream(const Command& command, const StreamOptions& options,
                                const std::shared_ptr<Workspace>& workspace) {
    StreamRequest request;
    if (!options.filter.empty()) {
        QSTORE_TRY(request.filter, parseFilter(options.filter));
    }
    StoreAccess names(command, options.secrets);
    QSTORE_TRY(std::tie(request.store, request.collection), names.place(options.from, "local"));
    request.target = options.target;
    QSTORE_TRY(auto store, heldStore(command, request.store, workspace, options.secrets));
    QSTORE_TRY(OpenedStream opened, openStream(std::move(store), std::move(request), *workspace,
                                               command.control("reading ids and targets")));
    if (const std::size_t without = opened.index.withoutTarget(); without > 0)
        command.note(std::to_string(without) + " points have no '" + opened.request.target +
                     "' and are left out");
    return opened;
}

Status attachStream(const Command& command, OpenedStream opened, TrainingOrder& order) {
    QSTORE_CHECK(attachStream(std::move(opened), order, command.control("reading the features' ranges")));
    command.note("rows: " + std::to_string(order.config.stream.points) + " points of " + order.dataset +
                 ", streamed; content sha256 " + order.config.stream.contentSha256);
    return {};
}

StreamOpener streamOpener(const Command& command, std::shared_ptr<Workspace> workspace,
                          const SecretInput& secrets) {
    return [&command, workspace = std::move(workspace), secrets](
               const StreamConfig& stream, const Recipe& recipe,
               const FittedRecipe& fitted) -> Result<std::shared_ptr<StreamedData>> {
        QSTORE_TRY(auto store, heldStore(command, stream.store, workspace, secrets));
        return reopenStream(std::move(store), stream, recipe, fitted,
                            command.control("reading ids and targets"));
    };
}

nlohmann::ordered_json streamJson(const StreamConfig& stream) {
    nlohmann::ordered_json json = {{"store", stream.store},
                                   {"collection", stream.collection},
                                   {"filter", nullptr},
                                   {"points", stream.points},
                                   {"contentSha256", stream.contentSha256}};
    if (!stream.filter.empty()) json["filter"] = stream.filter;
    return json;
}

}  // namespace qstore
