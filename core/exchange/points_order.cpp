// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/points_order.h"

#include <nlohmann/json.hpp>

#include "core/base/json_fields.h"
#include "core/circuit/qasm.h"
#include "core/circuit/templates.h"
#include "core/data/recipe_json.h"

namespace qstore {
namespace {

std::string keyOf(const std::string& store, const std::string& collection) {
    return "stores/" + store + "/" + collection;
}

std::string orderText(const PointsOrder& order) {
    nlohmann::json json = {{"dataset", order.dataset},
                           {"id", order.idColumn},
                           {"recipe", recipeToJson(order.recipe)},
                           {"encoder", order.encoder},
                           {"observables", order.observables}};
    if (order.circuit) json["circuit"] = writeCircuitJson(*order.circuit, -1);
    return jsonText(json, -1);
}

Result<PointsOrder> orderOfText(const std::string& text) {
    QSTORE_TRY(const auto json, parseJson(text));
    PointsOrder order;
    std::string circuit;
    JsonFields fields(json, {});
    fields.require("dataset").require("recipe");
    fields.read("dataset", order.dataset)
        .read("id", order.idColumn)
        .read("encoder", order.encoder)
        .read("circuit", circuit)
        .read("observables", order.observables);
    const auto* recipe = fields.child("recipe");
    QSTORE_CHECK(fields.finish());
    QSTORE_TRY(order.recipe, recipeFromJson(*recipe, "recipe"));
    if (circuit.empty()) return order;
    QSTORE_TRY(order.circuit, readCircuitJson(circuit));
    return order;
}

bool readsAmplitudes(const Circuit& circuit) {
    for (const Parameter& parameter : circuit.parameters())
        if (parameter.role == ParameterRole::Column && parameter.column.rfind("amplitude[", 0) == 0)
            return true;
    return false;
}

Result<std::vector<std::string>> featuresOf(const Table& table, const Recipe& recipe) {
    QSTORE_TRY(const Split split, splitRows(table, recipe));
    QSTORE_TRY(const FittedRecipe fitted, FittedRecipe::fit(table, recipe, split.train));
    return fitted.featureNames();
}

/// The encoder's circuit reads the plain features by their names; amplitudes are named by the circuit.
Result<Circuit> circuitOf(const PointsOrder& order, const Table& table) {
    if (order.circuit) return *order.circuit;
    Recipe plain = order.recipe;
    plain.amplitude = false;
    QSTORE_TRY(const std::vector<std::string> features, featuresOf(table, plain));
    return makeEncoder(order.encoder, features);
}

Result<std::vector<PauliSum>> observablesOf(const PointsOrder& order, const Circuit& circuit) {
    std::vector<PauliSum> sums;
    for (const std::string& text : order.observables) {
        QSTORE_TRY(PauliSum sum, PauliSum::parse(text));
        if (sum.qubits() > circuit.qubits())
            return fail(ErrorCode::InvalidArgument,
                        "observable '" + text + "' needs " + std::to_string(sum.qubits()) +
                            " qubits, the embedding's circuit has " + std::to_string(circuit.qubits()),
                        "qubits are counted from 0");
        sums.push_back(std::move(sum));
    }
    return sums;
}

Result<QuantumEmbedding> embeddingOf(const PointsOrder& order, const Table& table) {
    QSTORE_TRY(const Circuit circuit, circuitOf(order, table));
    QSTORE_TRY(std::vector<PauliSum> observables, observablesOf(order, circuit));
    return QuantumEmbedding::create(circuit, std::move(observables));
}

Result<Recipe> recipeOf(const PointsOrder& order) {
    if (!order.encoder.empty()) return recipeForEncoder(order.recipe, order.encoder);
    Recipe recipe = order.recipe;
    if (order.circuit && readsAmplitudes(*order.circuit)) return recipeForEncoder(recipe, "amplitude");
    return recipe;
}

std::string idsText(const PointsOrder& order) {
    return order.idColumn.empty() ? "the rows' numbers" : "the column '" + order.idColumn + "'";
}

std::string embeddingText(const PointsOrder& order) {
    if (!order.embeds()) return "none";
    std::string text = order.circuit ? "a circuit of " + std::to_string(order.circuit->qubits()) + " qubits"
                                     : "'" + order.encoder + "'";
    for (const std::string& observable : order.observables) text += ", " + observable;
    return text;
}

/// The first place in which two recipes differ, with both values: "scaling" is "none" there, …
std::string recipeDifference(const Recipe& there, const Recipe& now) {
    const nlohmann::json before = nlohmann::json(recipeToJson(there)).flatten();
    const nlohmann::json after = nlohmann::json(recipeToJson(now)).flatten();
    const auto shown = [](const nlohmann::json& values, const std::string& key) {
        return values.contains(key) ? jsonText(values.at(key), -1) : std::string("not set");
    };
    for (const auto* values : {&before, &after})
        for (const auto& [key, value] : values->items())
            if (shown(before, key) != shown(after, key))
                return "'" + key.substr(1) + "' is " + shown(before, key) + " there and " +
                       shown(after, key) + " here";
    return "another one";
}

/// What differs, with both; empty where nothing does.
std::string orderDifference(const PointsOrder& there, const PointsOrder& now) {
    std::string text;
    const auto differ = [&text](const std::string& what, const std::string& before,
                                const std::string& after) {
        text += (text.empty() ? "" : "; ") + what + ": " + before + " there, " + after + " here";
    };
    if (there.dataset != now.dataset) differ("dataset", "'" + there.dataset + "'", "'" + now.dataset + "'");
    if (there.idColumn != now.idColumn) differ("ids", idsText(there), idsText(now));
    if (there.encoder != now.encoder || there.circuit != now.circuit ||
        there.observables != now.observables) {
        const std::string before = embeddingText(there), after = embeddingText(now);
        differ("embedding", before,
               after == before ? "another " + after.substr(after.find(' ') + 1) : after);
    }
    // Recipes of two datasets differ in their columns; that says nothing more.
    if (there.dataset == now.dataset && there.recipe != now.recipe)
        text += (text.empty() ? "" : "; ") + ("recipe: " + recipeDifference(there.recipe, now.recipe));
    return text;
}

}  // namespace

std::string targetColumnOf(const Recipe& recipe) {
    for (const auto& [name, column] : recipe.columns)
        if (column.role == ColumnRole::Target) return name;
    return {};
}

Result<DatasetPoints> makePoints(const Workspace& workspace, const PointsOrder& order,
                                 const RunControl& control) {
    QSTORE_TRY(Table table, workspace.loadDataset(order.dataset));
    QSTORE_TRY(const Recipe recipe, recipeOf(order));
    if (!order.embeds()) return DatasetPoints::create(std::move(table), recipe, order.idColumn);
    QSTORE_TRY(const QuantumEmbedding embedding, embeddingOf(order, table));
    QSTORE_TRY(DatasetPoints points, DatasetPoints::create(std::move(table), recipe, order.idColumn));
    QSTORE_CHECK(points.embed(embedding, control));
    return points;
}

Result<std::vector<std::string>> vectorNames(const Table& table, const PointsOrder& order) {
    QSTORE_TRY(const Recipe recipe, recipeOf(order));
    QSTORE_TRY(std::vector<std::string> features, featuresOf(table, recipe));
    if (!order.embeds()) return features;
    QSTORE_TRY(const QuantumEmbedding embedding, embeddingOf(order, table));
    FeatureMatrix noRow;
    noRow.names = std::move(features);
    QSTORE_TRY(FeatureMatrix embedded, embedding.apply(noRow));
    return std::move(embedded.names);
}

Status rememberPush(Workspace& workspace, const std::string& store, const std::string& collection,
                    const PointsOrder& order) {
    return workspace.setValue(keyOf(store, collection), orderText(order));
}

Result<std::optional<PointsOrder>> rememberedPush(const Workspace& workspace, const std::string& store,
                                                  const std::string& collection) {
    QSTORE_TRY(const std::optional<std::string> text, workspace.value(keyOf(store, collection)));
    if (!text || text->empty()) return std::optional<PointsOrder>();
    auto order = orderOfText(*text);
    if (order) return std::optional<PointsOrder>(*std::move(order));
    Error& error = order.error();
    error.message = "what was pushed to '" + collection + "' cannot be read: " + error.message;
    if (error.hint.empty()) error.hint = "push the dataset again";
    return tl::unexpected<Error>(std::move(error));
}

Status checkSamePush(const Workspace& workspace, const std::string& store, const std::string& collection,
                     const PointsOrder& order) {
    QSTORE_TRY(const auto there, rememberedPush(workspace, store, collection));
    const std::string difference = there ? orderDifference(*there, order) : std::string();
    if (difference.empty()) return {};
    return fail(ErrorCode::AlreadyExists,
                "'" + collection + "' in " + store + " holds what was pushed in another way (" +
                    difference + "); points of the same id would be lost",
                "push into another collection, or with --replace");
}

Status forgetPush(Workspace& workspace, const std::string& store, const std::string& collection) {
    QSTORE_TRY(const std::optional<std::string> text, workspace.value(keyOf(store, collection)));
    if (!text || text->empty()) return {};
    return workspace.setValue(keyOf(store, collection), {});
}

}  // namespace qstore
