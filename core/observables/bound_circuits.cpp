// SPDX-License-Identifier: Apache-2.0
#include "core/observables/bound_circuits.h"

namespace qstore {
namespace {

Status requireCount(std::size_t given, std::size_t names, std::size_t rows, const std::string& what) {
    if (given == names * rows) return {};
    return fail(ErrorCode::InvalidArgument,
                std::to_string(given) + " " + what + " were given where " + std::to_string(names) +
                    " for " + std::to_string(rows) + (rows == 1 ? " row" : " rows") + " are needed",
                "give one value for each name of the signature and each row");
}

}  // namespace

Signature signatureOf(const Circuit& circuit) {
    Signature signature;
    for (const Parameter& parameter : circuit.parameters()) {
        if (parameter.role == ParameterRole::Column) {
            signature.inputs.push_back(parameter.name);
            signature.columns.push_back(parameter.column);
        } else {
            signature.weights.push_back(parameter.name);
            signature.trainable.push_back(parameter.role == ParameterRole::Trainable);
        }
    }
    return signature;
}

Result<std::vector<Circuit>> boundCircuits(const Circuit& circuit, const Bindings& bindings) {
    const Signature signature = signatureOf(circuit);
    const std::size_t weights = signature.weights.size(), inputs = signature.inputs.size();
    const std::size_t weightRows = bindings.weightsPerSample ? bindings.samples : 1;
    QSTORE_CHECK(requireCount(bindings.weights.size(), weights, weightRows, "weights"));
    QSTORE_CHECK(requireCount(bindings.inputs.size(), inputs, bindings.samples, "inputs"));
    std::vector<Circuit> circuits;
    circuits.reserve(bindings.samples);
    for (std::size_t sample = 0; sample < bindings.samples; ++sample) {
        std::vector<std::pair<std::string, double>> values;
        const std::size_t firstWeight = bindings.weightsPerSample ? sample * weights : 0;
        for (std::size_t index = 0; index < weights; ++index)
            values.emplace_back(signature.weights[index], bindings.weights[firstWeight + index]);
        for (std::size_t index = 0; index < inputs; ++index)
            values.emplace_back(signature.inputs[index], bindings.inputs[sample * inputs + index]);
        QSTORE_TRY(Circuit bound, circuit.bound(values));
        circuits.push_back(std::move(bound));
    }
    return circuits;
}

}  // namespace qstore
