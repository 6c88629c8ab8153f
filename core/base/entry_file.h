// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/configuration_folder.h"
#include "core/base/result.h"

namespace qstore {

/// How messages speak of the entries of a file.
struct EntryWords {
    std::string list;     ///< the key under which they stand: "profiles"
    std::string one;      ///< "account"
    std::string aOne;     ///< "an account"
    std::string several;  ///< "accounts"
    std::string command;  ///< what changes them: "qstore accounts"
};

inline constexpr std::size_t kMaxEntryNameLength = 64;
inline constexpr std::size_t kMaxEntries = 500;

/// Letters, digits, `-` and `_`, a letter or digit first, at most kMaxEntryNameLength.
Status checkEntryName(const std::string& name, const EntryWords& words);

/// In capitals, `-` as `_`: as names stand in environment variables.
std::string environmentForm(std::string_view name);

/// Named entries of a person's configuration in one private JSON file, `{"version": 1, "<list>": […]}`.
/// What each holds is its caller's. It is read strictly: Parse for what is unknown or wrong, NewerVersion
/// for another version; then nothing is to be written either, so that what this release does not understand
/// is not lost.
class EntryFile {
public:
    EntryFile(std::filesystem::path file, EntryWords words);
    const std::filesystem::path& file() const { return m_file; }
    const EntryWords& words() const { return m_words; }

    /// Takes one entry and gives its name; `path` leads to it in messages.
    using Take = std::function<Result<std::string>(const nlohmann::json& entry, const std::string& path)>;
    /// Nothing is taken while the file does not exist. Parse for two names that read the same variable.
    Status read(const Take& take) const;
    /// Held around read and write of a change.
    Result<FolderLock> lock() const { return FolderLock::take(m_file.parent_path()); }
    Status write(const nlohmann::ordered_json& list) const;

    /// NotFound with the nearest name.
    Result<std::size_t> placeOf(const std::vector<std::string>& names, const std::string& name) const;
    /// AlreadyExists for a name that is taken or differs from one only in capitals, `-` and `_`: both would
    /// read the same environment variable, `prefix` and the name.
    Status requireFree(const std::vector<std::string>& names, const std::string& name,
                       const std::string& prefix) const;

private:
    Status readText(const std::string& text, const Take& take) const;

    std::filesystem::path m_file;
    EntryWords m_words;
};

}  // namespace qstore
