// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/gate_table.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "core/base/closest_name.h"
#include "core/circuit/gate_records.h"

namespace qstore {

namespace {

/// The table with an index by name; built once, on first use.
struct Table {
    std::vector<GateInfo> gates;
    std::unordered_map<std::string_view, const GateInfo*> byName;

    Table() {
        GateRecords records;
        addFixedGates(records);
        addRotationGates(records);
        addTwoQubitGates(records);
        addNativeGates(records);
        addControlledNames(records);
        for (const auto& record : records) gates.push_back(record.info);
        for (const auto& gate : gates) {
            addName(gate.name, gate);
            for (const auto alias : gate.aliases) addName(alias, gate);
        }
        for (std::size_t i = 0; i < records.size(); ++i) link(gates[i], records[i]);
        for (auto& gate : gates)
            if (gate.controlCount > 0 && gate.base->inverse != nullptr)
                gate.inverse = controlled(*gate.base->inverse, gate.controlCount);
    }

    void addName(std::string_view name, const GateInfo& gate) {
        [[maybe_unused]] const bool fresh = byName.emplace(name, &gate).second;
        assert(fresh);
    }

    void link(GateInfo& gate, const GateRecord& record) {
        if (!record.inverse.empty()) gate.inverse = byName.at(record.inverse);
        gate.base = record.base.empty() ? &gate : byName.at(record.base);
        if (gate.base == &gate) return;
        const auto& base = *gate.base;
        gate.qubits = base.qubits + gate.controlCount;
        gate.angleNames = base.angleNames;
        gate.family = base.family;
        gate.symbol = base.symbol;
        gate.matrix = base.matrix;
        gate.derivative = base.derivative;
        gate.angleFrequencies = base.controlledFrequencies;
        gate.controlledFrequencies = base.controlledFrequencies;
        gate.inverseAngles = base.inverseAngles;
        gate.diagonal = base.diagonal;
    }

    const GateInfo* controlled(const GateInfo& base, std::size_t controls) const {
        for (const auto& gate : gates)
            if (gate.base == &base && gate.controlCount == controls) return &gate;
        return nullptr;
    }
};

const Table& table() {
    static const Table instance;
    return instance;
}

}  // namespace

ComplexMatrix matrix2(Complex a, Complex b, Complex c, Complex d) {
    ComplexMatrix m(2, 2);
    m << a, b, c, d;
    return m;
}

Complex unitPhase(double angle) {
    return {std::cos(angle), std::sin(angle)};
}

std::vector<Angle> sameAngles(const std::vector<Angle>& angles) {
    return angles;
}

std::vector<Angle> negatedAngles(const std::vector<Angle>& angles) {
    std::vector<Angle> negated;
    negated.reserve(angles.size());
    for (const auto& angle : angles) negated.push_back(-angle);
    return negated;
}

std::span<const GateInfo> gateTable() {
    return table().gates;
}

const GateInfo* findGate(std::string_view name) {
    const auto& names = table().byName;
    const auto found = names.find(name);
    return found == names.end() ? nullptr : found->second;
}

const GateInfo* findControlledGate(const GateInfo& base, std::size_t controls) {
    return controls == 0 ? base.base : table().controlled(base, controls);
}

std::vector<std::string_view> similarGateNames(std::string_view name) {
    if (name.empty() || name.size() > 32) return {};
    const std::string wanted = asciiLowerCase(name);
    struct Candidate {
        std::size_t distance;
        bool alias;
        std::string_view name;
        const GateInfo* gate;
    };
    std::vector<Candidate> ranked;
    for (const auto& [known, gate] : table().byName) {
        const std::size_t distance = editDistance(wanted, asciiLowerCase(known));
        if (distance <= 2 && distance < std::max(wanted.size(), known.size()))
            ranked.push_back({distance, known != gate->name, known, gate});
    }
    std::sort(ranked.begin(), ranked.end(), [](const Candidate& a, const Candidate& b) {
        return std::tuple(a.distance, a.alias, a.name.size(), a.name) <
               std::tuple(b.distance, b.alias, b.name.size(), b.name);
    });
    std::vector<std::string_view> names;
    std::vector<const GateInfo*> seen;
    for (const auto& candidate : ranked) {
        if (names.size() == 3 || std::find(seen.begin(), seen.end(), candidate.gate) != seen.end())
            continue;
        seen.push_back(candidate.gate);
        names.push_back(candidate.name);
    }
    return names;
}

std::span<const double> frequencies(const GateInfo& gate, std::size_t index, bool controlled) {
    return (controlled ? gate.controlledFrequencies : gate.angleFrequencies).at(index);
}

}  // namespace qstore
