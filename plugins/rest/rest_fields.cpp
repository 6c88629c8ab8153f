// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/rest/rest_fields.h"

#include <array>
#include <charconv>
#include <cmath>

namespace qstore {
namespace {

using nlohmann::json;

const json& emptyObject() {
    static const json value = json::object();
    return value;
}

const json& emptyList() {
    static const json value = json::array();
    return value;
}

template <class T>
std::string_view digitsOf(std::array<char, 40>& buffer, T value) {
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    return {buffer.data(), static_cast<std::size_t>(end - buffer.data())};
}

}  // namespace

std::string restKindText(const json* value) {
    if (value == nullptr) return "missing";
    if (value->is_string()) return "a text";
    if (value->is_number()) return "the number " + value->dump();
    if (value->is_boolean()) return value->get<bool>() ? "true" : "false";
    if (value->is_array()) return "a list";
    return value->is_object() ? "an object" : "null";
}

RestFields::RestFields(const json& object, std::string what) : m_object(&object), m_what(std::move(what)) {
    if (!object.is_object()) m_problem = m_what + " is " + restKindText(&object) + ", expected an object";
}

const json* RestFields::child(const char* key) const {
    if (!m_object->is_object()) return nullptr;
    const auto found = m_object->find(key);
    return found == m_object->end() || found->is_null() ? nullptr : &*found;
}

void RestFields::wrong(const char* key, std::string_view expected) {
    if (m_problem.empty())
        m_problem = where(key) + " is " + restKindText(child(key)) + ", expected " + std::string(expected);
}

std::optional<std::string> RestFields::text(const char* key) {
    const json* value = child(key);
    if (value == nullptr) return {};
    if (value->is_string()) return value->get<std::string>();
    wrong(key, "a text");
    return {};
}

std::optional<std::uint64_t> RestFields::whole(const char* key) {
    const json* value = child(key);
    if (value == nullptr) return {};
    if (value->is_number_unsigned()) return value->get<std::uint64_t>();
    wrong(key, "a whole number from 0");
    return {};
}

std::optional<double> RestFields::number(const char* key) {
    const json* value = child(key);
    if (value == nullptr) return {};
    if (value->is_number() && std::isfinite(value->get<double>())) return value->get<double>();
    wrong(key, "a number");
    return {};
}

std::optional<bool> RestFields::flag(const char* key) {
    const json* value = child(key);
    if (value == nullptr) return {};
    if (value->is_boolean()) return value->get<bool>();
    wrong(key, "true or false");
    return {};
}

const json& RestFields::object(const char* key) {
    const json* value = child(key);
    if (value != nullptr && value->is_object()) return *value;
    wrong(key, "an object");
    return emptyObject();
}

const json& RestFields::list(const char* key) {
    const json* value = child(key);
    if (value != nullptr && value->is_array()) return *value;
    wrong(key, "a list");
    return emptyList();
}

std::string RestFields::requiredText(const char* key) {
    auto value = text(key);
    if (!value || value->empty()) wrong(key, "a text");
    return std::move(value).value_or(std::string());
}

std::uint64_t RestFields::requiredWhole(const char* key) {
    const auto value = whole(key);
    if (!value) wrong(key, "a whole number from 0");
    return value.value_or(0);
}

double RestFields::requiredNumber(const char* key) {
    const auto value = number(key);
    if (!value) wrong(key, "a number");
    return value.value_or(0.0);
}

Status RestFields::status() const {
    if (m_problem.empty()) return {};
    return fail(ErrorCode::Parse, m_problem,
                "This is not what the interface promises; nothing was taken from the reply.");
}

Result<std::vector<float>> restVector(const json& value, std::string_view what, std::size_t dimension) {
    const auto wrong = [&](const std::string& found) {
        return fail(ErrorCode::Parse,
                    std::string(what) + " is " + found + ", expected a list of " +
                        std::to_string(dimension) + " numbers",
                    "This is not what the interface promises; nothing was taken from the reply.");
    };
    if (!value.is_array()) return wrong(restKindText(&value));
    if (value.size() != dimension) return wrong("a list of " + std::to_string(value.size()));
    std::vector<float> vector;
    vector.reserve(dimension);
    for (const json& number : value) {
        if (!number.is_number()) return wrong("a list with " + restKindText(&number));
        const auto component = static_cast<float>(number.get<double>());
        if (!std::isfinite(component)) return wrong("a list with " + restKindText(&number));
        vector.push_back(component);
    }
    return vector;
}

void appendFloat(std::string& json, float value) {
    if (value == 0.0F) {
        // "-0" is a whole number to many readers, which have no such zero.
        json += std::signbit(value) ? "-0.0" : "0";
        return;
    }
    std::array<char, 40> buffer{};
    std::string_view digits = digitsOf(buffer, value);
    double read = 0.0;
    std::from_chars(digits.data(), digits.data() + digits.size(), read);
    // Who reads it as a double first may round twice: then the double's own digits are sent.
    if (static_cast<float>(read) != value) digits = digitsOf(buffer, static_cast<double>(value));
    json.append(digits);
}

void appendVector(std::string& json, const std::vector<float>& vector) {
    json += '[';
    for (std::size_t i = 0; i < vector.size(); ++i) {
        if (i > 0) json += ',';
        appendFloat(json, vector[i]);
    }
    json += ']';
}

void appendText(std::string& json, std::string_view text) {
    json += nlohmann::json(text).dump();
}

}  // namespace qstore
