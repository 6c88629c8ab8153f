// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/qstore/stores_access.h"
#include "core/stores/filter.h"

namespace qstore {

/// What the verbs of `qstore stores` that have a collection are told.
struct StoreOptions {
    StoreChoice choice;
    std::string collection;
    std::string filter;
};

/// COLLECTION, --store and --password-stdin.
void addCollection(CLI::App& verb, StoreOptions& options);
/// --filter.
void addFilter(CLI::App& verb, StoreOptions& options);
Result<std::optional<Filter>> filterOf(const StoreOptions& options);

/// --metric, --index, --m and --ef-construction of a collection that is made.
struct SpecOptions {
    std::string metric = "cosine", index = "exact";
    HnswSettings hnsw;
};
void addSpecOptions(CLI::App& verb, SpecOptions& options);
Result<CollectionSpec> specOf(const SpecOptions& options, const std::string& name, std::size_t dimension);

/// A verb below `stores` that runs `run` with its options.
template <class Options>
CLI::App* addStoreVerb(CLI::App& stores, Command& command, const std::shared_ptr<Options>& options,
                       const char* name, const char* help, Status (*run)(const Command&, const Options&)) {
    CLI::App* verb = stores.add_subcommand(name, help);
    verb->callback([&command, options, run] {
        command.action = [&command, options, run] { return run(command, *options); };
    });
    return verb;
}

void addStoreConnections(CLI::App& stores, Command& command);
void addStoreCollections(CLI::App& stores, Command& command);
void addStoreTransfers(CLI::App& stores, Command& command);
void addStoreQueries(CLI::App& stores, Command& command);
void addStoreFiles(CLI::App& stores, Command& command);

}  // namespace qstore
