// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/qstore/backend_access.h"
#include "app/qstore/circuit_input.h"
#include "app/qstore/command.h"
#include "app/qstore/number_rules.h"
#include "app/qstore/text_table.h"
#include "core/gradients/gradients.h"
#include "core/gradients/measured_circuit.h"
#include "core/gradients/second_order.h"

namespace qstore {
namespace {

struct GradientOptions : CircuitInput {
    std::string method = "adjoint";
    std::size_t repeats = 100;
    bool hessian = false;
    std::string backend;  ///< empty = computed
    std::optional<std::uint64_t> shots;
    double maxCostUsd = 0.0;
};

constexpr std::uint64_t kUsualShots = 1000;
constexpr double kSpsaStep = 0.01;     ///< of a computed gradient
constexpr double kMeasuredStep = 0.1;  ///< of a measured one, where shots are noisy

/// Adjoint in the form of the other methods: one pass forward and back.
Result<Jacobian> adjointJacobian(const Plan& plan, const std::vector<double>& weights,
                                 const std::vector<double>& inputs, const RunControl& control) {
    QSTORE_TRY(BatchJacobian batch, batchJacobian(plan, plan.signature(), {weights, inputs}, control));
    return Jacobian{std::move(batch.expectations), std::move(batch.weights), std::move(batch.inputs), 1};
}

Result<Jacobian> jacobian(const Circuit& circuit, const std::vector<PauliSum>& observables,
                          const std::vector<double>& weights, const std::vector<double>& inputs,
                          const GradientOptions& options, const Command& command) {
    const RunControl control = command.control("differentiating");
    if (options.method == "shift")
        return parameterShift(circuit, observables, weights, inputs, exactEstimator, control);
    QSTORE_TRY(const auto plan, command.plans->compile(circuit, observables));
    if (options.method == "adjoint") return adjointJacobian(*plan, weights, inputs, control);
    if (options.method == "finite") return finiteDifferences(*plan, weights, inputs, 1e-3, control);
    return spsaGradient(*plan, weights, inputs, kSpsaStep, options.repeats, command.seed.value_or(0),
                        control);
}

/// Second derivatives as rows and columns named by the weights.
Status addHessian(const Circuit& circuit, const PauliSum& observable, const Signature& signature,
                  const Values& values, const RunControl& control, nlohmann::ordered_json& document,
                  std::string& text) {
    QSTORE_TRY(const auto second, SecondOrder::compile(circuit, observable));
    QSTORE_TRY(const auto hessian, second->hessian(pickValues(values, signature.weights),
                                                   pickValues(values, signature.inputs), control));
    const std::size_t count = signature.weights.size();
    std::vector<std::string> headings{"second derivative"};
    headings.insert(headings.end(), signature.weights.begin(), signature.weights.end());
    TextTable table(headings);
    document["hessian"] = nlohmann::ordered_json::object();
    for (std::size_t row = 0; row < count; ++row) {
        std::vector<std::string> cells{signature.weights[row]};
        for (std::size_t column = 0; column < count; ++column) {
            const double value = hessian[row * count + column];
            document["hessian"][signature.weights[row]][signature.weights[column]] = value;
            cells.push_back(shortNumber(value, 6));
        }
        table.add(cells);
    }
    text += table.toText();
    return {};
}

/// Where the value and its derivatives are measured instead of computed.
Status measuredGradient(const Command& command, const Circuit& circuit,
                        const std::vector<PauliSum>& observables, const Signature& signature,
                        const Values& values, const GradientOptions& options) {
    if (options.hessian || (options.method != "shift" && options.method != "spsa"))
        return fail(ErrorCode::InvalidArgument,
                    options.hessian ? "second derivatives are computed, not measured"
                                    : "the method '" + options.method +
                                          "' needs the state of the qubits, "
                                          "which '" +
                                          options.backend + "' does not tell",
                    "use --method shift, or spsa for few circuits");
    QSTORE_TRY(const MeasuringBackend backend,
               openNamedBackend(command, options.backend, options.maxCostUsd));
    QSTORE_TRY(const auto measured, MeasuredCircuit::compile(circuit, observables, signature));
    const std::uint64_t shots = options.shots.value_or(kUsualShots);
    const std::vector<double> weights = pickValues(values, signature.weights);
    const std::vector<double> inputs = pickValues(values, signature.inputs);
    const Bindings bindings{weights, inputs, 1, false};
    const Cotangent alone = [](std::size_t, std::span<const double>, std::span<double> slope) {
        slope.front() = 1.0;
    };
    const AskMachine ask = [&](std::span<const Circuit> circuits, const std::vector<PauliSum>& asked,
                               const RunControl& control) {
        return backend.estimator->expectations(circuits, asked, shots, "gradient", control);
    };
    const GradientRequest request{true, !inputs.empty()};
    const RunControl control = command.control("measuring");
    QSTORE_TRY(const MeasuredGradient found,
               options.method == "shift"
                   ? measured->parameterShift(bindings, alone, request, ask, control)
                   : measured->spsa(bindings, alone, request, kMeasuredStep, options.repeats,
                                    command.seed.value_or(0), ask, control));
    nlohmann::ordered_json document = {{"value", found.jacobian.expectations.front()},
                                       {"standardError", found.expectationErrors.front()},
                                       {"gradient", nlohmann::ordered_json::object()},
                                       {"standardErrors", nlohmann::ordered_json::object()},
                                       {"evaluations", found.circuits},
                                       {"method", options.method},
                                       {"backend", {{"name", options.backend}}},
                                       {"shots", shots}};
    if (backend.practice) document["backend"]["practice"] = true;
    TextTable table({"parameter", "derivative", "standard error"});
    for (std::size_t index = 0; index < signature.weights.size(); ++index) {
        if (!signature.trainable[index]) continue;  // what is frozen is not paid for
        const std::string& name = signature.weights[index];
        document["gradient"][name] = found.jacobian.weights[index];
        document["standardErrors"][name] = found.weightErrors[index];
        table.add({name, shortNumber(found.jacobian.weights[index], 6),
                   shortNumber(found.weightErrors[index], 2)});
    }
    for (std::size_t index = 0; index < signature.inputs.size(); ++index) {
        document["gradient"][signature.inputs[index]] = found.jacobian.inputs[index];
        table.add({signature.inputs[index], shortNumber(found.jacobian.inputs[index], 6), "-"});
    }
    command.answer(document, "<" + options.observables.front() +
                                 "> = " + shortNumber(found.jacobian.expectations.front(), 6) + " +- " +
                                 shortNumber(found.expectationErrors.front(), 2) + '\n' + table.toText() +
                                 "measured on " + options.backend + ": " + std::to_string(found.circuits) +
                                 " circuits of " + std::to_string(shots) + " shots\n");
    return {};
}

Status gradient(const Command& command, const GradientOptions& options) {
    QSTORE_TRY(const Circuit circuit, readCircuitFile(options.file, command.stop.get_token()));
    QSTORE_TRY(const Values values, bindValues(circuit, options.sets));
    QSTORE_TRY(const auto observables, parseObservables(circuit, options.observables));
    // Final measurements do not change the expectation values before them.
    QSTORE_TRY(const FinalReadout readout, splitFinalMeasurements(circuit));
    QSTORE_TRY(const auto plan, command.plans->compile(readout.circuit, observables));
    const Signature& signature = plan->signature();
    if (!options.backend.empty())
        return measuredGradient(command, readout.circuit, observables, signature, values, options);
    QSTORE_TRY(const Jacobian result,
               jacobian(readout.circuit, observables, pickValues(values, signature.weights),
                        pickValues(values, signature.inputs), options, command));

    nlohmann::ordered_json document = {{"value", result.expectations.front()},
                                       {"gradient", nlohmann::ordered_json::object()},
                                       {"evaluations", result.evaluations},
                                       {"method", options.method}};
    TextTable table({"parameter", "derivative"});
    const auto add = [&](const std::string& name, double derivative) {
        document["gradient"][name] = derivative;
        table.add({name, shortNumber(derivative, 12)});
    };
    for (std::size_t index = 0; index < signature.weights.size(); ++index)
        add(signature.weights[index], result.weights[index]);
    for (std::size_t index = 0; index < signature.inputs.size(); ++index)
        add(signature.inputs[index], result.inputs[index]);
    std::string text = "<" + options.observables.front() +
                       "> = " + shortNumber(result.expectations.front(), 12) + '\n' + table.toText() +
                       std::to_string(result.evaluations) + " evaluations\n";
    if (options.hessian) {
        QSTORE_CHECK(addHessian(readout.circuit, observables.front(), signature, values,
                                command.control("differentiating twice"), document, text));
    }
    command.answer(document, text);
    return {};
}

}  // namespace

void addCircuitGradient(CLI::App& circuit, Command& command) {
    auto options = std::make_shared<GradientOptions>();
    CLI::App* verb = circuit.add_subcommand("gradient", "Derivatives of an expectation value");
    addCircuitFile(*verb, options->file);
    addObservables(*verb, *options)->required()->expected(1);
    addSets(*verb, *options);
    CLI::Option* method =
        verb->add_option("--method", options->method, "How: adjoint, shift, spsa or finite")
            ->check(CLI::IsMember({"adjoint", "shift", "spsa", "finite"}));
    CLI::Option* backend = verb->add_option(
        "--backend", options->backend,
        "Measure on this machine, by shift (the default then) or spsa: local, local/aria, ... or "
        "PROFILE/DEVICE of an account (`qstore backends list`)");
    verb->add_option("--shots", options->shots, "Shots of each circuit with --backend (1000)")
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1} << 40U))
        ->needs(backend);
    verb->add_option("--max-cost", options->maxCostUsd,
                     "Refuse a job that would make it cost more dollars than this")
        ->check(moreThanZero())
        ->needs(backend);
    verb->add_option("--repeats", options->repeats, "Directions that spsa averages (default 100)")
        ->check(CLI::Range(std::size_t{1}, std::size_t{1000000}));
    verb->add_flag("--hessian", options->hessian, "Also the exact second derivatives to the parameters");
    verb->callback([&command, options, method] {
        if (!options->backend.empty() && method->count() == 0) options->method = "shift";
        command.action = [&command, options] { return gradient(command, *options); };
    });
}

}  // namespace qstore
