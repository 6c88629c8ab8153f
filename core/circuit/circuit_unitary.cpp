// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "core/base/random.h"
#include "core/circuit/circuit_walk.h"

namespace qstore {

namespace {

/// One gate with its matrix, ready to be applied to a vector of 2ⁿ amplitudes.
struct Step {
    ComplexMatrix matrix;
    std::vector<std::uint64_t> offsets;  ///< index offset of each row of `matrix`
    std::uint64_t targetMask = 0;
    std::uint64_t controlMask = 0;
    std::uint64_t controlValue = 0;
};

Result<Step> stepOf(const Operation& operation) {
    const auto& gate = *tableGate(operation);
    std::vector<double> angles;
    for (const auto& angle : operation.angles) {
        QSTORE_TRY(const double value, angle.evaluate([](const std::string&) { return std::nullopt; }));
        angles.push_back(value);
    }
    Step step;
    step.matrix = gate.matrix(angles);
    const std::size_t dimension = std::size_t{1} << operation.targets.size();
    for (std::size_t row = 0; row < dimension; ++row) {
        std::uint64_t offset = 0;
        for (std::size_t j = 0; j < operation.targets.size(); ++j)
            if ((row >> j) & 1U) offset |= std::uint64_t{1} << operation.targets[j];
        step.offsets.push_back(offset);
    }
    step.targetMask = step.offsets.back();
    for (const auto& control : operation.controls) {
        step.controlMask |= std::uint64_t{1} << control.qubit;
        if (control.onOne) step.controlValue |= std::uint64_t{1} << control.qubit;
    }
    return step;
}

void apply(const Step& step, Eigen::VectorXcd& state) {
    const std::size_t dimension = step.offsets.size();
    std::vector<Complex> gathered(dimension);
    const auto size = static_cast<std::uint64_t>(state.size());
    for (std::uint64_t index = 0; index < size; ++index) {
        if ((index & step.targetMask) != 0 || (index & step.controlMask) != step.controlValue) continue;
        for (std::size_t i = 0; i < dimension; ++i)
            gathered[i] = state[static_cast<Eigen::Index>(index | step.offsets[i])];
        for (std::size_t row = 0; row < dimension; ++row) {
            Complex sum = 0;
            for (std::size_t column = 0; column < dimension; ++column)
                sum += step.matrix(static_cast<Eigen::Index>(row), static_cast<Eigen::Index>(column)) *
                       gathered[column];
            state[static_cast<Eigen::Index>(index | step.offsets[row])] = sum;
        }
    }
}

Result<std::vector<Step>> stepsOf(const Circuit& circuit, std::size_t maxQubits) {
    if (circuit.qubits() > maxQubits)
        return fail(ErrorCode::ResourceExhausted, "The unitary of " + std::to_string(circuit.qubits()) +
                                                      " qubits is larger than the limit of " +
                                                      std::to_string(maxQubits) + " qubits.");
    const Circuit flat = circuit.flattened();
    std::vector<Step> steps;
    for (std::size_t i = 0; i < flat.operations().size(); ++i) {
        const auto& operation = flat.operations()[i];
        if (operation.kind == OperationKind::Barrier) continue;
        if (operation.kind != OperationKind::Gate || !operation.conditions.empty())
            return fail(ErrorCode::Unsupported,
                        "Operation " + std::to_string(i + 1) + " (" + std::string(gateName(operation)) +
                            ") is not unitary.",
                        "Remove measurements, resets and conditions.");
        QSTORE_TRY(auto step, stepOf(operation));
        steps.push_back(std::move(step));
    }
    return steps;
}

Eigen::VectorXcd column(const std::vector<Step>& steps, Eigen::Index dimension, Eigen::Index index) {
    Eigen::VectorXcd state = Eigen::VectorXcd::Unit(dimension, index);
    for (const auto& step : steps) apply(step, state);
    return state;
}

}  // namespace

Result<ComplexMatrix> circuitUnitary(const Circuit& circuit, std::size_t maxQubits) {
    QSTORE_TRY(const auto steps, stepsOf(circuit, maxQubits));
    const Eigen::Index dimension = Eigen::Index{1} << circuit.qubits();
    ComplexMatrix unitary(dimension, dimension);
    for (Eigen::Index i = 0; i < dimension; ++i) unitary.col(i) = column(steps, dimension, i);
    return unitary;
}

namespace {

Result<double> boundDistance(const Circuit& a, const Circuit& b) {
    constexpr std::size_t kMaxQubits = 12;
    QSTORE_TRY(const auto first, stepsOf(a, kMaxQubits));
    QSTORE_TRY(const auto second, stepsOf(b, kMaxQubits));
    // Column by column, so that neither matrix is ever held.
    const Eigen::Index dimension = Eigen::Index{1} << a.qubits();
    Complex trace = 0;
    for (Eigen::Index i = 0; i < dimension; ++i)
        trace += column(first, dimension, i).dot(column(second, dimension, i));
    return std::max(0.0, 1.0 - std::abs(trace) / static_cast<double>(dimension));
}

/// Fails when one circuit has a parameter that the other lacks.
Status requireParametersOf(const Circuit& owner, const Circuit& other) {
    for (const auto& parameter : owner.parameters())
        if (other.findParameter(parameter.name) == nullptr)
            return fail(ErrorCode::InvalidArgument,
                        "Only one of the circuits has the parameter '" + parameter.name + "'.",
                        "Give it a value, or use the same names in both circuits.");
    return {};
}

}  // namespace

Result<Equivalence> compareCircuits(const Circuit& a, const Circuit& b) {
    if (a.qubits() != b.qubits())
        return fail(ErrorCode::InvalidArgument,
                    "The circuits have " + std::to_string(a.qubits()) + " and " +
                        std::to_string(b.qubits()) + " qubits.",
                    "Only circuits on the same number of qubits can be compared.");
    QSTORE_CHECK(requireParametersOf(a, b));
    QSTORE_CHECK(requireParametersOf(b, a));
    RandomStream random(1, "compare");
    const int points = a.parameters().empty() ? 1 : 3;
    Equivalence result;
    result.distance = 0.0;
    for (int point = 0; point < points; ++point) {
        std::vector<std::pair<std::string, double>> values;
        // Inside (0, 1), where every function that angles may use is defined.
        for (const auto& parameter : a.parameters()) values.emplace_back(parameter.name, random.uniform());
        QSTORE_TRY(const Circuit first, a.bound(values));
        QSTORE_TRY(const Circuit second, b.bound(values));
        QSTORE_TRY(const double distance, boundDistance(first, second));
        result.distance = std::max(result.distance, distance);
    }
    result.equivalent = result.distance < 1e-9;
    return result;
}

}  // namespace qstore
