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
/// Where nothing passes: fields of the filter that no point seems to have. Notes them, and returns them.
Result<std::vector<std::string>> filterNotes(const Command& command, const OpenStore& open,
                                             const std::string& collection, const Filter& filter);

/// --metric, --index, --m and --ef-construction of a collection that is made.
struct SpecOptions {
    std::optional<std::string> metric, index;
    std::optional<std::size_t> m, efConstruction;
};
void addSpecOptions(CLI::App& verb, SpecOptions& options);
/// Cosine and exact where nothing was said; InvalidArgument for settings of a graph that is not wanted.
Result<CollectionSpec> specOf(const SpecOptions& options, const std::string& name, std::size_t dimension);
/// Whether a collection is as was said; what was not said may be anything. InvalidArgument names both.
Status checkSpecGiven(const SpecOptions& options, const CollectionSpec& there);

/// For people: that the graph does not know every point, and what to do; empty where it does, or where
/// there is none.
std::string indexNote(const CollectionInfo& info, const std::string& store);

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
