// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.h"

#include <nlohmann/json.hpp>
#include <unordered_set>
#include <vector>

namespace qstore {
namespace {

using Json = nlohmann::json;

/// "[json.exception.parse_error.101] parse error at line 1, column 5: …" without the bracket.
std::string plainMessage(const char* what) {
    std::string text = what;
    if (const auto end = text.find("] "); end != std::string::npos) text = text.substr(end + 2);
    return text;
}

/// Looks at the text without building anything, and stops at the first thing to refuse.
class JsonCheck final : public nlohmann::json_sax<Json> {
public:
    explicit JsonCheck(std::size_t maxDepth) : m_maxDepth(maxDepth) {}
    const std::string& problem() const { return m_problem; }

    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t&) override { return true; }
    bool string(string_t&) override { return true; }
    bool binary(binary_t&) override { return true; }
    bool start_object(std::size_t) override { return open(); }
    bool key(string_t& name) override {
        if (m_keys.back().insert(name).second) return true;
        m_problem = "the key \"" + name + "\" appears twice in one object";
        return false;
    }
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(); }
    bool end_array() override { return close(); }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& error) override {
        m_problem = plainMessage(error.what());
        return false;
    }

private:
    bool open() {
        if (m_keys.size() == m_maxDepth) {
            m_problem = "lists and objects are nested more than " + std::to_string(m_maxDepth) + " deep";
            return false;
        }
        m_keys.emplace_back();
        return true;
    }
    bool close() {
        m_keys.pop_back();
        return true;
    }

    std::size_t m_maxDepth;
    std::vector<std::unordered_set<std::string>> m_keys;  ///< of the lists and objects that are open
    std::string m_problem;
};

template <class Value>
Result<Value> parse(std::string_view text, std::size_t maxDepth) {
    JsonCheck check(maxDepth);
    if (!Json::sax_parse(text.begin(), text.end(), &check))
        return fail(ErrorCode::Parse, "the text is not JSON: " + check.problem());
    Value value = Value::parse(text.begin(), text.end(), nullptr, false);
    if (value.is_discarded()) return fail(ErrorCode::Parse, "the text is not JSON");
    return value;
}

}  // namespace

Result<nlohmann::json> parseJson(std::string_view text, std::size_t maxDepth) {
    return parse<nlohmann::json>(text, maxDepth);
}

Result<nlohmann::ordered_json> parseOrderedJson(std::string_view text, std::size_t maxDepth) {
    return parse<nlohmann::ordered_json>(text, maxDepth);
}

}  // namespace qstore
