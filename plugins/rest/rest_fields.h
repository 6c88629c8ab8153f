// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace qstore {

/// One JSON object of a reply, distrusted: a key that is absent or null is nothing, one of a wrong type is
/// remembered, and status() then is Parse, naming the key and what stood there. Texts of the reply are not
/// shown in errors. The object has to outlive this.
class RestFields {
public:
    /// `what` names the object in messages ("Qdrant's answer: result").
    RestFields(const nlohmann::json& object, std::string what);

    /// Null when absent.
    const nlohmann::json* child(const char* key) const;
    std::optional<std::string> text(const char* key);
    std::optional<std::uint64_t> whole(const char* key);
    std::optional<double> number(const char* key);
    std::optional<bool> flag(const char* key);

    /// For these absence is wrong too. They are never null: where the key is wrong, an empty value stands
    /// in, and status() says so.
    const nlohmann::json& object(const char* key);
    const nlohmann::json& list(const char* key);
    std::string requiredText(const char* key);
    std::uint64_t requiredWhole(const char* key);
    double requiredNumber(const char* key);

    void wrong(const char* key, std::string_view expected);
    Status status() const;
    std::string where(const char* key) const { return m_what + "." + key; }

private:
    const nlohmann::json* m_object;
    std::string m_what, m_problem;
};

/// "a text", "the number 5", "a list", "missing": for messages.
std::string restKindText(const nlohmann::json* value);

/// A list of numbers as single precision, as many as `dimension`. Parse names `what`.
Result<std::vector<float>> restVector(const nlohmann::json& value, std::string_view what,
                                      std::size_t dimension);

/// Appends a number so that it reads back to the same float, by way of a double or not: as short as that
/// allows. Infinity and NaN are the caller's to refuse.
void appendFloat(std::string& json, float value);
/// "[0.5,1]"
void appendVector(std::string& json, const std::vector<float>& vector);
/// A text in quotes, as JSON.
void appendText(std::string& json, std::string_view text);

}  // namespace qstore
