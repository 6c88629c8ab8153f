// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/simulation/plan_data.h"

namespace qstore {
namespace {

std::string_view kernelName(const Step& step) {
    switch (step.kernel) {
        case KernelKind::Diagonal: return "diagonal";
        case KernelKind::Flip: return "exchange of amplitudes";
        case KernelKind::Swap: return "exchange of qubits";
        case KernelKind::Real1: return "real 2x2";
        case KernelKind::General1: return "complex 2x2";
        case KernelKind::General2: return "complex 4x4";
        case KernelKind::General: return "complex, any size";
    }
    return {};
}

std::string_view dependenceName(Dependence dependence) {
    switch (dependence) {
        case Dependence::Constant: return "computed once";
        case Dependence::Weights: return "computed per weights";
        case Dependence::Inputs: return "computed per sample";
    }
    return {};
}

std::string qubitList(std::uint64_t mask) {
    std::string text;
    for (std::size_t qubit = 0; qubit < 64; ++qubit) {
        if (((mask >> qubit) & 1U) == 0) continue;
        if (!text.empty()) text += ",";
        text += std::to_string(qubit);
    }
    return text;
}

std::string stepText(const PlanData& data, const Step& step) {
    std::string text = "operation " + std::to_string(step.operation) + ": ";
    if (!step.conditions.empty()) text += "conditional ";
    if (step.kind != StepKind::Gate) {
        text += step.kind == StepKind::Reset ? "reset" : "measure";
        text += " on " + std::to_string(step.qubit);
        if (step.kind == StepKind::Measure) text += " into bit " + std::to_string(step.bit);
        return text;
    }
    text += std::string(step.gate->name) + " on " + qubitList(step.layout.targetMask);
    if (step.layout.controlMask != 0) text += " controlled by " + qubitList(step.layout.controlMask);
    text += "; " + std::string(kernelName(step)) + ", " + std::string(dependenceName(step.dependence));
    std::vector<std::size_t> slots;
    for (const AngleProgram& angle : step.angles)
        slots.insert(slots.end(), angle.slots().begin(), angle.slots().end());
    std::sort(slots.begin(), slots.end());
    slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
    for (std::size_t i = 0; i < slots.size(); ++i) {
        const std::size_t slot = slots[i];
        text += i == 0 ? " from " : ", ";
        text += slot < data.weights() ? data.signature.weights[slot]
                                      : data.signature.inputs[slot - data.weights()];
    }
    return text;
}

}  // namespace

std::string describePlan(const PlanData& data) {
    std::string text;
    for (const Step& step : data.steps) text += stepText(data, step) + "\n";
    for (const auto& [qubit, bit] : data.finalMeasurements)
        text += "measure " + std::to_string(qubit) + " into bit " + std::to_string(bit) + " at the end\n";
    return text;
}

}  // namespace qstore
