// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <numbers>

#include "core/base/number_text.h"
#include "core/circuit/templates.h"
#include "core/learning/model.h"

namespace qstore {
namespace {

/// Up to here each feature has a qubit of its own; above, features share the amplitudes of few qubits.
constexpr std::size_t kMostAngleFeatures = 8;
constexpr std::size_t kReuploadingLayers = 3;
constexpr std::size_t kAmplitudeLayers = 4;
constexpr std::size_t kMostQubitsWithPairs = 12;
constexpr std::string_view kReuploadingName = "data-reuploading";

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

constexpr FeatureRange kAngles{0.0, std::numbers::pi};
constexpr FeatureRange kBits{0.0, 1.0};
/// Less than half a turn keeps the learned function smooth between neighbouring rows: best on the shipped
/// tables over ranges from ±1 to [0, π].
constexpr FeatureRange kReuploading{-1.2, 1.2};
/// Amplitudes keep a row's direction only. With a range that begins at 0 a row that is small in every
/// feature looks like one that is large in every feature; a range around 0 hides the sign, which no
/// expectation sees. A lower end a little below 0 keeps both apart.
constexpr FeatureRange kAmplitudes{-0.2, 1.0};

Recipe ranged(Recipe recipe, FeatureRange range) {
    return withEncoderRange(std::move(recipe), range.lower, range.upper);
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

std::size_t outputsFor(LossKind loss, std::size_t classes) {
    return classes == 0 || loss == LossKind::BinaryCrossEntropy ? 1 : classes;
}

/// ", 2 dense layers before, 1 behind", the linear head not counted.
std::string layersText(const ModelOptions& options) {
    std::string text;
    if (!options.before.empty()) text += ", " + plural(options.before.size(), "dense layer") + " before";
    if (options.after.empty()) return text;
    return text + ", " +
           (text.empty() ? plural(options.after.size(), "dense layer")
                         : std::to_string(options.after.size())) +
           " behind";
}

/// What the circuit's inputs are called: the features, or the outputs of the layers before it.
std::vector<std::string> inputNames(const std::vector<std::string>& features, const ModelOptions& options) {
    if (options.before.empty()) return features;
    std::vector<std::string> names;
    for (std::size_t index = 1; index <= options.before.back().outputs; ++index)
        names.push_back("layer output " + std::to_string(index));
    return names;
}

/// Before anything is sized by the number of units.
Status checkInputCount(const ModelOptions& options) {
    constexpr std::size_t kMostInputs = 1024;
    if (options.before.empty() || options.before.back().outputs <= kMostInputs) return {};
    return fail(ErrorCode::InvalidArgument,
                "the last layer before the circuit has " + std::to_string(options.before.back().outputs) +
                    " units, but a circuit takes at most " + std::to_string(kMostInputs) + " inputs",
                "give it fewer units");
}

/// Adds the dense layers, the linear head and what the data say to a circuit.
Result<ModelChoice> withHead(const Table& table, Recipe recipe, Circuit circuit, const std::string& title,
                             const ModelOptions& options, PlanCache* plans) {
    QSTORE_TRY(const FittedRecipe fitted, fitOnTraining(table, recipe));
    ModelChoice choice;
    choice.spec.features = fitted.featureNames();
    choice.spec.classes = fitted.classes();
    choice.spec.observables = parities(circuit.qubits(), choice.spec.classes.size());
    const bool regression = recipe.task == TaskKind::Regression;
    choice.spec.loss =
        options.loss.value_or(regression ? LossKind::MeanSquaredError : LossKind::CrossEntropy);
    choice.spec.before = options.before;
    choice.spec.after = options.after;
    choice.spec.after.push_back(
        {outputsFor(choice.spec.loss, choice.spec.classes.size()), Activation::Identity});
    if (regression) {
        choice.spec.targetMean = fitted.targetMean();
        choice.spec.targetScale = fitted.targetScale();
    }
    choice.spec.circuit = std::move(circuit);
    choice.recipe = std::move(recipe);
    QSTORE_TRY(const std::shared_ptr<const Model> model, Model::compile(choice.spec, plans));
    const bool pairs = choice.spec.observables.size() > choice.spec.circuit.qubits();
    choice.description = title + ", " + plural(choice.spec.circuit.qubits(), "qubit") +
                         layersText(options) + ", " + (pairs ? "⟨Z⟩ and ⟨ZZ⟩, " : "") +
                         std::to_string(model->circuitWeightCount()) + " + " +
                         plural(model->weightCount() - model->circuitWeightCount(), "weight");
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

/// Null for a name that is none.
const EncoderInfo* findEncoder(std::string_view name) {
    const auto& encoders = circuitEncoders();
    const auto found = std::find_if(encoders.begin(), encoders.end(),
                                    [&](const EncoderInfo& each) { return each.name == name; });
    return found == encoders.end() ? nullptr : &*found;
}

tl::unexpected<Error> noLayersBefore(const std::string& what) {
    return fail(ErrorCode::InvalidArgument,
                what +
                    " reads amplitudes that the recipe makes of the features, so no dense layer can stand "
                    "before it",
                "leave the layers before the circuit out, or choose another encoder");
}

tl::unexpected<Error> noAmplitudes(const std::string& what) {
    return fail(ErrorCode::InvalidArgument,
                "the recipe makes amplitudes of the features, which " + what + " cannot read",
                "set 'amplitude' to false in the recipe, or choose the amplitude encoder");
}

}  // namespace

FeatureRange encoderRange(std::string_view encoder) {
    if (encoder == kReuploadingName) return kReuploading;
    const EncoderInfo* const info = findEncoder(encoder);
    if (info == nullptr) return kAngles;
    switch (info->range) {
        case EncoderRange::UnitNorm: return kAmplitudes;
        case EncoderRange::Binary: return kBits;
        case EncoderRange::Angle:
        case EncoderRange::Any: break;
    }
    return kAngles;
}

std::string scalingText(const Recipe& recipe) {
    std::string text(scalingName(recipe.scaling));
    if (recipe.scaling == Scaling::Encoder) return "chosen by the encoder";
    if (recipe.scaling != Scaling::MinMax) return text;
    text += " onto [" + numberToText(recipe.lower) + ", " + numberToText(recipe.upper) + "]";
    return text + (recipe.clip ? ", clipped" : "");
}

Result<ModelChoice> chooseModel(const Table& table, Recipe recipe, const ModelOptions& options,
                                PlanCache* plans) {
    QSTORE_TRY(const std::vector<std::string> features, plainFeatures(table, recipe));
    if (features.empty())
        return fail(ErrorCode::InvalidArgument, "the table has no features",
                    "give at least one column the role of a feature");
    // Layers before the circuit make as few inputs of the features as they like.
    const bool few = features.size() <= kMostAngleFeatures || !options.before.empty();
    if (few && !recipe.amplitude)
        return modelForTemplate(table, std::move(recipe), "", kReuploadingName, kReuploadingLayers, options,
                                plans);
    return modelForTemplate(table, std::move(recipe), "amplitude", "strongly-entangling", kAmplitudeLayers,
                            options, plans);
}

Result<ModelChoice> modelForCircuit(const Table& table, Recipe recipe, const Circuit& circuit,
                                    const ModelOptions& options, PlanCache* plans) {
    const std::string name = circuit.name().empty() ? std::string() : " '" + circuit.name() + "'";
    bool columns = false;
    for (const Parameter& parameter : circuit.parameters()) {
        if (parameter.role != ParameterRole::Column) continue;
        columns = true;
        const bool raw = table.find(parameter.column) != nullptr;
        if (!raw && parameter.column.rfind("amplitude[", 0) == 0) recipe.amplitude = true;
    }
    if (!columns)
        return fail(ErrorCode::InvalidArgument, "the circuit" + name + " reads no column of the table",
                    "wire at least one column to a gate's angle");
    if (recipe.amplitude && !options.before.empty()) return noLayersBefore("the circuit" + name);
    const FeatureRange range = recipe.amplitude ? kAmplitudes : kAngles;
    return withHead(table, ranged(std::move(recipe), range), circuit,
                    circuit.name().empty() ? "own circuit" : circuit.name(), options, plans);
}

Result<ModelChoice> modelForTemplate(const Table& table, Recipe recipe, std::string_view encoder,
                                     std::string_view ansatz, std::size_t layers,
                                     const ModelOptions& options, PlanCache* plans) {
    QSTORE_CHECK(checkInputCount(options));
    QSTORE_TRY(const std::vector<std::string> features, plainFeatures(table, recipe));
    const std::vector<std::string> inputs = inputNames(features, options);
    if (ansatz == kReuploadingName) {
        if (!encoder.empty())
            return fail(ErrorCode::InvalidArgument,
                        "data re-uploading brings its own encoding, so encoder '" + std::string(encoder) +
                            "' cannot stand before it",
                        "leave the encoder out, or choose another ansatz");
        if (recipe.amplitude) return noAmplitudes("data re-uploading");
        QSTORE_TRY(Circuit circuit, reuploading(inputs, layers));
        return withHead(table, ranged(std::move(recipe), kReuploading), std::move(circuit),
                        titleOf("data re-uploading", layers), options, plans);
    }
    if (encoder.empty()) encoder = "angle";
    const EncoderInfo* const info = findEncoder(encoder);
    const bool amplitudes = info != nullptr && info->range == EncoderRange::UnitNorm;
    if (amplitudes && !options.before.empty())
        return noLayersBefore("the encoder '" + std::string(encoder) + "'");
    QSTORE_TRY(const Circuit first, makeEncoder(encoder, inputs));
    if (recipe.amplitude && !amplitudes) return noAmplitudes("the encoder '" + std::string(encoder) + "'");
    recipe.amplitude = amplitudes;
    TemplateOptions parameters;
    if (layers > 0) parameters["layers"] = std::to_string(layers);
    QSTORE_TRY(const Circuit second, makeTemplate(ansatz, first.qubits(), parameters));
    QSTORE_TRY(Circuit circuit, joinCircuits(first, second));
    return withHead(table, ranged(std::move(recipe), encoderRange(encoder)), std::move(circuit),
                    std::string(encoder) + " encoding, " + titleOf(ansatz, layers), options, plans);
}

}  // namespace qstore
