// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/qstore/backend_pricing.h"
#include "app/qstore/circuit_input.h"
#include "app/qstore/command.h"
#include "app/qstore/number_rules.h"
#include "app/qstore/text_table.h"
#include "app/qstore/training_cost_report.h"
#include "core/backends/gradient_cost.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;

struct EstimateInput : CircuitInput {
    std::vector<std::string> backends;
    std::string priceList, plan, goal = "price", method = "parameter-shift";
    std::uint64_t shots = 1000, copies = 1;
    bool mitigation = false;
    TrainingShape training;  ///< rows = 0: no training
    std::optional<double> gradientError;
};

Status addTraining(const Command& command, const EstimateInput& input, const Circuit& circuit,
                   const Priced& best, const PriceTable& table, Json& document, std::string& text) {
    const RunControl control = command.control("counting");
    TrainingShape shape = input.training;
    shape.circuit = circuit;
    shape.shots = input.shots;
    shape.mitigation = input.mitigation;
    shape.method = *findSampledGradient(input.method);
    QSTORE_TRY(shape.observables, parseObservables(circuit, input.observables));
    if (shape.observables.empty())
        for (Qubit qubit = 0; qubit < circuit.qubits(); ++qubit)
            shape.observables.push_back(PauliSum::z(qubit));
    TrainingTerms terms;
    terms.provider = best.backend.providerKind;
    terms.plan = input.plan;
    terms.device = best.route.device;
    terms.estimate = [&](const JobWork& work) {
        return askEstimate(command, best.backend, circuit.qubits(), work);
    };
    if (best.backend.calibration && !best.route.device.simulator)
        terms.times = executionTimesOf(*best.backend.calibration);
    QSTORE_TRY(const TrainingCost cost, trainingCost(shape, terms, table, control));
    document["training"] = trainingCostJson(cost, true);
    text += trainingCostText(cost);
    if (!input.gradientError) return {};
    QSTORE_TRY(const auto options,
               gradientOptions(shape, terms, table, {*input.gradientError, std::nullopt}, control));
    TextTable rows({"gradient", "grouped", "shots", "circuits", "all shots", "price"});
    document["gradientOptions"] = Json::array();
    for (const GradientOption& option : options) {
        Json entry = {{"method", sampledGradientName(option.method)},
                      {"grouping", option.grouping},
                      {"shots", option.shots},
                      {"repeats", option.repeats},
                      {"directions", option.directions},
                      {"step", option.step},
                      {"shotsPerGradient", option.shotsPerGradient},
                      {"reasoning", option.reasoning},
                      {"training", trainingCostJson(option.cost, false)}};
        document["gradientOptions"].push_back(std::move(entry));
        rows.add({std::string(sampledGradientName(option.method)), option.grouping ? "yes" : "no",
                  std::to_string(option.shots), std::to_string(option.cost.circuits),
                  std::to_string(option.cost.shots), priceText(option.cost.usd, option.cost.atMostUsd)});
    }
    text += "for an error of " + shortNumber(*input.gradientError) + " in every entry of the gradient:\n" +
            rows.toText();
    return {};
}

Status estimate(const Command& command, const EstimateInput& input) {
    QSTORE_TRY(const Circuit circuit, readCircuitFile(input.file, command.stop.get_token()));
    QSTORE_TRY(const PriceTable table, PriceTable::shipped());
    std::vector<Priced> priced;
    std::vector<RouteCandidate> candidates;
    const JobToPrice job{circuit, input.shots, input.copies, input.mitigation, input.plan};
    for (const std::string& name : input.backends) {
        QSTORE_TRY(ChosenBackend backend, chooseBackend(command, name, input.priceList));
        Priced one = priceOn(command, job, table, std::move(backend));
        candidates.push_back(one.route);
        priced.push_back(std::move(one));
    }
    const auto ranked = rankDevices(candidates, *findRoutingGoal(input.goal));
    const GateCounts gates = billedGates(circuit);
    Json document = {{"backend", ranked.front().name}, {"goal", input.goal},
                     {"shots", input.shots},           {"circuits", input.copies},
                     {"qubits", circuit.qubits()},     {"oneQubitGates", gates.oneQubit},
                     {"twoQubitGates", gates.twoQubit}};
    const auto best = std::find_if(priced.begin(), priced.end(), [&](const Priced& each) {
        return each.route.name == ranked.front().name;
    });
    document["job"] = priceJson(best->route.price);
    putKnown(document, "queueSeconds", best->route.device.queueSeconds);
    putKnown(document, "executionSeconds", best->route.executionSeconds);
    putKnown(document, "fidelity", best->route.fidelity);
    document["ranking"] = Json::array();
    std::string text;
    for (const RankedDevice& device : ranked) {
        document["ranking"].push_back(
            {{"backend", device.name}, {"usable", device.usable}, {"reasoning", device.reasoning}});
        text += device.reasoning + '\n';
    }
    const JobPrice& price = best->route.price;
    text += "one job on " + best->route.name + ": " + priceText(price.usd, price.atMostUsd) + ", " +
            price.reason + '\n';
    text += priceSourceText(price);
    if (input.training.rows != 0)
        QSTORE_CHECK(addTraining(command, input, circuit, *best, table, document, text));
    command.answer(document, text);
    return {};
}

void addTrainingOptions(CLI::App& verb, EstimateInput& input) {
    constexpr std::uint64_t most = std::uint64_t{1} << 40U;
    const auto count = CLI::Range(std::uint64_t{1}, most);
    TrainingShape& training = input.training;
    CLI::Option* rows =
        verb.add_option("--train-rows", training.rows, "Price a whole training on this many rows")
            ->check(count);
    verb.add_option("--train-batch", training.batchSize, "Rows of a batch (1)")->check(count)->needs(rows);
    verb.add_option("--train-epochs", training.epochs, "Epochs (1)")->check(count)->needs(rows);
    verb.add_option("--train-validation", training.evaluationRows, "Rows predicted after each epoch (0)")
        ->check(CLI::Range(std::uint64_t{0}, most))
        ->needs(rows);
    verb.add_option("--train-test", training.finalRows, "Rows predicted once at the end (0)")
        ->check(CLI::Range(std::uint64_t{0}, most))
        ->needs(rows);
    verb.add_option("--train-gradient", input.method,
                    "parameter-shift (the default), spsa or finite-difference")
        ->check(CLI::IsMember({"parameter-shift", "spsa", "finite-difference"}))
        ->needs(rows);
    verb.add_option("--train-directions", training.directions, "Directions of spsa a step (1)")
        ->check(count)
        ->needs(rows);
    verb.add_option("--train-error", input.gradientError,
                    "Also compare gradient methods for this error of every entry of the gradient")
        ->check(moreThanZero())
        ->needs(rows);
    addObservables(verb, input)->needs(rows);
}

}  // namespace

void addBackendsEstimate(CLI::App& backends, Command& command) {
    auto input = std::make_shared<EstimateInput>();
    CLI::App* verb = backends.add_subcommand(
        "estimate", "What a job or a whole training costs, and which of several backends to take");
    addCircuitFile(*verb, input->file);
    verb->add_option("--backend", input->backends,
                     "local, local/aria, … or PROFILE/DEVICE; several are compared")
        ->allow_extra_args(false)
        ->required();
    verb->add_option("--price-list", input->priceList,
                     "ionq or ibm: the backends are names of devices (qpu.aria-1), priced by the published "
                     "list without an account")
        ->check(CLI::IsMember({"ionq", "ibm"}));
    verb->add_option("--plan", input->plan, "The plan of the price list (its first)");
    verb->add_option("--by", input->goal, "Compare by price (the default), queue, fidelity or speed")
        ->check(CLI::IsMember({"price", "queue", "fidelity", "speed"}));
    verb->add_option("--shots", input->shots, "Shots of every circuit (1000)")
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1} << 40U));
    verb->add_option("--circuits", input->copies, "Circuits like this one in the job (1)")
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{5000}));
    verb->add_flag("--mitigation", input->mitigation, "With the provider's error mitigation");
    addTrainingOptions(*verb, *input);
    verb->callback(
        [&command, input] { command.action = [&command, input] { return estimate(command, *input); }; });
}

}  // namespace qstore
