// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/stores/payload.h"

namespace qstore {

/// A condition on payloads, as a tree of values that stores may also translate into words of their own.
///
/// - A field that a payload does not have fails every comparison, `!=` and `in` included.
/// - Whole and real numbers compare by value, exactly; texts bytewise, which is the order of code points.
/// - Values of two kinds (a text and a number, say) are never equal: `!=` holds, `<` and its kin do not.
/// - `not` is two-valued: `not x = 1` holds where there is no x.
struct QSTORE_EXPORT Filter {
    enum class Kind : std::uint8_t { And, Or, Not, Compare, In, Exists };
    enum class Comparison : std::uint8_t { Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual };

    Kind kind = Kind::And;
    Comparison comparison = Comparison::Equal;  ///< of Compare
    std::string field;                          ///< of Compare, In and Exists
    std::vector<PayloadValue> values;           ///< of Compare one, of In at least one
    std::vector<Filter> operands;               ///< of And and Or at least one, of Not one

    static Filter all(std::vector<Filter> operands);
    static Filter any(std::vector<Filter> operands);
    static Filter negation(Filter operand);
    static Filter compare(std::string field, Comparison comparison, PayloadValue value);
    static Filter in(std::string field, std::vector<PayloadValue> values);
    static Filter exists(std::string field);

    bool operator==(const Filter&) const = default;
};

inline constexpr std::size_t kMaxFilterDepth = 64;
inline constexpr std::size_t kMaxFilterTerms = 4096;  ///< nodes and values together
inline constexpr std::size_t kMaxFilterTextBytes = std::size_t{64} << 10U;

/// Whether a filter is complete and within the limits above; true and false have no order. InvalidArgument
/// names the field.
QSTORE_EXPORT Status checkFilter(const Filter& filter);

/// Whether the payload fulfils a filter that checkFilter() lets pass.
QSTORE_EXPORT bool matches(const Filter& filter, const Payload& payload);

/// "=", "!=", "<", …
QSTORE_EXPORT std::string_view comparisonText(Filter::Comparison comparison);

/// What parseFilter() reads back to an equal filter, with the brackets it needs and no others. (An `and` or
/// `or` of one condition is read back as that condition.)
QSTORE_EXPORT std::string filterText(const Filter& filter);

/// `species = 'setosa' and (petal > 1.5 or not colour in ('red', 'blue')) and exists "leaf width"`
///
/// From weak to strong: `or`, `and`, `not`; words in capitals or not; `==` and `<>` are read too. A name
/// that is no word of letters, digits, `_`, `.` and `-`, or is one of the words of this language, stands in
/// double quotes. Texts stand in single quotes. In both, `\\ \' \" \n \r \t` are the escapes. A number
/// without point and exponent is a whole one.
///
/// Parse names the column (in characters, from 1) and what was expected there.
QSTORE_EXPORT Result<Filter> parseFilter(std::string_view text);

}  // namespace qstore
