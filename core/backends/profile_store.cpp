// SPDX-License-Identifier: Apache-2.0
#include "core/backends/profile_store.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "core/backends/configuration_folder.h"
#include "core/backends/profile_rules.h"
#include "core/base/atomic_file.h"
#include "core/base/closest_name.h"
#include "core/base/json_fields.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::uint64_t fileVersion = 1;
constexpr std::size_t maxFileBytes = std::size_t{1} << 20U;
constexpr std::size_t maxProfiles = 500;

Json toJson(const BackendProfile& profile) {
    Json json = {{"name", profile.name},
                 {"provider", providerKindName(profile.provider)},
                 {"endpoint", profile.endpoint}};
    const auto put = [&json](const char* key, const std::string& value) {
        if (!value.empty()) json[key] = value;
    };
    put("proxy", profile.proxy);
    put("caFile", profile.caFile);
    put("instance", profile.instance);
    put("tokenEndpoint", profile.tokenEndpoint);
    json["maxConcurrentJobs"] = profile.maxConcurrentJobs;
    json["practice"] = profile.practice;
    return json;
}

Result<BackendProfile> fromJson(const nlohmann::json& json, const std::string& path) {
    BackendProfile profile;
    std::size_t provider = 0;
    std::uint64_t jobs = profile.maxConcurrentJobs;
    JsonFields fields(json, path);
    fields.require("name").require("provider").require("endpoint");
    fields.read("name", profile.name)
        .choose("provider", {providerKindName(ProviderKind::Ionq), providerKindName(ProviderKind::Ibm)},
                provider)
        .read("endpoint", profile.endpoint)
        .read("proxy", profile.proxy)
        .read("caFile", profile.caFile)
        .read("instance", profile.instance)
        .read("tokenEndpoint", profile.tokenEndpoint)
        .read("maxConcurrentJobs", jobs)
        .read("practice", profile.practice);
    QSTORE_CHECK(fields.finish());
    profile.provider = static_cast<ProviderKind>(provider);
    profile.maxConcurrentJobs = static_cast<std::size_t>(jobs);
    QSTORE_CHECK(checkProfile(profile));
    return profile;
}

/// The profile of that name or one that reads the same environment variable.
const BackendProfile* nearlySame(const std::vector<BackendProfile>& profiles, const std::string& name) {
    const auto found = std::find_if(profiles.begin(), profiles.end(), [&](const BackendProfile& profile) {
        return keyVariable(profile.name) == keyVariable(name);
    });
    return found == profiles.end() ? nullptr : &*found;
}

Result<std::vector<BackendProfile>> readProfiles(const std::string& text) {
    QSTORE_TRY(const auto json, parseJson(text));
    std::uint64_t version = 0;
    JsonFields fields(json, {});
    fields.require("version").read("version", version);
    QSTORE_CHECK(fields.status());
    if (version != fileVersion)
        return fail(ErrorCode::NewerVersion,
                    "it is of version " + std::to_string(version) + "; this release reads version " +
                        std::to_string(fileVersion),
                    "use the release that wrote it");
    const auto* list = fields.child("profiles");
    if (list == nullptr || !list->is_array()) fields.wrong("profiles", "a list");
    QSTORE_CHECK(fields.finish());
    if (list->size() > maxProfiles)
        return fail(ErrorCode::ResourceExhausted, "it holds " + std::to_string(list->size()) + " accounts",
                    "at most " + std::to_string(maxProfiles) + " are read");
    std::vector<BackendProfile> profiles;
    for (const auto& entry : *list) {
        const std::string path = "profiles[" + std::to_string(profiles.size()) + "]";
        QSTORE_TRY(BackendProfile profile, fromJson(entry, path));
        if (const auto* same = nearlySame(profiles, profile.name))
            return fail(
                ErrorCode::Parse,
                "'" + profile.name + "' and '" + same->name + "' read the same environment variable",
                "rename one of them");
        profiles.push_back(std::move(profile));
    }
    return profiles;
}

Result<std::vector<BackendProfile>> readProfilesFile(const std::filesystem::path& file) {
    std::error_code error;
    if (!std::filesystem::exists(file, error) && !error) return std::vector<BackendProfile>();
    QSTORE_TRY(const std::string text, readFile(file, maxFileBytes));
    auto profiles = readProfiles(text);
    if (!profiles) {
        Error& reason = profiles.error();
        reason.message = "cannot read the accounts in '" + file.string() + "': " + reason.message;
        if (reason.hint.empty()) reason.hint = "mend the file, or move it away and add the accounts again";
    }
    return profiles;
}

Result<std::size_t> place(const std::vector<BackendProfile>& profiles, const std::string& name) {
    std::vector<std::string> names;
    for (std::size_t index = 0; index < profiles.size(); ++index) {
        if (profiles[index].name == name) return index;
        names.push_back(profiles[index].name);
    }
    const std::string closest = closestName(name, names);
    return fail(ErrorCode::NotFound, "there is no account '" + name + "'",
                closest.empty() ? "`qstore accounts list` shows them, `qstore accounts add` adds one"
                                : "did you mean '" + closest + "'?");
}

tl::unexpected<Error> nameIsTaken(const std::string& name, const BackendProfile& by) {
    if (by.name == name)
        return fail(ErrorCode::AlreadyExists, "there is an account '" + name + "' already",
                    "choose another name, or remove that one first");
    return fail(ErrorCode::AlreadyExists, "'" + name + "' is too near to the account '" + by.name + "'",
                "both would read their key from " + keyVariable(name) + "; choose another name");
}

Result<BackendProfile> checkedProfile(BackendProfile profile) {
    QSTORE_TRY(BackendProfile complete, completeProfile(std::move(profile)));
    QSTORE_CHECK(checkProfile(complete));
    QSTORE_CHECK(checkCaFile(complete));
    return complete;
}

}  // namespace

std::filesystem::path defaultProfilesPath() {
    return configurationFolder() / "accounts.json";
}

ProfileStore::ProfileStore(std::filesystem::path file) : m_file(std::move(file)) {}

Result<std::vector<BackendProfile>> ProfileStore::list() const {
    QSTORE_TRY(auto profiles, readProfilesFile(m_file));
    std::sort(profiles.begin(), profiles.end(),
              [](const BackendProfile& a, const BackendProfile& b) { return a.name < b.name; });
    return profiles;
}

Result<BackendProfile> ProfileStore::find(const std::string& name) const {
    QSTORE_TRY(const auto profiles, readProfilesFile(m_file));
    QSTORE_TRY(const std::size_t index, place(profiles, name));
    return profiles[index];
}

Status ProfileStore::alter(const Change& change) const {
    QSTORE_TRY(const FolderLock lock, FolderLock::take(m_file.parent_path()));
    QSTORE_TRY(auto profiles, readProfilesFile(m_file));
    QSTORE_CHECK(change(profiles));
    if (profiles.size() > maxProfiles)
        return fail(ErrorCode::ResourceExhausted, "there are " + std::to_string(maxProfiles) + " accounts",
                    "remove one that is not needed");
    Json list = Json::array();
    for (const BackendProfile& profile : profiles) list.push_back(toJson(profile));
    const Json document = {{"version", fileVersion}, {"profiles", std::move(list)}};
    const std::string text = document.dump(2, ' ', false, Json::error_handler_t::replace);
    return writePrivateFileAtomically(m_file, text + "\n");
}

Result<BackendProfile> ProfileStore::add(BackendProfile profile) const {
    QSTORE_TRY(BackendProfile checked, checkedProfile(std::move(profile)));
    QSTORE_CHECK(alter([&](std::vector<BackendProfile>& profiles) -> Status {
        if (const auto* same = nearlySame(profiles, checked.name)) return nameIsTaken(checked.name, *same);
        profiles.push_back(checked);
        return {};
    }));
    return checked;
}

Result<BackendProfile> ProfileStore::change(BackendProfile profile) const {
    QSTORE_TRY(BackendProfile checked, checkedProfile(std::move(profile)));
    QSTORE_CHECK(alter([&](std::vector<BackendProfile>& profiles) -> Status {
        QSTORE_TRY(const std::size_t index, place(profiles, checked.name));
        profiles[index] = checked;
        return {};
    }));
    return checked;
}

Status ProfileStore::remove(const std::string& name) const {
    return alter([&](std::vector<BackendProfile>& profiles) -> Status {
        QSTORE_TRY(const std::size_t index, place(profiles, name));
        profiles.erase(profiles.begin() + static_cast<std::ptrdiff_t>(index));
        return {};
    });
}

Status ProfileStore::rename(const std::string& from, const std::string& to) const {
    return alter([&](std::vector<BackendProfile>& profiles) -> Status {
        QSTORE_TRY(const std::size_t index, place(profiles, from));
        BackendProfile renamed = profiles[index];
        renamed.name = to;
        QSTORE_CHECK(checkProfile(renamed));
        const auto* same = nearlySame(profiles, to);
        if (same != nullptr && same != &profiles[index]) return nameIsTaken(to, *same);
        profiles[index] = std::move(renamed);
        return {};
    });
}

}  // namespace qstore
