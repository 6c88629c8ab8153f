// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/pgvector/payload_json.h"

#include <array>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/base/number_text.h"

namespace qstore {
namespace {

constexpr std::string_view kNegativeZero = "0.00";

void appendText(std::string& out, std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20)
            out.append("\\u00") += {digits[byte >> 4U], digits[byte & 15U]};
        else if (c == '"' || c == '\\')
            out.append(1, '\\') += c;
        else
            out += c;
    }
    out += '"';
}

struct AppendValue {
    std::string& out;
    void operator()(bool value) const { out += value ? "true" : "false"; }
    void operator()(std::int64_t value) const { out += std::to_string(value); }
    void operator()(double value) const { out += realText(value); }
    void operator()(const std::string& value) const { appendText(out, value); }
};

/// Takes the fields of one flat object, as the parser meets them.
class PayloadReader : public nlohmann::json_sax<nlohmann::json> {
public:
    bool null() override { return refuse("null"); }
    bool boolean(bool value) override { return put(value); }
    bool number_integer(number_integer_t value) override { return put(std::int64_t{value}); }
    bool number_unsigned(number_unsigned_t value) override {
        if (value > static_cast<number_unsigned_t>(std::numeric_limits<std::int64_t>::max()))
            return refuse("a number beyond 64 bits");
        return put(static_cast<std::int64_t>(value));
    }
    bool number_float(number_float_t /*value*/, const string_t& text) override {
        if (text == kNegativeZero) return put(-0.0);
        // A whole number of more digits than 64 bits hold comes this way, too.
        const std::optional<double> value = textToNumber(text);
        if (text.find('.') == std::string::npos || !value) return refuse("a number beyond 64 bits");
        return put(*value);
    }
    bool string(string_t& value) override { return put(std::move(value)); }
    bool binary(binary_t& /*value*/) override { return refuse("bytes"); }
    bool start_object(std::size_t /*count*/) override { return m_depth++ == 0 || refuse("an object"); }
    bool key(string_t& name) override {
        m_name = std::move(name);
        return true;
    }
    bool end_object() override { return true; }
    bool start_array(std::size_t /*count*/) override { return refuse("a list"); }
    bool end_array() override { return true; }
    bool parse_error(std::size_t /*at*/, const std::string& /*token*/,
                     const nlohmann::detail::exception& error) override {
        m_found = std::string("broken JSON: ") + error.what();
        return false;
    }

    Result<Payload> result() && {
        if (m_found.empty()) return std::move(m_payload);
        return fail(ErrorCode::Corrupt,
                    "the server's payload holds " + m_found +
                        (m_name.empty() ? std::string() : " in field '" + m_name + "'"),
                    "Something else has changed the table; push the collection again.");
    }

private:
    bool put(PayloadValue value) {
        if (m_depth == 0) return refuse("a value without a name");
        m_payload.insert_or_assign(m_name, std::move(value));
        return true;
    }
    bool refuse(const char* what) {
        m_found = what;
        return false;
    }

    Payload m_payload;
    std::string m_name;
    std::string m_found;  ///< what should not be there
    int m_depth = 0;
};

}  // namespace

std::string realText(double value) {
    if (value == 0.0) return std::signbit(value) ? std::string(kNegativeZero) : "0.0";
    // The longest: 5e-324 has 324 digits behind the point, 1.8e308 has 309 in front of it.
    std::array<char, 1200> text{};
    constexpr double everyOneIsWhole = 9007199254740992.0;  // 2^53
    const bool isWhole = std::abs(value) >= everyOneIsWhole;
    char* const end = text.data() + text.size();
    // With one digit asked for, to_chars() writes all the others as they are; else as few as tell it apart.
    const auto written = isWhole ? std::to_chars(text.data(), end, value, std::chars_format::fixed, 1)
                                 : std::to_chars(text.data(), end, value, std::chars_format::fixed);
    std::string out(text.data(), written.ptr);
    if (out.find('.') == std::string::npos) out += ".0";
    return out;
}

Status checkHoldable(std::string_view text) {
    if (text.find('\0') == std::string_view::npos) return {};
    return fail(ErrorCode::InvalidArgument, "the text holds a zero byte, which PostgreSQL cannot store",
                "Leave zero bytes out, or keep such points in the local store.");
}

Result<std::string> payloadJson(const Payload& payload) {
    std::string out = "{";
    for (const auto& [name, value] : payload) {
        const auto* const text = std::get_if<std::string>(&value);
        if (const Status holdable = text != nullptr ? checkHoldable(*text) : Status{}; !holdable)
            return fail(holdable.error().code, "field '" + name + "': " + holdable.error().message,
                        holdable.error().hint);
        if (out.size() > 1) out += ',';
        appendText(out, name);
        out += ':';
        std::visit(AppendValue{out}, value);
    }
    return out + "}";
}

Result<Payload> readPayloadJson(std::string_view json) {
    PayloadReader reader;
    nlohmann::json::sax_parse(json.begin(), json.end(), &reader);
    return std::move(reader).result();
}

}  // namespace qstore
