// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"

namespace qstore {

std::string jsonText(const nlohmann::json& value, int indent);

/// Reads the fields of one JSON object strictly. Every `read` leaves its target alone when the key is
/// absent; the first wrong type, and at `finish` any missing or unknown key, is the error.
class JsonFields {
public:
    /// `path` leads to the object in messages ("recipe.split").
    JsonFields(const nlohmann::json& object, std::string path);

    JsonFields& read(const char* key, bool& value);
    JsonFields& read(const char* key, double& value);
    JsonFields& read(const char* key, std::uint64_t& value);
    JsonFields& read(const char* key, std::string& value);
    JsonFields& read(const char* key, std::vector<double>& value);
    JsonFields& read(const char* key, std::vector<std::string>& value);
    /// One of `names`, its place.
    JsonFields& choose(const char* key, const std::vector<std::string_view>& names, std::size_t& index);
    /// The raw value, null when absent.
    const nlohmann::json* child(const char* key);
    JsonFields& require(const char* key);
    Status finish() const;
    /// The first wrong type or missing value so far.
    const Status& status() const { return m_status; }

    std::string where(const char* key) const { return m_path.empty() ? key : m_path + "." + key; }
    void wrong(const char* key, const std::string& expected);

private:
    const nlohmann::json* m_object;
    std::string m_path;
    std::set<std::string> m_known;
    Status m_status;
};

}  // namespace qstore
