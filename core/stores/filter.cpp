// SPDX-License-Identifier: Apache-2.0
#include "core/stores/filter.h"

#include <algorithm>
#include <cmath>
#include <compare>
#include <utility>

#include "core/stores/printable.h"

namespace qstore {
namespace {

/// Exactly, although a double cannot hold every whole number.
std::partial_ordering compareNumbers(std::int64_t whole, double real) {
    constexpr double limit = 9223372036854775808.0;  // 2^63
    if (real >= limit) return std::partial_ordering::less;
    if (real < -limit) return std::partial_ordering::greater;
    const double floor = std::floor(real);
    const auto below = static_cast<std::int64_t>(floor);
    if (whole != below) return whole <=> below;
    return floor < real ? std::partial_ordering::less : std::partial_ordering::equivalent;
}

std::partial_ordering reversed(std::partial_ordering order) {
    if (std::is_lt(order)) return std::partial_ordering::greater;
    return std::is_gt(order) ? std::partial_ordering::less : order;
}

/// Unordered for values of two kinds.
struct Compare {
    template <class T>
    std::partial_ordering operator()(const T& a, const T& b) const {
        return a <=> b;
    }
    std::partial_ordering operator()(std::int64_t a, double b) const { return compareNumbers(a, b); }
    std::partial_ordering operator()(double a, std::int64_t b) const {
        return reversed(compareNumbers(b, a));
    }
    template <class T, class U>
    std::partial_ordering operator()(const T& /*a*/, const U& /*b*/) const {
        return std::partial_ordering::unordered;
    }
};

std::partial_ordering compareValues(const PayloadValue& a, const PayloadValue& b) {
    return std::visit(Compare{}, a, b);
}

bool holds(Filter::Comparison comparison, std::partial_ordering order) {
    switch (comparison) {
        case Filter::Comparison::Equal: return std::is_eq(order);
        case Filter::Comparison::NotEqual: return std::is_neq(order);
        case Filter::Comparison::Less: return std::is_lt(order);
        case Filter::Comparison::LessEqual: return std::is_lteq(order);
        case Filter::Comparison::Greater: return std::is_gt(order);
        case Filter::Comparison::GreaterEqual: return std::is_gteq(order);
    }
    return false;
}

bool hasOrder(Filter::Comparison comparison) {
    return comparison != Filter::Comparison::Equal && comparison != Filter::Comparison::NotEqual;
}

tl::unexpected<Error> incomplete(const std::string& what) {
    return fail(ErrorCode::InvalidArgument, "a filter " + what,
                "Write a condition such as species = 'setosa' and petal > 1.5.");
}

/// Walks a filter once, counting.
class FilterCheck {
public:
    Status check(const Filter& filter, std::size_t depth) {
        if (depth > kMaxFilterDepth)
            return fail(ErrorCode::InvalidArgument,
                        "the filter is nested more than " + std::to_string(kMaxFilterDepth) + " deep",
                        "Write chains of 'and' and 'or' without brackets.");
        m_terms += 1 + filter.values.size();
        if (m_terms > kMaxFilterTerms)
            return fail(ErrorCode::InvalidArgument,
                        "the filter has more than " + std::to_string(kMaxFilterTerms) + " terms",
                        "Ask in several queries, or mark the points with a field of their own.");
        const bool isGroup = filter.kind == Filter::Kind::And || filter.kind == Filter::Kind::Or;
        if (isGroup || filter.kind == Filter::Kind::Not) return checkOperands(filter, depth, isGroup);
        return checkPredicate(filter);
    }

private:
    Status checkOperands(const Filter& filter, std::size_t depth, bool isGroup) {
        if (filter.operands.empty()) return incomplete("joins no conditions");
        if (!isGroup && filter.operands.size() != 1) return incomplete("negates more than one condition");
        for (const Filter& operand : filter.operands) QSTORE_CHECK(check(operand, depth + 1));
        return {};
    }

    static Status checkPredicate(const Filter& filter) {
        QSTORE_CHECK(checkFieldName(filter.field));
        if (filter.kind == Filter::Kind::Exists) return {};
        if (filter.values.empty()) return incomplete("compares '" + filter.field + "' with nothing");
        const bool compares = filter.kind == Filter::Kind::Compare;
        if (compares && filter.values.size() != 1)
            return incomplete("compares '" + filter.field + "' with more than one value");
        for (const PayloadValue& value : filter.values) {
            if (Status valid = checkPayloadValue(value); !valid)
                return fail(valid.error().code,
                            "the filter on '" + filter.field + "': " + valid.error().message,
                            valid.error().hint);
        }
        if (compares && hasOrder(filter.comparison) && std::holds_alternative<bool>(filter.values[0]))
            return fail(ErrorCode::InvalidArgument,
                        "the filter on '" + filter.field + "': true and false have no order",
                        "Use = or !=.");
        return {};
    }

    std::size_t m_terms = 0;
};

bool matchesPredicate(const Filter& filter, const PayloadValue& value) {
    if (filter.kind == Filter::Kind::Exists) return true;
    if (filter.kind == Filter::Kind::Compare)
        return holds(filter.comparison, compareValues(value, filter.values[0]));
    return std::any_of(filter.values.begin(), filter.values.end(), [&](const PayloadValue& candidate) {
        return std::is_eq(compareValues(value, candidate));
    });
}

}  // namespace

Filter Filter::all(std::vector<Filter> operands) {
    Filter filter;
    filter.operands = std::move(operands);
    return filter;
}

Filter Filter::any(std::vector<Filter> operands) {
    Filter filter = all(std::move(operands));
    filter.kind = Kind::Or;
    return filter;
}

Filter Filter::negation(Filter operand) {
    Filter filter;
    filter.kind = Kind::Not;
    filter.operands.push_back(std::move(operand));
    return filter;
}

Filter Filter::compare(std::string field, Comparison comparison, PayloadValue value) {
    Filter filter;
    filter.kind = Kind::Compare;
    filter.comparison = comparison;
    filter.field = std::move(field);
    filter.values.push_back(std::move(value));
    return filter;
}

Filter Filter::in(std::string field, std::vector<PayloadValue> values) {
    Filter filter;
    filter.kind = Kind::In;
    filter.field = std::move(field);
    filter.values = std::move(values);
    return filter;
}

Filter Filter::exists(std::string field) {
    Filter filter;
    filter.kind = Kind::Exists;
    filter.field = std::move(field);
    return filter;
}

Status checkFilter(const Filter& filter) {
    return FilterCheck().check(filter, 1);
}

bool matches(const Filter& filter, const Payload& payload) {
    const auto holdsFor = [&](const Filter& operand) { return matches(operand, payload); };
    const auto& operands = filter.operands;
    switch (filter.kind) {
        case Filter::Kind::And: return std::all_of(operands.begin(), operands.end(), holdsFor);
        case Filter::Kind::Or: return std::any_of(operands.begin(), operands.end(), holdsFor);
        case Filter::Kind::Not: return !holdsFor(operands.front());
        default: break;
    }
    const auto field = payload.find(filter.field);
    return field != payload.end() && matchesPredicate(filter, field->second);
}

}  // namespace qstore
