// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/templates.h"

#include <algorithm>

#include "core/circuit/template_builders.h"

namespace qstore {
namespace {

using Builder = Result<Circuit> (*)(std::size_t, const OptionReader&);

struct Entry {
    TemplateInfo info;
    Builder build;
    std::size_t maxQubits;
};

const TemplateOption layersOption{"layers", "Repetitions of the block", "2", {}};

const std::vector<Entry>& entries() {
    static const std::vector<Entry> all = {
        {{"hardware-efficient",
          "Hardware-efficient ansatz",
          "Rotations on every qubit between layers of neighbouring two-qubit gates.",
          "Kandala et al., Nature 549, 242 (2017)",
          1,
          true,
          {layersOption,
           {"entangler", "Two-qubit gate", "cx", {"cx", "cz"}},
           {"pattern", "Which pairs", "line", {"line", "ring", "all"}}}},
         &hardwareEfficient,
         1000},
        {{"strongly-entangling",
          "Strongly entangling layers",
          "General rotations, then CNOTs whose reach grows from layer to layer.",
          "Schuld et al., Phys. Rev. A 101, 032308 (2020)",
          1,
          true,
          {layersOption}},
         &stronglyEntangling,
         1000},
        {{"data-reuploading",
          "Data re-uploading",
          "Features enter again in every layer, between trainable rotations.",
          "Pérez-Salinas et al., Quantum 4, 226 (2020)",
          1,
          true,
          {layersOption,
           {"features", "How many features", "2", {}},
           {"columns", "Names of the features, separated by commas", "", {}}}},
         &dataReuploading,
         1000},
        {{"qaoa",
          "QAOA",
          "Alternates a cost of neighbouring spins with a mixer; two weights a layer.",
          "Farhi, Goldstone, Gutmann, arXiv:1411.4028 (2014)",
          2,
          true,
          {layersOption,
           {"graph", "Which spins interact", "ring", {"line", "ring", "all"}},
           {"fields", "Local fields beside the couplings; off is MaxCut", "on", {"on", "off"}}}},
         &qaoa,
         1000},
        {{"uccsd",
          "Unitary coupled cluster",
          "Single and double excitations of electrons after the Hartree–Fock state; one weight each.",
          "Romero et al., Quantum Sci. Technol. 4, 014008 (2018)",
          3,
          true,
          {{"electrons", "How many of the first qubits are occupied; even ones are spin up", "2", {}}},
          true},
         &unitaryCoupledCluster,
         63},
        {{"qft",
          "Quantum Fourier transform",
          "The discrete Fourier transform of the amplitudes.",
          "Nielsen and Chuang, section 5.1",
          1,
          false,
          {{"direction", "Which way", "forward", {"forward", "inverse"}}}},
         &quantumFourierTransform,
         1000},
        {{"ghz",
          "GHZ state",
          "All qubits zero and all qubits one, in equal superposition.",
          "Greenberger, Horne, Zeilinger (1989)",
          1,
          false,
          {}},
         &ghzState,
         100000},
        {{"w",
          "W state",
          "One excitation shared by all qubits equally.",
          "Dür, Vidal, Cirac, Phys. Rev. A 62, 062314 (2000)",
          1,
          false,
          {}},
         &wState,
         100000},
        {{"grover",
          "Grover search",
          "Finds the marked basis state.",
          "Grover, STOC 1996",
          2,
          false,
          {{"marked", "The basis state to find, as a number", "1", {}},
           {"iterations", "How many rounds; best is the textbook number", "best", {}}}},
         &grover,
         30},
        {{"phase-estimation",
          "Phase estimation",
          "Reads the phase of a phase gate into the counting qubits.",
          "Nielsen and Chuang, section 5.2",
          2,
          false,
          {{"phase", "The phase in turns", "0.375", {}}}},
         &phaseEstimation,
         50},
    };
    return all;
}

}  // namespace

const std::vector<TemplateInfo>& circuitTemplates() {
    static const std::vector<TemplateInfo> infos = [] {
        std::vector<TemplateInfo> made;
        for (const Entry& entry : entries()) made.push_back(entry.info);
        return made;
    }();
    return infos;
}

Result<Circuit> makeTemplate(std::string_view name, std::size_t qubits, const TemplateOptions& options) {
    const auto entry = std::find_if(entries().begin(), entries().end(),
                                    [name](const Entry& each) { return each.info.name == name; });
    if (entry == entries().end()) {
        std::string names;
        for (const Entry& each : entries()) names += (names.empty() ? "" : ", ") + each.info.name;
        return fail(ErrorCode::NotFound, "there is no template named '" + std::string(name) + "'",
                    "choose one of: " + names);
    }
    if (qubits < entry->info.minQubits || qubits > entry->maxQubits)
        return fail(ErrorCode::InvalidArgument,
                    "template '" + entry->info.name + "' cannot have " + std::to_string(qubits) + " qubits",
                    "give from " + std::to_string(entry->info.minQubits) + " to " +
                        std::to_string(entry->maxQubits));
    const OptionReader reader(entry->info.name, entry->info.options, options);
    QSTORE_CHECK(reader.check());
    return entry->build(qubits, reader);
}

}  // namespace qstore
