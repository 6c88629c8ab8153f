// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/classical_flow.h"

#include <numeric>
#include <optional>
#include <string>

namespace qstore {
namespace {

/// One flag per target of each operation.
std::vector<std::vector<bool>> findFinalMeasurements(const Circuit& circuit) {
    const auto& operations = circuit.operations();
    std::vector<std::vector<bool>> final(operations.size());
    std::vector<bool> qubitUsed(circuit.qubits()), bitUsed(circuit.bits());
    for (std::size_t i = operations.size(); i-- > 0;) {
        const Operation& operation = operations[i];
        if (operation.kind == OperationKind::Barrier) continue;
        final[i].resize(operation.targets.size());
        for (std::size_t j = operation.targets.size(); j-- > 0;) {
            const Qubit qubit = operation.targets[j];
            if (operation.kind == OperationKind::Measure) {
                const ClassicalBit bit = operation.bits[j];
                final[i][j] = operation.conditions.empty() && !qubitUsed[qubit] && !bitUsed[bit];
                bitUsed[bit] = true;
            }
            qubitUsed[qubit] = true;
        }
        for (const Control& control : operation.controls) qubitUsed[control.qubit] = true;
        for (const Condition& condition : operation.conditions)
            for (const ClassicalBit bit : condition.bits) bitUsed[bit] = true;
    }
    return final;
}

/// Nothing when a condition can never hold, because all of its bits are still zero.
std::optional<std::vector<Condition>> undecidedConditions(const Operation& operation,
                                                          const std::vector<bool>& assigned) {
    std::vector<Condition> open;
    for (const Condition& condition : operation.conditions) {
        const bool undecided = std::any_of(condition.bits.begin(), condition.bits.end(),
                                           [&](ClassicalBit bit) { return assigned[bit]; });
        if (undecided)
            open.push_back(condition);
        else if ((condition.value == 0) == condition.negated)
            return std::nullopt;
    }
    return open;
}

/// An operation's conditions hold for all of its qubits at once, yet every step looks again: a bit that the
/// conditions read is written last.
Result<std::vector<std::size_t>> orderOfTargets(const Operation& operation, std::size_t index,
                                                const std::vector<Condition>& conditions) {
    std::vector<std::size_t> order(operation.targets.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (operation.kind != OperationKind::Measure || conditions.empty()) return order;
    const auto isUnread = [&](std::size_t j) {
        return std::none_of(conditions.begin(), conditions.end(), [&](const Condition& condition) {
            return std::find(condition.bits.begin(), condition.bits.end(), operation.bits[j]) !=
                   condition.bits.end();
        });
    };
    const auto read = std::stable_partition(order.begin(), order.end(), isUnread);
    if (order.end() - read < 2) return order;
    return fail(ErrorCode::Unsupported,
                "operation " + std::to_string(index) + " measures into several bits of its own condition",
                "Measure into other bits.");
}

}  // namespace

std::size_t ClassicalFlow::firstRandomStep() const {
    const auto found = std::find_if(steps.begin(), steps.end(), [](const FlowStep& step) {
        return step.kind != OperationKind::Gate || !step.conditions.empty();
    });
    return static_cast<std::size_t>(found - steps.begin());
}

Result<ClassicalFlow> classicalFlow(const Circuit& circuit) {
    ClassicalFlow flow;
    flow.flat = circuit.flattened();
    const auto final = findFinalMeasurements(flow.flat);
    std::vector<bool> assigned(flow.flat.bits());
    for (std::size_t i = 0; i < flow.flat.operations().size(); ++i) {
        const Operation& operation = flow.flat.operations()[i];
        if (operation.kind == OperationKind::Barrier) continue;
        const auto conditions = undecidedConditions(operation, assigned);
        if (!conditions) continue;
        if (operation.kind == OperationKind::Gate) {
            flow.steps.push_back({OperationKind::Gate, i, 0, 0, *conditions});
            continue;
        }
        const bool measure = operation.kind == OperationKind::Measure;
        QSTORE_TRY(const auto order, orderOfTargets(operation, i, *conditions));
        for (const std::size_t j : order) {
            if (measure && final[i][j])
                flow.finalMeasurements.emplace_back(operation.targets[j], operation.bits[j]);
            else
                flow.steps.push_back({operation.kind, i, operation.targets[j],
                                      measure ? operation.bits[j] : 0, *conditions});
        }
        for (const ClassicalBit bit : operation.bits) assigned[bit] = true;
    }
    flow.assignsBits = std::find(assigned.begin(), assigned.end(), true) != assigned.end();
    return flow;
}

}  // namespace qstore
