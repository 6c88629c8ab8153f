// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/qstore/circuit_input.h"
#include "app/qstore/command.h"
#include "app/qstore/text_table.h"
#include "core/circuit/circuit_structure.h"
#include "core/simulation/plan.h"
#include "core/simulation/simd.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;

std::string_view roleName(ParameterRole role) {
    switch (role) {
        case ParameterRole::Trainable: return "trainable";
        case ParameterRole::Frozen: return "frozen";
        case ParameterRole::Column: return "column";
    }
    return "";
}

Status info(const Command& command, const std::string& file) {
    QSTORE_TRY(const Circuit circuit, readCircuitFile(file, command.stop.get_token()));
    const CircuitMetrics metrics = circuitMetrics(circuit);
    Json parameters = Json::array();
    for (const Parameter& parameter : circuit.parameters()) {
        Json entry = {{"name", parameter.name}, {"role", roleName(parameter.role)}};
        if (parameter.value) entry["value"] = *parameter.value;
        if (parameter.role == ParameterRole::Column) entry["column"] = parameter.column;
        parameters.push_back(std::move(entry));
    }
    Json document = {{"name", circuit.name()},
                     {"qubits", metrics.qubits},
                     {"bits", circuit.bits()},
                     {"depth", metrics.depth},
                     {"gates", metrics.gates},
                     {"twoQubitGates", metrics.twoQubitGates},
                     {"multiQubitGates", metrics.multiQubitGates},
                     {"measurements", metrics.measurements},
                     {"tGates", metrics.tGates},
                     {"parameters", circuit.parameters().size()},
                     {"trainable", metrics.trainable},
                     {"frozen", metrics.frozen},
                     {"columns", metrics.columns},
                     {"parameterList", std::move(parameters)},
                     {"stateBytes", stateVectorBytes(metrics.qubits, Precision::Double)},
                     {"sha256", circuit.contentHash()},
                     {"structureSha256", structureHash(circuit)}};
    // A circuit too large to simulate still has everything above.
    std::vector<PauliSum> observables;
    for (Qubit qubit = 0; qubit < std::min<std::size_t>(circuit.qubits(), 64); ++qubit)
        observables.push_back(PauliSum::z(qubit));
    const auto plan = Plan::compile(circuit, std::move(observables));
    document["planBytes"] = plan ? Json((*plan)->bytes()) : Json(nullptr);
    document["plan"] = plan ? Json((*plan)->description()) : Json(nullptr);
    document["simd"] = simdTarget();
    std::string text;
    for (const auto& [key, value] : document.items()) {
        if (key == "plan" || key == "parameterList") continue;
        text += key + std::string(key.size() < 16 ? 16 - key.size() : 1, ' ') +
                (value.is_string() ? value.get<std::string>() : value.dump()) + '\n';
    }
    for (const auto& parameter : document["parameterList"]) {
        text +=
            "  " + parameter["name"].get<std::string>() + " (" + parameter["role"].get<std::string>() +
            (parameter.contains("value") ? ", " + shortNumber(parameter["value"].get<double>(), 6) : "") +
            ")\n";
    }
    text += plan ? "plan\n" + (*plan)->description() : "plan: none; " + plan.error().message + '\n';
    command.answer(document, text);
    return {};
}

Status compare(const Command& command, const std::string& first, const std::string& second) {
    QSTORE_TRY(const Circuit a, readCircuitFile(first, command.stop.get_token()));
    QSTORE_TRY(const Circuit b, readCircuitFile(second, command.stop.get_token()));
    QSTORE_TRY(const Equivalence result, compareCircuits(a, b));
    command.answer({{"equivalent", result.equivalent}, {"distance", result.distance}},
                   std::string(result.equivalent ? "equivalent" : "not equivalent") + " (distance " +
                       shortNumber(result.distance) + ")");
    return {};
}

}  // namespace

void addCircuitCommands(CLI::App& app, Command& command) {
    CLI::App* circuit = app.add_subcommand("circuit", "Run, differentiate, compare and convert circuits");
    circuit->require_subcommand(1);
    addCircuitRun(*circuit, command);
    addCircuitGradient(*circuit, command);

    auto files = std::make_shared<std::pair<std::string, std::string>>();
    CLI::App* compareVerb =
        circuit->add_subcommand("compare", "Whether two circuits do the same, up to a global phase");
    addCircuitFile(*compareVerb, files->first, "A");
    addCircuitFile(*compareVerb, files->second, "B");
    compareVerb->callback([&command, files] {
        command.action = [&command, files] { return compare(command, files->first, files->second); };
    });

    auto file = std::make_shared<std::string>();
    CLI::App* infoVerb = circuit->add_subcommand("info", "Size, depth, gates, parameters and plan");
    addCircuitFile(*infoVerb, *file);
    infoVerb->callback(
        [&command, file] { command.action = [&command, file] { return info(command, *file); }; });

    addCircuitConvert(*circuit, command);
    addCircuitTranspile(*circuit, command);
    addCircuitTemplates(*circuit, command);
}

}  // namespace qstore
