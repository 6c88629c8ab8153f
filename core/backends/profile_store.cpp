// SPDX-License-Identifier: Apache-2.0
#include "core/backends/profile_store.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/backends/profile_rules.h"
#include "core/base/entry_file.h"
#include "core/base/json_fields.h"

namespace qstore {
namespace {

using OrderedJson = nlohmann::ordered_json;

EntryFile entryFile(const std::filesystem::path& file) {
    return {file, profileWords()};
}

std::vector<std::string> namesOf(const std::vector<BackendProfile>& profiles) {
    std::vector<std::string> names;
    names.reserve(profiles.size());
    for (const BackendProfile& profile : profiles) names.push_back(profile.name);
    return names;
}

OrderedJson toJson(const BackendProfile& profile) {
    OrderedJson json = {{"name", profile.name},
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

Status requireFree(const EntryFile& file, const std::vector<BackendProfile>& profiles,
                   const std::string& name) {
    return file.requireFree(namesOf(profiles), name, "QSTORE_KEY_");
}

/// Keys of stores have names like these.
Status checkNotOfStore(const std::string& name) {
    if (environmentForm(name).rfind("STORE_", 0) != 0) return {};
    return fail(ErrorCode::InvalidArgument, "the name '" + name + "' is kept for the keys of stores",
                "choose another name");
}

Result<std::vector<BackendProfile>> readProfiles(const EntryFile& file) {
    std::vector<BackendProfile> profiles;
    QSTORE_CHECK(
        file.read([&](const nlohmann::json& entry, const std::string& path) -> Result<std::string> {
            QSTORE_TRY(BackendProfile profile, fromJson(entry, path));
            profiles.push_back(std::move(profile));
            return profiles.back().name;
        }));
    return profiles;
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
    QSTORE_TRY(auto profiles, readProfiles(entryFile(m_file)));
    std::sort(profiles.begin(), profiles.end(),
              [](const BackendProfile& a, const BackendProfile& b) { return a.name < b.name; });
    return profiles;
}

Result<BackendProfile> ProfileStore::find(const std::string& name) const {
    const EntryFile file = entryFile(m_file);
    QSTORE_TRY(const auto profiles, readProfiles(file));
    QSTORE_TRY(const std::size_t index, file.placeOf(namesOf(profiles), name));
    return profiles[index];
}

Status ProfileStore::alter(const Change& change) const {
    const EntryFile file = entryFile(m_file);
    QSTORE_TRY(const FolderLock lock, file.lock());
    QSTORE_TRY(auto profiles, readProfiles(file));
    QSTORE_CHECK(change(profiles));
    OrderedJson list = OrderedJson::array();
    for (const BackendProfile& profile : profiles) list.push_back(toJson(profile));
    return file.write(list);
}

Result<BackendProfile> ProfileStore::add(BackendProfile profile) const {
    QSTORE_TRY(BackendProfile checked, checkedProfile(std::move(profile)));
    QSTORE_CHECK(checkNotOfStore(checked.name));
    QSTORE_CHECK(alter([&](std::vector<BackendProfile>& profiles) -> Status {
        QSTORE_CHECK(requireFree(entryFile(m_file), profiles, checked.name));
        profiles.push_back(checked);
        return {};
    }));
    return checked;
}

Result<BackendProfile> ProfileStore::change(BackendProfile profile) const {
    QSTORE_TRY(BackendProfile checked, checkedProfile(std::move(profile)));
    QSTORE_CHECK(alter([&](std::vector<BackendProfile>& profiles) -> Status {
        QSTORE_TRY(const std::size_t index, entryFile(m_file).placeOf(namesOf(profiles), checked.name));
        profiles[index] = checked;
        return {};
    }));
    return checked;
}

Status ProfileStore::remove(const std::string& name) const {
    return alter([&](std::vector<BackendProfile>& profiles) -> Status {
        QSTORE_TRY(const std::size_t index, entryFile(m_file).placeOf(namesOf(profiles), name));
        profiles.erase(profiles.begin() + static_cast<std::ptrdiff_t>(index));
        return {};
    });
}

Status ProfileStore::rename(const std::string& from, const std::string& to) const {
    QSTORE_CHECK(checkNotOfStore(to));
    return alter([&](std::vector<BackendProfile>& profiles) -> Status {
        QSTORE_TRY(const std::size_t index, entryFile(m_file).placeOf(namesOf(profiles), from));
        BackendProfile renamed = profiles[index];
        renamed.name = to;
        QSTORE_CHECK(checkProfile(renamed));
        // The account itself is in nobody's way: other capitals are another spelling of its name.
        std::vector<BackendProfile> others = profiles;
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(index));
        QSTORE_CHECK(requireFree(entryFile(m_file), others, to));
        profiles[index] = std::move(renamed);
        return {};
    });
}

}  // namespace qstore
