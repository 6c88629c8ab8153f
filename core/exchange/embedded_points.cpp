// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/embedded_points.h"

#include <algorithm>
#include <numbers>

#include "core/base/closest_name.h"
#include "core/circuit/templates.h"

namespace qstore {
namespace {

/// Rows that go through the circuit together: bounds the memory whatever the size of the table.
constexpr std::size_t kRowsTogether = 512;
constexpr std::size_t kMostPauliQubits = 64;

}  // namespace

Result<QuantumEmbedding> QuantumEmbedding::create(const Circuit& encoder,
                                                  std::vector<PauliSum> observables) {
    // A state of more qubits than a Pauli string has fits into no memory: compiling it says so.
    if (observables.empty())
        for (std::size_t qubit = 0; qubit < std::min(encoder.qubits(), kMostPauliQubits); ++qubit)
            observables.push_back(PauliSum::z(qubit));
    QuantumEmbedding embedding;
    QSTORE_TRY(embedding.m_plan, Plan::compile(encoder, std::move(observables)));
    const Signature& signature = embedding.m_plan->signature();
    if (signature.inputs.empty())
        return fail(ErrorCode::InvalidArgument,
                    "the circuit of the embedding reads no column: every row would be one vector",
                    "take an encoder such as the angle encoder");
    for (const std::string& name : signature.weights) {
        const Parameter* weight = encoder.findParameter(name);
        if (weight == nullptr || !weight->value)
            return fail(ErrorCode::InvalidArgument,
                        "the weight '" + name + "' of the embedding's circuit has no value",
                        "bind it, or take a trained circuit");
        embedding.m_weights.push_back(*weight->value);
    }
    // Asked for no row, the plan says whether there is a state to ask.
    QSTORE_CHECK(embedding.m_plan->expectations({embedding.m_weights, {}, 0, false}));
    return embedding;
}

std::vector<std::string> QuantumEmbedding::names() const {
    std::vector<std::string> names;
    for (const PauliSum& observable : m_plan->observables()) names.push_back(observable.toText());
    return names;
}

Result<std::vector<std::size_t>> QuantumEmbedding::placesIn(const std::vector<std::string>& names) const {
    std::vector<std::size_t> places;
    for (const std::string& column : m_plan->signature().columns) {
        const auto found = std::find(names.begin(), names.end(), column);
        if (found == names.end()) {
            std::string list;
            for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
            const std::string closest = closestName(column, names);
            return fail(
                ErrorCode::InvalidArgument,
                "the embedding's circuit reads '" + column + "', which is no feature",
                (closest.empty() ? "" : "did you mean '" + closest + "'? ") + "the features are " + list);
        }
        places.push_back(static_cast<std::size_t>(found - names.begin()));
    }
    return places;
}

Result<FeatureMatrix> QuantumEmbedding::apply(const FeatureMatrix& features,
                                              const RunControl& control) const {
    QSTORE_TRY(const std::vector<std::size_t> places, placesIn(features.names));
    FeatureMatrix embedded;
    embedded.names = names();
    embedded.rows = features.rows;
    embedded.sourceRows = features.sourceRows;
    embedded.targets = features.targets;
    embedded.values.reserve(features.rows * dimension());
    const RunControl quiet{control.stop, {}};
    for (std::size_t from = 0; from < features.rows; from += kRowsTogether) {
        if (control.stop.stop_requested()) return cancelled();
        const std::size_t end = std::min(features.rows, from + kRowsTogether);
        std::vector<double> inputs;
        inputs.reserve((end - from) * places.size());
        for (std::size_t row = from; row < end; ++row)
            for (const std::size_t place : places) inputs.push_back(features.row(row)[place]);
        const Bindings bindings{m_weights, inputs, end - from, false};
        QSTORE_TRY(const std::vector<double> values, m_plan->expectations(bindings, quiet));
        embedded.values.insert(embedded.values.end(), values.begin(), values.end());
        control.report(end, features.rows);
    }
    return embedded;
}

Result<Recipe> recipeForEncoder(Recipe recipe, std::string_view encoder) {
    const auto& encoders = circuitEncoders();
    const auto info = std::find_if(encoders.begin(), encoders.end(),
                                   [&](const EncoderInfo& known) { return known.name == encoder; });
    if (info == encoders.end()) {
        std::string list;
        for (const EncoderInfo& known : encoders) list += (list.empty() ? "" : ", ") + known.name;
        return fail(ErrorCode::InvalidArgument, "there is no encoder '" + std::string(encoder) + "'",
                    "the encoders are " + list);
    }
    recipe.amplitude = info->range == EncoderRange::UnitNorm;
    switch (info->range) {
        // As models do (core/learning/model_choice.cpp): the lower end keeps small rows and large ones
        // apart.
        case EncoderRange::UnitNorm: return withEncoderRange(std::move(recipe), -0.2, 1.0);
        case EncoderRange::Binary: return withEncoderRange(std::move(recipe), 0.0, 1.0);
        case EncoderRange::Angle:
        case EncoderRange::Any: break;
    }
    return withEncoderRange(std::move(recipe), 0.0, std::numbers::pi);
}

}  // namespace qstore
