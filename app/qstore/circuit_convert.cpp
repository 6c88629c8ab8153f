// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/qstore/circuit_input.h"
#include "app/qstore/command.h"
#include "core/base/atomic_file.h"
#include "core/circuit/cirq_json.h"
#include "core/circuit/qasm.h"
#include "core/exchange/circuit_export.h"

namespace qstore {
namespace {

struct ConvertOptions {
    std::string in, out, to;
    bool dark = false;
};

std::string formatOf(const ConvertOptions& options) {
    if (!options.to.empty()) return options.to;
    for (const auto& [ending, format] : {std::pair{".json", "json"},
                                         {".svg", "svg"},
                                         {".tex", "quantikz"},
                                         {".png", "png"},
                                         {".pdf", "pdf"}})
        if (options.out.ends_with(ending)) return format;
    return "qasm3";
}

Result<std::string> written(const Circuit& circuit, const std::string& format, bool dark) {
    if (format == "json") return writeCircuitJson(circuit) + '\n';
    if (format == "qasm2") return writeQasm2(circuit);
    if (format == "qasm3") return writeQasm3(circuit);
    if (format == "qiskit") return writeQiskit(circuit);
    if (format == "pennylane") return writePennyLane(circuit);
    if (format == "cirq") return writeCirq(circuit);
    if (format == "quantikz") return writeQuantikz(circuit);
    if (format == "svg") return writeSvg(circuit, {dark});
    if (format == "cirq-json") {
        QSTORE_TRY(std::string text, writeCirqJson(circuit));
        return text + '\n';
    }
    return fail(ErrorCode::Unsupported, "the command line cannot draw " + format + " pictures",
                "use --to svg, which any browser or Inkscape turns into " + format);
}

Status convert(const Command& command, const ConvertOptions& options) {
    QSTORE_TRY(const Circuit circuit, readCircuitFile(options.in));
    const std::string format = formatOf(options);
    QSTORE_TRY(const std::string text, written(circuit, format, options.dark));
    if (options.out == "-") {
        command.answer({{"format", format}, {"text", text}}, text);
        return {};
    }
    QSTORE_CHECK(writeFileAtomically(options.out, text));
    command.answer({{"file", options.out}, {"format", format}, {"bytes", text.size()}},
                   "wrote " + options.out + " (" + format + ")");
    return {};
}

}  // namespace

void addCircuitConvert(CLI::App& circuit, Command& command) {
    auto options = std::make_shared<ConvertOptions>();
    CLI::App* verb =
        circuit.add_subcommand("convert", "Write a circuit in another language, as a script or a drawing");
    addCircuitFile(*verb, options->in, "IN");
    verb->add_option("OUT", options->out, "File to write; - is standard output")->required();
    verb->add_option("--to", options->to,
                     "qasm2, qasm3, json, cirq-json, qiskit, pennylane, cirq, quantikz or svg (default: by "
                     "OUT's ending "
                     ".json, .svg or .tex, else qasm3)")
        ->check(CLI::IsMember({"qasm2", "qasm3", "json", "cirq-json", "qiskit", "pennylane", "cirq",
                               "quantikz", "svg", "png", "pdf"}));
    verb->add_flag("--dark", options->dark, "Colours of the dark theme, for svg");
    verb->callback([&command, options] {
        if (options->dark && formatOf(*options) != "svg")
            throw CLI::ValidationError("--dark", "only svg has colours; add --to svg");
        command.action = [&command, options] { return convert(command, *options); };
    });
}

}  // namespace qstore
