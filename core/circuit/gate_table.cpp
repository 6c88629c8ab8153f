// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/gate_table.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numeric>
#include <tuple>
#include <unordered_map>
#include <utility>

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

/// Edit distance with unit costs.
std::size_t editDistance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

std::string lowerCase(std::string_view text) {
    std::string lower(text);
    for (auto& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return lower;
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
    const std::string wanted = lowerCase(name);
    struct Candidate {
        std::size_t distance;
        bool alias;
        std::string_view name;
        const GateInfo* gate;
    };
    std::vector<Candidate> ranked;
    for (const auto& [known, gate] : table().byName) {
        const std::size_t distance = editDistance(wanted, lowerCase(known));
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
