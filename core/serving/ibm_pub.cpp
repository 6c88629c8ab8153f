// SPDX-License-Identifier: Apache-2.0
#include "core/serving/ibm_pub.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace qstore {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMostSets = 10'000;
constexpr std::size_t kMostDimensions = 4;

/// The shape of nested lists down to what `isLeaf` says is one thing; nothing when they are ragged.
template <class Leaf>
std::optional<NdShape> shapeOf(const Json& value, const Leaf& isLeaf, std::size_t depth = 0) {
    if (isLeaf(value)) return NdShape{};
    if (!value.is_array() || value.empty() || depth >= kMostDimensions) return std::nullopt;
    std::optional<NdShape> inner;
    for (const Json& child : value) {
        const auto shape = shapeOf(child, isLeaf, depth + 1);
        if (!shape || (inner && *inner != *shape)) return std::nullopt;
        inner = shape;
    }
    inner->insert(inner->begin(), value.size());
    return inner;
}

template <class Leaf, class Visit>
void visitLeaves(const Json& value, const Leaf& isLeaf, const Visit& visit) {
    if (isLeaf(value)) return visit(value);
    for (const Json& child : value) visitLeaves(child, isLeaf, visit);
}

tl::unexpected<Error> badParameters(const std::string& message) {
    return fail(ErrorCode::InvalidArgument, message,
                "give null, a list with one number for each parameter, or an object by name");
}

Result<ParameterSets> byOrder(const Json& value, const std::vector<std::string>& names) {
    const auto isRow = [&](const Json& row) {
        return row.is_array() && row.size() == names.size() &&
               std::all_of(row.begin(), row.end(), [](const Json& one) { return one.is_number(); });
    };
    const auto shape = shapeOf(value, isRow);
    if (!shape)
        return badParameters("the parameters are not rows of " + std::to_string(names.size()) + " numbers");
    ParameterSets result{*shape, {}};
    visitLeaves(value, isRow, [&](const Json& row) {
        auto& set = result.sets.emplace_back();
        for (std::size_t index = 0; index < names.size(); ++index)
            set.emplace_back(names[index], row[index].get<double>());
    });
    return result;
}

/// {"theta": [0.1, 0.2], "a,b": [[0.1, 0.2], …]}: an array's last dimension belongs to several names at
/// once.
Result<ParameterSets> byName(const Json& value, const std::vector<std::string>& names) {
    const auto isNumber = [](const Json& one) { return one.is_number(); };
    ParameterSets result;
    std::vector<std::pair<std::string, std::pair<NdShape, std::vector<double>>>> arrays;
    for (const auto& [name, array] : value.items()) {
        if (std::find(names.begin(), names.end(), name) == names.end())
            return badParameters("the program has no parameter '" + name + "'");
        const auto shape = shapeOf(array, isNumber);
        if (!shape) return badParameters("the values of '" + name + "' are not an array of numbers");
        const auto full = broadcastShape(result.shape, *shape);
        if (!full) return badParameters("the values of '" + name + "' do not fit the others in shape");
        result.shape = *full;
        std::vector<double> numbers;
        visitLeaves(array, isNumber, [&](const Json& one) { numbers.push_back(one.get<double>()); });
        arrays.emplace_back(name, std::make_pair(*shape, std::move(numbers)));
    }
    if (arrays.size() != names.size())
        return badParameters("the program has " + std::to_string(names.size()) + " parameters, not " +
                             std::to_string(arrays.size()));
    if (countOf(result.shape) > kMostSets) return badParameters("there are more than 10000 parameter sets");
    for (std::size_t index = 0; index < countOf(result.shape); ++index) {
        auto& set = result.sets.emplace_back();
        for (const auto& [name, array] : arrays)
            set.emplace_back(name, array.second[broadcastIndex(index, result.shape, array.first)]);
    }
    return result;
}

Result<PauliTerm> readLabel(const std::string& label, double coefficient, std::size_t qubits) {
    if (label.size() != qubits || label.find_first_not_of("IXYZ") != std::string::npos || qubits > 64)
        return fail(
            ErrorCode::InvalidArgument,
            "the observable '" + label + "' is not " + std::to_string(qubits) + " letters I, X, Y, Z",
            "write one letter for each qubit, qubit 0 on the right");
    PauliTerm term{coefficient, {}};
    for (std::size_t qubit = 0; qubit < qubits; ++qubit) {
        const char letter = label[qubits - 1 - qubit];
        if (letter == 'X' || letter == 'Y') term.string.x |= std::uint64_t{1} << qubit;
        if (letter == 'Z' || letter == 'Y') term.string.z |= std::uint64_t{1} << qubit;
    }
    return term;
}

bool isObservable(const Json& value) {
    return value.is_string() || value.is_object();
}

std::string describe(const Operation& operation, const std::string& name) {
    std::string text = name + " on";
    for (const Control& control : operation.controls) text += " " + std::to_string(control.qubit);
    for (const Qubit qubit : operation.targets) text += " " + std::to_string(qubit);
    return text;
}

}  // namespace

std::size_t countOf(const NdShape& shape) {
    std::size_t count = 1;
    for (const std::size_t size : shape) count *= size;
    return count;
}

std::optional<NdShape> broadcastShape(const NdShape& a, const NdShape& b) {
    NdShape full(std::max(a.size(), b.size()), 1);
    for (std::size_t back = 1; back <= full.size(); ++back) {
        const std::size_t sizeA = back <= a.size() ? a[a.size() - back] : 1;
        const std::size_t sizeB = back <= b.size() ? b[b.size() - back] : 1;
        if (sizeA != sizeB && sizeA != 1 && sizeB != 1) return std::nullopt;
        full[full.size() - back] = std::max(sizeA, sizeB);
    }
    return full;
}

std::size_t broadcastIndex(std::size_t index, const NdShape& full, const NdShape& own) {
    std::size_t place = 0, stride = 1;
    for (std::size_t back = 1; back <= full.size(); ++back) {
        const std::size_t size = full[full.size() - back];
        const std::size_t at = index % size;
        index /= size;
        if (back > own.size()) continue;
        const std::size_t ownSize = own[own.size() - back];
        if (ownSize != 1) place += at * stride;
        stride *= ownSize;
    }
    return place;
}

Result<ParameterSets> readParameterSets(const Json& value, const Circuit& circuit) {
    std::vector<std::string> names;
    for (const Parameter& parameter : circuit.parameters()) names.push_back(parameter.name);
    const bool none = value.is_null() || (value.is_structured() && value.empty());
    if (none && !names.empty())
        return badParameters("the program has " + std::to_string(names.size()) +
                             " parameters, and no values came");
    if (none) return ParameterSets{{}, {{}}};
    QSTORE_TRY(ParameterSets result, value.is_object() ? byName(value, names) : byOrder(value, names));
    for (const auto& set : result.sets)
        for (const auto& [name, number] : set)
            if (!std::isfinite(number)) return badParameters("'" + name + "' is not finite");
    if (result.sets.size() > kMostSets) return badParameters("there are more than 10000 parameter sets");
    return result;
}

Result<ObservableArray> readObservables(const Json& value, std::size_t qubits) {
    const auto shape = shapeOf(value, isObservable);
    if (!shape)
        return fail(ErrorCode::InvalidArgument, "the observables are no array of Pauli sums",
                    R"(for example "ZZ" or {"ZZ": 0.5, "XI": 1})");
    ObservableArray result{*shape, {}};
    Status status;
    visitLeaves(value, isObservable, [&](const Json& one) {
        PauliSum sum;
        const auto add = [&](const std::string& label, const Json& coefficient) {
            if (!status) return;
            if (!coefficient.is_number()) {
                status =
                    fail(ErrorCode::InvalidArgument, "the coefficient of " + label + " is no number", "");
                return;
            }
            auto term = readLabel(label, coefficient.get<double>(), qubits);
            if (term)
                sum.terms.push_back(*term);
            else
                status = tl::unexpected<Error>(term.error());
        };
        if (one.is_string())
            add(one.get<std::string>(), 1.0);
        else
            for (const auto& [label, coefficient] : one.items()) add(label, coefficient);
        result.sums.push_back(std::move(sum));
    });
    QSTORE_CHECK(status);
    return result;
}

Status checkIsa(const Circuit& circuit, const std::vector<std::string>& basisGates,
                const std::vector<std::pair<Qubit, Qubit>>& coupling, std::size_t qubits) {
    const char* hint = "translate and route the circuit for the device before it is sent";
    if (circuit.qubits() > qubits)
        return fail(ErrorCode::Unsupported,
                    "the circuit has " + std::to_string(circuit.qubits()) + " qubits, the device " +
                        std::to_string(qubits),
                    hint);
    const Circuit flat = circuit.flattened();
    for (const Operation& operation : flat.operations()) {
        if (operation.kind != OperationKind::Gate) continue;
        const GateInfo* base = std::get<const GateInfo*>(operation.gate);
        const GateInfo* gate =
            operation.controls.empty() ? base : findControlledGate(*base, operation.controls.size());
        const std::string name(gate == nullptr ? base->name : gate->name);
        if (name == "gphase") continue;
        if (std::find(basisGates.begin(), basisGates.end(), name) == basisGates.end())
            return fail(ErrorCode::Unsupported,
                        "the instruction " + describe(operation, name) + " is not supported by the target",
                        hint);
        std::vector<Qubit> touched;
        for (const Control& control : operation.controls) touched.push_back(control.qubit);
        touched.insert(touched.end(), operation.targets.begin(), operation.targets.end());
        if (touched.size() != 2 || coupling.empty()) continue;
        if (std::find(coupling.begin(), coupling.end(), std::make_pair(touched[0], touched[1])) ==
            coupling.end())
            return fail(
                ErrorCode::Unsupported,
                "the instruction " + describe(operation, name) + " is on qubits that are not coupled",
                hint);
    }
    return {};
}

}  // namespace qstore
