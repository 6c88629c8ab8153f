// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/folder_store/folder_driver.h"

#include <filesystem>

#include "core/base/atomic_file.h"
#include "tests/app/folder_store/folder_store.h"

namespace qstore::test {
namespace {

constexpr std::string_view kScheme = "folder://";

std::filesystem::path folderOf(const StoreConnection& connection) {
    return connection.endpoint.substr(kScheme.size());
}

std::string settingOf(const StoreConnection& connection, const std::string& name,
                      const std::string& standard) {
    const auto found = connection.settings.find(name);
    return found == connection.settings.end() ? standard : found->second;
}

Status checkKeyOf(const StoreConnection& connection, const Secret& key) {
    const auto wanted = readFile(folderOf(connection) / "key", 4096);
    if (!wanted || Secret(*wanted) == key) return {};
    return fail(ErrorCode::InvalidArgument, "the folder does not know the key", "give the right one");
}

}  // namespace

FolderDriver::FolderDriver() {
    m_kind.id = "folder";
    m_kind.title = "A folder";
    m_kind.endpointExample = "folder:///absolute/path";
    m_kind.keyTitle = "Key";
    m_kind.key = KeyNeed::Optional;
    m_kind.settings = {{"batch", "Batch", "Points of a batch and a page.", "1000", {}},
                       {"hold", "Hold", "The call that waits.", "0", {}},
                       {"holdFetch", "Hold fetch", "The fetch that waits.", "0", {}},
                       {"files", "Files", "Whether files are kept.", "yes", {"yes", "no"}},
                       {"exact", "Exact", "Whether queries can be, and say that they are.", "yes", {}}};
}

Result<StoreConnection> FolderDriver::complete(StoreConnection connection) const {
    if (connection.endpoint.rfind(std::string(kScheme) + "/", 0) != 0)
        return fail(ErrorCode::InvalidArgument, "endpoint '" + connection.endpoint + "' names no folder",
                    "write folder:///absolute/path");
    for (const auto& [name, value] : connection.settings)
        if (name != "batch" && name != "hold" && name != "holdFetch" && name != "files" && name != "exact")
            return fail(ErrorCode::InvalidArgument, "there is no setting '" + name + "'", "leave it out");
    return connection;
}

std::string FolderDriver::keyHost(const StoreConnection& connection) const {
    return folderOf(connection).filename().string();
}

Result<std::shared_ptr<VectorStore>> FolderDriver::open(const StoreConnection& connection,
                                                        const Secret& key) const {
    QSTORE_CHECK(checkKeyOf(connection, key));
    FolderSettings settings;
    settings.batch = std::stoul(settingOf(connection, "batch", "1000"));
    settings.hold = std::stoul(settingOf(connection, "hold", "0"));
    settings.holdFetch = std::stoul(settingOf(connection, "holdFetch", "0"));
    settings.files = settingOf(connection, "files", "yes") == "yes";
    settings.canBeExact = settingOf(connection, "exact", "yes") != "no";
    settings.isExact = settingOf(connection, "exact", "yes") == "yes";
    QSTORE_TRY(auto store, FolderStore::open(folderOf(connection), settings));
    return std::shared_ptr<VectorStore>(std::move(store));
}

std::vector<StoreTestStep> FolderDriver::test(const StoreConnection& connection, const Secret& key,
                                              const RunControl& /*control*/,
                                              const StoreTestSink& /*sink*/) const {
    std::vector<StoreTestStep> steps;
    const bool there = std::filesystem::is_directory(folderOf(connection));
    const bool known = there && checkKeyOf(connection, key).has_value();
    const auto add = [&steps](StoreStep step, bool tried, bool passed, const std::string& detail,
                              const std::string& cure) {
        const StepState state = !tried   ? StepState::NotTried
                                : passed ? StepState::Passed
                                         : StepState::Failed;
        steps.push_back({step, state, detail, state == StepState::Failed ? cure : "", 0});
    };
    add(StoreStep::Host, true, there, "the folder", "make it");
    add(StoreStep::Tls, there, true, "stays on this machine", "");
    add(StoreStep::Key, there, known, "the key", "give the right key");
    add(StoreStep::Version, known, true, "1", "");
    add(StoreStep::Collections, known, true, "may be seen", "");
    return steps;
}

}  // namespace qstore::test
