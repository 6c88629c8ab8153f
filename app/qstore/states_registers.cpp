// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>

#include "app/qstore/circuit_input.h"
#include "app/qstore/circuit_run.h"
#include "app/qstore/number_rules.h"
#include "app/qstore/states_access.h"
#include "app/qstore/states_report.h"
#include "app/qstore/text_table.h"
#include "core/simulation/plan.h"
#include "core/states/context_register.h"
#include "core/states/notes.h"
#include "core/states/register_builders.h"
#include "core/states/register_figures.h"
#include "core/states/register_measurement.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;

struct RegisterOptions {
    std::string name, other, bell, record, qubits, context, save;
    std::optional<std::size_t> ghz, w;
    CircuitInput circuit;
    std::vector<std::string> when;
    std::optional<std::uint64_t> shots;
    std::optional<std::size_t> top;
};

BellState bellOf(const std::string& name) {
    if (name == "phi-") return BellState::PhiMinus;
    if (name == "psi+") return BellState::PsiPlus;
    return name == "psi-" ? BellState::PsiMinus : BellState::PhiPlus;
}

/// The state that a circuit leaves, measurements at its end taken off.
Result<SimulatedRegister> registerOfCircuit(const Command& command, const RegisterOptions& options) {
    const RunControl control = command.control("simulating");
    QSTORE_TRY(const Circuit circuit, readCircuitFile(options.circuit.file, control.stop));
    QSTORE_TRY(const Values values, bindValues(circuit, options.circuit.sets));
    QSTORE_TRY(const FinalReadout readout, splitFinalMeasurements(circuit));
    QSTORE_TRY(const auto plan, Plan::compile(readout.circuit));
    QSTORE_TRY(State state, plan->run(pickValues(values, plan->signature().weights),
                                      pickValues(values, plan->signature().inputs), control));
    RegisterInfo info;
    info.name = options.name;
    info.origin = "circuit '" + std::filesystem::path(options.circuit.file).filename().string() + "'";
    return SimulatedRegister::pure(std::move(info), std::move(state));
}

/// Σ √w_c |c⟩|v_c⟩ of a record, and what was done to its numbers for it.
Result<SimulatedRegister> registerOfRecord(const StateLibrary& library, const RegisterOptions& options,
                                           Json& document, std::string& text) {
    QSTORE_TRY(const StateRecord record, library.records().record(options.record));
    if (record.state == RecordState::Decohered || record.state == RecordState::Archived)
        return fail(ErrorCode::Failed,
                    "record '" + record.id + "' is " + std::string(recordStateName(record.state)) +
                        " and does not answer",
                    "`qstore states restore " + record.id + "` makes it active");
    QSTORE_TRY(ContextRegister made, superposeContexts(options.name, record.contexts));
    document["probabilitiesOfContexts"] = made.shares.weights;
    document["norms"] = made.shares.norms;
    document["paddedLength"] = made.shares.paddedLength;
    TextTable table({"context", "probability", "norm divided by"});
    for (const auto& [name, weight] : made.shares.weights)
        table.add({name, shortNumber(weight, 6), shortNumber(made.shares.norms.at(name), 6)});
    text += table.toText() + "vectors are padded with zeros to " +
            std::to_string(made.shares.paddedLength) + " numbers\n";
    return std::move(made.reg);
}

Result<SimulatedRegister> buildRegister(const Command& command, const StateLibrary& library,
                                        const RegisterOptions& options, Json& document, std::string& text) {
    if (options.ghz) return ghzRegister(options.name, *options.ghz);
    if (options.w) return wRegister(options.name, *options.w);
    if (!options.circuit.file.empty()) return registerOfCircuit(command, options);
    if (!options.record.empty()) return registerOfRecord(library, options, document, text);
    if (!options.bell.empty()) return bellRegister(options.name, bellOf(options.bell));
    return fail(ErrorCode::InvalidArgument, "nothing to make '" + options.name + "' of is given",
                "give --bell, --ghz N, --w N, --circuit FILE or --contexts RECORD");
}

Status createRegister(const Command& command, const RegisterOptions& options) {
    QSTORE_TRY(const auto library, openStates(command, true));
    Json more = Json::object();
    std::string text;
    QSTORE_TRY(const SimulatedRegister reg, buildRegister(command, *library, options, more, text));
    QSTORE_CHECK(library->addRegister(reg));
    Json document = registerJson(headOf(reg));
    document.update(more);
    command.answer(document, registerTable({headOf(reg)}) + text);
    return {};
}

/// All qubits, or those of --qubits.
Result<std::vector<Qubit>> qubitsOf(const SimulatedRegister& reg, const std::string& text) {
    if (!text.empty()) return parseQubits(text, "--qubits");
    std::vector<Qubit> all;
    for (std::size_t qubit = 0; qubit < reg.qubits(); ++qubit) all.push_back(static_cast<Qubit>(qubit));
    return all;
}

Result<std::vector<Outcome>> outcomesOf(const SimulatedRegister& reg, const std::vector<Qubit>& qubits,
                                        const std::optional<std::size_t>& top) {
    QSTORE_TRY(const auto probabilities, outcomeProbabilities(reg, qubits));
    std::vector<Outcome> outcomes;
    for (std::size_t key = 0; key < probabilities.size(); ++key)
        if (probabilities[key] > kNoise) outcomes.push_back({key, probabilities[key]});
    QSTORE_CHECK(limitOutcomes(outcomes, top));
    return outcomes;
}

std::string outcomeTable(const std::vector<Outcome>& outcomes, std::size_t digits, bool counts) {
    TextTable table({"bits", counts ? "count" : "probability"});
    for (const Outcome& outcome : outcomes)
        table.add({"|" + bitString(outcome.bits, digits) + ">",
                   counts ? std::to_string(static_cast<std::uint64_t>(outcome.weight))
                          : shortNumber(outcome.weight, 6)});
    return table.toText();
}

Status showRegister(const Command& command, const RegisterOptions& options) {
    QSTORE_TRY(const auto library, openStates(command, false));
    QSTORE_TRY(const SimulatedRegister reg, library->reg(options.name));
    QSTORE_TRY(const auto qubits, qubitsOf(reg, ""));
    QSTORE_TRY(const auto outcomes, outcomesOf(reg, qubits, options.top));
    Json document = registerJson(headOf(reg));
    document["purity"] = purityOf(reg);
    document["probabilities"] = outcomesJson(outcomes, qubits.size(), false);
    document["note"] = kRegisterNote;
    std::string text = registerTable({headOf(reg)}) + '\n' + outcomeTable(outcomes, qubits.size(), false) +
                       "purity " + shortNumber(purityOf(reg), 6) + "\n\n" + std::string(kRegisterNote) +
                       '\n';
    if (reg.qubits() > 1) {
        document["noSignalling"] = kNoSignallingNote;
        text += std::string(kNoSignallingNote) + '\n';
    }
    command.answer(document, text);
    return {};
}

/// --when Q=0 or Q=1.
Result<std::vector<QubitOutcome>> selectionOf(const std::vector<std::string>& when) {
    std::vector<QubitOutcome> outcomes;
    for (const std::string& text : when) {
        QSTORE_TRY(const Assignment given, parseAssignment(text, "--when"));
        QSTORE_TRY(const auto qubits, parseQubits(given.name, "--when"));
        if (qubits.size() != 1 || (given.value != "0" && given.value != "1"))
            return fail(ErrorCode::InvalidArgument, "--when is '" + text + "', which is no outcome",
                        "write a qubit and what it was found to be: --when 0=1");
        outcomes.push_back({qubits.front(), given.value == "1"});
    }
    return outcomes;
}

/// What is left of the register, with the probability of that in the answer.
Result<SimulatedRegister> selected(const SimulatedRegister& reg, const RegisterOptions& options,
                                   Json& document, std::string& text) {
    if (options.when.empty() && options.context.empty()) return reg;
    SimulatedRegister left = reg;
    double probability = 1.0;
    if (!options.context.empty()) {
        QSTORE_TRY(PostSelection kept, selectContext(reg, options.context));
        probability *= kept.probability;
        left = std::move(kept.reg);
    }
    QSTORE_TRY(const auto outcomes, selectionOf(options.when));
    QSTORE_TRY(PostSelection kept, postSelect(left, outcomes));
    probability *= kept.probability;
    document["postSelection"] = {{"probability", probability}};
    if (!options.context.empty()) document["postSelection"]["context"] = options.context;
    if (!options.when.empty()) document["postSelection"]["when"] = options.when;
    text += "kept with probability " + shortNumber(probability, 6) + "; all other runs are thrown away\n";
    return std::move(kept.reg);
}

Status saveRegister(StateLibrary& library, const SimulatedRegister& reg, const std::string& name,
                    Json& document, std::string& text) {
    if (name.empty()) return {};
    QSTORE_TRY(const SimulatedRegister renamed, reg.renamed(name));
    const bool same = reg.info().name == name;
    QSTORE_CHECK(same ? library.replaceRegister(renamed) : library.addRegister(renamed));
    document["saved"] = name;
    text += "what is left is kept as register " + name + '\n';
    return {};
}

Status measure(const Command& command, const RegisterOptions& options) {
    QSTORE_TRY(const auto library, openStates(command, false));
    QSTORE_TRY(const SimulatedRegister reg, library->reg(options.name));
    Json document = {{"register", options.name}, {"nature", "simulated"}};
    std::string text;
    QSTORE_TRY(const SimulatedRegister left, selected(reg, options, document, text));
    QSTORE_TRY(const auto qubits, qubitsOf(reg, options.qubits));
    document["qubits"] = qubits;
    if (options.shots) {
        const std::uint64_t seed = command.seed.value_or(0);
        QSTORE_TRY(const RegisterCounts counted,
                   measureRegister(left, qubits, *options.shots, seed, command.control("measuring")));
        std::vector<Outcome> outcomes;
        for (const auto& [bits, count] : counted.counts)
            outcomes.push_back({bits, static_cast<double>(count)});
        QSTORE_CHECK(limitOutcomes(outcomes, options.top));
        document["shots"] = *options.shots;
        document["seed"] = seed;
        document["counts"] = outcomesJson(outcomes, qubits.size(), true);
        text += outcomeTable(outcomes, qubits.size(), true);
    } else {
        QSTORE_TRY(const auto outcomes, outcomesOf(left, qubits, options.top));
        document["probabilities"] = outcomesJson(outcomes, qubits.size(), false);
        text += outcomeTable(outcomes, qubits.size(), false);
    }
    if (qubits.size() < reg.qubits() || document.contains("postSelection")) {
        document["noSignalling"] = kNoSignallingNote;
        text += '\n' + std::string(kNoSignallingNote) + '\n';
    }
    QSTORE_CHECK(saveRegister(*library, left, options.save, document, text));
    command.answer(document, text);
    return {};
}

Status renameRegister(const Command& command, const RegisterOptions& options) {
    QSTORE_TRY(const auto library, openStates(command, false));
    QSTORE_CHECK(library->renameRegister(options.name, options.other));
    QSTORE_TRY(const SimulatedRegister reg, library->reg(options.other));
    command.answer(registerJson(headOf(reg)),
                   "register " + options.name + " is now " + options.other + '\n');
    return {};
}

Status removeRegister(const Command& command, const RegisterOptions& options) {
    QSTORE_TRY(const auto library, openStates(command, false));
    QSTORE_CHECK(library->removeRegister(options.name));
    command.answer({{"removed", options.name}},
                   "removed register " + options.name + "; `qstore states undo` brings it back\n");
    return {};
}

void addBuilders(CLI::App& create, RegisterOptions& options) {
    CLI::Option_group* ways = create.add_option_group("of", "What it is made of, one of these");
    ways->add_option("--bell", options.bell, "A Bell pair: phi+ (the default), phi-, psi+ or psi-")
        ->expected(0, 1)
        ->default_str("phi+")
        ->check(CLI::IsMember({"phi+", "phi-", "psi+", "psi-"}));
    ways->add_option("--ghz", options.ghz, "(|0...0> + |1...1>)/sqrt 2 of so many qubits");
    ways->add_option("--w", options.w, "The even superposition of single ones of so many qubits");
    ways->add_option("--circuit", options.circuit.file, "The state that a circuit's file leaves");
    ways->add_option("--contexts", options.record,
                     "A record's contexts: the sum of sqrt(weight) |context>|vector>");
    ways->require_option(1);
    addSets(create, options.circuit);
}

void addMeasurement(CLI::App& measuring, RegisterOptions& options) {
    measuring.add_option("--qubits", options.qubits,
                         "Which, commas between them; the first is the last "
                         "digit (all)");
    measuring.add_option("--shots", options.shots, "Draw so many; without it probabilities are exact");
    measuring.add_option("--when", options.when, "Q=0 or Q=1: keep only runs with this outcome");
    measuring.add_option("--context", options.context, "Keep only runs in which the context is this one");
    measuring.add_option("--top", options.top, "Only the most likely so many")->check(oneOrMore());
    measuring.add_option("--save", options.save,
                         "Keep what post-selection leaves as a register; its own name replaces it");
}

}  // namespace

void addStatesRegisters(CLI::App& states, Command& command) {
    CLI::App* registers = states.add_subcommand("register", "Registers: quantum states, simulated here");
    registers->require_subcommand(1);
    const auto options = std::make_shared<RegisterOptions>();
    const auto named = [&](const char* name, const char* help,
                           Status (*verb)(const Command&, const RegisterOptions&)) {
        CLI::App* sub = addStatesVerb(*registers, command, options, name, help, verb);
        sub->add_option("REGISTER", options->name, "The register's name")->required();
        return sub;
    };
    addBuilders(*named("create", "Make a register and keep it", createRegister), *options);
    named("show", "A register with its probabilities", showRegister)
        ->add_option("--top", options->top, "Only the most likely so many")
        ->check(oneOrMore());
    addMeasurement(*named("measure", "Measure by the Born rule, with post-selection", measure), *options);
    addStatesEvolve(*registers, command);
    addStatesFigures(*registers, command);
    named("rename", "Give a register another name", renameRegister)
        ->add_option("NAME", options->other, "The new name")
        ->required();
    named("remove", "Delete a register", removeRegister);
}

}  // namespace qstore
