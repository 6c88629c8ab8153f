// SPDX-License-Identifier: Apache-2.0
#include "core/data/recipe_json.h"

#include <nlohmann/json.hpp>

#include "core/base/json_fields.h"
#include "core/data/recipe_columns.h"

namespace qstore {
namespace {

using nlohmann::json;

constexpr std::uint64_t kVersion = 1;

// Each list is in the order of its enumeration.
const std::vector<std::string_view> kRoles = {"feature", "target", "identifier", "ignored"};
const std::vector<std::string_view> kImputations = {"drop-row", "mean", "median", "most-frequent",
                                                    "constant"};
const std::vector<std::string_view> kScalings = {"none", "standard", "min-max", "robust", "encoder"};
const std::vector<std::string_view> kTasks = {"classification", "regression"};

template <class Enum>
std::string nameOf(const std::vector<std::string_view>& names, Enum value) {
    return std::string(names.at(static_cast<std::size_t>(value)));
}

template <class Enum>
void chooseEnum(JsonFields& fields, const char* key, const std::vector<std::string_view>& names,
                Enum& value) {
    auto index = static_cast<std::size_t>(value);
    fields.choose(key, names, index);
    value = static_cast<Enum>(index);
}

Status readColumns(const json& value, const std::string& path, Recipe& recipe) {
    if (!value.is_object()) return fail(ErrorCode::Parse, "'" + path + "' is not a JSON object");
    for (const auto& [name, entry] : value.items()) {
        ColumnRecipe column;
        std::string entryPath = path;
        entryPath.append(".").append(name);
        JsonFields fields(entry, std::move(entryPath));
        chooseEnum(fields, "role", kRoles, column.role);
        chooseEnum(fields, "imputation", kImputations, column.imputation);
        fields.read("constant", column.constant);
        QSTORE_CHECK(fields.finish());
        recipe.columns[name] = column;
    }
    return {};
}

Status readSplit(const json& value, const std::string& path, SplitRecipe& split) {
    JsonFields fields(value, path);
    fields.read("train", split.train)
        .read("validation", split.validation)
        .read("test", split.test)
        .read("stratified", split.stratified)
        .read("seed", split.seed);
    return fields.finish();
}

Result<SourceFormat> readSource(const json& value, const std::string& path) {
    SourceFormat format;
    JsonFields fields(value, path);
    const auto character = [&](const char* key, char& target) {
        std::string text(1, target);
        fields.read(key, text);
        if (text.size() == 1 && text != "\n" && text != "\r")
            target = text.front();
        else
            fields.wrong(key, "one character");
    };
    character("delimiter", format.delimiter);
    character("quote", format.quote);
    character("decimal", format.decimal);
    QSTORE_CHECK(fields.finish());
    return format;
}

/// A range says MinMax by itself, and contradicts a range that the encoder chooses.
Status checkRangeOwner(JsonFields& fields, Recipe& recipe) {
    const bool range = fields.child("lower") != nullptr || fields.child("upper") != nullptr;
    if (!range || recipe.scaling != Scaling::Encoder) return {};
    if (fields.child("scaling") != nullptr)
        return fail(
            ErrorCode::Parse,
            "'" + fields.where("scaling") +
                "' is \"encoder\", which brings a range of its own, but 'lower' or 'upper' is given too",
            "set 'scaling' to \"min-max\", or leave the range out");
    recipe.scaling = Scaling::MinMax;
    return {};
}

}  // namespace

const std::vector<std::string_view>& columnTypeNames() {
    static const std::vector<std::string_view> names = {"number", "category", "text"};
    return names;
}

json recipeToJson(const Recipe& recipe) {
    json columns = json::object();
    for (const auto& [name, column] : recipe.columns) {
        json& entry = columns[name];
        entry = {{"role", nameOf(kRoles, column.role)},
                 {"imputation", nameOf(kImputations, column.imputation)}};
        if (!column.constant.empty()) entry["constant"] = column.constant;
    }
    json value = {{"version", kVersion},
                  {"columns", columns},
                  {"task", nameOf(kTasks, recipe.task)},
                  {"scaling", nameOf(kScalings, recipe.scaling)},
                  {"clip", recipe.clip},
                  {"principalComponents", recipe.principalComponents},
                  {"amplitude", recipe.amplitude},
                  {"split",
                   {{"train", recipe.split.train},
                    {"validation", recipe.split.validation},
                    {"test", recipe.split.test},
                    {"stratified", recipe.split.stratified},
                    {"seed", recipe.split.seed}}}};
    if (recipe.source)
        value["source"] = {{"delimiter", std::string(1, recipe.source->delimiter)},
                           {"quote", std::string(1, recipe.source->quote)},
                           {"decimal", std::string(1, recipe.source->decimal)}};
    if (recipe.scaling != Scaling::Encoder) {
        value["lower"] = recipe.lower;
        value["upper"] = recipe.upper;
    }
    return value;
}

Result<Recipe> recipeFromJson(const json& value, const std::string& path) {
    Recipe recipe;
    JsonFields fields(value, path);
    std::uint64_t version = kVersion;
    fields.read("version", version);
    if (version > kVersion)
        return fail(ErrorCode::NewerVersion,
                    "the recipe has version " + std::to_string(version) + ", this program knows " +
                        std::to_string(kVersion),
                    "update the program");
    chooseEnum(fields, "task", kTasks, recipe.task);
    chooseEnum(fields, "scaling", kScalings, recipe.scaling);
    fields.read("lower", recipe.lower)
        .read("upper", recipe.upper)
        .read("clip", recipe.clip)
        .read("principalComponents", recipe.principalComponents)
        .read("amplitude", recipe.amplitude);
    QSTORE_CHECK(checkRangeOwner(fields, recipe));
    const json* columns = fields.child("columns");
    const json* split = fields.child("split");
    const json* source = fields.child("source");
    QSTORE_CHECK(fields.finish());
    if (columns != nullptr) QSTORE_CHECK(readColumns(*columns, fields.where("columns"), recipe));
    if (split != nullptr) QSTORE_CHECK(readSplit(*split, fields.where("split"), recipe.split));
    if (source != nullptr) {
        QSTORE_TRY(recipe.source, readSource(*source, fields.where("source")));
    }
    QSTORE_CHECK(checkRecipe(recipe));
    return recipe;
}

std::string_view scalingName(Scaling scaling) {
    return kScalings.at(static_cast<std::size_t>(scaling));
}

std::string writeRecipeJson(const Recipe& recipe, int indent) {
    return jsonText(recipeToJson(recipe), indent);
}

Result<Recipe> readRecipeJson(std::string_view text) {
    QSTORE_TRY(const json value, parseJson(text));
    return recipeFromJson(value, "");
}

}  // namespace qstore
