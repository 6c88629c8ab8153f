// SPDX-License-Identifier: Apache-2.0
#include "core/learning/model.h"
#include "core/base/memory.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "core/base/number_text.h"
#include "core/learning/losses.h"
#include "core/learning/model_impl.h"
#include "core/simulation/plan_cache.h"

namespace qstore {
namespace {

/// Bytes of a stack's weights and of its widest values; saturates.
std::size_t layerBytes(const std::vector<DenseLayerSpec>& layers, std::size_t inputs) {
    std::size_t values = inputs;
    for (const DenseLayerSpec& layer : layers) {
        const std::size_t weights = saturatingMultiply(layer.outputs, saturatingAdd(inputs, 1));
        values = saturatingAdd(values, saturatingAdd(weights, layer.outputs));
        inputs = layer.outputs;
    }
    return saturatingMultiply(values, sizeof(double));
}

/// Training keeps the weights, their gradient and the optimizer's moments.
Status checkLayerMemory(const ModelSpec& spec, std::size_t observables) {
    constexpr std::size_t copies = 4;
    const std::size_t bytes =
        saturatingAdd(layerBytes(spec.before, spec.features.size()), layerBytes(spec.after, observables));
    return requireMemory(saturatingMultiply(bytes, copies), "a model with dense layers of this size",
                         "give the dense layers fewer outputs");
}

Status checkSpec(const ModelSpec& spec) {
    if (spec.features.empty())
        return fail(ErrorCode::InvalidArgument, "the model has no features",
                    "give at least one column the role of a feature");
    std::set<std::string_view> seen;
    for (const std::string& name : spec.features)
        if (!seen.insert(name).second)
            return fail(ErrorCode::InvalidArgument, "feature " + name + " is listed twice");
    for (const auto* layers : {&spec.before, &spec.after})
        for (const DenseLayerSpec& layer : *layers)
            if (layer.outputs == 0) return fail(ErrorCode::InvalidArgument, "a dense layer has no outputs");
    if (!(spec.targetScale > 0.0) || !std::isfinite(spec.targetScale) || !std::isfinite(spec.targetMean))
        return fail(ErrorCode::InvalidArgument, "the target's mean " + numberToText(spec.targetMean) +
                                                    " and scale " + numberToText(spec.targetScale) +
                                                    " cannot standardise a target");
    return {};
}

Status checkOutputs(const ModelSpec& spec, std::size_t outputs) {
    std::size_t wanted = spec.classes.size();
    switch (spec.loss) {
        case LossKind::BinaryCrossEntropy:
            if (spec.classes.size() != 2)
                return fail(ErrorCode::InvalidArgument,
                            "binary cross-entropy needs two classes, the model has " +
                                std::to_string(spec.classes.size()),
                            "use cross-entropy");
            wanted = 1;
            break;
        case LossKind::CrossEntropy:
            if (spec.classes.size() < 2)
                return fail(ErrorCode::InvalidArgument,
                            "cross-entropy needs at least two classes, the model has " +
                                std::to_string(spec.classes.size()),
                            "use mean squared error for a target that is a number");
            break;
        case LossKind::MeanSquaredError:
            if (spec.classes.size() == 1)
                return fail(ErrorCode::InvalidArgument, "the target has a single class");
            if (spec.classes.empty()) wanted = 1;
            break;
    }
    if (outputs == wanted) return {};
    return fail(ErrorCode::InvalidArgument,
                "the model has " + std::to_string(outputs) + " outputs, but the loss " +
                    std::string(lossName(spec.loss)) + " needs " + std::to_string(wanted),
                "end with a dense layer of " + std::to_string(wanted) + " outputs");
}

Result<std::vector<std::size_t>> readColumns(const ModelSpec& spec, const Signature& signature) {
    std::vector<std::size_t> features;
    for (const std::string& column : signature.columns) {
        const auto found = std::find(spec.features.begin(), spec.features.end(), column);
        if (found == spec.features.end()) {
            std::string known;
            for (const std::string& name : spec.features) known += (known.empty() ? "" : ", ") + name;
            return fail(ErrorCode::NotFound,
                        "the circuit reads column \"" + column + "\", which is not among the features",
                        "the features are " + known);
        }
        features.push_back(static_cast<std::size_t>(found - spec.features.begin()));
    }
    return features;
}

}  // namespace

Model::Model(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Model::~Model() = default;

Result<std::shared_ptr<const Model>> Model::compile(ModelSpec spec, PlanCache* plans,
                                                    std::shared_ptr<MeasuredMachine> machine) {
    QSTORE_CHECK(checkSpec(spec));
    if (spec.observables.empty())
        for (std::size_t qubit = 0; qubit < spec.circuit.qubits(); ++qubit)
            spec.observables.push_back(PauliSum::z(qubit));
    if (spec.observables.empty())
        return fail(ErrorCode::InvalidArgument, "the circuit has no qubits", "add at least one gate");
    auto impl = std::make_unique<Impl>();
    QSTORE_TRY(impl->plan, compileThrough(plans, spec.circuit, spec.observables));
    const Signature& signature = impl->plan->signature();
    impl->circuitWeights = signature.weights.size();
    impl->observables = spec.observables.size();
    impl->trainable = signature.trainable;
    QSTORE_CHECK(checkLayerMemory(spec, impl->observables));
    if (spec.before.empty()) {
        QSTORE_TRY(impl->featureOfInput, readColumns(spec, signature));
    } else if (spec.before.back().outputs != signature.inputs.size()) {
        return fail(ErrorCode::InvalidArgument,
                    "the layers before the circuit have " + std::to_string(spec.before.back().outputs) +
                        " outputs, but the circuit has " + std::to_string(signature.inputs.size()) +
                        " inputs",
                    "let the last of them have as many outputs as the circuit has columns");
    }
    impl->before = DenseStack::of(spec.before, spec.features.size(), impl->circuitWeights);
    impl->after =
        DenseStack::of(spec.after, impl->observables, impl->circuitWeights + impl->before.weightCount());
    impl->trainable.resize(impl->circuitWeights + impl->before.weightCount() + impl->after.weightCount(),
                           true);
    impl->outputs = spec.after.empty() ? impl->observables : spec.after.back().outputs;
    QSTORE_CHECK(checkOutputs(spec, impl->outputs));
    if (machine) {
        QSTORE_TRY(impl->measured, MeasuredCircuit::compile(spec.circuit, spec.observables, signature));
        impl->machine = std::move(machine);
    }
    impl->spec = std::move(spec);
    return std::shared_ptr<const Model>(new Model(std::move(impl)));
}

const ModelSpec& Model::spec() const {
    return m_impl->spec;
}
const std::shared_ptr<MeasuredMachine>& Model::machine() const {
    return m_impl->machine;
}
std::size_t Model::weightCount() const {
    return m_impl->weightCount();
}
std::size_t Model::circuitWeightCount() const {
    return m_impl->circuitWeights;
}
std::size_t Model::outputs() const {
    return m_impl->outputs;
}
const std::vector<bool>& Model::trainable() const {
    return m_impl->trainable;
}

Status Model::Impl::check(std::span<const double> weights, const FeatureMatrix& data,
                          std::span<const std::size_t> rows, bool needTargets) const {
    if (weights.size() != weightCount())
        return fail(
            ErrorCode::InvalidArgument,
            std::to_string(weights.size()) + " weights for a model of " + std::to_string(weightCount()));
    if (data.names != spec.features) {
        for (std::size_t at = 0; at < std::max(data.names.size(), spec.features.size()); ++at) {
            const std::string found = at < data.names.size() ? data.names[at] : "nothing";
            const std::string wanted = at < spec.features.size() ? spec.features[at] : "nothing";
            if (found != wanted)
                return fail(ErrorCode::InvalidArgument,
                            "feature " + std::to_string(at + 1) + " is " + found +
                                ", but the model was made for " + wanted,
                            "prepare the data with the recipe the model was made with");
        }
    }
    if (needTargets && data.targets.size() != data.rows)
        return fail(ErrorCode::InvalidArgument, "the data have no targets",
                    "prepare them with the target column");
    for (const std::size_t row : rows) {
        if (row >= data.rows)
            return fail(ErrorCode::InvalidArgument, "row " + std::to_string(row) + " of data with " +
                                                        std::to_string(data.rows) + " rows");
        if (!needTargets || spec.classes.empty()) continue;
        const double value = data.targets[row];
        if (!(value >= 0.0) || !(value < static_cast<double>(spec.classes.size())) ||
            value != std::floor(value))
            return fail(ErrorCode::InvalidArgument, "target " + numberToText(value) + " in row " +
                                                        std::to_string(row) + " is not one of " +
                                                        std::to_string(spec.classes.size()) + " classes");
    }
    return {};
}

double Model::Impl::target(const FeatureMatrix& data, std::size_t row) const {
    const double value = data.targets[row];
    return spec.classes.empty() ? (value - spec.targetMean) / spec.targetScale : value;
}

}  // namespace qstore
