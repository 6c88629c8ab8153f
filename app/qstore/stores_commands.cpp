// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/qstore/command.h"
#include "app/qstore/stores_report.h"
#include "app/qstore/text_table.h"
#include "core/base/number_text.h"
#include "core/data/recipe.h"
#include "core/exchange/dataset_points.h"
#include "core/stores/local_store.h"
#include "core/workspace/workspace.h"
#include "core/workspace/workspace_points.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;

struct StoreOptions {
    CollectionSpec spec;
    std::string metric = "cosine", index = "exact";
    std::string collection, other, dataset, idColumn, filter, cursor, row, vector;
    std::vector<std::string> ids;
    std::size_t top = 10, ef = 0, limit = 20;
    bool exact = false, vectors = false, create = false;
};

/// The local store, with the workspace it lies in.
struct OpenStore {
    std::shared_ptr<Workspace> workspace;
    std::unique_ptr<VectorStore> store;
};

Result<OpenStore> openStore(const Command& command, bool create) {
    OpenStore open;
    QSTORE_TRY(open.workspace, command.openWorkspace(create));
    open.store = std::make_unique<LocalStore>(workspacePoints(open.workspace));
    return open;
}

Result<CollectionSpec> specOf(const StoreOptions& options) {
    CollectionSpec spec = options.spec;
    spec.name = options.collection;
    QSTORE_TRY(spec.metric, metricOf(options.metric));
    spec.index = options.index == "hnsw" ? IndexKind::Hnsw : IndexKind::Exact;
    return spec;
}

Result<std::optional<Filter>> filterOf(const StoreOptions& options) {
    if (options.filter.empty()) return std::optional<Filter>();
    QSTORE_TRY(Filter filter, parseFilter(options.filter));
    return std::optional<Filter>(std::move(filter));
}

Status listStores(const Command& command, const StoreOptions& /*options*/) {
    Json stores = Json::array();
    stores.push_back({{"store", "local"}, {"kind", "local"}, {"place", command.workspaceFile().string()}});
    TextTable table({"store", "kind", "place"});
    table.add({"local", "local", command.workspaceFile().string()});
    command.answer(stores, table.toText());
    return {};
}

Status listCollections(const Command& command, const StoreOptions& /*options*/) {
    std::vector<CollectionInfo> infos;
    if (command.workspaceExists()) {
        QSTORE_TRY(const OpenStore open, openStore(command, false));
        QSTORE_TRY(infos, open.store->collections(command.control("reading")));
    }
    Json document = Json::array();
    for (const CollectionInfo& info : infos) document.push_back(collectionJson(info));
    command.answer(document, collectionTable(infos));
    return {};
}

Status answerCollection(const Command& command, VectorStore& store, const std::string& name,
                        const std::string& text) {
    QSTORE_TRY(const CollectionInfo info, store.collection(name, {}));
    command.answer(collectionJson(info), text);
    return {};
}

Status createCollection(const Command& command, const StoreOptions& options) {
    QSTORE_TRY(const CollectionSpec spec, specOf(options));
    QSTORE_TRY(const OpenStore open, openStore(command, true));
    QSTORE_CHECK(open.store->createCollection(spec, command.control("creating")));
    return answerCollection(command, *open.store, spec.name, "created " + spec.name + '\n');
}

Status dropCollection(const Command& command, const StoreOptions& options) {
    QSTORE_TRY(const OpenStore open, openStore(command, false));
    QSTORE_TRY(const CollectionInfo info, open.store->collection(options.collection, {}));
    QSTORE_CHECK(open.store->dropCollection(options.collection, command.control("dropping")));
    command.answer({{"dropped", options.collection}, {"points", info.count}},
                   "dropped " + options.collection + " with " + std::to_string(info.count) + " points\n");
    return {};
}

Result<DatasetPoints> pointsOf(const Workspace& workspace, const std::string& dataset,
                               const std::string& idColumn) {
    QSTORE_TRY(Table table, workspace.loadDataset(dataset));
    QSTORE_TRY(const Recipe recipe, workspace.loadRecipe(dataset));
    return DatasetPoints::create(std::move(table), recipe, idColumn);
}

Status push(const Command& command, const StoreOptions& options) {
    QSTORE_TRY(const OpenStore open, openStore(command, false));
    QSTORE_TRY(const DatasetPoints points, pointsOf(*open.workspace, options.dataset, options.idColumn));
    if (options.create) {
        QSTORE_TRY(CollectionSpec spec, specOf(options));
        spec.dimension = points.dimension();
        QSTORE_CHECK(open.store->createCollection(spec, {}));
    }
    QSTORE_TRY(const PushReport report,
               pushDataset(*open.store, options.collection, points, command.control("pushing")));
    command.answer({{"collection", options.collection},
                    {"dataset", options.dataset},
                    {"points", report.points},
                    {"written", report.written},
                    {"features", points.featureNames()}},
                   std::to_string(report.points) + " points of " + options.dataset + " are in " +
                       options.collection + ", " + std::to_string(report.written) +
                       " of them written now\n");
    return {};
}

Result<std::vector<float>> parseVector(const std::string& text) {
    std::vector<float> vector;
    std::size_t from = 0;
    while (from <= text.size()) {
        const std::size_t comma = std::min(text.find(',', from), text.size());
        const std::string part = text.substr(from, comma - from);
        const auto number = textToNumber(part);
        if (!number)
            return fail(ErrorCode::InvalidArgument, "--vector has '" + part + "' where a number should be",
                        "write numbers with commas between them: 0.1,-2,3e-4");
        vector.push_back(static_cast<float>(*number));
        from = comma + 1;
    }
    return vector;
}

/// DATASET:ROW, the first row is 1.
Result<std::vector<float>> vectorOfRow(const Workspace& workspace, const std::string& text) {
    const std::size_t colon = text.rfind(':');
    std::size_t row = 0;
    if (colon != std::string::npos)
        for (const char digit : text.substr(colon + 1)) {
            if (digit < '0' || digit > '9' || row > 1'000'000'000) {
                row = 0;
                break;
            }
            row = row * 10 + static_cast<std::size_t>(digit - '0');
        }
    if (row == 0)
        return fail(ErrorCode::InvalidArgument, "--row is '" + text + "', which is not DATASET:ROW",
                    "name a dataset and one of its rows, the first is 1: iris:12");
    QSTORE_TRY(const DatasetPoints points, pointsOf(workspace, text.substr(0, colon), ""));
    return points.vectorOf(row - 1);
}

Result<std::vector<float>> vectorOf(const OpenStore& open, const StoreOptions& options) {
    if (!options.row.empty()) return vectorOfRow(*open.workspace, options.row);
    if (!options.vector.empty()) return parseVector(options.vector);
    if (options.ids.empty())
        return fail(ErrorCode::InvalidArgument, "nothing to look for is given",
                    "give --row DATASET:ROW, --id ID, or --vector NUMBERS");
    QSTORE_TRY(const std::vector<Point> found, open.store->fetch(options.collection, options.ids, {}));
    if (found.empty())
        return fail(ErrorCode::NotFound,
                    "'" + options.collection + "' has no point '" + options.ids.front() + "'",
                    "`qstore stores show " + options.collection + "` shows its points");
    return found.front().vector;
}

Status query(const Command& command, const StoreOptions& options) {
    QSTORE_TRY(const OpenStore open, openStore(command, false));
    QSTORE_TRY(const CollectionInfo info, open.store->collection(options.collection, {}));
    Query question;
    QSTORE_TRY(question.vector, vectorOf(open, options));
    QSTORE_TRY(question.filter, filterOf(options));
    question.topK = options.top;
    question.exact = options.exact;
    question.ef = options.ef;
    question.withVectors = options.vectors;
    QSTORE_TRY(const QueryAnswer answer,
               open.store->query(options.collection, question, command.control("searching")));
    Json document = {{"collection", options.collection}, {"metric", metricName(info.spec.metric)}};
    document.update(answerJson(answer));
    command.answer(document, answerTable(answer, info.spec.metric));
    return {};
}

Status show(const Command& command, const StoreOptions& options) {
    QSTORE_TRY(const OpenStore open, openStore(command, false));
    QSTORE_TRY(const CollectionInfo info, open.store->collection(options.collection, {}));
    ScrollRequest request;
    request.cursor = options.cursor;
    request.limit = options.limit;
    QSTORE_TRY(request.filter, filterOf(options));
    request.withVectors = options.vectors;
    QSTORE_TRY(const Page page,
               open.store->scroll(options.collection, request, command.control("reading")));
    Json document = collectionJson(info);
    document["page"] = Json::array();
    for (const Point& point : page.points) document["page"].push_back(pointJson(point));
    if (!page.nextCursor.empty()) document["next"] = page.nextCursor;
    std::string text = collectionTable({info}) + pointTable(page.points);
    if (!page.nextCursor.empty()) text += "more: --cursor " + page.nextCursor + '\n';
    command.answer(document, text);
    return {};
}

Status remove(const Command& command, const StoreOptions& options) {
    QSTORE_TRY(const OpenStore open, openStore(command, false));
    QSTORE_TRY(const std::size_t removed,
               open.store->remove(options.collection, options.ids, command.control("removing")));
    command.answer({{"collection", options.collection}, {"removed", removed}},
                   std::to_string(removed) + " of " + std::to_string(options.ids.size()) +
                       " points were there and are removed\n");
    return {};
}

Status pull(const Command& command, const StoreOptions& options) {
    QSTORE_TRY(const OpenStore open, openStore(command, false));
    QSTORE_TRY(const std::optional<Filter> filter, filterOf(options));
    QSTORE_TRY(const Table table,
               pullCollection(*open.store, options.collection, filter, command.control("pulling")));
    QSTORE_TRY(const Recipe recipe, suggestRecipe(table, table.columns().back().name));
    QSTORE_CHECK(
        open.workspace->saveDataset(options.dataset, table, "stores/local/" + options.collection, recipe));
    command.answer({{"dataset", options.dataset},
                    {"rows", table.rows()},
                    {"columns", table.columns().size()},
                    {"source", "stores/local/" + options.collection}},
                   std::to_string(table.rows()) + " points are the dataset " + options.dataset + '\n');
    return {};
}

Status compare(const Command& command, const StoreOptions& options) {
    QSTORE_TRY(const OpenStore open, openStore(command, false));
    QSTORE_TRY(const CollectionComparison found,
               compareCollections(*open.store, options.collection, *open.store, options.other,
                                  command.control("comparing")));
    const auto count = [](const std::vector<std::string>& ids) { return std::to_string(ids.size()); };
    command.answer({{"equal", found.equal()},
                    {"left", found.left},
                    {"right", found.right},
                    {"onlyLeft", found.onlyLeft},
                    {"onlyRight", found.onlyRight},
                    {"different", found.different}},
                   options.collection + " has " + std::to_string(found.left) + " points, " + options.other +
                       " " + std::to_string(found.right) + "; only in the first: " + count(found.onlyLeft) +
                       ", only in the second: " + count(found.onlyRight) +
                       ", different: " + count(found.different) + '\n');
    return {};
}

void addSpecOptions(CLI::App& verb, StoreOptions& options) {
    verb.add_option("--metric", options.metric, "cosine (the default), dot or euclidean")
        ->check(CLI::IsMember({"cosine", "dot", "euclidean"}));
    verb.add_option("--index", options.index, "exact (the default) or hnsw")
        ->check(CLI::IsMember({"exact", "hnsw"}));
    verb.add_option("--m", options.spec.hnsw.m, "hnsw: links of a point (16)");
    verb.add_option("--ef-construction", options.spec.hnsw.efConstruction,
                    "hnsw: candidates while a point is linked (200)");
}

using Verb = Status (*)(const Command&, const StoreOptions&);

}  // namespace

void addStoresCommands(CLI::App& app, Command& command) {
    CLI::App* stores = app.add_subcommand("stores", "Vectors by nearness: collections of the local store");
    stores->require_subcommand(1);
    auto options = std::make_shared<StoreOptions>();
    const auto add = [&](const char* name, const char* help, Verb verb) {
        CLI::App* sub = stores->add_subcommand(name, help);
        sub->callback([&command, options, verb] {
            command.action = [&command, options, verb] { return verb(command, *options); };
        });
        return sub;
    };
    const auto named = [&](CLI::App* verb) {
        verb->add_option("COLLECTION", options->collection, "The collection's name")->required();
        return verb;
    };
    const auto filtered = [&](CLI::App* verb) {
        verb->add_option("--filter", options->filter,
                         "Only points whose payload passes: \"target = 'setosa' and petal_width > 0.2\"");
        return verb;
    };
    add("list", "The stores there are", listStores);
    add("collections", "The collections of the store", listCollections);
    CLI::App* create = named(add("create", "Make an empty collection", createCollection));
    create->add_option("--dimension", options->spec.dimension, "Numbers in each vector")->required();
    addSpecOptions(*create, *options);
    named(add("drop", "Delete a collection with all its points", dropCollection));
    CLI::App* pushing = named(add("push", "Put the feature vectors of a dataset's rows there", push));
    pushing->add_option("--dataset", options->dataset, "The dataset's name")->required();
    pushing->add_option("--id", options->idColumn, "The column of ids (default: the rows' numbers)");
    pushing->add_flag("--create", options->create, "Make the collection first, of the right dimension");
    addSpecOptions(*pushing, *options);
    CLI::App* querying =
        filtered(named(add("query", "The points nearest to a row, point or vector", query)));
    auto* row = querying->add_option("--row", options->row, "DATASET:ROW, the first row is 1");
    auto* id = querying->add_option("--id", options->ids, "A point of the collection")->expected(1);
    querying->add_option("--vector", options->vector, "Numbers with commas between them")
        ->excludes(row)
        ->excludes(id);
    row->excludes(id);
    querying->add_option("--top", options->top, "How many (10)")->check(CLI::PositiveNumber);
    querying->add_flag("--exact", options->exact, "Look at every point, whatever the index");
    querying->add_option("--ef", options->ef, "hnsw: candidates kept while searching");
    querying->add_flag("--vectors", options->vectors, "With their vectors");
    CLI::App* showing = filtered(named(add("show", "A collection and its points, page by page", show)));
    showing->add_option("--limit", options->limit, "Points of a page (20)")->check(CLI::PositiveNumber);
    showing->add_option("--cursor", options->cursor, "Where the page before ended");
    showing->add_flag("--vectors", options->vectors, "With their vectors");
    named(add("delete", "Delete points by id", remove))
        ->add_option("--id", options->ids, "A point; several may be named")
        ->required();
    filtered(named(add("pull", "Make a dataset of a collection's points", pull)))
        ->add_option("--name", options->dataset, "The new dataset's name")
        ->required();
    named(add("compare", "What two collections have and how they differ", compare))
        ->add_option("OTHER", options->other, "The other collection")
        ->required();
}

}  // namespace qstore
