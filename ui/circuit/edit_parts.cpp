// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/circuit/edit_parts.h"

#include <algorithm>
#include <set>

namespace qstore::ui {
namespace {

void grow(std::vector<Register>& registers, std::size_t from, std::size_t to, const char* name) {
    if (registers.empty()) {
        if (from > 0 || to > 0) registers.push_back({name, 0, to});
        return;
    }
    registers.back().size += to - from;
}

std::set<std::string> usedSymbols(const std::vector<Operation>& operations) {
    std::set<std::string> used;
    for (const Operation& operation : operations) {
        for (const Angle& angle : operation.angles) {
            for (std::string& name : angle.symbols()) used.insert(std::move(name));
        }
    }
    return used;
}

}  // namespace

std::vector<KeyedOperation> keyedOperations(const Circuit& circuit) {
    const std::vector<std::size_t> columns = circuitColumns(circuit, true);
    std::vector<KeyedOperation> keyed;
    keyed.reserve(columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i)
        keyed.push_back({static_cast<double>(columns[i]), false, circuit.operations()[i]});
    return keyed;
}

Result<Edit> arrange(CircuitParts parts, std::vector<KeyedOperation> operations) {
    std::stable_sort(operations.begin(), operations.end(),
                     [](const KeyedOperation& a, const KeyedOperation& b) { return a.key < b.key; });
    std::vector<std::size_t> touched;
    parts.operations.clear();
    for (KeyedOperation& each : operations) {
        if (each.fresh) touched.push_back(parts.operations.size());
        parts.operations.push_back(std::move(each.operation));
    }
    return rebuilt(std::move(parts), std::move(touched));
}

Result<Edit> rebuilt(CircuitParts parts, std::vector<std::size_t> touched) {
    QSTORE_TRY(Circuit circuit, Circuit::create(std::move(parts)));
    return Edit{std::move(circuit), std::move(touched)};
}

void growQubits(CircuitParts& parts, std::size_t qubits) {
    if (qubits <= parts.qubits) return;
    grow(parts.qubitRegisters, parts.qubits, qubits, "q");
    parts.qubits = qubits;
}

void growBits(CircuitParts& parts, std::size_t bits) {
    if (bits <= parts.bits) return;
    grow(parts.bitRegisters, parts.bits, bits, "c");
    parts.bits = bits;
}

void dropUnusedParameters(CircuitParts& parts, const Circuit& before) {
    const std::set<std::string> was = usedSymbols(before.operations());
    const std::set<std::string> is = usedSymbols(parts.operations);
    std::erase_if(parts.parameters, [&](const Parameter& parameter) {
        return was.count(parameter.name) > 0 && is.count(parameter.name) == 0;
    });
}

std::string freeParameterName(const CircuitParts& parts, const std::string& wanted) {
    const auto taken = [&parts](const std::string& name) {
        return std::any_of(parts.parameters.begin(), parts.parameters.end(),
                           [&name](const Parameter& parameter) { return parameter.name == name; });
    };
    if (!taken(wanted)) return wanted;
    for (std::size_t i = 2;; ++i) {
        std::string name = wanted + "_" + std::to_string(i);
        if (!taken(name)) return name;
    }
}

Status requireOperation(const Circuit& circuit, std::size_t index) {
    if (index < circuit.operations().size()) return {};
    return fail(ErrorCode::InvalidArgument, "there is no operation " + std::to_string(index),
                "the circuit has " + std::to_string(circuit.operations().size()));
}

Status requireAngle(const Circuit& circuit, std::size_t index, std::size_t angle) {
    QSTORE_CHECK(requireOperation(circuit, index));
    const Operation& operation = circuit.operations()[index];
    if (angle < operation.angles.size()) return {};
    return fail(ErrorCode::InvalidArgument,
                operation.kind == OperationKind::Gate ? gateName(operation) + " has no angle"
                                                      : "this step has no angle",
                "choose a rotation such as rx, ry or rz");
}

}  // namespace qstore::ui
