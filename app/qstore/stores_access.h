// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "app/qstore/command.h"
#include "app/qstore/key_access.h"
#include "core/stores/connection_book.h"
#include "core/stores/store_driver.h"
#include "plugins/host/plugin_host.h"

namespace qstore {

/// Which store a verb speaks with, and how its key is had.
struct StoreChoice {
    std::string store = "local";
    SecretInput secrets;
};
/// --store and --password-stdin.
void addStoreChoice(CLI::App& verb, StoreChoice& choice);

enum class WorkspaceNeed : std::uint8_t {
    None,      ///< but the local store lies in one that exists
    Existing,  ///< there is one
    Made,      ///< it is made where it is missing
};

/// A store, with the workspace where one is needed.
struct OpenStore {
    std::string name;
    std::string place;                          ///< the workspace's file, or the endpoint
    std::shared_ptr<Workspace> workspace;       ///< of the local store, and where it was asked for
    std::shared_ptr<const StoreDriver> driver;  ///< outlives the store; null for the local one
    std::shared_ptr<VectorStore> store;
};

/// The stores of whoever runs the command line: the one in the workspace, connections with their keys, and
/// the plugins that reach them.
class StoreAccess {
public:
    StoreAccess(const Command& command, SecretInput input) : m_command(command), m_keys(command, input) {}

    const ConnectionBook& connections() const { return m_connections; }
    PluginHost& plugins() { return m_plugins; }
    KeyAccess& keys() { return m_keys; }

    /// Names the connection where its kind cannot be reached.
    Result<std::shared_ptr<const StoreDriver>> driverOf(const StoreConnection& connection);
    /// Empty for a kind that has none or needs none and none is there; NotFound says how to give one.
    Result<Secret> keyOf(const StoreConnection& connection, const StoreDriver& driver);
    /// NotFound with the nearest name; "local" is the store in the workspace.
    Result<OpenStore> open(const std::string& store, WorkspaceNeed need);
    /// "STORE/COLLECTION" where STORE is there, else `fallback` and the whole text.
    Result<std::pair<std::string, std::string>> place(const std::string& text, const std::string& fallback);
    /// Whether the collection is there. Where `text` seems to name a store that is not there, NotFound says
    /// so.
    Status checkPlace(const OpenStore& open, const std::string& text,
                      const std::pair<std::string, std::string>& place);

private:
    const Command& m_command;
    ConnectionBook m_connections;
    PluginHost m_plugins;
    KeyAccess m_keys;
};

/// Where a connection's key is kept.
KeyAddress keyAddress(const StoreConnection& connection, const StoreDriver& driver);

}  // namespace qstore
