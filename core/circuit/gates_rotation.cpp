// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "core/circuit/gate_records.h"

namespace qstore {

namespace {

using Angles = std::span<const double>;

ComplexMatrix rxMatrix(Angles a) {
    const double c = std::cos(a[0] / 2), s = std::sin(a[0] / 2);
    return matrix2(c, -kImaginaryUnit * s, -kImaginaryUnit * s, c);
}
ComplexMatrix rxDerivative(Angles a, std::size_t) {
    const double c = std::cos(a[0] / 2) / 2, s = std::sin(a[0] / 2) / 2;
    return matrix2(-s, -kImaginaryUnit * c, -kImaginaryUnit * c, -s);
}
ComplexMatrix ryMatrix(Angles a) {
    const double c = std::cos(a[0] / 2), s = std::sin(a[0] / 2);
    return matrix2(c, -s, s, c);
}
ComplexMatrix ryDerivative(Angles a, std::size_t) {
    const double c = std::cos(a[0] / 2) / 2, s = std::sin(a[0] / 2) / 2;
    return matrix2(-s, -c, c, -s);
}
ComplexMatrix rzMatrix(Angles a) {
    return matrix2(unitPhase(-a[0] / 2), 0, 0, unitPhase(a[0] / 2));
}
ComplexMatrix rzDerivative(Angles a, std::size_t) {
    return matrix2(-0.5 * kImaginaryUnit * unitPhase(-a[0] / 2), 0, 0,
                   0.5 * kImaginaryUnit * unitPhase(a[0] / 2));
}
ComplexMatrix phaseMatrix(Angles a) {
    return matrix2(1, 0, 0, unitPhase(a[0]));
}
ComplexMatrix phaseDerivative(Angles a, std::size_t) {
    return matrix2(0, 0, 0, kImaginaryUnit * unitPhase(a[0]));
}

ComplexMatrix globalPhaseMatrix(Angles a) {
    return ComplexMatrix::Constant(1, 1, unitPhase(a[0]));
}
ComplexMatrix globalPhaseDerivative(Angles a, std::size_t) {
    return ComplexMatrix::Constant(1, 1, kImaginaryUnit * unitPhase(a[0]));
}

ComplexMatrix u0Matrix(Angles) {
    return ComplexMatrix::Identity(2, 2);
}
ComplexMatrix u0Derivative(Angles, std::size_t) {
    return ComplexMatrix::Zero(2, 2);
}

/// [[cos, −e^{iλ} sin], [e^{iφ} sin, e^{i(φ+λ)} cos]] of θ/2, with its derivatives 0 = θ, 1 = φ, 2 = λ.
ComplexMatrix euler(double theta, double phi, double lambda) {
    const double c = std::cos(theta / 2), s = std::sin(theta / 2);
    return matrix2(c, -unitPhase(lambda) * s, unitPhase(phi) * s, unitPhase(phi + lambda) * c);
}
ComplexMatrix eulerDerivative(double theta, double phi, double lambda, std::size_t index) {
    const double c = std::cos(theta / 2), s = std::sin(theta / 2);
    const Complex corner = unitPhase(phi + lambda);
    if (index == 0)
        return matrix2(-s / 2, -unitPhase(lambda) * c / 2.0, unitPhase(phi) * c / 2.0, -corner * s / 2.0);
    if (index == 1) return matrix2(0, 0, kImaginaryUnit * unitPhase(phi) * s, kImaginaryUnit * corner * c);
    return matrix2(0, -kImaginaryUnit * unitPhase(lambda) * s, 0, kImaginaryUnit * corner * c);
}

ComplexMatrix uMatrix(Angles a) {
    return euler(a[0], a[1], a[2]);
}
ComplexMatrix uDerivative(Angles a, std::size_t index) {
    return eulerDerivative(a[0], a[1], a[2], index);
}

/// OpenQASM 3's built-in U carries e^{iθ/2}.
ComplexMatrix bigUMatrix(Angles a) {
    return unitPhase(a[0] / 2) * uMatrix(a);
}
ComplexMatrix bigUDerivative(Angles a, std::size_t index) {
    ComplexMatrix m = unitPhase(a[0] / 2) * uDerivative(a, index);
    if (index == 0) m += 0.5 * kImaginaryUnit * bigUMatrix(a);
    return m;
}

/// u3 carries e^{−i(φ+λ)/2}, which makes its determinant 1.
ComplexMatrix u3Matrix(Angles a) {
    return unitPhase(-(a[1] + a[2]) / 2) * uMatrix(a);
}
ComplexMatrix u3Derivative(Angles a, std::size_t index) {
    ComplexMatrix m = unitPhase(-(a[1] + a[2]) / 2) * uDerivative(a, index);
    if (index > 0) m -= 0.5 * kImaginaryUnit * u3Matrix(a);
    return m;
}

constexpr double kHalfPi = 1.57079632679489661923;
ComplexMatrix u2Matrix(Angles a) {
    const double angles[] = {kHalfPi, a[0], a[1]};
    return u3Matrix(angles);
}
ComplexMatrix u2Derivative(Angles a, std::size_t index) {
    const double angles[] = {kHalfPi, a[0], a[1]};
    return u3Derivative(angles, index + 1);
}

ComplexMatrix u4Matrix(Angles a) {
    return unitPhase(a[3]) * uMatrix(a.first(3));
}
ComplexMatrix u4Derivative(Angles a, std::size_t index) {
    if (index == 3) return kImaginaryUnit * u4Matrix(a);
    return unitPhase(a[3]) * uDerivative(a.first(3), index);
}

std::vector<Angle> eulerInverse(const std::vector<Angle>& a) {
    return {-a[0], -a[2], -a[1]};
}
std::vector<Angle> u2Inverse(const std::vector<Angle>& a) {
    // u3(π/2, φ, λ)† = u3(−π/2, −λ, −φ) = u3(π/2, π−λ, −π−φ), determinant included.
    return {kHalfPi * 2 - a[1], -a[0] - kHalfPi * 2};
}
std::vector<Angle> u4Inverse(const std::vector<Angle>& a) {
    return {-a[0], -a[2], -a[1], -a[3]};
}

using Frequencies = std::vector<std::vector<double>>;

GateRecord rotation(GateInfo info, Frequencies plain, Frequencies controlled,
                    std::vector<Angle> (*inverseAngles)(const std::vector<Angle>&) = negatedAngles) {
    info.angleFrequencies = std::move(plain);
    info.controlledFrequencies = std::move(controlled);
    info.inverseAngles = inverseAngles;
    return {info, info.name, {}};
}

GateInfo text(std::string_view name, std::vector<std::string_view> aliases,
              std::vector<std::string_view> angles, std::string_view symbol, std::string_view title,
              std::string_view help, std::string_view source) {
    GateInfo info;
    info.name = name;
    info.aliases = std::move(aliases);
    info.angleNames = std::move(angles);
    info.family = GateFamily::Rotation;
    info.symbol = symbol;
    info.title = title;
    info.help = help;
    info.source = source;
    return info;
}

GateInfo with(GateInfo info, ComplexMatrix (*matrix)(Angles),
              ComplexMatrix (*derivative)(Angles, std::size_t)) {
    info.matrix = matrix;
    info.derivative = derivative;
    return info;
}

void addPhases(GateRecords& records) {
    auto phase = with(text("p", {"phase", "u1"}, {"lambda"}, "P", "Phase",
                           "Multiplies |1⟩ by e^(iλ): diag(1, e^(iλ)).", kQasm3),
                      phaseMatrix, phaseDerivative);
    phase.family = GateFamily::Phase;
    phase.diagonal = true;
    records.push_back(rotation(phase, {{1}}, {{1}}));

    auto global =
        with(text("gphase", {}, {"gamma"}, "GP", "Global phase",
                  "Multiplies the whole state by e^(iγ); under a control it is a phase gate.", kQasm3),
             globalPhaseMatrix, globalPhaseDerivative);
    global.family = GateFamily::Phase;
    global.diagonal = true;
    global.qubits = 0;
    records.push_back(rotation(global, {{}}, {{1}}));

    auto idle = with(text("u0", {}, {"gamma"}, "U0", "Wait", "Waits for γ cycles: the identity.", kQasm2),
                     u0Matrix, u0Derivative);
    idle.diagonal = true;
    records.push_back(rotation(idle, {{}}, {{}}));
}

void addEuler(GateRecords& records) {
    records.push_back(rotation(with(text("u", {}, {"theta", "phi", "lambda"}, "u", "Any one-qubit gate",
                                         "[[cos θ/2, −e^(iλ) sin θ/2], [e^(iφ) sin θ/2, e^(i(φ+λ)) cos "
                                         "θ/2]]; equals u3 times e^(i(φ+λ)/2).",
                                         "Qiskit's UGate; qelib1.inc of Qiskit"),
                                    uMatrix, uDerivative),
                               {{1}, {1}, {1}}, {{0.5, 1}, {1}, {1}}, eulerInverse));
    records.push_back(
        rotation(with(text("U", {}, {"theta", "phi", "lambda"}, "U", "OpenQASM 3's built-in gate",
                           "The same turn as u with OpenQASM 3's global phase: u times e^(iθ/2).",
                           "OpenQASM 3 specification, built-in gates"),
                      bigUMatrix, bigUDerivative),
                 {{1}, {1}, {1}}, {{1}, {1}, {1}}, eulerInverse));
    records.push_back(rotation(
        with(text("u2", {}, {"phi", "lambda"}, "U2", "Quarter-turn Euler gate", "u3 with θ = π/2.", kQasm3),
             u2Matrix, u2Derivative),
        {{1}, {1}}, {{0.5, 1}, {0.5, 1}}, u2Inverse));
    records.push_back(
        rotation(with(text("u3", {}, {"theta", "phi", "lambda"}, "U3", "Euler gate of determinant 1",
                           "RZ(φ)·RY(θ)·RZ(λ); equals u times e^(−i(φ+λ)/2).", kQasm3),
                      u3Matrix, u3Derivative),
                 {{1}, {1}, {1}}, {{0.5, 1}, {0.5, 1}, {0.5, 1}}, eulerInverse));
    records.push_back(rotation(
        with(text("u4", {}, {"theta", "phi", "lambda", "gamma"}, "U4", "Any one-qubit gate with its phase",
                  "u times e^(iγ); under one control it is OpenQASM's cu.", kQasm3),
             u4Matrix, u4Derivative),
        {{1}, {1}, {1}, {}}, {{0.5, 1}, {1}, {1}, {1}}, u4Inverse));
}

}  // namespace

void addRotationGates(GateRecords& records) {
    records.push_back(rotation(with(text("rx", {}, {"theta"}, "RX", "X rotation",
                                         "Turns by θ about the X axis: exp(−iθX/2).", kQasm3),
                                    rxMatrix, rxDerivative),
                               {{1}}, {{0.5, 1}}));
    records.push_back(rotation(with(text("ry", {}, {"theta"}, "RY", "Y rotation",
                                         "Turns by θ about the Y axis: exp(−iθY/2).", kQasm3),
                                    ryMatrix, ryDerivative),
                               {{1}}, {{0.5, 1}}));
    auto rz = with(
        text("rz", {}, {"theta"}, "RZ", "Z rotation", "Turns by θ about the Z axis: exp(−iθZ/2).", kQasm3),
        rzMatrix, rzDerivative);
    rz.diagonal = true;
    records.push_back(rotation(rz, {{1}}, {{0.5, 1}}));
    addPhases(records);
    addEuler(records);
}

}  // namespace qstore
