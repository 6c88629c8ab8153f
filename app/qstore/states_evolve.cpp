// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/states_access.h"
#include "app/qstore/states_report.h"
#include "app/qstore/text_table.h"
#include "core/states/notes.h"
#include "core/states/register_figures.h"
#include "core/states/register_series.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;

/// Pairs of more qubits than this are named one by one with --pair.
constexpr std::size_t kMostPairQubits = 6;

struct EvolveOptions {
    std::string name, save, part, pair;
    DecayTimes times;
    double timeUs = 0.0;
    std::size_t points = 10;
};

Status evolve(const Command& command, const EvolveOptions& options) {
    QSTORE_TRY(const auto library, openStates(command, false));
    QSTORE_TRY(const SimulatedRegister reg, library->reg(options.name));
    QSTORE_CHECK(checkDecay(options.times, options.timeUs));
    std::vector<double> timesUs;
    for (std::size_t i = 0; i <= options.points; ++i)
        timesUs.push_back(options.timeUs * static_cast<double>(i) / static_cast<double>(options.points));
    QSTORE_TRY(const auto series, registerSeries(reg, options.times, timesUs, command.control("evolving")));
    Json document = {{"register", options.name},         {"nature", "simulated"},
                     {"t1Us", options.times.t1Us},       {"t2Us", options.times.t2Us},
                     {"excited", options.times.excited}, {"series", seriesJson(series)}};
    std::string text = seriesTable(series);
    if (!options.save.empty()) {
        QSTORE_TRY(const SimulatedRegister after, decayed(reg, options.times, options.timeUs));
        QSTORE_TRY(const SimulatedRegister renamed, after.renamed(options.save));
        const bool same = options.save == options.name;
        QSTORE_CHECK(same ? library->replaceRegister(renamed) : library->addRegister(renamed));
        document["saved"] = options.save;
        text += "the state at the end is kept as register " + options.save + '\n';
    }
    command.answer(document, text);
    return {};
}

Result<std::vector<std::vector<Qubit>>> pairsOf(const SimulatedRegister& reg, const std::string& text) {
    std::vector<std::vector<Qubit>> pairs;
    if (!text.empty()) {
        QSTORE_TRY(auto pair, parseQubits(text, "--pair"));
        if (pair.size() != 2)
            return fail(ErrorCode::InvalidArgument,
                        "--pair names " + std::to_string(pair.size()) + " qubits", "name two: --pair 0,1");
        pairs.push_back(std::move(pair));
    } else if (reg.qubits() <= kMostPairQubits) {
        for (std::size_t a = 0; a < reg.qubits(); ++a)
            for (std::size_t b = a + 1; b < reg.qubits(); ++b)
                pairs.push_back({static_cast<Qubit>(a), static_cast<Qubit>(b)});
    }
    return pairs;
}

Status addPairs(const SimulatedRegister& reg, const EvolveOptions& options, Json& document,
                std::string& text) {
    QSTORE_TRY(const auto pairs, pairsOf(reg, options.pair));
    document["pairs"] = Json::array();
    TextTable table({"pair", "concurrence", "negativity", "largest CHSH"});
    for (const auto& pair : pairs) {
        QSTORE_TRY(const PairFigures figures, pairFigures(reg, pair[0], pair[1]));
        document["pairs"].push_back({{"qubits", pair},
                                     {"concurrence", figures.concurrence},
                                     {"negativity", figures.negativity},
                                     {"largestChsh", figures.largestChsh}});
        table.add({"q" + std::to_string(pair[0]) + ", q" + std::to_string(pair[1]),
                   shortNumber(figures.concurrence, 6), shortNumber(figures.negativity, 6),
                   shortNumber(figures.largestChsh, 6)});
    }
    if (!table.empty())
        text += '\n' + table.toText() +
                "CHSH above 2 has no local explanation; 2 sqrt 2 = 2.82843 is the most there is\n";
    else if (reg.qubits() > 1)
        text += "\npairs of so many qubits are named: --pair 0,1\n";
    return {};
}

Status addPart(const SimulatedRegister& reg, const EvolveOptions& options, Json& document,
               std::string& text) {
    if (options.part.empty()) return {};
    QSTORE_TRY(const auto part, parseQubits(options.part, "--part"));
    QSTORE_TRY(const double entropy, entropyBits(reg, part));
    document["part"] = {{"qubits", part}, {"entropyBits", entropy}};
    text += "entropy of the part q" + options.part + ": " + shortNumber(entropy, 6) + " bits\n";
    if (reg.qubits() > kMaxSpectrumQubits) return {};
    QSTORE_TRY(const DensityMatrix density, reg.toDensity());
    QSTORE_TRY(const double value, negativity(density, part));
    document["part"]["negativity"] = value;
    text += "negativity of the part against the rest: " + shortNumber(value, 6) + '\n';
    return {};
}

Status figures(const Command& command, const EvolveOptions& options) {
    QSTORE_TRY(const auto library, openStates(command, false));
    QSTORE_TRY(const SimulatedRegister reg, library->reg(options.name));
    Json document = registerJson(headOf(reg));
    document["purity"] = purityOf(reg);
    std::string text = registerTable({headOf(reg)}) + "\npurity " + shortNumber(purityOf(reg), 6) + '\n';
    QSTORE_TRY(const double whole, entropyBits(reg));
    document["entropyBits"] = whole;
    text += "entropy " + shortNumber(whole, 6) + " bits\n";
    TextTable table({"qubit", "entropy (bits)"});
    document["qubitEntropyBits"] = Json::array();
    for (std::size_t qubit = 0; qubit < reg.qubits(); ++qubit) {
        const std::vector<Qubit> one{static_cast<Qubit>(qubit)};
        QSTORE_TRY(const double entropy, entropyBits(reg, one));
        document["qubitEntropyBits"].push_back(entropy);
        table.add({"q" + std::to_string(qubit), shortNumber(entropy, 6)});
    }
    text += table.toText();
    QSTORE_CHECK(addPart(reg, options, document, text));
    QSTORE_CHECK(addPairs(reg, options, document, text));
    if (reg.qubits() > 1) {
        document["noSignalling"] = kNoSignallingNote;
        text += '\n' + std::string(kNoSignallingNote) + '\n';
    }
    command.answer(document, text);
    return {};
}

}  // namespace

void addStatesEvolve(CLI::App& parent, Command& command) {
    const auto options = std::make_shared<EvolveOptions>();
    CLI::App* verb = addStatesVerb(parent, command, options, "evolve",
                                   "Let a register decay by T1 and T2, with its figures over time", evolve);
    verb->add_option("REGISTER", options->name, "The register's name")->required();
    verb->add_option("--t1", options->times.t1Us, "T1 in microseconds")->required();
    verb->add_option("--t2", options->times.t2Us, "T2 in microseconds, at most 2 T1")->required();
    verb->add_option("--time", options->timeUs, "How long, in microseconds")->required();
    verb->add_option("--excited", options->times.excited, "Probability of |1> that is approached (0)");
    verb->add_option("--points", options->points, "Steps of the table (10)")
        ->check(CLI::Range(std::size_t{1}, std::size_t{10000}));
    verb->add_option("--save", options->save,
                     "Keep the state at the end as a register; its own name replaces it");
}

void addStatesFigures(CLI::App& registers, Command& command) {
    const auto options = std::make_shared<EvolveOptions>();
    CLI::App* verb = addStatesVerb(registers, command, options, "figures",
                                   "Purity, entropy, concurrence, negativity and CHSH", figures);
    verb->add_option("REGISTER", options->name, "The register's name")->required();
    verb->add_option("--part", options->part, "Qubits of a part, commas between them");
    verb->add_option("--pair", options->pair, "Two qubits: A,B (all pairs of up to 6 qubits)");
}

}  // namespace qstore
