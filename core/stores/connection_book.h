// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/stores/store_connection.h"

namespace qstore {

/// `stores.json` in the person's configuration folder.
QSTORE_EXPORT std::filesystem::path defaultConnectionsPath();

/// What a connection's key is kept under, beside its host: "store-" and the name, so that an account of the
/// same name has another key. It is also read from the variable QSTORE_KEY_STORE_<NAME>.
QSTORE_EXPORT std::string storeKeyName(std::string_view connection);

/// What holds for a connection of any kind, before its driver is asked: the name's characters, not "local",
/// a kind and an endpoint, no password in the endpoint, an absolute CA file, texts of bounded length
/// without control characters. InvalidArgument names the field and the way out.
QSTORE_EXPORT Status checkConnection(const StoreConnection& connection);

/// The connections of the person who runs the program, in one private file of their configuration. Nothing
/// is kept in memory: window and command line see each other's changes. The file never holds a key.
///
/// It is read strictly: Parse for an unknown or wrong entry, NewerVersion for another version; then nothing
/// is written either. A kind that no driver is there for is no error here.
class QSTORE_EXPORT ConnectionBook {
public:
    explicit ConnectionBook(std::filesystem::path file = defaultConnectionsPath());
    const std::filesystem::path& file() const { return m_file; }

    /// By name; empty while the file does not exist.
    Result<std::vector<StoreConnection>> list() const;
    /// NotFound with the nearest name.
    Result<StoreConnection> find(const std::string& name) const;
    /// What StoreDriver::complete() gave. AlreadyExists for a name that is taken or differs from one only
    /// in capitals, `-` and `_`, since both would read the same environment variable.
    Status add(const StoreConnection& connection) const;
    /// Replaces the connection of that name.
    Status change(const StoreConnection& connection) const;
    Status remove(const std::string& name) const;

private:
    using Change = std::function<Status(std::vector<StoreConnection>&)>;
    Status alter(const Change& change) const;

    std::filesystem::path m_file;
};

}  // namespace qstore
