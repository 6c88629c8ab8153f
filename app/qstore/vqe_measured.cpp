// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/vqe_measured.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/qstore/backend_access.h"
#include "app/qstore/number_rules.h"
#include "app/qstore/text_table.h"
#include "core/simulation/plan.h"
#include "core/solvers/measured_vqe.h"

namespace qstore {
namespace {

constexpr int kMeasuredDigits = 6;

nlohmann::ordered_json energyJson(const MeasuredEnergy& energy) {
    return {{"energy", energy.energy}, {"standardError", energy.standardError}};
}

nlohmann::ordered_json documentOf(const Hamiltonian& hamiltonian, const Circuit& circuit,
                                  const MeasuredVqeInput& input, bool practice,
                                  const MeasuredVqeResult& result) {
    nlohmann::ordered_json document = {
        {"hamiltonian", hamiltonian.name},       {"qubits", hamiltonian.qubits},
        {"terms", hamiltonian.sum.terms.size()}, {"ansatz", circuit.name()},
        {"energy", result.found.energy},         {"standardError", result.found.standardError},
        {"startEnergy", result.start.energy},    {"startStandardError", result.start.standardError}};
    if (hamiltonian.hartreeFockEnergy) document["hartreeFockEnergy"] = *hamiltonian.hartreeFockEnergy;
    if (hamiltonian.exactEnergy) {
        document["exactEnergy"] = *hamiltonian.exactEnergy;
        document["error"] = result.found.energy - *hamiltonian.exactEnergy;
    }
    document["backend"] = {{"name", input.backend}};
    if (practice) document["backend"]["practice"] = true;
    document["gradient"] = input.gradient;
    document["shots"] = input.shots;
    document["iterations"] = result.history.size();
    document["circuits"] = result.circuits;
    document["allShots"] = result.shots;
    document["weights"] = result.weights;
    document["history"] = nlohmann::ordered_json::array();
    for (const MeasuredEnergy& energy : result.history) document["history"].push_back(energyJson(energy));
    return document;
}

std::string textOf(const Hamiltonian& hamiltonian, const Circuit& circuit, const MeasuredVqeInput& input,
                   const MeasuredVqeResult& result) {
    TextTable table({"", "energy", "standard error"});
    const auto add = [&](const char* name, const MeasuredEnergy& energy) {
        table.add(
            {name, shortNumber(energy.energy, kMeasuredDigits), shortNumber(energy.standardError, 2)});
    };
    add("start", result.start);
    if (hamiltonian.hartreeFockEnergy)
        table.add({"Hartree–Fock", shortNumber(*hamiltonian.hartreeFockEnergy, kMeasuredDigits), "-"});
    add("found", result.found);
    if (hamiltonian.exactEnergy) {
        table.add({"exact", shortNumber(*hamiltonian.exactEnergy, kMeasuredDigits), "-"});
        table.add({"above exact", shortNumber(result.found.energy - *hamiltonian.exactEnergy, 3),
                   shortNumber(result.found.standardError, 2)});
    }
    return hamiltonian.name + ": " + std::to_string(hamiltonian.qubits) + " qubits, " +
           std::to_string(hamiltonian.sum.terms.size()) + " terms; " + circuit.name() +
           (circuit.name().empty() ? "" : " with ") + std::to_string(result.weights.size()) + " weights\n" +
           table.toText() + "measured on " + input.backend + ": " + std::to_string(result.history.size()) +
           " iterations, " + std::to_string(result.circuits) + " circuits of " +
           std::to_string(input.shots) + " shots, equal ones included\n";
}

}  // namespace

void addMeasuredVqeOptions(CLI::App& verb, MeasuredVqeInput& input) {
    CLI::Option* backend =
        verb.add_option("--backend", input.backend,
                        "Measure energies on this machine: local, local/aria, ... or PROFILE/DEVICE of an "
                        "account (`qstore backends list`)");
    verb.add_option("--shots", input.shots, "Shots of each circuit with --backend (1000)")
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1} << 40U))
        ->needs(backend);
    verb.add_option("--gradient", input.gradient,
                    "How slopes are measured: spsa, a few circuits an iteration (default), or shift")
        ->check(CLI::IsMember({"spsa", "shift"}))
        ->needs(backend);
    verb.add_option("--first-step", input.firstStep,
                    "About how far the first measured iteration goes, in radians (0.4)")
        ->check(moreThanZero())
        ->needs(backend);
    verb.add_option("--max-cost", input.maxCostUsd,
                    "Refuse a job that would make it cost more dollars than this")
        ->check(moreThanZero())
        ->needs(backend);
}

Status measuredVqe(const Command& command, const Hamiltonian& hamiltonian, const Circuit& circuit,
                   const std::vector<double>& start, const MeasuredVqeInput& input) {
    QSTORE_TRY(const auto plan, command.plans->compile(circuit, {hamiltonian.sum}));
    QSTORE_TRY(const auto ansatz, MeasuredCircuit::compile(circuit, {hamiltonian.sum}, plan->signature()));
    QSTORE_TRY(const MeasuringBackend backend, openNamedBackend(command, input.backend, input.maxCostUsd));
    std::size_t asked = 0;
    const AskMachine ask = [&](std::span<const Circuit> circuits, const std::vector<PauliSum>& observables,
                               const RunControl& control) {
        return backend.estimator->expectations(circuits, observables, input.shots,
                                               "energy " + std::to_string(++asked), control);
    };
    MeasuredVqeOptions options;
    options.gradient = input.gradient == "shift" ? EnergyGradient::ParameterShift : EnergyGradient::Spsa;
    options.iterations = input.iterations;
    options.firstStep = input.firstStep;
    options.seed = command.seed.value_or(0);
    QSTORE_TRY(const MeasuredVqeResult result,
               minimiseMeasuredEnergy(*ansatz, plan->signature(), start, options, ask,
                                      command.control("measuring")));
    command.answer(documentOf(hamiltonian, circuit, input, backend.practice, result),
                   textOf(hamiltonian, circuit, input, result));
    return {};
}

}  // namespace qstore
