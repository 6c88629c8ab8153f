// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/transpile_step.h"

namespace qstore {

std::vector<Qubit> stepQubits(const Step& step) {
    switch (step.kind) {
        case StepKind::Turn: return {step.first};
        case StepKind::Interaction:
        case StepKind::Swap: return {step.first, step.second};
        case StepKind::Other: break;
    }
    return step.other.targets;
}

std::vector<ClassicalBit> stepBits(const Step& step) {
    std::vector<ClassicalBit> bits = step.other.bits;
    for (const Condition& condition : step.conditions)
        bits.insert(bits.end(), condition.bits.begin(), condition.bits.end());
    return bits;
}

}  // namespace qstore
