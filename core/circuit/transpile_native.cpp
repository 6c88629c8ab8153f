// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/transpile_native.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace qstore {

namespace {

using std::numbers::pi;
/// Angles nearer than that are equal: the difference is lost in rounding.
constexpr double kNoTurn = 1e-12;
/// A frame of more expressions is played, so that phases do not grow with the length of the circuit.
constexpr std::size_t kMostFrameTerms = 24;

}  // namespace

bool hasFrames(GateSetKind gates) {
    return gates == GateSetKind::IonqMs || gates == GateSetKind::IonqZz;
}

NativeWriter::NativeWriter(const TranspileTarget& target, std::size_t qubits)
    : m_gates(target.gates), m_waiting(qubits), m_frames(qubits) {
    if (!target.coupling.empty()) m_directed.resize(qubits);
    for (const auto& [a, b] : target.coupling) m_directed[a].push_back(b);
}

void NativeWriter::add(const TranspileStep& step) {
    switch (step.kind) {
        case TranspileStepKind::Turn: turn(step.first, step.word, step.conditions); return;
        case TranspileStepKind::Interaction: interact(step); return;
        case TranspileStepKind::Swap: return;  // withoutSwaps() left none
        case TranspileStepKind::Other: other(step); return;
    }
}

void NativeWriter::keep(const Operation& operation) {
    for (const Qubit qubit : operation.targets) flush(qubit);
    for (const Control& control : operation.controls) flush(control.qubit);
    if (operation.kind == OperationKind::Measure) flushReaders(operation.bits);
    m_operations.push_back(operation);
}

void NativeWriter::finish() {
    for (Qubit qubit = 0; qubit < m_waiting.size(); ++qubit) flush(qubit);
}

std::vector<Angle> NativeWriter::frames() const {
    std::vector<Angle> angles;
    for (const AngleSum& frame : m_frames) angles.push_back(frame.toAngle());
    return angles;
}

void NativeWriter::turn(Qubit qubit, const TurnWord& word, const Conditions& conditions) {
    Waiting& waiting = m_waiting[qubit];
    if (!waiting.word.empty() && waiting.conditions != conditions) flush(qubit);
    waiting.conditions = conditions;
    waiting.word.append(word);
}

void NativeWriter::interact(const TranspileStep& step) {
    if (m_gates == GateSetKind::Any || m_gates == GateSetKind::IonqQis) {
        flush(step.first);
        flush(step.second);
        const auto [a, b] = oriented(step.first, step.second);
        emit("rzz", {a, b}, {step.theta.toAngle()}, step.conditions);
    } else if (step.theta.isConstant()) {
        interactConstant(step, wrappedAngle(step.theta.number()));
    } else {
        anyAngle(step, step.theta);
    }
}

/// Half turns are Z on both qubits and cost nothing: an angle in [−π/2, π/2] is left.
void NativeWriter::interactConstant(const TranspileStep& step, double theta) {
    if (std::abs(theta) > pi / 2 + kNoTurn) {
        theta += theta > 0 ? -pi : pi;
        for (const Qubit qubit : {step.first, step.second}) turn(qubit, TurnWord().z(pi), step.conditions);
    }
    if (std::abs(theta) < kNoTurn) return;
    if (hasFrames(m_gates)) {
        partial(step, theta);
    } else if (std::abs(std::abs(theta) - pi / 2) > kNoTurn) {
        anyAngle(step, theta);
    } else {
        quarter(step.first, step.second, step.conditions);
        if (theta < 0)
            for (const Qubit qubit : {step.first, step.second})
                turn(qubit, TurnWord().z(pi), step.conditions);
    }
}

/// exp(−iθ/2 Z⊗Z) = CX·RZ(θ)·CX; between the Hadamards of the CX, RZ is RX.
void NativeWriter::anyAngle(const TranspileStep& step, const AngleSum& theta) {
    const auto cz = [&] {
        quarter(step.first, step.second, step.conditions);
        for (const Qubit qubit : {step.first, step.second})
            turn(qubit, TurnWord().z(-pi / 2), step.conditions);
    };
    turn(step.second, TurnWord().h(), step.conditions);
    cz();
    turn(step.second, TurnWord().h().z(theta).h(), step.conditions);
    cz();
    turn(step.second, TurnWord().h(), step.conditions);
}

/// The angle as one gate of IonQ's, which wants it positive.
void NativeWriter::partial(const TranspileStep& step, double theta) {
    const Qubit a = step.first, b = step.second;
    if (m_gates == GateSetKind::IonqZz) {
        // X on one side turns Z⊗Z around.
        if (theta < 0) turn(a, TurnWord().halfX(), step.conditions);
        flush(a);
        flush(b);
        emit("zz", {a, b}, {Angle(std::abs(theta))}, step.conditions);
        if (theta < 0) turn(a, TurnWord().halfX(), step.conditions);
        return;
    }
    for (const Qubit qubit : {a, b}) turn(qubit, TurnWord().h(), step.conditions);
    flush(a);
    flush(b);
    // GPI(φ+π) = −GPI(φ).
    emit("ms", {a, b}, {phaseOf(a, theta < 0 ? pi : 0.0), phaseOf(b), Angle(std::abs(theta))},
         step.conditions);
    for (const Qubit qubit : {a, b}) turn(qubit, TurnWord().h(), step.conditions);
}

/// exp(−iπ/4 Z⊗Z), the machine's whole entangler.
void NativeWriter::quarter(Qubit a, Qubit b, const Conditions& conditions) {
    if (hasFrames(m_gates)) {
        TranspileStep step;
        step.first = a;
        step.second = b;
        step.conditions = conditions;
        return partial(step, pi / 2);
    }
    const auto [from, to] = oriented(a, b);
    if (m_gates == GateSetKind::IbmEcr) {
        // ECR = X⊗1 · exp(−iπ/4 Z⊗X).
        turn(to, TurnWord().h(), conditions);
        flush(from);
        flush(to);
        emit("ecr", {from, to}, {}, conditions);
        turn(from, TurnWord().halfX(), conditions);
        turn(to, TurnWord().h(), conditions);
        return;
    }
    flush(from);
    flush(to);
    emit("cz", {from, to}, {}, conditions);
    for (const Qubit qubit : {from, to}) turn(qubit, TurnWord().z(pi / 2), conditions);
}

void NativeWriter::other(const TranspileStep& step) {
    for (const Qubit qubit : step.other.targets) flush(qubit);
    flushReaders(step.other.bits);
    // A barrier has done its work by now; machines with frames have no word for it.
    if (step.other.kind == OperationKind::Barrier && hasFrames(m_gates)) return;
    Operation operation = step.other;
    operation.conditions = step.conditions;
    m_operations.push_back(std::move(operation));
}

/// Turns that depend on bits about to be written come before.
void NativeWriter::flushReaders(const std::vector<ClassicalBit>& written) {
    if (written.empty()) return;
    const auto reads = [&](const Condition& condition) {
        return std::any_of(condition.bits.begin(), condition.bits.end(), [&](ClassicalBit bit) {
            return std::find(written.begin(), written.end(), bit) != written.end();
        });
    };
    for (Qubit qubit = 0; qubit < m_waiting.size(); ++qubit) {
        const auto& conditions = m_waiting[qubit].conditions;
        if (std::any_of(conditions.begin(), conditions.end(), reads)) flush(qubit);
    }
}

void NativeWriter::flush(Qubit qubit) {
    Waiting waiting = std::move(m_waiting[qubit]);
    m_waiting[qubit] = {};
    waiting.word.simplify();
    const auto& turns = waiting.word.turns();
    for (std::size_t i = 0; i < turns.size(); ++i) {
        if (turns[i].kind == TurnKind::Z)
            playZ(qubit, turns[i].angle, waiting.conditions);
        else
            playX(qubit, turns[i].kind, waiting.conditions);
    }
}

void NativeWriter::playZ(Qubit qubit, const AngleSum& angle, const Conditions& conditions) {
    if (!hasFrames(m_gates)) return emit("rz", {qubit}, {angle.toAngle()}, conditions);
    m_frames[qubit].add(angle);
    if (m_frames[qubit].terms() > kMostFrameTerms) shortenFrame(qubit);
}

/// In a frame f the pulse about X is one about the axis −f: X·Z(f) = Z(f)·(Z(−f)·X·Z(f)).
void NativeWriter::playX(Qubit qubit, TurnKind kind, const Conditions& conditions) {
    const bool quarterTurn = kind == TurnKind::QuarterX;
    if (hasFrames(m_gates))
        emit(quarterTurn ? "gpi2" : "gpi", {qubit}, {phaseOf(qubit)}, conditions);
    else
        emit(quarterTurn ? "sx" : "x", {qubit}, {}, conditions);
}

/// GPI(f/2)·GPI(0) is RZ(f).
void NativeWriter::shortenFrame(Qubit qubit) {
    const AngleSum played = m_frames[qubit].withoutNumber();
    emit("gpi", {qubit}, {Angle(0.0)}, {});
    emit("gpi", {qubit}, {played.scaled(0.5).toAngle()}, {});
    m_frames[qubit] = AngleSum(m_frames[qubit].number());
}

Angle NativeWriter::phaseOf(Qubit qubit, double more) const {
    return m_frames[qubit].scaled(-1.0).add(more).toAngle();
}

/// The pair in a direction that the machine has.
std::pair<Qubit, Qubit> NativeWriter::oriented(Qubit a, Qubit b) const {
    if (m_directed.empty()) return {a, b};
    const auto& from = m_directed[a];
    return std::find(from.begin(), from.end(), b) != from.end() ? std::pair(a, b) : std::pair(b, a);
}

void NativeWriter::emit(std::string_view name, std::vector<Qubit> qubits, std::vector<Angle> angles,
                        const Conditions& conditions) {
    Operation operation = Operation::gateOn(name, std::move(qubits), std::move(angles));
    operation.conditions = conditions;
    m_operations.push_back(std::move(operation));
}

}  // namespace qstore
