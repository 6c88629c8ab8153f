// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/pgvector/filter_sql.h"

#include <array>
#include <string_view>
#include <variant>

#include "plugins/pgvector/payload_json.h"

namespace qstore {
namespace {

std::string_view sqlSign(Filter::Comparison comparison) {
    switch (comparison) {
        case Filter::Comparison::Equal:
        case Filter::Comparison::NotEqual: return " = ";
        case Filter::Comparison::Less: return " < ";
        case Filter::Comparison::LessEqual: return " <= ";
        case Filter::Comparison::Greater: return " > ";
        case Filter::Comparison::GreaterEqual: return " >= ";
    }
    return {};
}

/// Values of one kind, which jsonb_typeof() names and SQL compares in one way.
enum class SqlKind : std::uint8_t { Boolean, Number, Text };
constexpr std::array kSqlKinds{SqlKind::Boolean, SqlKind::Number, SqlKind::Text};

SqlKind kindOf(const PayloadValue& value) {
    if (std::holds_alternative<bool>(value)) return SqlKind::Boolean;
    return std::holds_alternative<std::string>(value) ? SqlKind::Text : SqlKind::Number;
}

class FilterWriter {
public:
    explicit FilterWriter(PgParams& params) : m_params(params) {}

    Result<std::string> write(const Filter& filter) {
        switch (filter.kind) {
            case Filter::Kind::And: return joined(filter.operands, " AND ");
            case Filter::Kind::Or: return joined(filter.operands, " OR ");
            case Filter::Kind::Not: break;
            case Filter::Kind::Compare: return compared(filter);
            case Filter::Kind::In: return listed(filter);
            case Filter::Kind::Exists: return "(" + field(filter) + " IS NOT NULL)";
        }
        QSTORE_TRY(const std::string operand, write(filter.operands.front()));
        return "(NOT " + operand + ")";
    }

private:
    Result<std::string> joined(const std::vector<Filter>& operands, std::string_view word) {
        std::string out;
        for (const Filter& operand : operands) {
            QSTORE_TRY(const std::string text, write(operand));
            out.append(out.empty() ? std::string_view("(") : word).append(text);
        }
        return out + ")";
    }

    /// A missing field is NULL here, and its type is neither of the three: the CASE is false.
    Result<std::string> compared(const Filter& filter) {
        const PayloadValue& value = filter.values.front();
        const SqlKind kind = kindOf(value);
        const std::string found = field(filter);
        QSTORE_TRY(const std::string wanted, parameter(value));
        const std::string out =
            guarded(kind, found, typed(kind, found) + std::string(sqlSign(filter.comparison)) + wanted);
        if (filter.comparison != Filter::Comparison::NotEqual) return out;
        return "(" + found + " IS NOT NULL AND NOT " + out + ")";
    }

    Result<std::string> listed(const Filter& filter) {
        std::string out;
        for (const SqlKind kind : kSqlKinds) {
            std::string list;
            for (const PayloadValue& value : filter.values) {
                if (kindOf(value) != kind) continue;
                QSTORE_TRY(const std::string wanted, parameter(value));
                list += (list.empty() ? "" : ", ") + wanted;
            }
            if (list.empty()) continue;
            const std::string found = field(filter);
            out += (out.empty() ? "(" : " OR ") +
                   guarded(kind, found, typed(kind, found) + " IN (" + list + ")");
        }
        return out + ")";
    }

    std::string field(const Filter& filter) {
        return "(payload -> " + m_params.text(filter.field).last() + "::text)";
    }

    /// CASE looks at the type first, so that nothing is ever turned into what it is not.
    static std::string guarded(SqlKind kind, const std::string& found, const std::string& condition) {
        const std::string_view name = kind == SqlKind::Boolean  ? "boolean"
                                      : kind == SqlKind::Number ? "number"
                                                                : "string";
        return "(CASE jsonb_typeof" + found + " WHEN '" + std::string(name) + "' THEN " + condition +
               " ELSE false END)";
    }

    static std::string typed(SqlKind kind, const std::string& found) {
        if (kind == SqlKind::Boolean) return found + "::boolean";
        // #>> with an empty path is the text itself, without quotes.
        return kind == SqlKind::Number ? found + "::numeric" : "(" + found + " #>> '{}') COLLATE \"C\"";
    }

    Result<std::string> parameter(const PayloadValue& value) {
        if (const auto* const flag = std::get_if<bool>(&value))
            return m_params.text(*flag ? "true" : "false").last() + "::boolean";
        if (const auto* const whole = std::get_if<std::int64_t>(&value))
            return m_params.number(*whole).last() + "::numeric";
        if (const auto* const real = std::get_if<double>(&value))
            return m_params.text(realText(*real)).last() + "::numeric";
        const auto& text = std::get<std::string>(value);
        QSTORE_CHECK(checkHoldable(text));
        return m_params.text(text).last() + "::text";
    }

    PgParams& m_params;
};

}  // namespace

Result<std::string> filterSql(const Filter& filter, PgParams& params) {
    return FilterWriter(params).write(filter);
}

}  // namespace qstore
