// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "app/qstore/number_rules.h"
#include "app/qstore/stores_report.h"
#include "app/qstore/stores_verbs.h"
#include "core/exchange/dataset_points.h"
#include "core/exchange/points_order.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;

struct CollectionOptions : StoreOptions {
    SpecOptions spec;
    std::size_t dimension = 0, limit = 20;
    std::string cursor, other;
    std::vector<std::string> ids;
    bool vectors = false;
};

Status listCollections(const Command& command, const CollectionOptions& options) {
    StoreAccess stores(command, options.choice.secrets);
    std::vector<CollectionInfo> infos;
    if (options.choice.store != "local" || command.workspaceExists()) {
        QSTORE_TRY(const OpenStore open, stores.open(options.choice.store, WorkspaceNeed::None));
        QSTORE_TRY(infos, open.store->collections(command.control("reading")));
    }
    Json document = Json::array();
    std::string text = collectionTable(infos);
    for (const CollectionInfo& info : infos) {
        document.push_back(collectionJson(info));
        const std::string note = indexNote(info, options.choice.store);
        if (!note.empty()) text += note + '\n';
    }
    command.answer(document, text);
    return {};
}

Status createCollection(const Command& command, const CollectionOptions& options) {
    QSTORE_TRY(const CollectionSpec spec, specOf(options.spec, options.collection, options.dimension));
    StoreAccess stores(command, options.choice.secrets);
    const bool local = options.choice.store == "local";
    QSTORE_TRY(const OpenStore open,
               stores.open(options.choice.store, local ? WorkspaceNeed::Made : WorkspaceNeed::None));
    QSTORE_CHECK(open.store->createCollection(spec, command.control("creating")));
    QSTORE_TRY(const CollectionInfo info, open.store->collection(spec.name, command.control("reading")));
    command.answer(collectionJson(info), "created " + spec.name + '\n');
    return {};
}

Status dropCollection(const Command& command, const CollectionOptions& options) {
    StoreAccess stores(command, options.choice.secrets);
    const auto need = command.workspaceExists() ? WorkspaceNeed::Existing : WorkspaceNeed::None;
    QSTORE_TRY(const OpenStore open, stores.open(options.choice.store, need));
    const RunControl control = command.control("dropping");
    QSTORE_TRY(const CollectionInfo info, open.store->collection(options.collection, control));
    QSTORE_CHECK(open.store->dropCollection(options.collection, control));
    if (open.workspace != nullptr) QSTORE_CHECK(forgetPush(*open.workspace, open.name, options.collection));
    command.answer({{"dropped", options.collection}, {"points", info.count}},
                   "dropped " + options.collection + " with " + std::to_string(info.count) + " points\n");
    return {};
}

Status show(const Command& command, const CollectionOptions& options) {
    QSTORE_TRY(const auto filter, filterOf(options));
    StoreAccess stores(command, options.choice.secrets);
    QSTORE_TRY(const OpenStore open, stores.open(options.choice.store, WorkspaceNeed::None));
    const RunControl control = command.control("reading");
    QSTORE_TRY(const CollectionInfo info, open.store->collection(options.collection, control));
    ScrollRequest request;
    request.cursor = options.cursor;
    request.limit = options.limit;
    request.filter = filter;
    request.withVectors = options.vectors;
    QSTORE_TRY(const Page page, open.store->scroll(options.collection, request, control));
    Json document = collectionJson(info);
    document["page"] = Json::array();
    for (const Point& point : page.points) document["page"].push_back(pointJson(point));
    if (!page.nextCursor.empty()) document["next"] = page.nextCursor;
    if (page.points.empty() && page.nextCursor.empty() && filter) {
        QSTORE_TRY(const auto notes, filterNotes(command, open, options.collection, *filter));
        if (!notes.empty()) document["notes"] = notes;
    }
    std::string text = collectionTable({info}) + pointTable(page.points);
    if (!page.nextCursor.empty()) text += "more: --cursor " + page.nextCursor + '\n';
    command.answer(document, text);
    return {};
}

Status removePoints(const Command& command, const CollectionOptions& options) {
    StoreAccess stores(command, options.choice.secrets);
    QSTORE_TRY(const OpenStore open, stores.open(options.choice.store, WorkspaceNeed::None));
    QSTORE_TRY(const std::size_t removed,
               open.store->remove(options.collection, options.ids, command.control("removing")));
    command.answer({{"collection", options.collection}, {"removed", removed}},
                   std::to_string(removed) + " of " + std::to_string(options.ids.size()) +
                       " points were there and are removed\n");
    return {};
}

Status prepareCollection(const Command& command, const CollectionOptions& options) {
    StoreAccess stores(command, options.choice.secrets);
    QSTORE_TRY(const OpenStore open, stores.open(options.choice.store, WorkspaceNeed::None));
    const RunControl quiet{command.stop.get_token(), {}};
    auto prepared = open.store->prepare(options.collection, command.control("indexing"));
    if (!prepared && prepared.error().code == ErrorCode::Cancelled) {
        prepared.error().hint = "the same command builds the graph again";
        return prepared;
    }
    QSTORE_CHECK(prepared);
    QSTORE_TRY(const CollectionInfo info, open.store->collection(options.collection, quiet));
    if (open.name == "local" && info.spec.index == IndexKind::Hnsw)
        command.note(
            "the graph of the local store is in memory and ends with this command: other verbs look at the "
            "points one by one, the window keeps its own");
    std::string text = "'" + info.spec.name + "' is exact: there is no graph to build\n";
    if (info.spec.index == IndexKind::Hnsw)
        text = "the graph of '" + info.spec.name + "' knows " + std::to_string(info.indexedCount) + " of " +
               std::to_string(info.count) + " points\n";
    command.answer(collectionJson(info), text);
    return {};
}

Json specJson(const std::string& place, const CollectionSpec& spec) {
    return {{"collection", place}, {"dimension", spec.dimension}, {"metric", metricName(spec.metric)}};
}

/// What the two are made for, where that differs.
std::string specDifference(const CollectionComparison& found) {
    if (found.alike()) return {};
    const auto text = [](const CollectionSpec& spec) {
        return std::to_string(spec.dimension) + " dimensions under " + std::string(metricName(spec.metric));
    };
    return "the first has " + text(found.leftSpec) + ", the second " + text(found.rightSpec) +
           ": they are not equal\n";
}

Status compare(const Command& command, const CollectionOptions& options) {
    StoreAccess stores(command, options.choice.secrets);
    QSTORE_TRY(const auto left, stores.place(options.collection, options.choice.store));
    QSTORE_TRY(const auto right, stores.place(options.other, options.choice.store));
    QSTORE_TRY(const OpenStore first, stores.open(left.first, WorkspaceNeed::None));
    // One LocalStore at a time reads a workspace, and one connection is enough for one store.
    OpenStore second = first;
    if (right.first != left.first) {
        QSTORE_TRY(second, stores.open(right.first, WorkspaceNeed::None));
    }
    QSTORE_CHECK(stores.checkPlace(first, options.collection, left));
    QSTORE_CHECK(stores.checkPlace(second, options.other, right));
    QSTORE_TRY(const CollectionComparison found,
               compareCollections(*first.store, left.second, *second.store, right.second,
                                  command.control("comparing")));
    const auto count = [](const std::vector<std::string>& ids) { return std::to_string(ids.size()); };
    command.answer(
        {{"equal", found.equal()},
         {"left", found.left},
         {"right", found.right},
         {"onlyLeft", found.onlyLeft},
         {"onlyRight", found.onlyRight},
         {"different", found.different},
         {"alike", found.alike()},
         {"specs",
          {specJson(options.collection, found.leftSpec), specJson(options.other, found.rightSpec)}}},
        specDifference(found) + options.collection + " has " + std::to_string(found.left) + " points, " +
            options.other + " " + std::to_string(found.right) + "; only in the first: " +
            count(found.onlyLeft) + ", only in the second: " + count(found.onlyRight) +
            ", different: " + count(found.different) + '\n');
    return {};
}

}  // namespace

void addStoreCollections(CLI::App& stores, Command& command) {
    auto options = std::make_shared<CollectionOptions>();
    const auto add = [&](const char* name, const char* help,
                         Status (*run)(const Command&, const CollectionOptions&)) {
        return addStoreVerb(stores, command, options, name, help, run);
    };
    const auto named = [&](const char* name, const char* help,
                           Status (*run)(const Command&, const CollectionOptions&)) {
        CLI::App* verb = add(name, help, run);
        addCollection(*verb, *options);
        return verb;
    };
    addStoreChoice(*add("collections", "The collections of a store", listCollections), options->choice);
    CLI::App* create = named("create", "Make an empty collection", createCollection);
    create->add_option("--dimension", options->dimension, "Numbers in each vector")->required();
    addSpecOptions(*create, options->spec);
    named("prepare",
          "Complete a collection's graph (hnsw), so that its queries need not look at every point",
          prepareCollection);
    named("drop", "Delete a collection with all its points", dropCollection);
    CLI::App* showing = named("show", "A collection and its points, page by page", show);
    addFilter(*showing, *options);
    showing->add_option("--limit", options->limit, "Points of a page (20)")->check(oneOrMore());
    showing->add_option("--cursor", options->cursor, "Where the page before ended");
    showing->add_flag("--vectors", options->vectors, "With their vectors (--json)");
    named("delete", "Delete points by id", removePoints)
        ->add_option("--id", options->ids, "A point; several may be named")
        ->required();
    named("compare",
          "What two collections have and how they differ; STORE/COLLECTION names another store's", compare)
        ->add_option("OTHER", options->other, "The other collection, or STORE/COLLECTION")
        ->required();
}

}  // namespace qstore
