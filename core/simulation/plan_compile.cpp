// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/observables/bound_circuits.h"
#include "core/simulation/classical_flow.h"
#include "core/simulation/plan_data.h"

namespace qstore {
namespace {

using Matrix = std::vector<std::complex<double>>;

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
        QSTORE_TRY(ClassicalFlow flow, classicalFlow(m_data.circuit));
        for (FlowStep& step : flow.steps) {
            if (step.kind == OperationKind::Gate) {
                QSTORE_CHECK(addGate(flow.operationOf(step), step.operation, std::move(step.conditions)));
            } else {
                addMeasurementOrReset(std::move(step));
            }
        }
        m_data.finalMeasurements = std::move(flow.finalMeasurements);
        m_data.assignsBits = flow.assignsBits;
        m_data.firstRandomStep = static_cast<std::size_t>(
            std::find_if(
                m_data.steps.begin(), m_data.steps.end(),
                [](const Step& step) { return step.kind != StepKind::Gate || !step.conditions.empty(); }) -
            m_data.steps.begin());
        return {};
    }

private:
    void addMeasurementOrReset(FlowStep flow) {
        Step step;
        step.kind = flow.kind == OperationKind::Measure ? StepKind::Measure : StepKind::Reset;
        step.operation = flow.operation;
        step.conditions = std::move(flow.conditions);
        step.qubit = flow.qubit;
        step.bit = flow.bit;
        m_data.steps.push_back(std::move(step));
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

}  // namespace

Status compileSteps(const Circuit& circuit, PlanData& data) {
    data.circuit = circuit;
    data.signature = signatureOf(circuit);
    data.signature.observables = data.observables.size();
    return StepCompiler(data).run();
}

}  // namespace qstore
