// SPDX-License-Identifier: Apache-2.0
#include "core/base/entry_file.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/closest_name.h"
#include "core/base/json_fields.h"

namespace qstore {
namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr std::uint64_t fileVersion = 1;
constexpr std::size_t maxFileBytes = std::size_t{1} << 20U;

bool isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// That name or one that reads the same environment variable.
const std::string* nearlySame(const std::vector<std::string>& names, const std::string& name) {
    const auto found = std::find_if(names.begin(), names.end(), [&](const std::string& other) {
        return environmentForm(other) == environmentForm(name);
    });
    return found == names.end() ? nullptr : &*found;
}

}  // namespace

Status checkEntryName(const std::string& name, const EntryWords& words) {
    const bool fits = !name.empty() && name.size() <= kMaxEntryNameLength &&
                      isLetterOrDigit(name.front()) && std::all_of(name.begin(), name.end(), [](char c) {
                          return isLetterOrDigit(c) || c == '-' || c == '_';
                      });
    if (fits) return {};
    return fail(ErrorCode::InvalidArgument,
                "'" + name.substr(0, kMaxEntryNameLength) + "' cannot name " + words.aOne,
                "use letters, digits, '-' and '_', at most 64, a letter or digit first");
}

std::string environmentForm(std::string_view name) {
    std::string form;
    for (const char c : name)
        form += c == '-' ? '_' : (c >= 'a' && c <= 'z') ? static_cast<char>(c - 'a' + 'A') : c;
    return form;
}

EntryFile::EntryFile(std::filesystem::path file, EntryWords words)
    : m_file(std::move(file)), m_words(std::move(words)) {}

Status EntryFile::readText(const std::string& text, const Take& take) const {
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
    const auto* list = fields.child(m_words.list.c_str());
    if (list == nullptr || !list->is_array()) fields.wrong(m_words.list.c_str(), "a list");
    QSTORE_CHECK(fields.finish());
    if (list->size() > kMaxEntries)
        return fail(ErrorCode::ResourceExhausted,
                    "it holds " + std::to_string(list->size()) + " " + m_words.several,
                    "at most " + std::to_string(kMaxEntries) + " are read");
    std::vector<std::string> names;
    for (const auto& entry : *list) {
        const std::string path = m_words.list + "[" + std::to_string(names.size()) + "]";
        QSTORE_TRY(std::string name, take(entry, path));
        if (const auto* same = nearlySame(names, name))
            return fail(ErrorCode::Parse,
                        "'" + name + "' and '" + *same + "' read the same environment variable",
                        "rename one of them");
        names.push_back(std::move(name));
    }
    return {};
}

Status EntryFile::read(const Take& take) const {
    std::error_code error;
    if (!std::filesystem::exists(m_file, error) && !error) return {};
    QSTORE_TRY(const std::string text, readFile(m_file, maxFileBytes));
    Status outcome = readText(text, take);
    if (!outcome) {
        Error& reason = outcome.error();
        reason.message =
            "cannot read the " + m_words.several + " in '" + m_file.string() + "': " + reason.message;
        if (reason.hint.empty())
            reason.hint = "mend the file, or move it away and add the " + m_words.several + " again";
    }
    return outcome;
}

Status EntryFile::write(const OrderedJson& list) const {
    if (list.size() > kMaxEntries)
        return fail(ErrorCode::ResourceExhausted,
                    "there are " + std::to_string(kMaxEntries) + " " + m_words.several,
                    "remove one that is not needed");
    const OrderedJson document = {{"version", fileVersion}, {m_words.list, list}};
    const std::string text = document.dump(2, ' ', false, OrderedJson::error_handler_t::replace);
    return writePrivateFileAtomically(m_file, text + "\n");
}

Result<std::size_t> EntryFile::placeOf(const std::vector<std::string>& names,
                                       const std::string& name) const {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    const std::string closest = closestName(name, names);
    return fail(ErrorCode::NotFound, "there is no " + m_words.one + " '" + name + "'",
                closest.empty()
                    ? "`" + m_words.command + " list` shows them, `" + m_words.command + " add` adds one"
                    : "did you mean '" + closest + "'?");
}

Status EntryFile::requireFree(const std::vector<std::string>& names, const std::string& name,
                              const std::string& prefix) const {
    const auto* same = nearlySame(names, name);
    if (same == nullptr) return {};
    if (*same == name)
        return fail(ErrorCode::AlreadyExists, "there is " + m_words.aOne + " '" + name + "' already",
                    "choose another name, or remove that one first");
    return fail(
        ErrorCode::AlreadyExists, "'" + name + "' is too near to the " + m_words.one + " '" + *same + "'",
        "both would read their key from " + prefix + environmentForm(name) + "; choose another name");
}

}  // namespace qstore
