// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <numbers>
#include <optional>

#include "app/qstore/circuit_input.h"
#include "app/qstore/command.h"
#include "app/qstore/number_rules.h"
#include "app/qstore/text_table.h"
#include "app/qstore/vqe_measured.h"
#include "core/base/atomic_file.h"
#include "core/base/random.h"
#include "core/circuit/excitations.h"
#include "core/observables/hamiltonian.h"
#include "core/simulation/plan.h"
#include "core/solvers/vqe.h"

namespace qstore {
namespace {

constexpr std::size_t kMaxHamiltonianBytes = std::size_t{256} << 20U;
constexpr int kEnergyDigits = 10;

struct VqeInput : CircuitInput {
    std::string hamiltonian;
    double tolerance = 1e-6;
    std::optional<std::size_t> maxIterations;
    MeasuredVqeInput measured;
};

constexpr std::size_t kUsualIterations = 1000;

class Stopwatch {
public:
    double seconds() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count();
    }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

/// The circuit that was given, else coupled cluster from the Hartree–Fock state.
Result<Circuit> ansatzFor(const Hamiltonian& hamiltonian, const VqeInput& input, const Command& command) {
    if (!input.file.empty()) return readCircuitFile(input.file, command.stop.get_token());
    if (hamiltonian.occupied.empty())
        return fail(ErrorCode::InvalidArgument,
                    "'" + input.hamiltonian + "' names no hf_occupied_qubits, which uccsd starts from",
                    "give an ansatz with --circuit FILE");
    return uccsdCircuit(hamiltonian.qubits, hamiltonian.occupied);
}

/// In uccsd weights start at zero, which is Hartree–Fock. In a circuit of one's own those without a value
/// are drawn: zero is often a stationary point, which no gradient leads away from.
std::vector<double> startOf(const Circuit& circuit, const Signature& signature, const VqeInput& input,
                            std::uint64_t seed) {
    RandomStream random(seed, "vqe start");
    std::vector<double> start;
    for (const std::string& name : signature.weights) {
        const double drawn = input.file.empty() ? 0.0 : 2.0 * std::numbers::pi * random.uniform();
        start.push_back(circuit.findParameter(name)->value.value_or(drawn));
    }
    return start;
}

struct Timed {
    VqeResult result;
    double compileSeconds = 0.0;
    double seconds = 0.0;
};

Result<Timed> solve(const Hamiltonian& hamiltonian, const Circuit& circuit, const VqeInput& input,
                    const Command& command) {
    Timed timed;
    const Stopwatch compiling;
    QSTORE_TRY(const auto plan, Plan::compile(circuit, {hamiltonian.sum}));
    timed.compileSeconds = compiling.seconds();
    VqeOptions options;
    options.tolerance = input.tolerance;
    options.maxIterations = input.maxIterations.value_or(kUsualIterations);
    const Stopwatch minimising;
    const Signature& signature = plan->signature();
    QSTORE_TRY(timed.result, minimiseEnergy(*plan, signature,
                                            startOf(circuit, signature, input, command.seed.value_or(0)),
                                            options, command.control("minimising")));
    timed.seconds = minimising.seconds();
    return timed;
}

nlohmann::ordered_json documentOf(const Hamiltonian& hamiltonian, const Circuit& circuit,
                                  const Timed& timed) {
    const VqeResult& result = timed.result;
    nlohmann::ordered_json document = {{"hamiltonian", hamiltonian.name},
                                       {"qubits", hamiltonian.qubits},
                                       {"terms", hamiltonian.sum.terms.size()},
                                       {"ansatz", circuit.name()},
                                       {"energy", result.energy},
                                       {"startEnergy", result.startEnergy}};
    if (hamiltonian.hartreeFockEnergy) document["hartreeFockEnergy"] = *hamiltonian.hartreeFockEnergy;
    if (hamiltonian.exactEnergy) {
        document["exactEnergy"] = *hamiltonian.exactEnergy;
        document["error"] = result.energy - *hamiltonian.exactEnergy;
    }
    document["converged"] = result.converged;
    document["largestSlope"] = result.largestSlope;
    document["iterations"] = result.iterations;
    document["evaluations"] = result.evaluations;
    document["compileSeconds"] = timed.compileSeconds;
    document["seconds"] = timed.seconds;
    document["weights"] = result.weights;
    return document;
}

std::string textOf(const Hamiltonian& hamiltonian, const Circuit& circuit, const Timed& timed) {
    const VqeResult& result = timed.result;
    TextTable table({"", "energy"});
    table.add({"start", shortNumber(result.startEnergy, kEnergyDigits)});
    if (hamiltonian.hartreeFockEnergy)
        table.add({"Hartree–Fock", shortNumber(*hamiltonian.hartreeFockEnergy, kEnergyDigits)});
    table.add({"found", shortNumber(result.energy, kEnergyDigits)});
    if (hamiltonian.exactEnergy) {
        table.add({"exact", shortNumber(*hamiltonian.exactEnergy, kEnergyDigits)});
        table.add({"above exact", shortNumber(result.energy - *hamiltonian.exactEnergy, 3)});
    }
    std::string text = hamiltonian.name + ": " + std::to_string(hamiltonian.qubits) + " qubits, " +
                       std::to_string(hamiltonian.sum.terms.size()) + " terms; " + circuit.name() +
                       (circuit.name().empty() ? "" : " with ") + std::to_string(result.weights.size()) +
                       " weights\n" + table.toText();
    text += std::to_string(result.iterations) + " iterations, " + std::to_string(result.evaluations) +
            " gradients in " + duration(timed.seconds) + ", compiled in " + duration(timed.compileSeconds) +
            '\n';
    if (result.iterations == 0 && result.converged)
        text += "the start is a stationary point: no gradient leads away from it; start elsewhere\n";
    if (!result.converged)
        text += "not converged: the largest slope is " + shortNumber(result.largestSlope, 3) + '\n';
    return text;
}

Status vqe(const Command& command, const VqeInput& input) {
    QSTORE_TRY(const std::string json, readFile(input.hamiltonian, kMaxHamiltonianBytes));
    QSTORE_TRY(Hamiltonian hamiltonian, readHamiltonian(json));
    if (hamiltonian.name.empty())
        hamiltonian.name = std::filesystem::path(input.hamiltonian).filename().string();
    QSTORE_TRY(const Circuit circuit, ansatzFor(hamiltonian, input, command));
    if (circuit.qubits() < hamiltonian.qubits)
        return fail(ErrorCode::InvalidArgument,
                    "the circuit has " + std::to_string(circuit.qubits()) + " qubits, the Hamiltonian " +
                        std::to_string(hamiltonian.qubits),
                    "give a circuit with at least as many");
    if (!input.measured.backend.empty()) {
        MeasuredVqeInput measured = input.measured;
        measured.iterations = input.maxIterations.value_or(measured.iterations);
        QSTORE_TRY(const auto plan, command.plans->compile(circuit, {hamiltonian.sum}));
        return measuredVqe(command, hamiltonian, circuit,
                           startOf(circuit, plan->signature(), input, command.seed.value_or(0)), measured);
    }
    QSTORE_TRY(const Timed timed, solve(hamiltonian, circuit, input, command));
    command.answer(documentOf(hamiltonian, circuit, timed), textOf(hamiltonian, circuit, timed));
    return {};
}

}  // namespace

void addVqeCommand(CLI::App& app, Command& command) {
    auto input = std::make_shared<VqeInput>();
    CLI::App* verb =
        app.add_subcommand("vqe", "Find the lowest energy of a Hamiltonian that an ansatz reaches");
    verb->add_option("HAMILTONIAN", input->hamiltonian,
                     R"(JSON: {"n_qubits", "paulis": {"XIZ…": 0.5}, "hf_occupied_qubits", …})")
        ->required();
    verb->add_option("--circuit", input->file,
                     "The ansatz: OpenQASM or JSON; weights without a value start at random, by --seed "
                     "(default: uccsd from the Hartree–Fock state)");
    CLI::Option* tolerance =
        verb->add_option("--tolerance", input->tolerance, "Ends when no slope is larger (default 1e-6)")
            ->check(moreThanZero());
    verb->add_option("--iterations", input->maxIterations,
                     "At most so many (default 1000); with --backend just so many (default 100)")
        ->check(CLI::Range(std::size_t{1}, std::size_t{1000000}));
    addMeasuredVqeOptions(*verb, input->measured);
    verb->get_option("--backend")->excludes(tolerance);
    verb->callback(
        [&command, input] { command.action = [&command, input] { return vqe(command, *input); }; });
}

}  // namespace qstore
