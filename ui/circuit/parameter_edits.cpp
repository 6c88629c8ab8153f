// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/circuit/templates.h"
#include "ui/circuit/circuit_edits.h"
#include "ui/circuit/edit_parts.h"

namespace qstore::ui {
namespace {

Result<Parameter*> findParameter(CircuitParts& parts, std::string_view name) {
    for (Parameter& parameter : parts.parameters) {
        if (parameter.name == name) return &parameter;
    }
    return fail(ErrorCode::NotFound, "there is no parameter " + std::string(name), {});
}

/// The next of θ0, θ1, … that is free.
std::string nextWeightName(const CircuitParts& parts) {
    for (std::size_t i = 0;; ++i) {
        std::string name = "θ" + std::to_string(i);
        if (freeParameterName(parts, name) == name) return name;
    }
}

}  // namespace

Result<Edit> setAngle(const Circuit& circuit, std::size_t index, std::size_t angle, std::string_view text,
                      const std::vector<std::string>& columns) {
    QSTORE_CHECK(requireAngle(circuit, index, angle));
    // A name like "petal length" is no expression, but it is what the table calls the column.
    if (std::find(columns.begin(), columns.end(), text) != columns.end() && identifierFor(text) != text)
        return bindColumn(circuit, index, angle, text);
    QSTORE_TRY(Angle parsed, Angle::parse(text));
    CircuitParts parts = circuit.parts();
    for (const std::string& name : parsed.symbols()) {
        if (freeParameterName(parts, name) != name) continue;
        const auto column = std::find_if(columns.begin(), columns.end(), [&name](const std::string& each) {
            return each == name || identifierFor(each) == name;
        });
        if (column != columns.end()) {
            parts.parameters.push_back({name, ParameterRole::Column, {}, *column});
        } else {
            parts.parameters.push_back({name, ParameterRole::Trainable, {}, {}});
        }
    }
    parts.operations[index].angles[angle] = std::move(parsed);
    dropUnusedParameters(parts, circuit);
    return rebuilt(std::move(parts), {index});
}

Result<Edit> makeTrainable(const Circuit& circuit, std::size_t index, std::size_t angle) {
    QSTORE_CHECK(requireAngle(circuit, index, angle));
    CircuitParts parts = circuit.parts();
    Angle& changed = parts.operations[index].angles[angle];
    const std::string name = nextWeightName(parts);
    parts.parameters.push_back({name, ParameterRole::Trainable, changed.constant(), {}});
    changed = Angle::symbol(name);
    dropUnusedParameters(parts, circuit);
    return rebuilt(std::move(parts), {index});
}

Result<Edit> bindColumn(const Circuit& circuit, std::size_t index, std::size_t angle,
                        std::string_view column) {
    QSTORE_CHECK(requireAngle(circuit, index, angle));
    CircuitParts parts = circuit.parts();
    const auto known = std::find_if(
        parts.parameters.begin(), parts.parameters.end(),
        [column](const Parameter& p) { return p.role == ParameterRole::Column && p.column == column; });
    std::string name;
    if (known != parts.parameters.end()) {
        name = known->name;
    } else {
        name = freeParameterName(parts, identifierFor(column));
        parts.parameters.push_back({name, ParameterRole::Column, {}, std::string(column)});
    }
    parts.operations[index].angles[angle] = Angle::symbol(name);
    dropUnusedParameters(parts, circuit);
    return rebuilt(std::move(parts), {index});
}

std::size_t freeAngle(const Circuit& circuit, std::size_t index, std::size_t wished) {
    const std::vector<Angle>& angles = circuit.operations()[index].angles;
    const auto first = [&angles](const auto& fits) {
        return static_cast<std::size_t>(std::find_if(angles.begin(), angles.end(), fits) - angles.begin());
    };
    const std::size_t number = first([](const Angle& each) { return each.constant().has_value(); });
    if (number < angles.size()) return number;
    const std::size_t free = first([&circuit](const Angle& each) {
        const std::vector<std::string> names = each.symbols();
        return std::none_of(names.begin(), names.end(), [&circuit](const std::string& name) {
            const Parameter* parameter = circuit.findParameter(name);
            return parameter != nullptr && parameter->role == ParameterRole::Column;
        });
    });
    return free < angles.size() ? free : std::min(wished, angles.empty() ? 0 : angles.size() - 1);
}

Result<Edit> setParameterRole(const Circuit& circuit, std::string_view name, ParameterRole role) {
    CircuitParts parts = circuit.parts();
    QSTORE_TRY(Parameter * parameter, findParameter(parts, name));
    parameter->role = role;
    if (role == ParameterRole::Column) {
        parameter->value.reset();
        if (parameter->column.empty()) parameter->column = parameter->name;
    } else {
        parameter->column.clear();
        if (role == ParameterRole::Frozen && !parameter->value) parameter->value = 0.0;
    }
    return rebuilt(std::move(parts), {});
}

Result<Edit> setParameterValue(const Circuit& circuit, std::string_view name, std::optional<double> value) {
    CircuitParts parts = circuit.parts();
    QSTORE_TRY(Parameter * parameter, findParameter(parts, name));
    if (parameter->role == ParameterRole::Column)
        return fail(ErrorCode::InvalidArgument, std::string(name) + " takes its value from data",
                    "make it trainable or frozen to give it a value");
    parameter->value = value;
    return rebuilt(std::move(parts), {});
}

Result<Edit> renameParameter(const Circuit& circuit, std::string_view name, std::string_view newName) {
    CircuitParts parts = circuit.parts();
    QSTORE_TRY(Parameter * parameter, findParameter(parts, name));
    if (name == newName) return Edit{circuit, {}};
    const std::string wanted(newName);
    if (freeParameterName(parts, wanted) != wanted)
        return fail(ErrorCode::AlreadyExists, "there is a parameter " + wanted + " already",
                    "choose another name");
    parameter->name = wanted;
    for (Operation& operation : parts.operations) {
        for (Angle& angle : operation.angles) {
            angle = angle.substitute([&](const std::string& symbol) -> std::optional<Angle> {
                if (symbol != name) return std::nullopt;
                return Angle::symbol(wanted);
            });
        }
    }
    return rebuilt(std::move(parts), {});
}

}  // namespace qstore::ui
