// SPDX-License-Identifier: Apache-2.0
#include "core/base/closest_name.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace qstore {

std::string asciiLowerCase(std::string_view text) {
    std::string lower(text);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return lower;
}

std::size_t editDistance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

std::string closestName(std::string_view text, const std::vector<std::string>& names) {
    constexpr std::size_t kLongest = 64;
    if (text.empty() || text.size() > kLongest) return {};
    const std::string wanted = asciiLowerCase(text);
    std::string closest;
    std::size_t least = std::max<std::size_t>(1, (text.size() + 2) / 3) + 1;
    for (const std::string& name : names) {
        const std::string known = asciiLowerCase(name);
        const bool begins = wanted.size() > 2 && known.rfind(wanted, 0) == 0;
        const std::size_t far = begins ? 1 : editDistance(wanted, known);
        // A name of which nothing is left is no correction.
        if (far >= least || far >= std::max(wanted.size(), known.size())) continue;
        least = far;
        closest = name;
    }
    return closest;
}

}  // namespace qstore
