// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/rotation_lowering.h"

#include <cmath>
#include <numbers>

#include "core/circuit/pauli_turns.h"

namespace qstore {
namespace {

constexpr double kQuarter = std::numbers::pi / 2;

/// How many quarter turns a constant angle is; nothing where it is none to the last bits.
std::optional<int> quarterTurns(double radians) {
    const double turns = std::remainder(radians, 8 * kQuarter) / kQuarter;
    const double nearest = std::round(turns);
    if (!(std::abs(turns - nearest) <= 1e-15)) return std::nullopt;  // nor for what is no number
    return static_cast<int>(nearest);
}

/// A logical control: the qubit's bit equals `isOne`.
struct LogicalCondition {
    Qubit qubit = 0;
    bool isOne = true;
};

class Lowering {
public:
    Lowering(const PlanData& data, CliffordRule rule)
        : m_data(data), m_rule(rule), m_result{{}, {}, PauliFrame(data.qubits())} {}

    std::optional<LoweredCircuit> run() {
        for (const Step& step : m_data.steps) {
            if (!addStep(step)) return std::nullopt;
        }
        return std::move(m_result);
    }

private:
    bool addStep(const Step& step) {
        std::vector<Qubit> targets;
        for (std::size_t bit = 1; bit < step.layout.offsets.size(); bit <<= 1U)
            targets.push_back(static_cast<Qubit>(std::countr_zero(step.layout.offsets[bit])));
        std::vector<LogicalCondition> controls;
        for (std::uint64_t left = step.layout.controlMask; left != 0; left &= left - 1) {
            const auto qubit = static_cast<Qubit>(std::countr_zero(left));
            controls.push_back({qubit, ((step.layout.controlBits >> qubit) & 1U) != 0});
        }
        if (isFlipUnderOneControl(step, controls)) {
            addControlledFlip(step, controls[0], targets[0]);
            return true;
        }
        if (step.gate->name == "swap" && controls.empty()) {
            m_result.frame.applySwap(targets[0], targets[1]);
            return true;
        }
        for (const PauliTurn& turn : pauliTurns(*step.gate)) {
            if (!addTurn(step, turn, targets, controls)) return false;
        }
        return true;
    }

    static bool isFlipUnderOneControl(const Step& step, const std::vector<LogicalCondition>& controls) {
        return controls.size() == 1 && (step.gate->name == "x" || step.gate->name == "y");
    }

    /// CX, and CY = S·CX·S†; an anti-control is the gate, then the flip without control.
    void addControlledFlip(const Step& step, LogicalCondition control, Qubit target) {
        const std::uint64_t bit = std::uint64_t{1} << target;
        const bool isY = step.gate->name == "y";
        if (isY) m_result.frame.applyQuarterTurns(0, bit, -1);
        m_result.frame.applyCx(control.qubit, target);
        if (isY) m_result.frame.applyQuarterTurns(0, bit, 1);
        if (control.isOne) return;
        // Half a turn is −i times the flip.
        m_result.frame.applyQuarterTurns(bit, isY ? bit : 0, 2);
        m_result.globalPhases.push_back({kNoAngle, 0.0, kQuarter});
    }

    bool addTurn(const Step& step, const PauliTurn& turn, const std::vector<Qubit>& targets,
                 const std::vector<LogicalCondition>& controls) {
        std::uint64_t x = 0;
        std::uint64_t z = 0;
        std::vector<LogicalCondition> conditions;
        if (!turn.isFrame) conditions = controls;
        for (std::size_t j = 0; j < targets.size(); ++j) {
            if (((turn.x >> j) & 1U) != 0) x |= std::uint64_t{1} << targets[j];
            if (((turn.z >> j) & 1U) != 0) z |= std::uint64_t{1} << targets[j];
            if (((turn.conditionMask >> j) & 1U) != 0)
                conditions.push_back({targets[j], ((turn.conditionValue >> j) & 1U) != 0});
        }
        const AngleUse angle = angleOf(step, turn);
        if (x == 0 && conditions.size() == 1) return addPhaseUnderOne(z, angle, conditions[0]);
        return addRotation(x, z, angle, conditions);
    }

    /// The angle θ of exp(−iθ/2 · P), or of the phase e^{iθ}.
    AngleUse angleOf(const Step& step, const PauliTurn& turn) const {
        AngleUse use{kNoAngle, 0.0, turn.constant};
        if (turn.angle < 0) return use;
        const auto index = static_cast<std::size_t>(turn.angle);
        const AngleProgram& program = step.angles[index];
        if (program.isConstant()) {
            use.offset += turn.scale * program.evaluate({});
        } else {
            use.angle = step.angleOffset + index;
            use.scale = turn.scale;
        }
        return use;
    }

    /// The projector on a bit is (1 ± Z)/2: one phase becomes two without a condition, which merge better.
    bool addPhaseUnderOne(std::uint64_t z, const AngleUse& angle, LogicalCondition condition) {
        // e^{iθ} becomes e^{iθ/2 (1 ± Z_c)}; exp(−iθ/2 Z^z) becomes exp(−iθ/4 (Z^z ± Z^z Z_c)).
        const std::uint64_t both = z ^ (std::uint64_t{1} << condition.qubit);
        const double halfTurn = z == 0 ? -1.0 : 0.5;  // e^{iθ/2 Z} is a turn by −θ
        const double sign = condition.isOne ? -1.0 : 1.0;
        const auto scaled = [&](double factor) {
            return AngleUse{angle.angle, angle.scale * factor, angle.offset * factor};
        };
        if (!addRotation(0, z, scaled(0.5), {})) return false;
        return addRotation(0, both, scaled(sign * halfTurn), {});
    }

    bool addRotation(std::uint64_t x, std::uint64_t z, const AngleUse& angle,
                     const std::vector<LogicalCondition>& conditions) {
        const bool isPhase = x == 0 && z == 0;
        if (isPhase && conditions.empty()) {
            m_result.globalPhases.push_back(angle);
            return true;
        }
        if (conditions.empty() && angle.angle == kNoAngle) {
            const auto quarters = quarterTurns(angle.offset);
            const bool odd = quarters && (*quarters & 1) != 0;
            if (quarters && (!odd || m_rule == CliffordRule::All || m_result.frame.image(x, z).x == 0)) {
                m_result.frame.applyQuarterTurns(x, z, *quarters);
                return true;
            }
        }
        const PhasedPauli string = m_result.frame.image(x, z);
        Rotation rotation;
        rotation.x = string.x;
        rotation.z = string.z;
        rotation.isNegative = string.isNegative();
        // φ = θ for a phase, −θ/2 for a turn about a Z string, θ/2 for the others.
        double factor = 1.0;
        if (string.x == 0) {
            rotation.kind = RotationKind::Phase;
            if (!isPhase) factor = -0.5;
        } else {
            factor = 0.5;
            rotation.kind = isOdd(string.x & string.z) ? RotationKind::Real : RotationKind::Imaginary;
            // −i·i^phase·(−1)^{x·z}: see PhasedPauli; −1 for i X Z (as in Y), −i for X.
            rotation.isNegative =
                rotation.kind == RotationKind::Real ? string.phase == 1 : string.phase == 2;
        }
        rotation.angle = {angle.angle, factor * angle.scale, factor * angle.offset};
        for (const LogicalCondition& condition : conditions) {
            const PhasedPauli control = m_result.frame.image(0, std::uint64_t{1} << condition.qubit);
            if (control.x != 0) return false;
            rotation.conditions.push_back({control.z, condition.isOne != control.isNegative()});
        }
        m_result.rotations.push_back(std::move(rotation));
        return true;
    }

    const PlanData& m_data;
    CliffordRule m_rule;
    LoweredCircuit m_result;
};

}  // namespace

std::optional<LoweredCircuit> lowerToRotations(const PlanData& data, CliffordRule rule) {
    return Lowering(data, rule).run();
}

}  // namespace qstore
