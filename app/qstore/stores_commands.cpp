// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>

#include "app/qstore/command.h"
#include "app/qstore/stores_verbs.h"
#include "core/exchange/collection_fields.h"

namespace qstore {

void addCollection(CLI::App& verb, StoreOptions& options) {
    verb.add_option("COLLECTION", options.collection, "The collection's name")->required();
    addStoreChoice(verb, options.choice);
}

void addFilter(CLI::App& verb, StoreOptions& options) {
    verb.add_option("--filter", options.filter,
                    "Only points whose payload passes: \"target = 'setosa' and petal_width > 0.2\"")
        ->check([](const std::string& text) {
            return text.find_first_not_of(" \t\n") == std::string::npos
                       ? std::string("it is empty; leave it out to take every point")
                       : std::string();
        });
}

Result<std::optional<Filter>> filterOf(const StoreOptions& options) {
    if (options.filter.empty()) return std::optional<Filter>();
    QSTORE_TRY(Filter filter, parseFilter(options.filter));
    return std::optional<Filter>(std::move(filter));
}

Result<std::vector<std::string>> filterNotes(const Command& command, const OpenStore& open,
                                             const std::string& collection, const Filter& filter) {
    QSTORE_TRY(const SampledFields sample,
               sampleFields(*open.store, collection, RunControl{command.stop.get_token(), {}}));
    std::vector<std::string> notes = unknownFields(filter, sample);
    for (const std::string& note : notes) command.note(note);
    return notes;
}

void addSpecOptions(CLI::App& verb, SpecOptions& options) {
    verb.add_option("--metric", options.metric, "cosine (the default), dot or euclidean")
        ->check(CLI::IsMember({"cosine", "dot", "euclidean"}));
    verb.add_option("--index", options.index, "exact (the default) or hnsw")
        ->check(CLI::IsMember({"exact", "hnsw"}));
    verb.add_option("--m", options.m, "hnsw: links of a point (16)");
    verb.add_option("--ef-construction", options.efConstruction,
                    "hnsw: candidates while a point is linked (200)");
}

Result<CollectionSpec> specOf(const SpecOptions& options, const std::string& name, std::size_t dimension) {
    CollectionSpec spec;
    spec.name = name;
    spec.dimension = dimension;
    QSTORE_TRY(spec.metric, metricOf(options.metric.value_or("cosine")));
    spec.index = options.index == "hnsw" ? IndexKind::Hnsw : IndexKind::Exact;
    spec.hnsw.m = options.m.value_or(spec.hnsw.m);
    spec.hnsw.efConstruction = options.efConstruction.value_or(spec.hnsw.efConstruction);
    if (spec.index == IndexKind::Hnsw || (!options.m && !options.efConstruction)) return spec;
    return fail(ErrorCode::InvalidArgument,
                std::string(options.m ? "--m" : "--ef-construction") +
                    " is of a graph, and the index of '" + name + "' would be exact",
                "add --index hnsw, or leave it out");
}

Status checkSpecGiven(const SpecOptions& options, const CollectionSpec& there) {
    const auto other = [&there](const std::string& what, const std::string& wanted,
                                const std::string& has) {
        return fail(
            ErrorCode::InvalidArgument,
            what + " " + wanted + " is asked for, and the collection '" + there.name + "' has " + has,
            "a collection keeps what it was made with: leave it out, or make another collection");
    };
    const std::string metric(metricName(there.metric)), index(indexKindName(there.index));
    if (options.metric && *options.metric != metric) return other("--metric", *options.metric, metric);
    if (options.index && *options.index != index) return other("--index", *options.index, index);
    const auto check = [&](const char* what, const std::optional<std::size_t>& wanted,
                           std::size_t has) -> Status {
        if (wanted && there.index == IndexKind::Exact)
            return other(what, std::to_string(*wanted), "the index exact, without a graph");
        if (wanted && *wanted != has) return other(what, std::to_string(*wanted), std::to_string(has));
        return {};
    };
    QSTORE_CHECK(check("--m", options.m, there.hnsw.m));
    return check("--ef-construction", options.efConstruction, there.hnsw.efConstruction);
}

std::string indexNote(const CollectionInfo& info, const std::string& store) {
    if (info.spec.index != IndexKind::Hnsw || info.indexedCount >= info.count) return {};
    const std::string known = "the graph of '" + info.spec.name + "' knows " +
                              std::to_string(info.indexedCount) + " of its " + std::to_string(info.count) +
                              " points";
    // It lives in memory, and each verb is a process of its own.
    if (store == "local")
        return known +
               ": that of the local store is built in memory, by the window or by `qstore stores recall`; "
               "other verbs look at the points one by one, and miss none";
    return known + "; `qstore stores prepare " + info.spec.name + " --store " + store + "` completes it";
}

void addStoresCommands(CLI::App& app, Command& command) {
    CLI::App* stores = app.add_subcommand(
        "stores", "Vectors by nearness: collections of the local store, and of stores elsewhere");
    stores->require_subcommand(1);
    addStoreConnections(*stores, command);
    addStoreCollections(*stores, command);
    addStoreTransfers(*stores, command);
    addStoreQueries(*stores, command);
    addStoreFiles(*stores, command);
}

}  // namespace qstore
