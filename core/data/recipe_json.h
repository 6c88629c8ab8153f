// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/data/recipe.h"

namespace qstore {

/// "number", "category", "text", in the order of ColumnType.
const std::vector<std::string_view>& columnTypeNames();

nlohmann::json recipeToJson(const Recipe& recipe);
/// `path` leads to the recipe in messages.
Result<Recipe> recipeFromJson(const nlohmann::json& value, const std::string& path);

}  // namespace qstore
