// SPDX-License-Identifier: Apache-2.0
#include "core/backends/training_evaluations.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <numbers>
#include <unordered_map>
#include <unordered_set>

#include "core/base/hash.h"
#include "core/simulation/shot_estimator.h"

namespace qstore {
namespace {

/// Rows that are bound and hashed at most; each costs about a microsecond a gate.
constexpr std::uint64_t kMostHashedOperations = 2'000'000;
/// Rows at which the slopes of angles are looked at.
constexpr std::uint64_t kSlopeRows = 64;

std::uint64_t letters(std::uint64_t mask) {
    return static_cast<std::uint64_t>(std::popcount(mask));
}

/// Names in the order of a program's slots: all parameters of the circuit.
class Slots {
public:
    explicit Slots(const Circuit& circuit) {
        for (const Parameter& parameter : circuit.parameters()) {
            m_places.emplace(parameter.name, m_places.size());
            m_start.push_back(parameter.role == ParameterRole::Column ? 1.0
                                                                      : parameter.value.value_or(0.0));
            if (parameter.role == ParameterRole::Column) m_columns.push_back(m_start.size() - 1);
        }
    }
    std::optional<std::size_t> find(const std::string& name) const {
        const auto found = m_places.find(name);
        return found == m_places.end() ? std::nullopt : std::optional<std::size_t>(found->second);
    }
    const std::vector<std::size_t>& columns() const { return m_columns; }
    const std::vector<double>& start() const { return m_start; }

private:
    std::map<std::string, std::size_t> m_places;
    std::vector<std::size_t> m_columns;
    std::vector<double> m_start;
};

/// 2 Σ a² of the rule for frequencies Ω, 2Ω, …, RΩ: a_μ = Ω / (4R sin²((2μ−1)π/4R)) up to sign
/// (Wierichs et al., Quantum 6, 677 (2022), equation 16). Every set of the gate table is of that form.
double ruleVariance(std::span<const double> frequencies) {
    const double lowest = *std::min_element(frequencies.begin(), frequencies.end());
    const double count = static_cast<double>(frequencies.size());
    double sum = 0.0;
    for (double m = 1.0; m <= count; m += 1.0) {
        const double sine = std::sin((2.0 * m - 1.0) * std::numbers::pi / (4.0 * count));
        const double coefficient = lowest / (4.0 * count * sine * sine);
        sum += 2.0 * coefficient * coefficient;
    }
    return sum;
}

class UseCounter {
public:
    UseCounter(const TrainingShape& shape, const Circuit& flat)
        : m_shape(shape), m_flat(flat), m_slots(flat) {
        for (const Parameter& parameter : flat.parameters())
            m_trainable.push_back(parameter.role == ParameterRole::Trainable);
        for (std::size_t i = 0; i < flat.parameters().size(); ++i) {
            m_place.push_back(m_uses.weights.size());
            if (m_trainable[i]) m_uses.weights.push_back({flat.parameters()[i].name});
        }
    }
    Result<WeightUses> count();

private:
    Status add(const Angle& angle, std::span<const double> frequencies);
    /// Per slot, the largest square of the angle's slope over the rows.
    std::vector<double> slopes(const AngleProgram& program);

    const TrainingShape& m_shape;
    const Circuit& m_flat;
    Slots m_slots;
    std::vector<bool> m_trainable;
    std::vector<std::size_t> m_place;
    WeightUses m_uses;
};

std::vector<double> UseCounter::slopes(const AngleProgram& program) {
    const auto& columns = m_slots.columns();
    const bool usesColumn = std::any_of(
        program.slots().begin(), program.slots().end(),
        [&](std::size_t slot) { return std::find(columns.begin(), columns.end(), slot) != columns.end(); });
    const std::uint64_t given = columns.empty() ? 0 : m_shape.inputs.size() / columns.size();
    const bool known = given != 0;
    const std::uint64_t rows = usesColumn && known ? std::min(given, kSlopeRows) : 1;
    std::vector<double> values = m_slots.start(), largest(values.size());
    for (std::uint64_t row = 0; row < rows; ++row) {
        if (known)
            for (std::size_t c = 0; c < columns.size(); ++c)
                values[columns[c]] = m_shape.inputs[row * columns.size() + c];
        std::vector<double> gradient(values.size());
        program.accumulateGradient(values, 1.0, gradient);
        for (std::size_t i = 0; i < gradient.size(); ++i)
            if (std::isfinite(gradient[i])) largest[i] = std::max(largest[i], gradient[i] * gradient[i]);
    }
    if (usesColumn && !known) m_uses.columnsAssumed = true;
    return largest;
}

Status UseCounter::add(const Angle& angle, std::span<const double> frequencies) {
    QSTORE_TRY(const AngleProgram program,
               AngleProgram::compile(angle, [&](const std::string& name) { return m_slots.find(name); }));
    const auto& slots = program.slots();
    if (std::none_of(slots.begin(), slots.end(), [&](std::size_t slot) { return m_trainable[slot]; }))
        return {};
    m_uses.shiftTerms += 2 * frequencies.size();
    const double variance = ruleVariance(frequencies);
    const double highest = *std::max_element(frequencies.begin(), frequencies.end());
    const std::vector<double> squares = slopes(program);
    for (std::size_t slot = 0; slot < squares.size(); ++slot) {
        if (!m_trainable[slot] || squares[slot] == 0.0) continue;
        m_uses.weights[m_place[slot]].shiftVariance += squares[slot] * variance;
        m_uses.weights[m_place[slot]].bandwidth += std::sqrt(squares[slot]) * highest;
    }
    return {};
}

Result<WeightUses> UseCounter::count() {
    for (const Operation& operation : m_flat.operations()) {
        for (std::size_t j = 0; j < operation.angles.size(); ++j) {
            if (operation.angles[j].constant()) continue;
            const GateInfo* gate = std::get<const GateInfo*>(operation.gate);
            const auto needed = frequencies(*gate, j, !operation.controls.empty());
            if (!needed.empty()) QSTORE_CHECK(add(operation.angles[j], needed));
        }
    }
    return std::move(m_uses);
}

/// Columns that an angle of the circuit uses, as places among its columns.
std::vector<std::size_t> usedColumns(const Circuit& flat) {
    std::unordered_set<std::string> names;
    for (const Operation& operation : flat.operations())
        for (const Angle& angle : operation.angles)
            for (const std::string& name : angle.symbols()) names.insert(name);
    std::vector<std::size_t> used;
    std::size_t place = 0;
    for (const Parameter& parameter : flat.parameters()) {
        if (parameter.role != ParameterRole::Column) continue;
        if (names.count(parameter.name) != 0) used.push_back(place);
        ++place;
    }
    return used;
}

Result<std::string> rowHash(const std::vector<double>& inputs, const Circuit& flat, std::uint64_t row,
                            bool bind, const std::vector<std::size_t>& used, std::size_t columns) {
    const double* values = inputs.data() + row * columns;
    if (!bind) {
        std::vector<double> seen;
        seen.reserve(used.size());
        for (const std::size_t place : used) seen.push_back(values[place]);
        return sha256Hex(std::span<const double>(seen));
    }
    std::vector<std::pair<std::string, double>> bindings;
    for (const Parameter& parameter : flat.parameters())
        if (parameter.role == ParameterRole::Column)
            bindings.emplace_back(parameter.name, values[bindings.size()]);
    QSTORE_TRY(const Circuit bound, flat.bound(bindings));
    return bound.contentHash();
}

std::size_t columnCount(const Circuit& circuit) {
    const auto& parameters = circuit.parameters();
    return static_cast<std::size_t>(
        std::count_if(parameters.begin(), parameters.end(),
                      [](const Parameter& parameter) { return parameter.role == ParameterRole::Column; }));
}

}  // namespace

std::vector<SettingLoad> settingsOf(const TrainingShape& shape) {
    std::vector<PauliString> strings;
    std::vector<std::pair<std::size_t, double>> shares;  // observable and coefficient
    for (std::size_t k = 0; k < shape.observables.size(); ++k)
        for (const PauliTerm& term : shape.observables[k].terms) {
            strings.push_back(term.string);
            shares.emplace_back(k, term.coefficient);
        }
    std::vector<std::vector<std::size_t>> groups;
    if (shape.grouping) {
        groups = qubitwiseGroups(strings);
    } else {
        std::map<std::pair<std::uint64_t, std::uint64_t>, std::vector<std::size_t>> own;
        for (std::size_t i = 0; i < strings.size(); ++i)
            if ((strings[i].x | strings[i].z) != 0) own[{strings[i].x, strings[i].z}].push_back(i);
        for (auto& [string, members] : own) groups.push_back(std::move(members));
    }
    const GateCounts gates = shape.gates.value_or(billedGates(shape.circuit));
    std::vector<SettingLoad> loads;
    for (const auto& group : groups) {
        SettingLoad load{gates, std::vector<double>(shape.observables.size()),
                         std::vector<double>(shape.observables.size())};
        PauliString all;
        for (const std::size_t index : group) {
            all.x |= strings[index].x;
            all.z |= strings[index].z;
            load.largestValues[shares[index].first] += std::abs(shares[index].second);
            load.squares[shares[index].first] += shares[index].second * shares[index].second;
        }
        // H before reading X, S† and H before reading Y.
        load.gates.oneQubit += letters(all.x & ~all.z) + 2 * letters(all.x & all.z);
        loads.push_back(std::move(load));
    }
    return loads;
}

Result<WeightUses> weightUsesOf(const TrainingShape& shape) {
    const Circuit flat = shape.circuit.flattened();
    return UseCounter(shape, flat).count();
}

Result<std::uint64_t> evaluationsPerRow(const TrainingShape& shape, const WeightUses& uses) {
    const std::uint64_t weights = uses.weights.size();
    switch (shape.method) {
        case SampledGradient::ParameterShift: return 1 + uses.shiftTerms;
        case SampledGradient::Spsa:
            if (shape.directions == 0 || shape.directions > (std::uint64_t{1} << 40U))
                return fail(ErrorCode::InvalidArgument,
                            "SPSA with " + std::to_string(shape.directions) + " directions",
                            "Average over 1 direction or more.");
            return 1 + 2 * shape.directions;
        case SampledGradient::FiniteDifference: break;
    }
    return 1 + 4 * weights;  // two steps on each side, extrapolated
}

Result<RowClasses> classesOf(const Circuit& circuit, std::uint64_t rows, const std::vector<double>& inputs,
                             const RunControl& control) {
    const Circuit flat = circuit.flattened();
    const auto used = usedColumns(flat);
    const std::size_t columns = columnCount(flat);
    RowClasses classes{rows, 1, {}, true, RowComparison::NoColumns};
    if (used.empty()) return classes;
    classes.count = rows;
    classes.exact = false;
    classes.comparison = RowComparison::RowsUnknown;
    if (inputs.empty()) return classes;
    const bool bind = rows * (flat.operations().size() + 1) <= kMostHashedOperations;
    std::unordered_map<std::string, std::uint32_t> seen;
    for (std::uint64_t row = 0; row < rows; ++row) {
        if (row % 256 == 0 && control.stop.stop_requested()) return cancelled();
        QSTORE_TRY(std::string hash, rowHash(inputs, flat, row, bind, used, columns));
        const auto next = static_cast<std::uint32_t>(seen.size());
        classes.of.push_back(seen.try_emplace(std::move(hash), next).first->second);
    }
    classes.count = seen.size();
    classes.exact = bind;
    classes.comparison = bind ? RowComparison::ByCircuits : RowComparison::ByValues;
    return classes;
}

std::string RowClasses::how() const {
    const std::string counted = std::to_string(count) + " of " + std::to_string(rows) + " rows give ";
    switch (comparison) {
        case RowComparison::NoColumns:
            return "No angle depends on a column: all rows share their circuits.";
        case RowComparison::RowsUnknown:
            return "The rows are not known: equal ones would need fewer circuits than this.";
        case RowComparison::ByCircuits: return counted + "different circuits, found by hashing them.";
        case RowComparison::ByValues: break;
    }
    return counted + "different values; their circuits are too many to be compared.";
}

}  // namespace qstore
