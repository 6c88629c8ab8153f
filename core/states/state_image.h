// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

namespace qstore {

/// What stood under a name before a change and after it; nothing where nothing stood.
template <class Thing>
struct StateImage {
    std::string name;
    std::optional<Thing> before, after;
};

}  // namespace qstore
