// SPDX-License-Identifier: Apache-2.0
#include "core/benchmark/workload_list.h"

#include <algorithm>

namespace qstore {
namespace {

using Sizes = std::vector<std::size_t>;

std::string title(const std::string& what, std::size_t qubits) {
    return what + ", " + std::to_string(qubits) + " qubits";
}

Sizes sizesOr(std::optional<std::size_t> asked, Sizes usual) {
    return asked ? Sizes{*asked} : usual;
}

void addStates(std::vector<PlannedWorkload>& list, std::optional<std::size_t> asked) {
    for (const std::size_t qubits : sizesOr(asked, {10, 12, 16, 20, 24})) {
        list.push_back({title("W1", qubits), [qubits](Precision precision, const RunControl&) {
                            return stateWorkload(qubits, precision);
                        }});
    }
}

/// Many gradients at once while the states are small, one at a time from where that is what people do; a
/// size that was asked for in both ways where both make sense.
void addGradients(std::vector<PlannedWorkload>& list, std::optional<std::size_t> asked) {
    for (const std::size_t qubits : sizesOr(asked, {4, 6, 8, 10, 12})) {
        if (qubits > 14) continue;
        list.push_back({title("W2 batched", qubits), [qubits](Precision precision, const RunControl&) {
                            return batchedGradientWorkload(qubits, precision);
                        }});
    }
    for (const std::size_t qubits : sizesOr(asked, {8, 10, 12, 16, 20})) {
        list.push_back({title("W2 single", qubits), [qubits](Precision precision, const RunControl&) {
                            return singleGradientWorkload(qubits, precision);
                        }});
    }
}

void addClassifiers(std::vector<PlannedWorkload>& list, std::optional<std::size_t> asked) {
    for (const std::size_t qubits : sizesOr(asked, {4, 8})) {
        list.push_back({title("W3", qubits), [qubits](Precision precision, const RunControl&) {
                            return classifierWorkload(qubits, precision);
                        }});
    }
}

void addSampling(std::vector<PlannedWorkload>& list, std::optional<std::size_t> asked) {
    const std::size_t qubits = asked.value_or(20);
    for (const std::uint64_t shots : {std::uint64_t{100000}, std::uint64_t{1000000}}) {
        for (const bool counted : {false, true}) {
            list.push_back(
                {title("W4 " + std::to_string(shots) + (counted ? " shots, counted" : " shots"), qubits),
                 [qubits, shots, counted](Precision precision, const RunControl& control) {
                     return samplingWorkload(qubits, precision, shots, counted, control);
                 }});
        }
    }
}

void addVariants(std::vector<PlannedWorkload>& list, std::optional<std::size_t> asked) {
    for (const std::size_t qubits : sizesOr(asked, {8, 16})) {
        for (const VariantInfo& variant : circuitVariants()) {
            list.push_back({title("variant " + variant.name, qubits),
                            [qubits, &variant](Precision precision, const RunControl&) {
                                return variantWorkload(variant, qubits, precision);
                            }});
        }
    }
}

}  // namespace

std::vector<PlannedWorkload> workloadList(const std::string& work, std::optional<std::size_t> qubits) {
    std::vector<PlannedWorkload> list;
    if (work == "W1") addStates(list, qubits);
    if (work == "W2") addGradients(list, qubits);
    if (work == "W3") addClassifiers(list, qubits);
    if (work == "W4") addSampling(list, qubits);
    if (work == "variants") addVariants(list, qubits);
    return list;
}

std::vector<PlannedCurve> growthCurves(std::optional<std::size_t> qubits) {
    PlannedCurve states{"qubits", 2.0, {}, stateGrowthWorkload};
    for (std::size_t n = 4; n <= std::max<std::size_t>(qubits.value_or(24), 5); ++n) states.at.push_back(n);
    const std::size_t width = std::min<std::size_t>(qubits.value_or(8), 8);
    PlannedCurve batches{"batch", 1.0, {}, [width](std::size_t samples, Precision precision) {
                             return batchGrowthWorkload(width, precision, samples);
                         }};
    for (std::size_t samples = 1; samples <= 4096; samples *= 2) batches.at.push_back(samples);
    return {std::move(states), std::move(batches)};
}

}  // namespace qstore
