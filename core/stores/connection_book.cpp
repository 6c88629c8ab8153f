// SPDX-License-Identifier: Apache-2.0
#include "core/stores/connection_book.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/entry_file.h"
#include "core/base/json_fields.h"

namespace qstore {
namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr std::size_t maxFieldLength = 2048;
constexpr std::size_t maxSettings = 64;

EntryFile entryFile(const std::filesystem::path& file) {
    return {file, {"stores", "store", "a store", "stores", "qstore stores"}};
}

std::vector<std::string> namesOf(const std::vector<StoreConnection>& connections) {
    std::vector<std::string> names;
    names.reserve(connections.size());
    for (const StoreConnection& connection : connections) names.push_back(connection.name);
    return names;
}

OrderedJson toJson(const StoreConnection& connection) {
    OrderedJson json = {
        {"name", connection.name}, {"kind", connection.kind}, {"endpoint", connection.endpoint}};
    if (!connection.proxy.empty()) json["proxy"] = connection.proxy;
    if (!connection.caFile.empty()) json["caFile"] = connection.caFile;
    if (!connection.settings.empty()) json["settings"] = connection.settings;
    return json;
}

Result<StoreConnection> fromJson(const nlohmann::json& json, const std::string& path) {
    StoreConnection connection;
    JsonFields fields(json, path);
    fields.require("name").require("kind").require("endpoint");
    fields.read("name", connection.name)
        .read("kind", connection.kind)
        .read("endpoint", connection.endpoint)
        .read("proxy", connection.proxy)
        .read("caFile", connection.caFile);
    if (const auto* settings = fields.child("settings")) {
        if (!settings->is_object()) fields.wrong("settings", "an object");
        QSTORE_CHECK(fields.status());
        for (const auto& [name, value] : settings->items()) {
            if (!value.is_string()) fields.wrong("settings", "texts by name");
            QSTORE_CHECK(fields.status());
            connection.settings.emplace(name, value.get<std::string>());
        }
    }
    QSTORE_CHECK(fields.finish());
    QSTORE_CHECK(checkConnection(connection));
    return connection;
}

Result<std::vector<StoreConnection>> readConnections(const EntryFile& file) {
    std::vector<StoreConnection> connections;
    QSTORE_CHECK(
        file.read([&](const nlohmann::json& entry, const std::string& path) -> Result<std::string> {
            QSTORE_TRY(StoreConnection connection, fromJson(entry, path));
            connections.push_back(std::move(connection));
            return connections.back().name;
        }));
    return connections;
}

tl::unexpected<Error> refuse(const StoreConnection& connection, const std::string& what, std::string hint) {
    return fail(ErrorCode::InvalidArgument, "store '" + connection.name + "': " + what, std::move(hint));
}

Status checkText(const StoreConnection& connection, const std::string& field, const std::string& value) {
    if (value.size() > maxFieldLength)
        return refuse(connection, field + " has " + std::to_string(value.size()) + " characters",
                      "at most " + std::to_string(maxFieldLength) + " are taken");
    const bool plain = std::all_of(value.begin(), value.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F;
    });
    return plain ? Status() : refuse(connection, field + " holds a control character", "write it without");
}

/// Where a URL's password would stand; it is shown to nobody.
bool holdsPassword(std::string_view url) {
    const auto start = url.find("://");
    const auto host = start == std::string_view::npos ? 0 : start + 3;
    const std::string_view authority = url.substr(host, url.find_first_of("/?#", host) - host);
    const auto at = authority.rfind('@');
    return at != std::string_view::npos && authority.substr(0, at).find(':') != std::string_view::npos;
}

Status checkTexts(const StoreConnection& connection) {
    QSTORE_CHECK(checkText(connection, "kind", connection.kind));
    QSTORE_CHECK(checkText(connection, "endpoint", connection.endpoint));
    QSTORE_CHECK(checkText(connection, "proxy", connection.proxy));
    QSTORE_CHECK(checkText(connection, "CA file", connection.caFile));
    if (connection.settings.size() > maxSettings)
        return refuse(connection, "has " + std::to_string(connection.settings.size()) + " settings",
                      "at most " + std::to_string(maxSettings) + " are taken");
    for (const auto& [name, value] : connection.settings) {
        QSTORE_CHECK(checkText(connection, "a setting's name", name));
        QSTORE_CHECK(checkText(connection, "setting '" + name + "'", value));
    }
    return {};
}

}  // namespace

std::filesystem::path defaultConnectionsPath() {
    return configurationFolder() / "stores.json";
}

std::string storeKeyName(std::string_view connection) {
    return "store-" + std::string(connection);
}

Status checkConnection(const StoreConnection& connection) {
    QSTORE_CHECK(checkEntryName(connection.name, entryFile({}).words()));
    if (environmentForm(connection.name) == "LOCAL")
        return fail(ErrorCode::InvalidArgument,
                    "the name '" + connection.name + "' is that of the store in the workspace",
                    "choose another name");
    QSTORE_CHECK(checkTexts(connection));
    if (connection.kind.empty())
        return refuse(connection, "kind is missing", "`qstore stores kinds` lists the kinds there are");
    if (connection.endpoint.empty())
        return refuse(connection, "endpoint is missing", "give the address at which the store is reached");
    if (holdsPassword(connection.endpoint) || holdsPassword(connection.proxy))
        return refuse(connection, "an address holds a password",
                      "leave it out; keys are kept apart from the configuration");
    if (!connection.caFile.empty() && !std::filesystem::path(connection.caFile).is_absolute())
        return refuse(connection, "the CA file '" + connection.caFile + "' is no absolute path",
                      "begin it with '/'");
    return {};
}

ConnectionBook::ConnectionBook(std::filesystem::path file) : m_file(std::move(file)) {}

Result<std::vector<StoreConnection>> ConnectionBook::list() const {
    QSTORE_TRY(auto connections, readConnections(entryFile(m_file)));
    std::sort(connections.begin(), connections.end(),
              [](const StoreConnection& a, const StoreConnection& b) { return a.name < b.name; });
    return connections;
}

Result<StoreConnection> ConnectionBook::find(const std::string& name) const {
    const EntryFile file = entryFile(m_file);
    QSTORE_TRY(const auto connections, readConnections(file));
    QSTORE_TRY(const std::size_t index, file.placeOf(namesOf(connections), name));
    return connections[index];
}

Status ConnectionBook::alter(const Change& change) const {
    const EntryFile file = entryFile(m_file);
    QSTORE_TRY(const FolderLock lock, file.lock());
    QSTORE_TRY(auto connections, readConnections(file));
    QSTORE_CHECK(change(connections));
    OrderedJson list = OrderedJson::array();
    for (const StoreConnection& connection : connections) list.push_back(toJson(connection));
    return file.write(list);
}

Status ConnectionBook::add(const StoreConnection& connection) const {
    QSTORE_CHECK(checkConnection(connection));
    return alter([&](std::vector<StoreConnection>& connections) -> Status {
        QSTORE_CHECK(
            entryFile(m_file).requireFree(namesOf(connections), connection.name, "QSTORE_KEY_STORE_"));
        connections.push_back(connection);
        return {};
    });
}

Status ConnectionBook::change(const StoreConnection& connection) const {
    QSTORE_CHECK(checkConnection(connection));
    return alter([&](std::vector<StoreConnection>& connections) -> Status {
        QSTORE_TRY(const std::size_t index,
                   entryFile(m_file).placeOf(namesOf(connections), connection.name));
        connections[index] = connection;
        return {};
    });
}

Status ConnectionBook::remove(const std::string& name) const {
    return alter([&](std::vector<StoreConnection>& connections) -> Status {
        QSTORE_TRY(const std::size_t index, entryFile(m_file).placeOf(namesOf(connections), name));
        connections.erase(connections.begin() + static_cast<std::ptrdiff_t>(index));
        return {};
    });
}

}  // namespace qstore
