// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>
#include <cmath>
#include <string>

#include "core/base/number_text.h"

namespace qstore {

/// Of a count.
inline CLI::Validator oneOrMore() {
    return {[](const std::string& text) {
                const auto number = textToNumber(text);
                const bool fits = number && std::isfinite(*number) && *number >= 1.0;
                return fits ? std::string() : "must be 1 or more, and is '" + text + "'";
            },
            "(1 or more)"};
}

/// Of money, lengths of time and tolerances.
inline CLI::Validator moreThanZero() {
    return {[](const std::string& text) {
                const auto number = textToNumber(text);
                const bool fits = number && std::isfinite(*number) && *number > 0.0;
                return fits ? std::string() : "must be more than 0, and is '" + text + "'";
            },
            "(more than 0)"};
}

}  // namespace qstore
