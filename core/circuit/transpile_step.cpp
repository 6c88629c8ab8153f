// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/transpile_step.h"

namespace qstore {

std::vector<Qubit> stepQubits(const TranspileStep& step) {
    switch (step.kind) {
        case TranspileStepKind::Turn: return {step.first};
        case TranspileStepKind::Interaction:
        case TranspileStepKind::Swap: return {step.first, step.second};
        case TranspileStepKind::Other: break;
    }
    return step.other.targets;
}

std::vector<ClassicalBit> stepBits(const TranspileStep& step) {
    std::vector<ClassicalBit> bits = step.other.bits;
    for (const Condition& condition : step.conditions)
        bits.insert(bits.end(), condition.bits.begin(), condition.bits.end());
    return bits;
}

}  // namespace qstore
