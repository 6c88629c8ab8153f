// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/qstore/circuit_input.h"
#include "app/qstore/circuit_target.h"
#include "app/qstore/command.h"
#include "app/qstore/number_rules.h"
#include "app/qstore/text_table.h"
#include "core/base/atomic_file.h"
#include "core/circuit/qasm.h"
#include "core/circuit/transpile.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;

struct TranspileCommand {
    std::string in, out, target;
    std::optional<std::size_t> qubits;
};

Json metricsJson(const CircuitMetrics& metrics) {
    return {{"qubits", metrics.qubits},
            {"depth", metrics.depth},
            {"gates", metrics.gates},
            {"twoQubitGates", metrics.twoQubitGates},
            {"multiQubitGates", metrics.multiQubitGates}};
}

/// The angles that are not zero, by physical qubit.
Json frameJson(const std::vector<Angle>& frame) {
    Json json = Json::object();
    for (std::size_t qubit = 0; qubit < frame.size(); ++qubit) {
        const auto value = frame[qubit].constant();
        if (value == std::optional(0.0)) continue;
        json[std::to_string(qubit)] = value ? Json(*value) : Json(frame[qubit].toText());
    }
    return json;
}

std::string summary(const TranspileCommand& options, const TranspileTarget& target,
                    const Transpiled& result) {
    TextTable table({"", "before", "after"});
    const auto row = [&](const std::string& name, std::size_t before, std::size_t after) {
        table.add({name, std::to_string(before), std::to_string(after)});
    };
    row("qubits", result.before.qubits, result.after.qubits);
    row("depth", result.before.depth, result.after.depth);
    row("gates", result.before.gates, result.after.gates);
    row("two-qubit gates", result.before.twoQubitGates, result.after.twoQubitGates);
    std::string text = "wrote " + options.out + " for " + target.name + ", " +
                       std::string(gateSetName(target.gates)) + "\n" + table.toText();
    text += "swaps put in: " + std::to_string(result.swaps) + "\nqubit: enters at, leaves at\n";
    for (std::size_t qubit = 0; qubit < result.initialLayout.size(); ++qubit)
        text += "  " + std::to_string(qubit) + ": " + std::to_string(result.initialLayout[qubit]) + ", " +
                std::to_string(result.finalLayout[qubit]) + '\n';
    return text;
}

Status transpileFile(const Command& command, const TranspileCommand& options) {
    QSTORE_TRY(const Circuit circuit, readCircuitFile(options.in, command.stop.get_token()));
    QSTORE_TRY(const TranspileTarget target,
               resolveTarget(command, options.target, circuit.qubits(), options.qubits));
    TranspileOptions settings;
    settings.seed = command.seed.value_or(0);
    settings.stop = command.stop.get_token();
    QSTORE_TRY(const Transpiled result, transpile(circuit, target, settings));
    const bool json = options.out.ends_with(".json");
    std::string text;
    if (json) {
        text = writeCircuitJson(result.circuit) + '\n';
    } else {
        QSTORE_TRY(text, writeQasm3(result.circuit));
    }
    Json document = {{"file", options.out},
                     {"format", json ? "json" : "qasm3"},
                     {"target", target.name},
                     {"gateSet", gateSetName(target.gates)},
                     {"initialLayout", result.initialLayout},
                     {"finalLayout", result.finalLayout},
                     {"frame", frameJson(result.frame)},
                     {"swaps", result.swaps},
                     {"renamedQubits", result.renamedQubits},
                     {"before", metricsJson(result.before)},
                     {"after", metricsJson(result.after)},
                     {"seed", settings.seed}};
    if (options.out == "-") {
        document["text"] = text;
        command.answer(document, text);
        return {};
    }
    QSTORE_CHECK(writeFileAtomically(options.out, text));
    command.answer(document, summary(options, target, result));
    return {};
}

}  // namespace

void addCircuitTranspile(CLI::App& circuit, Command& command) {
    auto options = std::make_shared<TranspileCommand>();
    CLI::App* verb = circuit.add_subcommand(
        "transpile", "Rewrite a circuit in a machine's gates, on a machine's qubits");
    addCircuitFile(*verb, options->in, "IN");
    verb->add_option("OUT", options->out,
                     "File to write, OpenQASM 3 or by its ending .json; - is standard output")
        ->required();
    verb->add_option(
            "--target", options->target,
            "ionq (gpi, gpi2, ms), ionq-forte (gpi, gpi2, zz), line, grid or heavy-hex (rz, sx, x, cz); "
            "local/aria, ... or PROFILE/DEVICE of an account, with its own gates and coupling")
        ->required();
    verb->add_option("--qubits", options->qubits, "Size of the machine; default: what the circuit needs")
        ->check(oneOrMore());
    verb->callback([&command, options] {
        command.action = [&command, options] { return transpileFile(command, *options); };
    });
}

}  // namespace qstore
