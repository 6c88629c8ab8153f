// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_fields.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace qstore {
namespace {

using nlohmann::json;

std::string shown(const json& value) {
    constexpr std::size_t kShown = 40;
    std::string text = jsonText(value, -1);
    if (text.size() <= kShown) return text;
    text.resize(kShown);
    return text.append("…");
}

bool isFiniteNumber(const json& value) {
    return value.is_number() && std::isfinite(value.get<double>());
}

}  // namespace

std::string jsonText(const json& value, int indent) {
    return value.dump(indent, ' ', false, json::error_handler_t::replace);
}

JsonFields::JsonFields(const json& object, std::string path) : m_object(&object), m_path(std::move(path)) {
    if (!object.is_object())
        m_status = fail(ErrorCode::Parse, (m_path.empty() ? "the text" : "'" + m_path + "'") +
                                              " is not a JSON object but " + shown(object));
}

void JsonFields::wrong(const char* key, const std::string& expected) {
    if (!m_status) return;
    const json* value = child(key);
    m_status =
        fail(ErrorCode::Parse, "'" + where(key) + "' is " + (value == nullptr ? "missing" : shown(*value)) +
                                   ", expected " + expected);
}

const json* JsonFields::child(const char* key) {
    m_known.insert(key);
    if (!m_object->is_object()) return nullptr;
    const auto found = m_object->find(key);
    return found == m_object->end() ? nullptr : &*found;
}

JsonFields& JsonFields::require(const char* key) {
    if (child(key) == nullptr) wrong(key, "a value");
    return *this;
}

JsonFields& JsonFields::read(const char* key, bool& value) {
    const json* found = child(key);
    if (found == nullptr) return *this;
    if (found->is_boolean())
        value = found->get<bool>();
    else
        wrong(key, "true or false");
    return *this;
}

JsonFields& JsonFields::read(const char* key, double& value) {
    const json* found = child(key);
    if (found == nullptr) return *this;
    if (isFiniteNumber(*found))
        value = found->get<double>();
    else
        wrong(key, "a number");
    return *this;
}

JsonFields& JsonFields::read(const char* key, std::uint64_t& value) {
    const json* found = child(key);
    if (found == nullptr) return *this;
    if (found->is_number_unsigned())
        value = found->get<std::uint64_t>();
    else
        wrong(key, "a whole number from 0");
    return *this;
}

JsonFields& JsonFields::read(const char* key, std::string& value) {
    const json* found = child(key);
    if (found == nullptr) return *this;
    if (found->is_string())
        value = found->get<std::string>();
    else
        wrong(key, "a text");
    return *this;
}

JsonFields& JsonFields::read(const char* key, std::vector<double>& value) {
    const json* found = child(key);
    if (found == nullptr) return *this;
    if (found->is_array() && std::all_of(found->begin(), found->end(), isFiniteNumber))
        value = found->get<std::vector<double>>();
    else
        wrong(key, "a list of numbers");
    return *this;
}

JsonFields& JsonFields::read(const char* key, std::vector<std::string>& value) {
    const json* found = child(key);
    if (found == nullptr) return *this;
    if (found->is_array() &&
        std::all_of(found->begin(), found->end(), [](const json& item) { return item.is_string(); }))
        value = found->get<std::vector<std::string>>();
    else
        wrong(key, "a list of texts");
    return *this;
}

JsonFields& JsonFields::choose(const char* key, const std::vector<std::string_view>& names,
                               std::size_t& index) {
    const json* found = child(key);
    if (found == nullptr) return *this;
    std::string known;
    for (std::size_t place = 0; place < names.size(); ++place) {
        if (found->is_string() && found->get_ref<const std::string&>() == names[place]) {
            index = place;
            return *this;
        }
        known += (place == 0 ? "" : ", ") + std::string(names[place]);
    }
    wrong(key, "one of " + known);
    return *this;
}

Status JsonFields::finish() const {
    if (!m_status) return m_status;
    for (const auto& [key, value] : m_object->items())
        if (m_known.count(key) == 0)
            return fail(ErrorCode::Parse, "'" + where(key.c_str()) + "' is not a known key",
                        "check its spelling, or remove it");
    return {};
}

}  // namespace qstore
