// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/circuit.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <unordered_map>

#include "core/circuit/circuit_validate.h"
#include "core/circuit/circuit_walk.h"

namespace qstore {

Circuit::Circuit() : m_parts(std::make_shared<const CircuitParts>()) {}

Result<Circuit> Circuit::create(CircuitParts parts) {
    if (auto status = validateCircuit(parts); !status) {
        // Users before what they use: a long chain of definitions must not unwind on the stack.
        parts.operations.clear();
        while (!parts.definitions.empty()) parts.definitions.pop_back();
        return tl::unexpected<Error>(std::move(status).error());
    }
    return Circuit(std::make_shared<const CircuitParts>(std::move(parts)));
}

Circuit Circuit::of(CircuitParts parts) {
    auto created = create(std::move(parts));
    if (!created) {
        std::fprintf(stderr, "Circuit::of: %s\n", created.error().message.c_str());
        std::abort();  // a circuit written in code is wrong; there is nothing to recover
    }
    return *std::move(created);
}

const Parameter* Circuit::findParameter(std::string_view name) const {
    const auto& all = m_parts->parameters;
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Parameter& p) { return p.name == name; });
    return found == all.end() ? nullptr : &*found;
}

bool Circuit::measures() const {
    return std::any_of(operations().begin(), operations().end(),
                       [](const Operation& operation) { return operation.kind == OperationKind::Measure; });
}

Circuit Circuit::flattened() const {
    if (m_parts->definitions.empty()) return *this;
    CircuitParts flat = *m_parts;
    flat.definitions.clear();
    flat.operations.clear();
    for (const auto& operation : operations()) appendFlattened(operation, flat.operations);
    return Circuit(std::make_shared<const CircuitParts>(std::move(flat)));
}

Result<Circuit> Circuit::inverse() const {
    CircuitParts inverted = *m_parts;
    inverted.operations.clear();
    const auto& all = operations();
    for (std::size_t i = all.size(); i-- > 0;) {
        auto status = appendInverse(all[i], inverted.definitions, inverted.operations);
        if (status) continue;
        auto error = status.error();
        error.message = "Operation " + std::to_string(i + 1) + " (" + std::string(gateName(all[i])) + ") " +
                        error.message;
        return tl::unexpected<Error>(std::move(error));
    }
    return create(std::move(inverted));
}

Result<Circuit> Circuit::bound(const std::vector<std::pair<std::string, double>>& values) const {
    std::unordered_map<std::string, double> known;
    for (const auto& [name, value] : values) {
        if (findParameter(name) == nullptr)
            return fail(ErrorCode::NotFound, "The circuit has no parameter '" + name + "'.",
                        "`qstore circuit info` lists its parameters.");
        if (!std::isfinite(value))
            return fail(ErrorCode::InvalidArgument, "The value of '" + name + "' is not a finite number.");
        known[name] = value;
    }
    CircuitParts parts = *m_parts;
    const auto isBound = [&](const Parameter& parameter) { return known.count(parameter.name) > 0; };
    auto& parameters = parts.parameters;
    parameters.erase(std::remove_if(parameters.begin(), parameters.end(), isBound), parameters.end());
    const auto replace = [&](const std::string& name) -> std::optional<Angle> {
        const auto found = known.find(name);
        return found == known.end() ? std::nullopt : std::optional<Angle>(found->second);
    };
    for (auto& operation : parts.operations)
        for (auto& angle : operation.angles) angle = angle.substitute(replace);
    return create(std::move(parts));
}

bool operator==(const Circuit& a, const Circuit& b) {
    const auto& first = a.parts();
    const auto& second = b.parts();
    if (&first == &second) return true;
    const auto sameDefinitions = [&] {
        return std::equal(first.definitions.begin(), first.definitions.end(), second.definitions.begin(),
                          second.definitions.end(), [](const auto& x, const auto& y) {
                              return x->name == y->name && x->angleNames == y->angleNames &&
                                     x->qubits == y->qubits && x->qubitNames == y->qubitNames &&
                                     x->body == y->body;
                          });
    };
    return first.name == second.name && first.qubits == second.qubits && first.bits == second.bits &&
           first.qubitRegisters == second.qubitRegisters && first.bitRegisters == second.bitRegisters &&
           first.parameters == second.parameters && sameDefinitions() &&
           first.operations == second.operations;
}

}  // namespace qstore
