// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "app/qstore/circuit_run.h"
#include "app/qstore/command.h"
#include "app/qstore/local_backend.h"
#include "app/qstore/number_rules.h"
#include "app/qstore/text_table.h"
#include "core/simulation/ensemble.h"
#include "core/simulation/plan.h"
#include "core/simulation/shot_estimator.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;

/// Sequences of outcomes followed before shots are the better question.
constexpr std::size_t kMaxBranches = std::size_t{1} << 12U;

std::vector<Outcome> exactOutcomes(const State& state, const FinalReadout& readout) {
    const std::vector<double> probabilities = state.probabilities();
    std::vector<Outcome> outcomes;
    if (readout.allQubits) {
        for (std::size_t index = 0; index < probabilities.size(); ++index)
            if (probabilities[index] > kNoise) outcomes.push_back({index, probabilities[index]});
        return outcomes;
    }
    std::unordered_map<std::uint64_t, double> sums;
    for (std::size_t index = 0; index < probabilities.size(); ++index) {
        if (probabilities[index] <= kNoise) continue;
        std::uint64_t bits = 0;
        for (std::size_t bit = 0; bit < readout.qubitOfBit.size() && bit < 64; ++bit) {
            const std::size_t qubit = readout.qubitOfBit[bit];
            if (qubit != FinalReadout::kUnmeasured) bits |= ((index >> qubit) & 1U) << bit;
        }
        sums[bits] += probabilities[index];
    }
    for (const auto& [bits, probability] : sums) outcomes.push_back({bits, probability});
    return outcomes;
}

Json stateJson(const State& state) {
    Json list = Json::array();
    for (const auto& amplitude : state.amplitudes()) list.push_back({amplitude.real(), amplitude.imag()});
    return list;
}

std::string describe(const Json& document, const RunOptions& options) {
    std::string text;
    const bool counts = document.contains("counts");
    TextTable table({"bits", counts ? "count" : "probability"});
    for (const auto& [bits, value] : document[counts ? "counts" : "probabilities"].items())
        table.add({"|" + bits + ">", counts ? value.dump() : shortNumber(value.get<double>(), 6)});
    text += table.toText();
    if (document.contains("branches"))
        text +=
            "exact over the " + document["branches"].dump() + " ways its measurements and resets can go\n";
    const bool sampled = document.contains("standardErrors");
    for (std::size_t index = 0; index < options.observables.size(); ++index) {
        text += "<" + options.observables[index] +
                "> = " + shortNumber(document["expectations"][index].get<double>(), sampled ? 6 : 10);
        if (sampled) text += " +- " + shortNumber(document["standardErrors"][index].get<double>(), 2);
        text += '\n';
    }
    if (document.contains("purity"))
        text += "purity " + shortNumber(document["purity"].get<double>(), 6) + '\n';
    if (document.contains("backend") && document["backend"].contains("source")) {
        const Json& machine = document["backend"];
        text += "on " + machine["title"].get<std::string>() + ", " + machine["figures"].get<std::string>() +
                "; source: " + machine["source"].get<std::string>() + '\n';
        for (const Json& note : machine["notes"]) text += "note: " + note.get<std::string>() + '\n';
    }
    if (document.contains("failedOver"))
        text += "measured on " + document["backend"]["name"].get<std::string>() + "; " +
                std::to_string(document["failedOver"].size()) + " before it did not run it\n";
    if (document.contains("state")) {
        TextTable amplitudes({"state", "real", "imaginary"});
        std::uint64_t index = 0;
        for (const auto& pair : document["state"]) {
            amplitudes.add({"|" + bitString(index++, document["qubits"].get<std::size_t>()) + ">",
                            shortNumber(pair[0].get<double>(), 6), shortNumber(pair[1].get<double>(), 6)});
        }
        text += amplitudes.toText();
    }
    return text;
}

/// A program that measures, resets or branches on the way, exactly: every sequence of outcomes with its
/// probability.
Status runBranches(const Circuit& circuit, const Values& values, const RunOptions& options, Json& document,
                   const RunControl& control) {
    QSTORE_TRY(const Circuit bound, circuit.bound({values.begin(), values.end()}));
    QSTORE_TRY(const OutcomeEnsemble ensemble, simulateEnsemble(bound, kMaxBranches, control));
    std::vector<Outcome> outcomes;
    for (const auto& [bits, probability] : ensemble.outcomes)
        if (probability > kNoise) outcomes.push_back({bits, probability});
    QSTORE_CHECK(limitOutcomes(outcomes, options.top));
    document["probabilities"] =
        outcomesJson(outcomes, circuit.measures() ? circuit.bits() : circuit.qubits(), false);
    document["branches"] = ensemble.branches;
    return {};
}

Status runExact(const Circuit& circuit, const Values& values, const RunOptions& options,
                const std::vector<PauliSum>& observables, Json& document, const RunControl& control) {
    auto split = splitFinalMeasurements(circuit);
    const bool branches = !split && split.error().code == ErrorCode::Unsupported;
    if (branches && observables.empty() && !options.state)
        return runBranches(circuit, values, options, document, control);
    QSTORE_TRY(const FinalReadout readout, std::move(split));
    QSTORE_TRY(const auto plan, Plan::compile(readout.circuit));
    if (options.state && circuit.qubits() > 16) {
        return fail(
            ErrorCode::ResourceExhausted,
            "--state would print " + std::to_string(std::uint64_t{1} << circuit.qubits()) + " amplitudes",
            "ask for --top 20 outcomes or for --observable instead");
    }
    QSTORE_TRY(const State state, plan->run(pickValues(values, plan->signature().weights),
                                            pickValues(values, plan->signature().inputs), control));
    std::vector<Outcome> outcomes = exactOutcomes(state, readout);
    QSTORE_CHECK(limitOutcomes(outcomes, options.top));
    document["probabilities"] = outcomesJson(outcomes, readout.digits, false);
    for (const PauliSum& observable : observables)
        document["expectations"].push_back(state.expectation(observable));
    if (options.state) document["state"] = stateJson(state);
    return {};
}

Status runShots(const Circuit& circuit, const Values& values, const RunOptions& options,
                const std::vector<PauliSum>& observables, std::uint64_t seed, Json& document,
                const RunControl& control) {
    QSTORE_TRY(const auto plan, Plan::compile(circuit));
    const auto weights = pickValues(values, plan->signature().weights);
    const auto inputs = pickValues(values, plan->signature().inputs);
    QSTORE_TRY(const auto counts, plan->sample({weights, inputs}, *options.shots, seed, control));
    std::vector<Outcome> outcomes;
    for (const auto& [bits, count] : counts.front()) outcomes.push_back({bits, static_cast<double>(count)});
    QSTORE_CHECK(limitOutcomes(outcomes, options.top));
    document["shots"] = *options.shots;
    document["seed"] = seed;
    document["counts"] =
        outcomesJson(outcomes, circuit.measures() ? circuit.bits() : circuit.qubits(), true);
    if (observables.empty()) return {};
    QSTORE_TRY(const auto estimator, ShotEstimator::compile(circuit, observables, *options.shots, seed));
    QSTORE_TRY(const auto expectations, estimator->expectations({weights, inputs}, control));
    document["expectations"] = expectations;
    return {};
}

/// What the options ask for together; each alone was checked when the command line was read.
Result<std::string> chooseMethod(const RunOptions& options) {
    std::string method = options.method;
    if (method.empty()) method = options.isNoisy() ? "density" : "state-vector";
    if (method == "state-vector" && options.isNoisy())
        return fail(ErrorCode::InvalidArgument, "a state vector has no noise",
                    "use --method density or --method trajectories with noise");
    if (method != "trajectories" && options.trajectories)
        return fail(ErrorCode::InvalidArgument,
                    "--trajectories is for --method trajectories, not for " + method,
                    "leave it out, or add --method trajectories");
    if (method != "state-vector" && options.state)
        return fail(ErrorCode::Unsupported, "--state prints a state vector, which " + method + " has not",
                    "leave out --state, or ask for --observable");
    return method;
}

/// The simulated machine that was asked for, its noise in the options and what it is in the answer.
Result<Json> useBackend(const Circuit& circuit, RunOptions& options, const RunControl& control) {
    if (options.backend.empty() && options.calibrationFile.empty()) return Json();
    if (!options.noiseFile.empty())
        return fail(ErrorCode::InvalidArgument, "--noise and a backend both say which errors to have",
                    "name one of the two");
    QSTORE_TRY(LocalBackend backend,
               openLocalBackend(options.backend, options.calibrationFile, circuit, control));
    Json machine = {{"name", backend.device.info.name}, {"title", backend.device.info.title}};
    if (backend.noise) {
        machine["figures"] = options.calibrationFile.empty() ? kProfileFigures : "a calibration of a file";
        machine["source"] = backend.device.source;
        if (!backend.device.note.empty()) backend.notes.insert(backend.notes.begin(), backend.device.note);
        machine["notes"] = backend.notes;
        if (!backend.placement.empty()) machine["placement"] = backend.placement;
    }
    options.noise = std::move(backend.noise);
    return machine;
}

Status onMachine(const Command& command, const Circuit& circuit, const RunOptions& options) {
    if (!options.noiseFile.empty() || !options.calibrationFile.empty() || options.state ||
        !options.method.empty() || options.trajectories)
        return fail(ErrorCode::InvalidArgument,
                    "'" + options.backend + "' is a machine: it has errors of its own and tells no state",
                    "leave out --noise, --calibration, --method, --trajectories and --state");
    QSTORE_TRY(const Values values, bindValues(circuit, options.sets));
    QSTORE_TRY(const auto observables, parseObservables(circuit, options.observables));
    QSTORE_TRY(const Circuit bound, circuit.bound({values.begin(), values.end()}));
    Json document = {{"qubits", circuit.qubits()}, {"method", "machine"}};
    QSTORE_CHECK(runOnMachine(command, bound, observables, options, document));
    command.answer(document, command.json ? std::string() : describe(document, options));
    return {};
}

Status run(const Command& command, RunOptions options) {
    QSTORE_TRY(const Circuit circuit, readCircuitFile(options.file, command.stop.get_token()));
    const bool several = options.backend.find(',') != std::string::npos;
    if (several || (!options.backend.empty() && !isLocalName(options.backend)))
        return onMachine(command, circuit, options);
    QSTORE_TRY(const Json machine, useBackend(circuit, options, command.control("placing")));
    QSTORE_TRY(const std::string method, chooseMethod(options));
    if (options.state && (circuit.measures() || options.shots)) {
        return fail(ErrorCode::Unsupported,
                    "--state is refused for programs that measure: their state is gone",
                    "remove the measurements and --shots, or leave out --state");
    }
    QSTORE_TRY(const Values values, bindValues(circuit, options.sets));
    QSTORE_TRY(const auto observables, parseObservables(circuit, options.observables));
    Json document = {{"qubits", circuit.qubits()}, {"method", method}};
    if (!machine.is_null()) document["backend"] = machine;
    if (!observables.empty()) document["expectations"] = Json::array();
    const RunControl control = command.control("running");
    const std::uint64_t seed = command.seed.value_or(0);
    if (method != "state-vector") {
        QSTORE_TRY(const Circuit bound, circuit.bound({values.begin(), values.end()}));
        QSTORE_CHECK(runNoisyMethod(bound, observables, options, seed, document, control));
    } else if (options.shots) {
        QSTORE_CHECK(runShots(circuit, values, options, observables, seed, document, control));
    } else {
        QSTORE_CHECK(runExact(circuit, values, options, observables, document, control));
    }
    command.answer(document, command.json ? std::string() : describe(document, options));
    return {};
}

}  // namespace

Status requireFewOutcomes(std::size_t count) {
    if (count <= kMostPrintedOutcomes) return {};
    return fail(ErrorCode::ResourceExhausted,
                std::to_string(count) + " outcomes are more than " + std::to_string(kMostPrintedOutcomes) +
                    " to print",
                "print the most likely ones with --top 20");
}

void addCircuitRun(CLI::App& circuit, Command& command) {
    auto options = std::make_shared<RunOptions>();
    CLI::App* verb = circuit.add_subcommand(
        "run", "Simulate, with or without noise: exact probabilities, or counts of seeded shots");
    addCircuitFile(*verb, options->file);
    verb->add_option("--shots", options->shots, "Sample this many shots instead of exact probabilities")
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1} << 40U));
    verb->add_option("--top", options->top, "Print only the K most likely outcomes")
        ->check(CLI::Range(std::size_t{1}, std::size_t{1} << 24U));
    verb->add_flag("--state", options->state, "Print the amplitudes too");
    verb->add_option("--noise", options->noiseFile,
                     "A noise model (JSON): channels after gates, readout errors; see the manual");
    verb->add_option(
        "--backend", options->backend,
        "Simulate this machine with its errors: local, local/aria, …; or run on PROFILE/DEVICE of an "
        "account, as a job (`qstore backends list`). Several with commas are tried in that order when one "
        "is not available or refuses (`qstore backends choose`)");
    verb->add_option("--max-cost", options->maxCostUsd,
                     "Refuse before a machine's job would cost more dollars than this")
        ->check(moreThanZero());
    verb->add_option("--calibration", options->calibrationFile,
                     "Simulate the machine of a calibration file (IonQ, IBM or our own form)");
    verb->add_option("--method", options->method,
                     "state-vector (exact, without noise); density (exact with noise, up to 14 qubits; the "
                     "default with --noise); trajectories (noise by sampling, with standard errors); "
                     "stabilizer (Clifford gates on thousands of qubits)")
        ->check(CLI::IsMember(kMethods));
    verb->add_option("--trajectories", options->trajectories,
                     "How many trajectories, each with one shot (1000)")
        ->check(CLI::Range(std::uint64_t{2}, std::uint64_t{1} << 40U));
    addObservables(*verb, *options);
    addSets(*verb, *options);
    verb->callback(
        [&command, options] { command.action = [&command, options] { return run(command, *options); }; });
}

}  // namespace qstore
