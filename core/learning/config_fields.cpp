// SPDX-License-Identifier: Apache-2.0
#include "core/learning/config_fields.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "core/base/closest_name.h"

namespace qstore {

struct ConfigFields::State {
    std::string name;
    Json left;
    std::map<std::string, Json> taken;
    std::vector<std::string> known;
    Status status;
};

ConfigFields::ConfigFields(const Json& object, std::string name) : m_state(std::make_unique<State>()) {
    m_state->name = std::move(name);
    m_state->left = object.is_object() ? object : Json::object();
    if (!object.is_object())
        refuse(m_state->name + " is not a JSON object", "put its entries between { and }");
}

ConfigFields::~ConfigFields() = default;

bool ConfigFields::has(const char* key) const {
    return m_state->left.contains(key);
}

const ConfigFields::Json* ConfigFields::find(const char* key) {
    if (std::find(m_state->known.begin(), m_state->known.end(), key) == m_state->known.end())
        m_state->known.emplace_back(key);
    const auto found = m_state->left.find(key);
    if (found == m_state->left.end()) return nullptr;
    const Json& kept = m_state->taken[key] = *found;
    m_state->left.erase(found);
    return &kept;
}

void ConfigFields::wrong(const char* key, const Json& found, const std::string& wanted) {
    const std::string value = found.dump(-1, ' ', false, Json::error_handler_t::replace);
    refuse(std::string("\"") + key + "\" in " + m_state->name + " is " + value + ", but must be " + wanted,
           "correct it, or leave it out for the default");
}

void ConfigFields::refuse(std::string message, std::string hint) {
    if (m_state->status) m_state->status = fail(ErrorCode::Parse, std::move(message), std::move(hint));
}

ConfigFields& ConfigFields::number(const char* key, double& value) {
    if (const Json* const found = find(key)) {
        if (found->is_number() && std::isfinite(found->get<double>()))
            value = found->get<double>();
        else
            wrong(key, *found, "a number");
    }
    return *this;
}

ConfigFields& ConfigFields::whole(const char* key, std::uint64_t& value) {
    if (const Json* const found = find(key)) {
        if (found->is_number_unsigned())
            value = found->get<std::uint64_t>();
        else
            wrong(key, *found, "a whole number that is not negative");
    }
    return *this;
}

ConfigFields& ConfigFields::choose(const char* key, const std::vector<std::string_view>& names,
                                   std::size_t& index) {
    const Json* const found = find(key);
    if (found == nullptr) return *this;
    std::string list;
    for (std::size_t place = 0; place < names.size(); ++place) {
        if (found->is_string() && found->get_ref<const std::string&>() == names[place]) {
            index = place;
            return *this;
        }
        list += (list.empty() ? "" : ", ") + std::string(names[place]);
    }
    wrong(key, *found, "one of " + list);
    return *this;
}

ConfigFields& ConfigFields::flag(const char* key, bool& value) {
    if (const Json* const found = find(key)) {
        if (found->is_boolean())
            value = found->get<bool>();
        else
            wrong(key, *found, "true or false");
    }
    return *this;
}

ConfigFields& ConfigFields::text(const char* key, std::string& value) {
    if (const Json* const found = find(key)) {
        if (found->is_string())
            value = found->get<std::string>();
        else
            wrong(key, *found, "a text");
    }
    return *this;
}

Status ConfigFields::finish() const {
    if (!m_state->status || m_state->left.empty()) return m_state->status;
    const std::string& unknown = m_state->left.begin().key();
    std::string known;
    for (const std::string& key : m_state->known) known += (known.empty() ? "" : ", ") + key;
    const std::string closest = closestName(unknown, m_state->known);
    return fail(ErrorCode::Parse, m_state->name + " has an unknown entry \"" + unknown + "\"",
                (closest.empty() ? "" : "did you mean \"" + closest + "\"? ") + "the entries are " + known);
}

}  // namespace qstore
