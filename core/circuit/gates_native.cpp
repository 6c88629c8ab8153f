// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <numbers>

#include "core/circuit/gate_records.h"

namespace qstore {

namespace {

using Angles = std::span<const double>;
constexpr std::string_view kIonq =
    "IonQ documentation, native gates (there in turns; here 2π times that, in radians)";

ComplexMatrix gpiMatrix(Angles a) {
    return matrix2(0, unitPhase(-a[0]), unitPhase(a[0]), 0);
}
ComplexMatrix gpiDerivative(Angles a, std::size_t) {
    return matrix2(0, -kImaginaryUnit * unitPhase(-a[0]), kImaginaryUnit * unitPhase(a[0]), 0);
}

ComplexMatrix gpi2Matrix(Angles a) {
    return (matrix2(1, 0, 0, 1) - kImaginaryUnit * gpiMatrix(a)) / std::numbers::sqrt2;
}
ComplexMatrix gpi2Derivative(Angles a, std::size_t) {
    return -kImaginaryUnit * gpiDerivative(a, 0) / std::numbers::sqrt2;
}

/// `low` on target 0, `high` on target 1.
ComplexMatrix product(const ComplexMatrix& low, const ComplexMatrix& high) {
    ComplexMatrix m(4, 4);
    for (Eigen::Index row = 0; row < 4; ++row)
        for (Eigen::Index column = 0; column < 4; ++column)
            m(row, column) = high(row / 2, column / 2) * low(row % 2, column % 2);
    return m;
}

ComplexMatrix msMatrix(Angles a) {
    return std::cos(a[2] / 2) * ComplexMatrix::Identity(4, 4) -
           kImaginaryUnit * std::sin(a[2] / 2) *
               product(gpiMatrix(a.subspan(0, 1)), gpiMatrix(a.subspan(1, 1)));
}
ComplexMatrix msDerivative(Angles a, std::size_t index) {
    const Angles first = a.subspan(0, 1), second = a.subspan(1, 1);
    if (index == 0)
        return -kImaginaryUnit * std::sin(a[2] / 2) * product(gpiDerivative(first, 0), gpiMatrix(second));
    if (index == 1)
        return -kImaginaryUnit * std::sin(a[2] / 2) * product(gpiMatrix(first), gpiDerivative(second, 0));
    return -0.5 * std::sin(a[2] / 2) * ComplexMatrix::Identity(4, 4) -
           0.5 * kImaginaryUnit * std::cos(a[2] / 2) * product(gpiMatrix(first), gpiMatrix(second));
}

ComplexMatrix zzMatrix(Angles a) {
    ComplexMatrix m = ComplexMatrix::Zero(4, 4);
    m(0, 0) = m(3, 3) = unitPhase(-a[0] / 2);
    m(1, 1) = m(2, 2) = unitPhase(a[0] / 2);
    return m;
}
ComplexMatrix zzDerivative(Angles a, std::size_t) {
    ComplexMatrix m = ComplexMatrix::Zero(4, 4);
    m(0, 0) = m(3, 3) = -0.5 * kImaginaryUnit * unitPhase(-a[0] / 2);
    m(1, 1) = m(2, 2) = 0.5 * kImaginaryUnit * unitPhase(a[0] / 2);
    return m;
}

std::vector<Angle> halfTurnOn(const std::vector<Angle>& a) {
    return {a[0] + std::numbers::pi};
}
std::vector<Angle> msInverse(const std::vector<Angle>& a) {
    return {a[0], a[1], -a[2]};
}

GateInfo native(std::string_view name, std::size_t qubits, std::vector<std::string_view> angles,
                std::string_view symbol, std::string_view title, std::string_view help) {
    GateInfo info;
    info.name = name;
    info.qubits = qubits;
    info.angleNames = std::move(angles);
    info.family = GateFamily::Native;
    info.symbol = symbol;
    info.title = title;
    info.help = help;
    info.source = kIonq;
    return info;
}

}  // namespace

void addNativeGates(GateRecords& records) {
    auto gpi =
        native("gpi", 1, {"phi"}, "GPI", "GPI",
               "Half a turn about an axis in the XY plane, φ radians from X: [[0, e^(−iφ)], [e^(iφ), 0]].");
    gpi.matrix = gpiMatrix;
    gpi.derivative = gpiDerivative;
    gpi.angleFrequencies = {{2}};
    gpi.controlledFrequencies = {{1, 2}};
    gpi.inverseAngles = sameAngles;
    records.push_back({gpi, "gpi", {}});

    auto gpi2 = native("gpi2", 1, {"phi"}, "GPI2", "GPI2",
                       "Quarter turn about an axis in the XY plane, φ radians from X.");
    gpi2.matrix = gpi2Matrix;
    gpi2.derivative = gpi2Derivative;
    gpi2.angleFrequencies = {{1, 2}};
    gpi2.controlledFrequencies = {{1, 2}};
    gpi2.inverseAngles = halfTurnOn;
    records.push_back({gpi2, "gpi2", {}});

    auto ms = native("ms", 2, {"phi0", "phi1", "theta"}, "MS", "Mølmer–Sørensen",
                     "exp(−iθ/2 · GPI(φ0)⊗GPI(φ1)), in radians; fully entangling at θ = π/2.");
    ms.matrix = msMatrix;
    ms.derivative = msDerivative;
    ms.angleFrequencies = {{1, 2}, {1, 2}, {1}};
    ms.controlledFrequencies = {{1, 2}, {1, 2}, {0.5, 1}};
    ms.inverseAngles = msInverse;
    records.push_back({ms, "ms", {}});

    auto zz =
        native("zz", 2, {"theta"}, "ZZ", "Native ZZ", "exp(−iθ Z⊗Z/2) in radians; the same turn as rzz.");
    zz.matrix = zzMatrix;
    zz.derivative = zzDerivative;
    zz.angleFrequencies = {{1}};
    zz.controlledFrequencies = {{0.5, 1}};
    zz.inverseAngles = negatedAngles;
    zz.diagonal = true;
    records.push_back({zz, "zz", {}});
}

}  // namespace qstore
