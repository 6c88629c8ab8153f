// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

#include "core/base/held_bytes.h"
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
        const bool two = code >= AngleCode::Add && code <= AngleCode::Power;
        if (two) adjoints[instruction.right] += adjoints[i] * partials.right;
    }
}

std::size_t heldBytes(const AngleProgram& program) {
    return AngleCompiler::heldBytes(program);
}

}  // namespace qstore
