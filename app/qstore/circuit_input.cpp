// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/circuit_input.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <iterator>
#include <set>

#include "core/base/atomic_file.h"
#include "core/base/number_text.h"
#include "core/circuit/angle.h"
#include "core/circuit/qasm.h"

namespace qstore {
namespace {

constexpr std::size_t kMaxCircuitBytes = std::size_t{256} << 20U;

struct Assignment {
    std::string name;
    double value = 0.0;
};

/// `theta=0.3`, `theta=pi/2`.
Result<Assignment> parseSet(const std::string& text) {
    const std::size_t equals = text.find('=');
    if (equals == 0 || equals == std::string::npos) {
        return fail(ErrorCode::InvalidArgument, "'" + text + "' is not of the form name=value",
                    "for example --set theta=0.3");
    }
    const std::string valueText = text.substr(equals + 1);
    QSTORE_TRY(const Angle angle, Angle::parse(valueText));
    const std::optional<double> value = angle.constant();
    if (!value) {
        return fail(ErrorCode::InvalidArgument, "'" + valueText + "' is not a number",
                    "for example --set theta=0.3 or --set theta=pi/2");
    }
    return Assignment{text.substr(0, equals), *value};
}

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

bool isFinal(const Operation& operation, const std::vector<bool>& touched,
             const std::vector<bool>& bitUsed) {
    if (operation.kind != OperationKind::Measure || !operation.conditions.empty()) return false;
    return std::none_of(operation.targets.begin(), operation.targets.end(),
                        [&](Qubit qubit) { return touched[qubit]; }) &&
           std::none_of(operation.bits.begin(), operation.bits.end(),
                        [&](ClassicalBit bit) { return bitUsed[bit]; });
}

void markUsed(const Operation& operation, std::vector<bool>& touched, std::vector<bool>& bitUsed) {
    if (operation.kind == OperationKind::Barrier) return;
    for (const Qubit qubit : operation.targets) touched[qubit] = true;
    for (const Control& control : operation.controls) touched[control.qubit] = true;
    for (const ClassicalBit bit : operation.bits) bitUsed[bit] = true;
    for (const Condition& condition : operation.conditions)
        for (const ClassicalBit bit : condition.bits) bitUsed[bit] = true;
}

}  // namespace

void addCircuitFile(CLI::App& verb, std::string& file, const std::string& name) {
    verb.add_option(name, file, "OpenQASM 2 or 3, JSON or Cirq's JSON; - reads standard input")->required();
}

void addSets(CLI::App& verb, CircuitInput& input) {
    verb.add_option("--set", input.sets, "A parameter's value, name=value; may be given again")
        ->allow_extra_args(false)
        ->check([](const std::string& text) {
            const auto assignment = parseSet(text);
            return assignment ? std::string() : assignment.error().message;
        });
}

CLI::Option* addObservables(CLI::App& verb, CircuitInput& input) {
    return verb
        .add_option("--observable", input.observables,
                    "A sum of Pauli strings such as \"Z0 Z1 + 0.5 X2\"; may be given again")
        ->allow_extra_args(false)
        ->check([](const std::string& text) {
            const auto sum = PauliSum::parse(text);
            return sum ? std::string() : sum.error().message;
        });
}

Result<Circuit> readCircuitFile(const std::string& path, const std::stop_token& stop) {
    if (path == "-") {
        const std::string text{std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()};
        return readCircuit(text, "standard input", stop);
    }
    QSTORE_TRY(const std::string text, readFile(path, kMaxCircuitBytes));
    return readCircuit(text, path, stop);
}

Result<Values> bindValues(const Circuit& circuit, const std::vector<std::string>& sets) {
    Values values;
    for (const std::string& text : sets) {
        QSTORE_TRY(const Assignment assignment, parseSet(text));
        if (circuit.findParameter(assignment.name) == nullptr) {
            std::vector<std::string> names;
            for (const Parameter& parameter : circuit.parameters()) names.push_back(parameter.name);
            return fail(ErrorCode::NotFound, "the circuit has no input '" + assignment.name + "'",
                        names.empty() ? "it has no inputs at all" : "its inputs are " + joined(names));
        }
        values[assignment.name] = assignment.value;
    }
    for (const Parameter& parameter : circuit.parameters()) {
        if (values.contains(parameter.name)) continue;
        if (!parameter.value || parameter.role == ParameterRole::Column) {
            return fail(ErrorCode::InvalidArgument, "input '" + parameter.name + "' has no value",
                        "give one with --set " + parameter.name + "=0.3");
        }
        values[parameter.name] = *parameter.value;
    }
    return values;
}

std::vector<double> pickValues(const Values& values, const std::vector<std::string>& names) {
    std::vector<double> picked;
    picked.reserve(names.size());
    for (const std::string& name : names) picked.push_back(values.at(name));
    return picked;
}

Result<std::vector<PauliSum>> parseObservables(const Circuit& circuit,
                                               const std::vector<std::string>& texts) {
    std::vector<PauliSum> sums;
    for (const std::string& text : texts) {
        QSTORE_TRY(PauliSum sum, PauliSum::parse(text));
        if (sum.qubits() > circuit.qubits()) {
            return fail(ErrorCode::InvalidArgument,
                        "observable '" + text + "' needs " + std::to_string(sum.qubits()) +
                            " qubits, the circuit has " + std::to_string(circuit.qubits()),
                        "qubits are counted from 0");
        }
        sums.push_back(std::move(sum));
    }
    return sums;
}

Result<FinalReadout> splitFinalMeasurements(const Circuit& circuit) {
    FinalReadout readout;
    readout.allQubits = !circuit.measures();
    readout.digits = readout.allQubits ? circuit.qubits() : circuit.bits();
    readout.qubitOfBit.assign(circuit.bits(), FinalReadout::kUnmeasured);

    std::vector<bool> touched(circuit.qubits()), bitUsed(circuit.bits());
    CircuitParts parts = circuit.parts();
    std::vector<Operation> kept;
    for (auto operation = parts.operations.rbegin(); operation != parts.operations.rend(); ++operation) {
        if (isFinal(*operation, touched, bitUsed)) {
            for (std::size_t index = 0; index < operation->targets.size(); ++index)
                readout.qubitOfBit[operation->bits[index]] = operation->targets[index];
            // A second measurement of the qubit gives the same value; of the bit, it would be lost.
            for (const ClassicalBit bit : operation->bits) bitUsed[bit] = true;
            continue;
        }
        const bool classical = operation->kind == OperationKind::Measure ||
                               operation->kind == OperationKind::Reset || !operation->conditions.empty();
        if (classical) {
            return fail(
                ErrorCode::Unsupported,
                "the circuit measures, resets or branches before its end, so it has no single final state",
                "ask for its outcomes alone, exact or, with --shots 1000, sampled");
        }
        markUsed(*operation, touched, bitUsed);
        kept.push_back(std::move(*operation));
    }
    parts.operations.assign(std::make_move_iterator(kept.rbegin()), std::make_move_iterator(kept.rend()));
    QSTORE_TRY(readout.circuit, Circuit::create(std::move(parts)));
    return readout;
}

std::string bitString(std::uint64_t outcome, std::size_t digits) {
    std::string text(digits, '0');
    for (std::size_t digit = 0; digit < digits && digit < 64; ++digit)
        if (((outcome >> digit) & 1U) != 0) text[digits - 1 - digit] = '1';
    return text;
}

}  // namespace qstore
