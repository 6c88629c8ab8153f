// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/transpile_unroll.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <optional>

#include "core/circuit/circuit_walk.h"
#include "core/circuit/qasm_gate_bodies.h"

namespace qstore {

namespace {

using std::numbers::pi;
constexpr std::size_t kMostSteps = 5'000'000;

/// The angle of the phase gate that a diagonal fixed gate is.
std::optional<double> phaseOf(std::string_view name) {
    if (name == "z") return pi;
    if (name == "s") return pi / 2;
    if (name == "sdg") return -pi / 2;
    if (name == "t") return pi / 4;
    if (name == "tdg") return -pi / 4;
    return std::nullopt;
}

std::optional<std::vector<double>> constants(const std::vector<Angle>& angles) {
    std::vector<double> values;
    for (const Angle& angle : angles) {
        const auto value = angle.constant();
        if (!value) return std::nullopt;
        values.push_back(*value);
    }
    return values;
}

/// Takes Z to the Pauli named by the letter when applied after it and undone before it.
TurnWord fromZ(char letter) {
    TurnWord word;
    if (letter == 'X') word.h();
    if (letter == 'Y') word.h().z(pi / 2);
    return word;
}
TurnWord toZ(char letter) {
    TurnWord word;
    if (letter == 'Y') word.z(-pi / 2);
    if (letter != 'Z') word.h();
    return word;
}

/// `rxy`, `rzz`, …: the letters of the Pauli product; empty for other gates.
std::string_view pauliLetters(std::string_view name) {
    if (name == "zz") return "zz";
    if (name.size() != 3 || name[0] != 'r') return {};
    const auto isAxis = [](char letter) { return letter >= 'x' && letter <= 'z'; };
    return isAxis(name[1]) && isAxis(name[2]) ? name.substr(1) : std::string_view();
}

char upper(char letter) {
    return static_cast<char>(letter - 'a' + 'A');
}

}  // namespace

Unroller::Unroller(std::size_t qubits, Options options) : m_options(options), m_wires(qubits) {
    std::iota(m_wires.begin(), m_wires.end(), Qubit{0});
}

bool Unroller::full() const {
    return m_steps.size() > kMostSteps;
}

Status Unroller::add(const Operation& operation) {
    m_conditions = operation.conditions;
    Qubits targets;
    for (const Qubit qubit : operation.targets) targets.push_back(m_wires[qubit]);
    if (operation.kind != OperationKind::Gate) {
        TranspileStep step;
        step.kind = TranspileStepKind::Other;
        step.other = operation;
        step.other.conditions.clear();
        step.other.targets = std::move(targets);
        step.conditions = m_conditions;
        m_steps.push_back(std::move(step));
        return {};
    }
    Qubits controls, flipped;
    for (const Control& control : operation.controls) {
        controls.push_back(m_wires[control.qubit]);
        if (!control.onOne) flipped.push_back(controls.back());
    }
    for (const Qubit qubit : flipped) turn(qubit, TurnWord().halfX());
    gate(gateName(operation), controls, targets, operation.angles);
    for (const Qubit qubit : flipped) turn(qubit, TurnWord().halfX());
    if (full())
        return fail(ErrorCode::ResourceExhausted,
                    "Written in the machine's gates the circuit has more than " +
                        std::to_string(kMostSteps) + " operations.",
                    "Use fewer gates under many controls.");
    return {};
}

void Unroller::gate(std::string_view name, const Qubits& controls, const Qubits& targets,
                    const Angles& angles) {
    if (full()) return;
    if (name == "gphase") {
        if (!controls.empty()) phase(controls, angles[0]);
    } else if (targets.size() == 1) {
        if (!oneQubit(name, controls, targets[0], angles))
            controlledMatrix(*findGate(name), controls, targets[0], angles);
    } else if (const auto letters = pauliLetters(name); !letters.empty()) {
        pairTurn(upper(letters[0]), upper(letters[1]), controls, targets, angles[0]);
    } else {
        manyQubits(name, controls, targets, angles);
    }
}

/// The gates that have a better way than their matrix; false for the others.
bool Unroller::oneQubit(std::string_view name, const Qubits& controls, Qubit target, const Angles& angles) {
    if (controls.empty()) {
        TurnWord word;
        word.appendGate(name, angles);
        turn(target, std::move(word));
        return true;
    }
    Qubits all = controls;
    all.push_back(target);
    const auto between = [&](const TurnWord& before, const TurnWord& after, auto&& inner) {
        turn(target, before);
        inner();
        turn(target, after);
        return true;
    };
    const auto half = phaseOf(name);
    if (name == "id" || name == "u0") return true;
    if (half) return phase(all, *half), true;
    if (name == "p") return phase(all, angles[0]), true;
    if (name == "rz") return turnZ(controls, target, angles[0]), true;
    if (name == "x") return flip(controls, target), true;
    if (name == "y")
        return between(TurnWord().z(-pi / 2), TurnWord().z(pi / 2), [&] { flip(controls, target); });
    if (name == "rx" || name == "ry") {
        const char axis = name == "rx" ? 'X' : 'Y';
        return between(toZ(axis), fromZ(axis), [&] { turnZ(controls, target, angles[0]); });
    }
    if (name == "gpi")
        return between(TurnWord().z(-angles[0]), TurnWord().z(angles[0]), [&] { flip(controls, target); });
    if (name == "gpi2")
        return between(TurnWord().z(-angles[0]).h(), TurnWord().h().z(angles[0]),
                       [&] { turnZ(controls, target, pi / 2); });
    if (constants(angles)) return false;
    controlledEuler(name, controls, target, angles);
    return true;
}

/// A constant gate as a turn about its own axis: the axis brought to Z, a controlled RZ, and back; the
/// gate's phase becomes a phase of the controls.
void Unroller::controlledMatrix(const GateInfo& gate, const Qubits& controls, Qubit target,
                                const Angles& angles) {
    const ComplexMatrix u = gate.matrix(*constants(angles));
    const double alpha = std::arg(u(0, 0) * u(1, 1) - u(0, 1) * u(1, 0)) / 2;
    const Complex back = std::polar(1.0, -alpha);
    // cos(ω/2) − i sin(ω/2)(nx X + ny Y + nz Z)
    const double nz = -(back * (u(0, 0) - u(1, 1))).imag() / 2;
    const double nx = -(back * (u(0, 1) + u(1, 0))).imag() / 2;
    const double ny = (back * (u(1, 0) - u(0, 1))).real() / 2;
    const double side = std::hypot(nx, ny), sine = std::hypot(side, nz);
    const double omega = 2.0 * std::atan2(sine, (back * (u(0, 0) + u(1, 1))).real() / 2);
    phase(controls, alpha);
    if (sine < 1e-15) {
        // ±1: half a turn more of the controls' phase.
        if (omega > 1.0) phase(controls, pi);
        return;
    }
    const double polar = std::atan2(side, nz), azimuth = side > 0 ? std::atan2(ny, nx) : 0.0;
    turn(target, TurnWord().euler(-polar, 0.0, -azimuth));
    turnZ(controls, target, omega);
    turn(target, TurnWord().euler(polar, azimuth, 0.0));
}

/// u3 = A·X·B·X·C with A·B·C = 1 (Barenco et al., lemma 5.1), for angles with symbols.
void Unroller::controlledEuler(std::string_view name, const Qubits& controls, Qubit target,
                               const Angles& angles) {
    const bool fixed = name == "u2";
    const AngleSum theta = fixed ? AngleSum(pi / 2) : AngleSum(angles[0]);
    const AngleSum phi = angles[fixed ? 0 : 1], lambda = angles[fixed ? 1 : 2];
    AngleSum sum = phi, difference = lambda, own;
    sum.add(lambda);
    difference.add(phi, -1.0);
    if (name == "u" || name == "U" || name == "u4") own.add(sum, 0.5);
    if (name == "U") own.add(theta, 0.5);
    if (name == "u4") own.add(angles[3]);
    phase(controls, own);
    z(target, difference.scaled(0.5));
    flip(controls, target);
    turn(target, TurnWord().z(sum.scaled(-0.5)).euler(theta.scaled(-0.5), 0.0, 0.0));
    flip(controls, target);
    turn(target, TurnWord().euler(theta.scaled(0.5), phi, 0.0));
}

void Unroller::pairTurn(char low, char high, const Qubits& controls, const Qubits& targets,
                        const AngleSum& theta) {
    turn(targets[0], toZ(low));
    turn(targets[1], toZ(high));
    if (controls.empty()) {
        interact(targets[0], targets[1], theta);
    } else {
        cx(targets[0], targets[1]);
        turnZ(controls, targets[1], theta);
        cx(targets[0], targets[1]);
    }
    turn(targets[0], fromZ(low));
    turn(targets[1], fromZ(high));
}

void Unroller::manyQubits(std::string_view name, const Qubits& controls, const Qubits& targets,
                          const Angles& angles) {
    if (name == "swap") return swap(controls, targets);
    if (name == "iswap") return iswap(controls, targets);
    if (name == "ecr") {
        pairTurn('Z', 'X', controls, targets, pi / 2);
        return gate("x", controls, {targets[0]}, {});
    }
    if (name == "ms") {
        for (std::size_t i : {0U, 1U}) z(targets[i], -angles[i]);
        pairTurn('X', 'X', controls, targets, angles[2]);
        for (std::size_t i : {0U, 1U}) z(targets[i], angles[i]);
        return;
    }
    body(name, controls, targets);
}

void Unroller::swap(const Qubits& controls, const Qubits& targets) {
    if (controls.empty() && m_conditions.empty() && m_options.relabelSwaps) {
        const auto a = std::find(m_wires.begin(), m_wires.end(), targets[0]);
        const auto b = std::find(m_wires.begin(), m_wires.end(), targets[1]);
        std::iter_swap(a, b);
        ++m_relabelled;
        return;
    }
    Qubits more = controls;
    more.push_back(targets[0]);
    cx(targets[1], targets[0]);
    flip(more, targets[1]);
    cx(targets[1], targets[0]);
}

/// iSWAP = SWAP·CZ·(S⊗S); where the swap costs nothing, one interaction is left.
void Unroller::iswap(const Qubits& controls, const Qubits& targets) {
    if (controls.empty() && m_conditions.empty() && m_options.relabelSwaps) {
        cz(targets[0], targets[1]);
        z(targets[0], pi / 2);
        z(targets[1], pi / 2);
        return swap(controls, targets);
    }
    pairTurn('X', 'X', controls, targets, -pi / 2);
    pairTurn('Y', 'Y', controls, targets, -pi / 2);
}

/// Gates known by the sequence that makes them, exact with its phase.
void Unroller::body(std::string_view name, const Qubits& controls, const Qubits& targets) {
    Operation use;
    use.gate = gateDefinitionOf(name);
    use.targets = targets;
    std::vector<Operation> inner;
    appendFlattened(use, inner);
    for (const Operation& each : inner) {
        Qubits all = controls;
        for (const Control& control : each.controls) all.push_back(control.qubit);
        gate(gateName(each), all, each.targets, each.angles);
    }
}

void Unroller::turn(Qubit qubit, TurnWord word) {
    if (word.empty()) return;
    TranspileStep step;
    step.kind = TranspileStepKind::Turn;
    step.first = qubit;
    step.word = std::move(word);
    step.conditions = m_conditions;
    m_steps.push_back(std::move(step));
}

void Unroller::interact(Qubit a, Qubit b, const AngleSum& theta) {
    TranspileStep step;
    step.kind = TranspileStepKind::Interaction;
    step.first = a;
    step.second = b;
    step.theta = theta;
    step.conditions = m_conditions;
    m_steps.push_back(std::move(step));
}

std::vector<Qubit> Unroller::idleQubits(const Qubits& used) const {
    Qubits idle;
    if (used.size() <= 5) return idle;  // networks borrow nothing
    for (Qubit qubit = 0; qubit < m_wires.size(); ++qubit)
        if (std::find(used.begin(), used.end(), qubit) == used.end()) idle.push_back(qubit);
    return idle;
}

}  // namespace qstore
