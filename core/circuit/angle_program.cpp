// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

#include "core/base/held_bytes.h"
#include "core/circuit/angle_curvature.h"
#include "core/circuit/angle_node.h"
#include "core/circuit/circuit_bytes.h"

namespace qstore {

namespace {

/// Scratch memory that stays on the stack for expressions of everyday size.
class Scratch {
public:
    explicit Scratch(std::size_t size) : m_size(size) {
        if (size > m_small.size()) m_large.resize(size);
    }
    std::span<double> values() {
        return {m_size > m_small.size() ? m_large.data() : m_small.data(), m_size};
    }

private:
    std::size_t m_size;
    std::array<double, 32> m_small{};
    std::vector<double> m_large;
};

struct Partials {
    double left, right;
};

/// ∂value/∂left and ∂value/∂right of one operation.
Partials partialsOf(AngleCode code, double left, double right, double value) {
    switch (code) {
        case AngleCode::Number:
        case AngleCode::Symbol: return {0, 0};
        case AngleCode::Negate: return {-1, 0};
        case AngleCode::Add: return {1, 1};
        case AngleCode::Subtract: return {1, -1};
        case AngleCode::Multiply: return {right, left};
        case AngleCode::Divide: return {1 / right, -value / right};
        case AngleCode::Power: return {right * std::pow(left, right - 1), value * std::log(left)};
        case AngleCode::Sin: return {std::cos(left), 0};
        case AngleCode::Cos: return {-std::sin(left), 0};
        case AngleCode::Tan: return {1 + value * value, 0};
        case AngleCode::ArcSin: return {1 / std::sqrt(1 - left * left), 0};
        case AngleCode::ArcCos: return {-1 / std::sqrt(1 - left * left), 0};
        case AngleCode::ArcTan: return {1 / (1 + left * left), 0};
        case AngleCode::Exp: return {value, 0};
        case AngleCode::Log: return {1 / left, 0};
        case AngleCode::Sqrt: return {0.5 / value, 0};
    }
    return {0, 0};
}

/// What has no tangent adds none, even where a partial derivative is infinite or no number.
double times(double partial, double tangent) {
    return tangent == 0.0 ? 0.0 : partial * tangent;
}

/// How partialsOf() changes as left and right do by `dl` and `dr`.
Partials partialTangents(AngleCode code, double left, double right, double value, double dl, double dr) {
    switch (code) {
        case AngleCode::Multiply: return {dr, dl};
        case AngleCode::Divide:
            return {times(-1 / (right * right), dr),
                    times(-1 / (right * right), dl) + times(2 * value / (right * right), dr)};
        case AngleCode::Power: {
            const double mixed = std::pow(left, right - 1) * (1 + right * std::log(left));
            const double log = std::log(left);
            return {times(right * (right - 1) * std::pow(left, right - 2), dl) + times(mixed, dr),
                    times(mixed, dl) + times(value * log * log, dr)};
        }
        case AngleCode::Sin:
        case AngleCode::Cos: return {times(-value, dl), 0};
        case AngleCode::Tan: return {times(2 * value * (1 + value * value), dl), 0};
        case AngleCode::ArcSin: return {times(left * std::pow(1 - left * left, -1.5), dl), 0};
        case AngleCode::ArcCos: return {times(-left * std::pow(1 - left * left, -1.5), dl), 0};
        case AngleCode::ArcTan: return {times(-2 * left / std::pow(1 + left * left, 2), dl), 0};
        case AngleCode::Exp: return {times(value, dl), 0};
        case AngleCode::Log: return {times(-1 / (left * left), dl), 0};
        case AngleCode::Sqrt: return {times(-0.25 / (value * value * value), dl), 0};
        default: return {0, 0};
    }
}

bool hasTwo(AngleCode code) {
    return code >= AngleCode::Add && code <= AngleCode::Power;
}

}  // namespace

/// Walks the tree once; a subtree shared by several parents is computed once.
struct AngleCompiler {
    using SlotOf = std::function<std::optional<std::size_t>(const std::string&)>;

    const SlotOf& slotOf;
    AngleProgram program;
    std::unordered_map<const AngleNode*, std::uint32_t> done;

    static std::size_t heldBytes(const AngleProgram& program) {
        return qstore::heldBytes(program.m_instructions) + qstore::heldBytes(program.m_slots);
    }

    static void accumulateCurvature(const AngleProgram& program, std::span<const double> slots,
                                    std::span<const double> direction, double factor,
                                    std::span<double> curvature);

    Result<std::uint32_t> add(const AngleNode& node) {
        if (const auto found = done.find(&node); found != done.end()) return found->second;
        AngleProgram::Instruction instruction{static_cast<std::uint8_t>(node.code), 0, 0, node.value};
        if (node.code == AngleCode::Symbol) {
            const auto slot = slotOf(node.name);
            if (!slot)
                return fail(ErrorCode::NotFound, "The symbol '" + node.name + "' is not declared.",
                            "Declare it as a parameter of the circuit.");
            instruction.left = static_cast<std::uint32_t>(*slot);
            auto& slots = program.m_slots;
            if (std::find(slots.begin(), slots.end(), *slot) == slots.end()) slots.push_back(*slot);
        } else if (node.left) {
            QSTORE_TRY(instruction.left, add(*node.left));
            if (node.right) {
                QSTORE_TRY(instruction.right, add(*node.right));
            }
        }
        program.m_instructions.push_back(instruction);
        const auto index = static_cast<std::uint32_t>(program.m_instructions.size() - 1);
        done.emplace(&node, index);
        return index;
    }
};

Result<AngleProgram> AngleProgram::compile(
    const Angle& angle, const std::function<std::optional<std::size_t>(const std::string&)>& slotOf) {
    AngleCompiler compiler{slotOf, {}, {}};
    QSTORE_CHECK(compiler.add(AngleAccess::node(angle)));
    return std::move(compiler.program);
}

void AngleProgram::run(std::span<const double> slots, std::span<double> values) const {
    for (std::size_t i = 0; i < m_instructions.size(); ++i) {
        const auto& instruction = m_instructions[i];
        const auto code = static_cast<AngleCode>(instruction.code);
        if (code == AngleCode::Number)
            values[i] = instruction.value;
        else if (code == AngleCode::Symbol)
            values[i] = slots[instruction.left];
        else
            values[i] = applyAngleCode(code, values[instruction.left], values[instruction.right]);
    }
}

double AngleProgram::evaluate(std::span<const double> slots) const {
    if (m_instructions.empty()) return 0.0;
    if (m_instructions.size() == 1)
        return m_slots.empty() ? m_instructions[0].value : slots[m_instructions[0].left];
    Scratch scratch(m_instructions.size());
    run(slots, scratch.values());
    return scratch.values().back();
}

void AngleProgram::accumulateGradient(std::span<const double> slots, double factor,
                                      std::span<double> gradient) const {
    if (m_slots.empty()) return;
    if (m_instructions.size() == 1) {
        gradient[m_instructions[0].left] += factor;
        return;
    }
    Scratch forward(m_instructions.size());
    Scratch backward(m_instructions.size());
    const auto values = forward.values();
    const auto adjoints = backward.values();
    run(slots, values);
    adjoints.back() = factor;
    for (std::size_t i = m_instructions.size(); i-- > 0;) {
        const auto& instruction = m_instructions[i];
        const auto code = static_cast<AngleCode>(instruction.code);
        if (code == AngleCode::Number) continue;
        if (code == AngleCode::Symbol) {
            gradient[instruction.left] += adjoints[i];
            continue;
        }
        const auto partials =
            partialsOf(code, values[instruction.left], values[instruction.right], values[i]);
        adjoints[instruction.left] += adjoints[i] * partials.left;
        if (hasTwo(code)) adjoints[instruction.right] += adjoints[i] * partials.right;
    }
}

void AngleCompiler::accumulateCurvature(const AngleProgram& program, std::span<const double> slots,
                                        std::span<const double> direction, double factor,
                                        std::span<double> curvature) {
    const auto& instructions = program.m_instructions;
    const std::size_t count = instructions.size();
    if (program.m_slots.empty() || count == 1) return;
    std::vector<double> values(count), tangents(count), adjoints(count), slopes(count);
    program.run(slots, values);
    const auto partialsAt = [&](std::size_t i) {
        return partialsOf(static_cast<AngleCode>(instructions[i].code), values[instructions[i].left],
                          values[instructions[i].right], values[i]);
    };
    for (std::size_t i = 0; i < count; ++i) {
        const auto code = static_cast<AngleCode>(instructions[i].code);
        if (code == AngleCode::Number) continue;
        if (code == AngleCode::Symbol) {
            tangents[i] = direction[instructions[i].left];
            continue;
        }
        const Partials partials = partialsAt(i);
        tangents[i] = times(partials.left, tangents[instructions[i].left]);
        if (hasTwo(code)) tangents[i] += times(partials.right, tangents[instructions[i].right]);
    }
    adjoints.back() = factor;
    for (std::size_t i = count; i-- > 0;) {
        const auto& [opcode, left, right, number] = instructions[i];
        const auto code = static_cast<AngleCode>(opcode);
        if (code == AngleCode::Number) continue;
        if (code == AngleCode::Symbol) {
            curvature[left] += slopes[i];
            continue;
        }
        const bool two = hasTwo(code);
        const Partials partials = partialsAt(i);
        const Partials change = partialTangents(code, values[left], values[right], values[i],
                                                tangents[left], two ? tangents[right] : 0.0);
        slopes[left] += times(partials.left, slopes[i]) + times(change.left, adjoints[i]);
        adjoints[left] += adjoints[i] * partials.left;
        if (!two) continue;
        slopes[right] += times(partials.right, slopes[i]) + times(change.right, adjoints[i]);
        adjoints[right] += adjoints[i] * partials.right;
    }
}

void accumulateCurvature(const AngleProgram& program, std::span<const double> slots,
                         std::span<const double> direction, double factor, std::span<double> curvature) {
    AngleCompiler::accumulateCurvature(program, slots, direction, factor, curvature);
}

std::size_t heldBytes(const AngleProgram& program) {
    return AngleCompiler::heldBytes(program);
}

}  // namespace qstore
