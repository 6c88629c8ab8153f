// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/qstore/command.h"
#include "app/qstore/text_table.h"
#include "core/base/atomic_file.h"
#include "core/circuit/qasm.h"
#include "core/circuit/templates.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;

struct MakeOptions {
    std::string name;
    std::size_t qubits = 0;
    std::vector<std::string> columns;
    std::vector<std::string> settings;
    std::string out;
};

TemplateOptions settingsMap(const std::vector<std::string>& settings) {
    TemplateOptions map;
    for (const std::string& setting : settings) {
        const std::size_t equals = setting.find('=');
        map[setting.substr(0, equals)] = setting.substr(equals + 1);
    }
    return map;
}

Status deliver(const Command& command, const Circuit& circuit, const std::string& out) {
    const std::string json = writeCircuitJson(circuit);
    std::string text = json + '\n';
    if (!out.ends_with(".json")) {
        QSTORE_TRY(text, writeQasm3(circuit));
    }
    if (out.empty()) {
        command.answer(Json::parse(json), text);
        return {};
    }
    QSTORE_CHECK(writeFileAtomically(out, text));
    command.answer({{"file", out}, {"qubits", circuit.qubits()}, {"sha256", circuit.contentHash()}},
                   "wrote " + out);
    return {};
}

template <class Info>
Status list(const Command& command, const std::vector<Info>& infos) {
    Json document = Json::array();
    TextTable table({"name", "options", "what it is"});
    for (const Info& info : infos) {
        Json options = Json::array();
        std::string names;
        for (const TemplateOption& option : info.options) {
            options.push_back({{"name", option.name},
                               {"help", option.help},
                               {"default", option.defaultValue},
                               {"choices", option.choices}});
            names += (names.empty() ? "" : " ") + option.name + "=" + option.defaultValue;
        }
        document.push_back({{"name", info.name},
                            {"title", info.title},
                            {"help", info.help},
                            {"source", info.source},
                            {"options", std::move(options)}});
        table.add({info.name, names, info.title});
    }
    command.answer(document, table.toText());
    return {};
}

Status makeTemplateCircuit(const Command& command, const MakeOptions& options) {
    if (options.name.empty()) return list(command, circuitTemplates());
    QSTORE_TRY(const Circuit circuit,
               makeTemplate(options.name, options.qubits, settingsMap(options.settings)));
    return deliver(command, circuit, options.out);
}

Status makeEncoderCircuit(const Command& command, const MakeOptions& options) {
    if (options.name.empty()) return list(command, circuitEncoders());
    QSTORE_TRY(const Circuit circuit,
               makeEncoder(options.name, options.columns, settingsMap(options.settings)));
    return deliver(command, circuit, options.out);
}

template <class Infos>
bool knows(const Infos& infos, const std::string& name) {
    return std::any_of(infos.begin(), infos.end(), [&](const auto& info) { return info.name == name; });
}

/// The options that both verbs share.
void addCommon(CLI::App& verb, MakeOptions& options) {
    verb.add_option("--option", options.settings, "A setting, name=value; may be given again")
        ->allow_extra_args(false)
        ->check([](const std::string& text) {
            const std::size_t equals = text.find('=');
            return equals == 0 || equals == std::string::npos
                       ? "'" + text + "' is not of the form name=value"
                       : std::string();
        });
    verb.add_option("--out", options.out, "File to write (default: standard output)");
}

}  // namespace

void addCircuitTemplates(CLI::App& circuit, Command& command) {
    auto shape = std::make_shared<MakeOptions>();
    CLI::App* verb =
        circuit.add_subcommand("template", "A circuit from a template; lists them without a name");
    auto* shapeName = verb->add_option("NAME", shape->name, "The template");
    auto* qubits = verb->add_option("--qubits", shape->qubits, "Number of qubits")
                       ->check(CLI::Range(std::size_t{1}, std::size_t{100000}));
    addCommon(*verb, *shape);
    verb->callback([&command, shape, shapeName, qubits] {
        // An unknown name is the first thing to say; making the circuit says it.
        const bool known = knows(circuitTemplates(), shape->name);
        if (shapeName->count() > 0 && known && qubits->count() == 0) throw CLI::RequiredError("--qubits");
        command.action = [&command, shape] { return makeTemplateCircuit(command, *shape); };
    });

    auto encoder = std::make_shared<MakeOptions>();
    CLI::App* encoderVerb =
        circuit.add_subcommand("encoder", "A circuit that encodes columns; lists encoders without a name");
    auto* encoderName = encoderVerb->add_option("NAME", encoder->name, "The encoder");
    auto* columns = encoderVerb->add_option("--columns", encoder->columns, "Columns, separated by commas")
                        ->delimiter(',')
                        ->allow_extra_args(false);
    addCommon(*encoderVerb, *encoder);
    encoderVerb->callback([&command, encoder, encoderName, columns] {
        const bool known = knows(circuitEncoders(), encoder->name);
        if (encoderName->count() > 0 && known && columns->count() == 0)
            throw CLI::RequiredError("--columns");
        command.action = [&command, encoder] { return makeEncoderCircuit(command, *encoder); };
    });
}

}  // namespace qstore
