// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

#include "core/base/hash.h"
#include "core/base/random.h"
#include "core/learning/model_impl.h"

namespace qstore {
namespace {

std::string shapeText(const std::vector<std::size_t>& shape) {
    std::string text = "[";
    for (const std::size_t size : shape) text += (text.size() > 1 ? ", " : "") + std::to_string(size);
    return text + "]";
}

void addLayerTensors(const DenseStack& stack, const std::string& prefix, std::span<const double> weights,
                     std::vector<NamedTensor>& tensors) {
    for (std::size_t at = 0; at < stack.layers.size(); ++at) {
        const DenseLayer& layer = stack.layers[at];
        const std::string name = prefix + "." + std::to_string(at) + ".";
        const auto matrix = weights.subspan(layer.offset, layer.outputs * layer.inputs);
        const auto bias = weights.subspan(layer.offset + matrix.size(), layer.outputs);
        tensors.push_back({name + "weight",
                           {layer.outputs, layer.inputs},
                           std::vector<double>(matrix.begin(), matrix.end())});
        tensors.push_back({name + "bias", {layer.outputs}, std::vector<double>(bias.begin(), bias.end())});
    }
}

/// Glorot and Bengio 2010: uniform within ±√(6/(inputs + outputs)); biases 0.
void initialiseLayers(const DenseStack& stack, RandomStream& random, std::vector<double>& weights) {
    for (const DenseLayer& layer : stack.layers) {
        const double bound = std::sqrt(6.0 / static_cast<double>(layer.inputs + layer.outputs));
        for (std::size_t index = 0; index < layer.outputs * layer.inputs; ++index)
            weights[layer.offset + index] = bound * (2.0 * random.uniform() - 1.0);
    }
}

/// Which inputs of the circuit no observable depends on: they are asked for as if they were weights.
std::vector<bool> deadInputs(const ModelSpec& spec, const Signature& signature) {
    CircuitParts parts = spec.circuit.parts();
    for (Parameter& parameter : parts.parameters) {
        if (parameter.role != ParameterRole::Column) continue;
        parameter.role = ParameterRole::Trainable;
        parameter.column.clear();
    }
    const auto plan = Plan::compile(Circuit::of(std::move(parts)), spec.observables);
    std::vector<bool> dead(signature.inputs.size(), false);
    if (!plan) return dead;  // the same circuit with other roles has been compiled before
    const Signature& all = (*plan)->signature();
    for (std::size_t input = 0; input < dead.size(); ++input) {
        const auto found = std::find(all.weights.begin(), all.weights.end(), signature.inputs[input]);
        dead[input] = (*plan)->deadWeights()[static_cast<std::size_t>(found - all.weights.begin())];
    }
    return dead;
}

}  // namespace

std::string weightsHash(std::vector<NamedTensor> tensors) {
    std::sort(tensors.begin(), tensors.end(),
              [](const NamedTensor& a, const NamedTensor& b) { return a.name < b.name; });
    Sha256 hash;
    for (const NamedTensor& tensor : tensors) hash.add(std::span<const double>(tensor.values));
    return hash.finish();
}

std::vector<double> Model::initialWeights(std::uint64_t seed) const {
    std::vector<double> weights(weightCount(), 0.0);
    RandomStream circuit(seed, "init", 0);
    std::size_t at = 0;
    for (const Parameter& parameter : m_impl->spec.circuit.parameters()) {
        if (parameter.role == ParameterRole::Column) continue;
        const double drawn = 2.0 * std::numbers::pi * circuit.uniform();
        weights[at++] = parameter.value.value_or(drawn);
    }
    RandomStream before(seed, "init", 1);
    initialiseLayers(m_impl->before, before, weights);
    RandomStream after(seed, "init", 2);
    initialiseLayers(m_impl->after, after, weights);
    return weights;
}

std::vector<NamedTensor> Model::tensors(std::span<const double> weights) const {
    std::vector<NamedTensor> tensors;
    const Signature& signature = m_impl->plan->signature();
    for (std::size_t index = 0; index < m_impl->circuitWeights; ++index)
        tensors.push_back({signature.weights[index], {}, {weights[index]}});
    addLayerTensors(m_impl->before, "before", weights, tensors);
    addLayerTensors(m_impl->after, "after", weights, tensors);
    return tensors;
}

Result<std::vector<double>> Model::weightsFrom(const std::vector<NamedTensor>& given) const {
    std::map<std::string_view, const NamedTensor*> byName;
    for (const NamedTensor& tensor : given)
        if (!byName.emplace(tensor.name, &tensor).second)
            return fail(ErrorCode::InvalidArgument, "tensor " + tensor.name + " occurs twice");
    std::vector<double> weights;
    weights.reserve(weightCount());
    const std::vector<double> zeros(weightCount(), 0.0);
    for (const NamedTensor& wanted : tensors(zeros)) {
        const auto found = byName.find(wanted.name);
        if (found == byName.end())
            return fail(ErrorCode::NotFound, "tensor " + wanted.name + " is missing",
                        "load the weights that belong to this circuit and these layers");
        const NamedTensor& tensor = *found->second;
        if (tensor.shape != wanted.shape || tensor.values.size() != wanted.values.size())
            return fail(ErrorCode::InvalidArgument,
                        "tensor " + wanted.name + " has shape " + shapeText(tensor.shape) + " and " +
                            std::to_string(tensor.values.size()) + " values, but needs shape " +
                            shapeText(wanted.shape));
        weights.insert(weights.end(), tensor.values.begin(), tensor.values.end());
        byName.erase(found);
    }
    if (!byName.empty())
        return fail(ErrorCode::InvalidArgument,
                    "tensor " + std::string(byName.begin()->first) + " does not belong to this model");
    return weights;
}

std::vector<std::string> Model::deadWeights() const {
    std::vector<std::string> names;
    const Signature& signature = m_impl->plan->signature();
    const std::vector<bool>& dead = m_impl->plan->deadWeights();
    for (std::size_t index = 0; index < m_impl->circuitWeights; ++index)
        if (dead[index]) names.push_back(signature.weights[index]);
    if (m_impl->before.layers.empty()) return names;
    const std::vector<bool> inputs = deadInputs(m_impl->spec, signature);
    const bool all = std::find(inputs.begin(), inputs.end(), false) == inputs.end();
    for (std::size_t at = 0; at < m_impl->before.layers.size(); ++at) {
        const DenseLayer& layer = m_impl->before.layers[at];
        const bool last = at + 1 == m_impl->before.layers.size();
        const std::string prefix = "before." + std::to_string(at) + ".";
        for (std::size_t unit = 0; unit < layer.outputs; ++unit) {
            if (!(all || (last && inputs[unit]))) continue;
            const std::string row = "[" + std::to_string(unit) + "]";
            for (const char* kind : {"weight", "bias"})
                names.push_back(std::string(prefix).append(kind).append(row));
        }
    }
    return names;
}

}  // namespace qstore
