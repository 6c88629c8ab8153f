// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>

#include "app/qstore/command.h"
#include "app/qstore/stores_verbs.h"

namespace qstore {

void addCollection(CLI::App& verb, StoreOptions& options) {
    verb.add_option("COLLECTION", options.collection, "The collection's name")->required();
    addStoreChoice(verb, options.choice);
}

void addFilter(CLI::App& verb, StoreOptions& options) {
    verb.add_option("--filter", options.filter,
                    "Only points whose payload passes: \"target = 'setosa' and petal_width > 0.2\"");
}

Result<std::optional<Filter>> filterOf(const StoreOptions& options) {
    if (options.filter.empty()) return std::optional<Filter>();
    QSTORE_TRY(Filter filter, parseFilter(options.filter));
    return std::optional<Filter>(std::move(filter));
}

void addSpecOptions(CLI::App& verb, SpecOptions& options) {
    verb.add_option("--metric", options.metric, "cosine (the default), dot or euclidean")
        ->check(CLI::IsMember({"cosine", "dot", "euclidean"}));
    verb.add_option("--index", options.index, "exact (the default) or hnsw")
        ->check(CLI::IsMember({"exact", "hnsw"}));
    verb.add_option("--m", options.hnsw.m, "hnsw: links of a point (16)");
    verb.add_option("--ef-construction", options.hnsw.efConstruction,
                    "hnsw: candidates while a point is linked (200)");
}

Result<CollectionSpec> specOf(const SpecOptions& options, const std::string& name, std::size_t dimension) {
    CollectionSpec spec;
    spec.name = name;
    spec.dimension = dimension;
    QSTORE_TRY(spec.metric, metricOf(options.metric));
    spec.index = options.index == "hnsw" ? IndexKind::Hnsw : IndexKind::Exact;
    spec.hnsw = options.hnsw;
    return spec;
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
