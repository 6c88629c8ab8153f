// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/simulation/pauli_kernels.h"
#include "core/simulation/plan_data.h"

namespace qstore {
namespace {

using Matrix = std::vector<std::complex<double>>;

/// A measurement is final when nothing later touches its qubit, and nothing later reads or writes
/// its bit. One flag per target of each operation.
std::vector<std::vector<bool>> finalMeasurements(const Circuit& circuit) {
    const auto& operations = circuit.operations();
    std::vector<std::vector<bool>> result(operations.size());
    std::vector<bool> qubitUsed(circuit.qubits());
    std::vector<bool> bitUsed(circuit.bits());
    for (std::size_t i = operations.size(); i-- > 0;) {
        const Operation& operation = operations[i];
        if (operation.kind == OperationKind::Barrier) continue;
        result[i].resize(operation.targets.size());
        for (std::size_t j = operation.targets.size(); j-- > 0;) {
            const Qubit qubit = operation.targets[j];
            if (operation.kind == OperationKind::Measure) {
                const ClassicalBit bit = operation.bits[j];
                result[i][j] = operation.conditions.empty() && !qubitUsed[qubit] && !bitUsed[bit];
                bitUsed[bit] = true;
            }
            qubitUsed[qubit] = true;
        }
        for (const Control& control : operation.controls) qubitUsed[control.qubit] = true;
        for (const Condition& condition : operation.conditions) {
            for (const ClassicalBit bit : condition.bits) bitUsed[bit] = true;
        }
    }
    return result;
}

/// The conditions that depend on a measurement; nothing when one can never hold, because all of its
/// bits are still zero.
std::optional<std::vector<Condition>> openConditions(const Operation& operation,
                                                     const std::vector<bool>& assigned) {
    std::vector<Condition> open;
    for (const Condition& condition : operation.conditions) {
        const bool undecided = std::any_of(condition.bits.begin(), condition.bits.end(),
                                           [&](ClassicalBit bit) { return assigned[bit]; });
        if (undecided) {
            open.push_back(condition);
        } else if ((condition.value == 0) == condition.negated) {
            return std::nullopt;
        }
    }
    return open;
}

bool equals(const Matrix& matrix, std::initializer_list<double> expected) {
    return std::equal(matrix.begin(), matrix.end(), expected.begin(), expected.end(),
                      [](const std::complex<double>& a, double b) { return a == b; });
}

bool isMonomial(const ComplexMatrix& matrix) {
    for (Eigen::Index column = 0; column < matrix.cols(); ++column) {
        if ((matrix.col(column).array().abs() > 1e-15).count() != 1) return false;
    }
    return true;
}

KernelKind denseKernel(std::size_t targets, bool real) {
    if (targets == 1) return real ? KernelKind::Real1 : KernelKind::General1;
    return targets == 2 ? KernelKind::General2 : KernelKind::General;
}

class StepCompiler {
public:
    explicit StepCompiler(PlanData& data) : m_data(data) {}

    Status run() {
        const Circuit flat = m_data.circuit.flattened();
        const auto final = finalMeasurements(flat);
        std::vector<bool> assigned(flat.bits());
        for (std::size_t i = 0; i < flat.operations().size(); ++i) {
            const Operation& operation = flat.operations()[i];
            if (operation.kind == OperationKind::Barrier) continue;
            const auto conditions = openConditions(operation, assigned);
            if (!conditions) continue;
            if (operation.kind == OperationKind::Gate) {
                QSTORE_CHECK(addGate(operation, i, *conditions));
            } else {
                QSTORE_CHECK(addMeasurementOrReset(operation, i, *conditions, final[i]));
            }
            for (const ClassicalBit bit : operation.bits) assigned[bit] = true;
        }
        m_data.assignsBits = std::find(assigned.begin(), assigned.end(), true) != assigned.end();
        m_data.firstRandomStep = static_cast<std::size_t>(
            std::find_if(
                m_data.steps.begin(), m_data.steps.end(),
                [](const Step& step) { return step.kind != StepKind::Gate || !step.conditions.empty(); }) -
            m_data.steps.begin());
        return {};
    }

private:
    Status addMeasurementOrReset(const Operation& operation, std::size_t index,
                                 const std::vector<Condition>& conditions, const std::vector<bool>& final) {
        const bool measure = operation.kind == OperationKind::Measure;
        QSTORE_TRY(const auto order, measuringOrder(operation, index, conditions));
        for (const std::size_t j : order) {
            if (measure && final[j]) {
                m_data.finalMeasurements.emplace_back(operation.targets[j], operation.bits[j]);
                continue;
            }
            Step step;
            step.kind = measure ? StepKind::Measure : StepKind::Reset;
            step.operation = index;
            step.conditions = conditions;
            step.qubit = operation.targets[j];
            if (measure) step.bit = operation.bits[j];
            m_data.steps.push_back(std::move(step));
        }
        return {};
    }

    /// The operation's conditions hold for all of its qubits at once, yet every step looks again: a bit
    /// that the conditions read is written last.
    static Result<std::vector<std::size_t>> measuringOrder(const Operation& operation, std::size_t index,
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
        return fail(
            ErrorCode::Unsupported,
            "operation " + std::to_string(index) + " measures into several bits of its own condition",
            "Measure into other bits.");
    }

    Status addGate(const Operation& operation, std::size_t index, std::vector<Condition> conditions) {
        const auto* const* base = std::get_if<const GateInfo*>(&operation.gate);
        if (base == nullptr || *base == nullptr || (*base)->matrix == nullptr ||
            operation.targets.size() > kMaxKernelTargets) {
            return fail(ErrorCode::Unsupported,
                        "operation " + std::to_string(index) + " is a gate without a simulation kernel");
        }
        Step step;
        step.operation = index;
        step.conditions = std::move(conditions);
        step.gate = *base;
        step.layout = GateLayout(m_data.qubits(), operation.targets, operation.controls);
        const auto slotOf = [this](const std::string& name) { return findSlot(name); };
        for (const Angle& angle : operation.angles) {
            QSTORE_TRY(AngleProgram program, AngleProgram::compile(angle, slotOf));
            for (const std::size_t slot : program.slots()) {
                step.dependence = std::max(
                    step.dependence, slot < m_data.weights() ? Dependence::Weights : Dependence::Inputs);
            }
            step.angles.push_back(std::move(program));
        }
        if (step.dependence == Dependence::Constant) {
            addConstantMatrix(step);
        } else {
            addBoundMatrix(step);
        }
        step.angleOffset = m_data.angleCount;
        m_data.angleCount += step.angles.size();
        m_data.steps.push_back(std::move(step));
        return {};
    }

    std::optional<std::size_t> findSlot(const std::string& name) const {
        const Signature& signature = m_data.signature;
        const auto weight = std::find(signature.weights.begin(), signature.weights.end(), name);
        if (weight != signature.weights.end())
            return static_cast<std::size_t>(weight - signature.weights.begin());
        const auto input = std::find(signature.inputs.begin(), signature.inputs.end(), name);
        if (input == signature.inputs.end()) return std::nullopt;
        return m_data.weights() + static_cast<std::size_t>(input - signature.inputs.begin());
    }

    void addConstantMatrix(Step& step) {
        std::vector<double> angles;
        for (const AngleProgram& angle : step.angles) angles.push_back(angle.evaluate({}));
        const ComplexMatrix dense = step.gate->matrix(angles);
        step.diagonal = dense.isDiagonal(0.0);
        step.monomial = isMonomial(dense);
        const Matrix packed = packMatrix(dense, step.diagonal);
        const bool real = std::all_of(packed.begin(), packed.end(), [](const std::complex<double>& entry) {
            return entry.imag() == 0.0;
        });
        if (step.diagonal) {
            step.kernel = KernelKind::Diagonal;
        } else if (equals(packed, {0, 1, 1, 0})) {
            step.kernel = KernelKind::Flip;
        } else if (equals(packed, {1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1})) {
            step.kernel = KernelKind::Swap;
        } else {
            step.kernel = denseKernel(targetsOf(step), real);
        }
        placeMatrix(step, packed);
    }

    void addBoundMatrix(Step& step) {
        const auto [form, isNew] = m_data.forms.try_emplace(step.gate);
        if (isNew) form->second = findTrigForm(*step.gate);
        if (form->second.frequency != 0.0) step.form = &form->second;
        step.diagonal = step.gate->diagonal;
        step.kernel = step.diagonal ? KernelKind::Diagonal
                                    : denseKernel(targetsOf(step), step.form != nullptr && step.form->real);
        const std::size_t size = step.layout.offsets.size();
        placeMatrix(step, Matrix(step.diagonal ? size : size * size));
        step.derivativeOffset = m_data.derivativeSize;
        m_data.derivativeSize += step.angles.size() * step.matrixSize;
    }

    void placeMatrix(Step& step, const Matrix& packed) {
        step.matrixOffset = m_data.constantMatrices.size();
        step.matrixSize = packed.size();
        m_data.constantMatrices.insert(m_data.constantMatrices.end(), packed.begin(), packed.end());
    }

    static std::size_t targetsOf(const Step& step) {
        std::size_t targets = 0;
        while ((std::size_t{1} << targets) < step.layout.offsets.size()) ++targets;
        return targets;
    }

    PlanData& m_data;
};

Signature makeSignature(const Circuit& circuit) {
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

}  // namespace

Status compileSteps(const Circuit& circuit, PlanData& data) {
    data.circuit = circuit;
    data.signature = makeSignature(circuit);
    data.signature.observables = data.observables.size();
    return StepCompiler(data).run();
}

}  // namespace qstore
