// SPDX-License-Identifier: Apache-2.0
#include "qasm_random.h"

#include <algorithm>

namespace qstore::testing_circuits {

namespace {

class Maker {
public:
    Maker(std::uint64_t seed, const RandomOptions& options)
        : m_random(seed, "circuits"), m_options(options) {}

    Circuit make() {
        registers();
        if (m_options.parameters) parameters();
        if (m_options.definitions) {
            for (std::size_t i = 0; i < pick(3); ++i) define(i);
        }
        for (std::size_t i = 0; i < m_options.operations; ++i) m_parts.operations.push_back(operation());
        return Circuit::of(m_parts);
    }

private:
    std::size_t pick(std::size_t bound) { return m_random.below(bound); }
    bool chance(double probability) { return m_random.uniform() < probability; }

    std::vector<std::size_t> distinct(std::size_t count, std::size_t from) {
        auto all = m_random.permutation(from);
        all.resize(std::min(count, all.size()));
        return all;
    }

    void registers() {
        const char* const names[] = {"q", "data_1", "αβ"};
        for (std::size_t i = 0; i < 1 + pick(3); ++i) {
            const std::size_t size = 1 + pick(3);
            m_parts.qubitRegisters.push_back({names[i], m_parts.qubits, size});
            m_parts.qubits += size;
        }
        while (m_parts.qubits < 4) {
            ++m_parts.qubitRegisters.back().size;
            ++m_parts.qubits;
        }
        if (chance(0.5)) m_parts.name = chance(0.5) ? "A \"name\"\twith\nall \\ sorts" : "plain name";
        if (!m_options.measure) return;
        const char* const bitNames[] = {"c", "joined_0", "syndrome"};
        for (std::size_t i = 0; i < 1 + pick(3); ++i) {
            const std::size_t size = 1 + pick(3);
            m_parts.bitRegisters.push_back({bitNames[i], m_parts.bits, size});
            m_parts.bits += size;
        }
    }

    void parameters() {
        m_parts.parameters.push_back({"theta0", ParameterRole::Trainable, std::nullopt, ""});
        m_parts.parameters.push_back({"φ", ParameterRole::Frozen, m_random.normal(), ""});
        m_parts.parameters.push_back(
            {"x_1", ParameterRole::Column, std::nullopt, chance(0.5) ? "petal length (cm)" : " \"odd\" "});
        m_parts.parameters.push_back({"w", ParameterRole::Trainable, 1e-17 * m_random.normal(), ""});
    }

    Angle number() {
        switch (pick(4)) {
            case 0: return Angle(3.14159265358979323846 * static_cast<double>(pick(9)) / 8 - 2);
            case 1: return Angle(m_random.normal() * 1e-12);
            case 2: return Angle(static_cast<double>(pick(5)));
            default: return Angle(m_random.normal());
        }
    }

    Angle angle(const std::vector<std::string>& symbols, int depth = 0) {
        if (symbols.empty() || chance(0.3)) return number();
        if (depth > 2 || chance(0.3)) return Angle::symbol(symbols[pick(symbols.size())]);
        const Angle a = angle(symbols, depth + 1);
        const Angle b = angle(symbols, depth + 1);
        switch (pick(7)) {
            case 0: return a + b;
            case 1: return a - b;
            case 2: return a * b;
            case 3: return a / (b * b + 1.5);
            case 4: return -a;
            case 5: return *Angle::call("sin", {a});
            default: return *Angle::call("pow", {a * a + 1.0, b});
        }
    }

    Operation gate(std::size_t qubits, const std::vector<std::string>& symbols) {
        Operation result;
        std::size_t targets = 0;
        std::size_t angles = 0;
        if (!m_parts.definitions.empty() && chance(0.2)) {
            const auto& definition = m_parts.definitions[pick(m_parts.definitions.size())];
            result.gate = definition;
            targets = definition->qubits;
            angles = definition->angleNames.size();
        } else {
            const auto table = gateTable();
            const GateInfo* info = nullptr;
            do {
                info = table[pick(table.size())].base;
            } while (info->qubits > qubits);
            result.gate = info;
            targets = info->qubits;
            angles = info->angleNames.size();
        }
        if (targets > qubits) return Operation::gateOn("h", {pick(qubits)});
        std::size_t controls = chance(0.5) ? 0 : pick(m_options.maxControls + 1);
        controls = std::min(controls, qubits - targets);
        const auto used = distinct(targets + controls, qubits);
        for (std::size_t i = 0; i < controls; ++i) result.controls.push_back({used[i], chance(0.6)});
        result.targets.assign(used.begin() + static_cast<std::ptrdiff_t>(controls), used.end());
        for (std::size_t i = 0; i < angles; ++i) result.angles.push_back(angle(symbols));
        return result;
    }

    void define(std::size_t i) {
        auto definition = std::make_shared<GateDefinition>();
        definition->name = i == 0 ? "mine" : "ψ_" + std::to_string(i);
        definition->qubits = 1 + pick(3);
        if (chance(0.6)) definition->angleNames = {"a", "q"};
        if (chance(0.6)) {
            for (std::size_t k = 0; k < definition->qubits; ++k)
                definition->qubitNames.push_back("w" + std::to_string(k));
        }
        for (std::size_t k = 0; k < 4; ++k)
            definition->body.push_back(gate(definition->qubits, definition->angleNames));
        if (chance(0.3)) definition->body.push_back(Operation::barrier({0}));
        m_parts.definitions.push_back(definition);
    }

    std::vector<std::string> symbols() const {
        std::vector<std::string> names;
        for (const Parameter& parameter : m_parts.parameters) names.push_back(parameter.name);
        return names;
    }

    Operation operation() {
        Operation result;
        const std::size_t kind = m_options.measure ? pick(8) : 7;
        if (kind == 0) {
            result.kind = OperationKind::Measure;
            const std::size_t count = 1 + pick(std::min(m_parts.bits, m_parts.qubits));
            result.targets = distinct(count, m_parts.qubits);
            result.bits = distinct(count, m_parts.bits);
        } else if (kind == 1) {
            result.kind = OperationKind::Reset;
            result.targets = distinct(1 + pick(m_parts.qubits), m_parts.qubits);
        } else if (kind == 2) {
            return Operation::barrier(distinct(1 + pick(m_parts.qubits), m_parts.qubits));
        } else {
            result = gate(m_parts.qubits, symbols());
        }
        if (m_options.measure && chance(0.3)) {
            for (std::size_t i = 0; i < 1 + pick(2); ++i) {
                Condition condition;
                condition.bits = distinct(1 + pick(m_parts.bits), m_parts.bits);
                condition.value = pick(std::size_t{1} << condition.bits.size());
                condition.negated = chance(0.3);
                result.conditions.push_back(std::move(condition));
            }
        }
        return result;
    }

    RandomStream m_random;
    RandomOptions m_options;
    CircuitParts m_parts;
};

}  // namespace

Circuit randomCircuit(std::uint64_t seed, const RandomOptions& options) {
    return Maker(seed, options).make();
}

}  // namespace qstore::testing_circuits
