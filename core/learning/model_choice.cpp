// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <numbers>

#include "core/circuit/templates.h"
#include "core/learning/model.h"

namespace qstore {
namespace {

/// Up to here each feature has a qubit of its own; above, features share the amplitudes of few qubits.
constexpr std::size_t kMostAngleFeatures = 8;
constexpr std::size_t kReuploadingLayers = 3;
constexpr std::size_t kAmplitudeLayers = 4;
constexpr std::size_t kMostQubitsWithPairs = 12;

Result<FittedRecipe> fitOnTraining(const Table& table, const Recipe& recipe) {
    QSTORE_TRY(const Split split, splitRows(table, recipe));
    return FittedRecipe::fit(table, recipe, split.train);
}

/// Names of the features before amplitude encoding.
Result<std::vector<std::string>> plainFeatures(const Table& table, Recipe recipe) {
    recipe.amplitude = false;
    QSTORE_TRY(const FittedRecipe fitted, fitOnTraining(table, recipe));
    return fitted.featureNames();
}

void useAngles(Recipe& recipe) {
    recipe.amplitude = false;
    recipe.scaling = Scaling::MinMax;
    recipe.lower = 0.0;
    recipe.upper = std::numbers::pi;
    recipe.clip = true;
}

/// Less than half a turn keeps the learned function smooth between neighbouring rows: best on the shipped
/// tables over ranges from ±1 to [0, π].
void useReuploading(Recipe& recipe) {
    useAngles(recipe);
    recipe.lower = -1.2;
    recipe.upper = 1.2;
}

/// Amplitudes keep a row's direction only. With a range that begins at 0 a row that is small in every
/// feature looks like one that is large in every feature; a range around 0 hides the sign, which no
/// expectation sees. A lower end a little below 0 keeps both apart.
void useAmplitudes(Recipe& recipe) {
    recipe.amplitude = true;
    recipe.scaling = Scaling::MinMax;
    recipe.lower = -0.2;
    recipe.upper = 1.0;
    recipe.clip = true;
}

/// ⟨Z⟩ of each qubit and, where more classes than qubits have to be told apart, ⟨ZZ⟩ of each pair.
std::vector<PauliSum> parities(std::size_t qubits, std::size_t classes) {
    std::vector<PauliSum> observables;
    for (std::size_t qubit = 0; qubit < qubits; ++qubit) observables.push_back(PauliSum::z(qubit));
    if (classes <= qubits || qubits > kMostQubitsWithPairs) return observables;
    for (std::size_t a = 0; a < qubits; ++a)
        for (std::size_t b = a + 1; b < qubits; ++b) {
            PauliSum pair = PauliSum::z(a);
            pair.terms.front().string.z |= std::uint64_t{1} << b;
            observables.push_back(std::move(pair));
        }
    return observables;
}

std::string plural(std::size_t count, const std::string& word) {
    return std::to_string(count) + " " + word + (count == 1 ? "" : "s");
}

/// Adds the linear head and what the data say to a circuit.
Result<ModelChoice> withHead(const Table& table, Recipe recipe, Circuit circuit, const std::string& title) {
    QSTORE_TRY(const FittedRecipe fitted, fitOnTraining(table, recipe));
    ModelChoice choice;
    choice.spec.features = fitted.featureNames();
    choice.spec.classes = fitted.classes();
    choice.spec.observables = parities(circuit.qubits(), choice.spec.classes.size());
    const bool regression = recipe.task == TaskKind::Regression;
    choice.spec.loss = regression ? LossKind::MeanSquaredError : LossKind::CrossEntropy;
    choice.spec.after = {{regression ? 1 : choice.spec.classes.size(), Activation::Identity}};
    if (regression) {
        choice.spec.targetMean = fitted.targetMean();
        choice.spec.targetScale = fitted.targetScale();
    }
    choice.spec.circuit = std::move(circuit);
    choice.recipe = std::move(recipe);
    QSTORE_TRY(const std::shared_ptr<const Model> model, Model::compile(choice.spec));
    const bool pairs = choice.spec.observables.size() > choice.spec.circuit.qubits();
    choice.description = title + ", " + plural(choice.spec.circuit.qubits(), "qubit") + ", " +
                         (pairs ? "⟨Z⟩ and ⟨ZZ⟩, " : "") + std::to_string(model->circuitWeightCount()) +
                         " + " + plural(model->weightCount() - model->circuitWeightCount(), "weight");
    return choice;
}

/// A template with one column per feature. The option lists names separated by commas, so names that
/// hold commas are put in afterwards.
Result<Circuit> reuploading(const std::vector<std::string>& features, std::size_t layers) {
    const std::size_t qubits = std::clamp<std::size_t>(features.size(), 2, kMostAngleFeatures);
    std::string list;
    bool commas = false;
    for (const std::string& name : features) {
        list += (list.empty() ? "" : ",") + name;
        commas = commas || name.find(',') != std::string::npos;
    }
    TemplateOptions options = {{"layers", std::to_string(layers)}};
    if (commas) {
        options["features"] = std::to_string(features.size());
    } else {
        options["columns"] = list;
    }
    QSTORE_TRY(const Circuit circuit, makeTemplate("data-reuploading", qubits, options));
    if (!commas) return circuit;
    CircuitParts parts = circuit.parts();
    std::size_t next = 0;
    for (Parameter& parameter : parts.parameters)
        if (parameter.role == ParameterRole::Column) parameter.column = features[next++];
    return Circuit::create(std::move(parts));
}

std::string titleOf(std::string_view name, std::size_t layers) {
    return std::string(name) + ", " + plural(layers, "layer");
}

/// The ranges that an encoder's angles, bits or amplitudes ask for.
void useRange(EncoderRange range, Recipe& recipe) {
    switch (range) {
        case EncoderRange::Angle: useAngles(recipe); break;
        case EncoderRange::UnitNorm: useAmplitudes(recipe); break;
        case EncoderRange::Binary:
            recipe.amplitude = false;
            recipe.scaling = Scaling::MinMax;
            recipe.lower = 0.0;
            recipe.upper = 1.0;
            recipe.clip = true;
            break;
        case EncoderRange::Any: recipe.amplitude = false; break;
    }
}

}  // namespace

Result<ModelChoice> chooseModel(const Table& table, Recipe recipe) {
    QSTORE_TRY(const std::vector<std::string> features, plainFeatures(table, recipe));
    if (features.empty())
        return fail(ErrorCode::InvalidArgument, "the table has no features",
                    "give at least one column the role of a feature");
    if (features.size() <= kMostAngleFeatures)
        return modelForTemplate(table, std::move(recipe), "", "data-reuploading", kReuploadingLayers);
    return modelForTemplate(table, std::move(recipe), "amplitude", "strongly-entangling", kAmplitudeLayers);
}

Result<ModelChoice> modelForCircuit(const Table& table, Recipe recipe, const Circuit& circuit) {
    const std::string title = circuit.name().empty() ? std::string("own circuit") : circuit.name();
    bool columns = false;
    recipe.amplitude = false;
    for (const Parameter& parameter : circuit.parameters()) {
        if (parameter.role != ParameterRole::Column) continue;
        columns = true;
        const bool raw = table.find(parameter.column) != nullptr;
        if (!raw && parameter.column.rfind("amplitude[", 0) == 0) recipe.amplitude = true;
    }
    if (!columns)
        return fail(ErrorCode::InvalidArgument, "the circuit " + title + " reads no column of the table",
                    "wire at least one column to a gate's angle");
    return withHead(table, std::move(recipe), circuit, title);
}

Result<ModelChoice> modelForTemplate(const Table& table, Recipe recipe, std::string_view encoder,
                                     std::string_view ansatz, std::size_t layers) {
    QSTORE_TRY(const std::vector<std::string> features, plainFeatures(table, recipe));
    if (ansatz == "data-reuploading") {
        if (!encoder.empty())
            return fail(ErrorCode::InvalidArgument,
                        "data re-uploading brings its own encoding, so encoder '" + std::string(encoder) +
                            "' cannot stand before it",
                        "leave the encoder out, or choose another ansatz");
        useReuploading(recipe);
        QSTORE_TRY(Circuit circuit, reuploading(features, layers));
        return withHead(table, std::move(recipe), std::move(circuit), titleOf("data re-uploading", layers));
    }
    const auto& encoders = circuitEncoders();
    const auto info = std::find_if(encoders.begin(), encoders.end(),
                                   [&](const EncoderInfo& each) { return each.name == encoder; });
    QSTORE_TRY(const Circuit first, makeEncoder(encoder.empty() ? "angle" : encoder, features));
    useRange(info == encoders.end() ? EncoderRange::Angle : info->range, recipe);
    TemplateOptions options;
    if (layers > 0) options["layers"] = std::to_string(layers);
    QSTORE_TRY(const Circuit second, makeTemplate(ansatz, first.qubits(), options));
    QSTORE_TRY(Circuit circuit, joinCircuits(first, second));
    return withHead(
        table, std::move(recipe), std::move(circuit),
        std::string(encoder.empty() ? "angle" : encoder) + " encoding, " + titleOf(ansatz, layers));
}

}  // namespace qstore
