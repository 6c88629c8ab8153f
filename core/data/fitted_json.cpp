// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/json_fields.h"
#include "core/data/fitted_data.h"
#include "core/data/recipe_columns.h"
#include "core/data/recipe_json.h"

namespace qstore {
namespace {

using nlohmann::json;

constexpr std::uint64_t kVersion = 1;
constexpr const char* kFormat = "qstore-fitted-recipe";

json inputToJson(const FittedInput& input) {
    json value = {{"name", input.name},
                  {"type", columnTypeNames().at(static_cast<std::size_t>(input.type))}};
    if (input.type == ColumnType::Number) {
        value["fill"] = input.fillNumber;
    } else {
        value["fill"] = input.fillText;
        value["categories"] = input.categories;
    }
    return value;
}

json scaleToJson(const LinearScale& scale) {
    return {
        {"center", scale.center}, {"divisor", scale.divisor}, {"shift", scale.shift}, {"span", scale.span}};
}

bool isStrictlySorted(const std::vector<std::string>& texts) {
    return std::adjacent_find(texts.begin(), texts.end(),
                              [](const auto& a, const auto& b) { return !(a < b); }) == texts.end();
}

Result<FittedInput> readInput(const json& value, const std::string& path, const Recipe& recipe) {
    FittedInput input;
    JsonFields fields(value, path);
    std::size_t type = 0;
    fields.read("name", input.name).require("name").choose("type", columnTypeNames(), type).require("type");
    input.type = static_cast<ColumnType>(type);
    if (input.type == ColumnType::Number) {
        fields.read("fill", input.fillNumber).require("fill");
    } else {
        fields.read("fill", input.fillText).require("fill");
        fields.read("categories", input.categories).require("categories");
        if (input.categories.empty() || !isStrictlySorted(input.categories))
            fields.wrong("categories", "sorted, different texts");
    }
    QSTORE_CHECK(fields.finish());
    const ColumnRecipe column = columnRecipe(recipe, input.name);
    input.imputation = column.imputation;
    if (column.role != ColumnRole::Feature)
        return fail(ErrorCode::Parse, "'" + path + "': the recipe gives '" + input.name + "' another role");
    return input;
}

Status readInputs(const json* value, const Recipe& recipe, std::vector<FittedInput>& inputs) {
    if (value == nullptr || !value->is_array() || value->empty())
        return fail(ErrorCode::Parse, "'inputs' is not a list of columns");
    std::set<std::string> names;
    for (std::size_t index = 0; index < value->size(); ++index) {
        const std::string path = "inputs[" + std::to_string(index) + "]";
        QSTORE_TRY(FittedInput input, readInput((*value)[index], path, recipe));
        if (input.name.empty() || !names.insert(input.name).second)
            return fail(ErrorCode::Parse,
                        "'" + path + ".name' is empty or not unique: '" + input.name + "'");
        inputs.push_back(std::move(input));
    }
    return {};
}

Result<FittedTarget> readTarget(const json& value, const Recipe& recipe) {
    FittedTarget target;
    JsonFields fields(value, "target");
    fields.read("name", target.name).require("name");
    fields.read("classes", target.classes).require("classes");
    fields.read("mean", target.mean).require("mean").read("scale", target.scale).require("scale");
    if (!(target.scale > 0)) fields.wrong("scale", "a number above 0");
    const std::set<std::string> unique(target.classes.begin(), target.classes.end());
    const bool classify = recipe.task == TaskKind::Classification;
    if (unique.size() != target.classes.size() || (classify ? unique.size() < 2 : !unique.empty()))
        fields.wrong("classes", classify ? "at least two different classes" : "none for regression");
    QSTORE_CHECK(fields.finish());
    if (columnRecipe(recipe, target.name).role != ColumnRole::Target)
        return fail(ErrorCode::Parse, "'target.name': the recipe's target is not '" + target.name + "'");
    return target;
}

Status readScale(const json* value, const char* key, std::size_t width, LinearScale& scale) {
    if (value == nullptr) return fail(ErrorCode::Parse, std::string("'") + key + "' is missing");
    JsonFields fields(*value, key);
    fields.read("center", scale.center).read("divisor", scale.divisor);
    fields.read("shift", scale.shift).read("span", scale.span);
    const std::string expected = std::to_string(width) + " numbers, none of the divisors 0";
    const bool zero = std::find(scale.divisor.begin(), scale.divisor.end(), 0.0) != scale.divisor.end();
    if (scale.center.size() != width) fields.wrong("center", expected);
    if (scale.divisor.size() != width || zero) fields.wrong("divisor", expected);
    return fields.finish();
}

Status readComponents(const json* value, std::size_t count, std::size_t width, Components& components) {
    if (value == nullptr) return fail(ErrorCode::Parse, "'components' is missing");
    JsonFields fields(*value, "components");
    fields.read("weights", components.weights).read("explainedVariance", components.explainedVariance);
    // Divided, because the product of two numbers from a file may overflow.
    const std::size_t weights = components.weights.size();
    if (weights % width != 0 || weights / width != count)
        fields.wrong("weights", std::to_string(count) + " times " + std::to_string(width) + " numbers");
    if (components.explainedVariance.size() != count)
        fields.wrong("explainedVariance", std::to_string(count) + " numbers");
    return fields.finish();
}

}  // namespace

std::string FittedRecipe::toJson(int indent) const {
    json value = {{"format", kFormat},
                  {"version", kVersion},
                  {"recipe", recipeToJson(m_data->recipe)},
                  {"inputs", json::array()},
                  {"features", m_data->featureNames}};
    for (const FittedInput& input : m_data->inputs) value["inputs"].push_back(inputToJson(input));
    if (const auto& target = m_data->target)
        value["target"] = {{"name", target->name},
                           {"classes", target->classes},
                           {"mean", target->mean},
                           {"scale", target->scale}};
    if (m_data->recipe.principalComponents != 0) {
        value["standardization"] = scaleToJson(m_data->standard);
        value["components"] = {{"weights", m_data->components.weights},
                               {"explainedVariance", m_data->components.explainedVariance}};
    }
    if (m_data->recipe.scaling != Scaling::None) value["scaling"] = scaleToJson(m_data->scale);
    return jsonText(value, indent);
}

Result<FittedRecipe> FittedRecipe::fromJson(std::string_view text) {
    QSTORE_TRY(const json value, parseJson(text));
    JsonFields fields(value, "");
    std::string format;
    std::uint64_t version = 0;
    std::vector<std::string> features;
    fields.read("format", format).require("format").read("version", version).require("version");
    if (format != kFormat) fields.wrong("format", std::string("\"") + kFormat + "\"");
    if (version > kVersion)
        return fail(ErrorCode::NewerVersion,
                    "the fitted recipe has version " + std::to_string(version) + ", this program knows " +
                        std::to_string(kVersion),
                    "update the program");
    fields.read("features", features).require("features").require("recipe").require("inputs");
    const json* recipe = fields.child("recipe");
    const json* inputs = fields.child("inputs");
    const json* target = fields.child("target");
    const json* standard = fields.child("standardization");
    const json* components = fields.child("components");
    const json* scale = fields.child("scaling");
    QSTORE_CHECK(fields.finish());
    auto data = std::make_shared<Data>();
    QSTORE_TRY(data->recipe, recipeFromJson(*recipe, "recipe"));
    if (data->recipe.scaling == Scaling::Encoder)
        return fail(ErrorCode::Parse, "'recipe.scaling' of a fitted recipe names no scaling",
                    "the file was altered; export it again");
    QSTORE_CHECK(readInputs(inputs, data->recipe, data->inputs));
    if (target != nullptr) {
        QSTORE_TRY(data->target, readTarget(*target, data->recipe));
    }
    const std::size_t count = data->recipe.principalComponents;
    std::size_t width = 0;
    for (const FittedInput& input : data->inputs) width += input.width();
    if (count > width)
        return fail(ErrorCode::Parse, "'recipe.principalComponents' is " + std::to_string(count) + " of " +
                                          std::to_string(width) + " features");
    if (count != 0) {
        QSTORE_CHECK(readScale(standard, "standardization", width, data->standard));
        QSTORE_CHECK(readComponents(components, count, width, data->components));
        width = count;
    }
    if (data->recipe.scaling != Scaling::None)
        QSTORE_CHECK(readScale(scale, "scaling", width, data->scale));
    data->deriveNames();
    if (features != data->featureNames)
        return fail(ErrorCode::Corrupt, "'features' does not list what the recipe's inputs give",
                    "the file was altered; export it again");
    return FittedRecipe(std::move(data));
}

}  // namespace qstore
