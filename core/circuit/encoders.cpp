// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>
#include <numbers>

#include "core/circuit/circuit_writer.h"
#include "core/circuit/template_options.h"
#include "core/circuit/templates.h"

namespace qstore {
namespace {

using std::numbers::pi;

using Inputs = std::vector<Angle>;
using Builder = Result<Circuit> (*)(const std::vector<std::string>&, const OptionReader&);

std::size_t onePerQubit(std::size_t features) {
    return features;
}
std::size_t twoPerQubit(std::size_t features) {
    return (features + 1) / 2;
}
std::size_t amplitudesPerState(std::size_t features) {
    return features <= 2 ? 1 : static_cast<std::size_t>(std::bit_width(features - 1));
}

Inputs declareInputs(CircuitWriter& writer, const std::vector<std::string>& columns) {
    Inputs inputs;
    const auto identifiers = uniqueIdentifiers(columns);
    for (std::size_t i = 0; i < columns.size(); ++i)
        inputs.push_back(writer.column(identifiers[i], columns[i]));
    return inputs;
}

Result<Circuit> angleEncoder(const std::vector<std::string>& columns, const OptionReader& options) {
    CircuitWriter writer("angle", columns.size());
    const Inputs inputs = declareInputs(writer, columns);
    const std::string axis = options.text("axis");
    for (Qubit q = 0; q < columns.size(); ++q) {
        if (axis == "z") writer.gate("h", {q});  // RZ on |0⟩ alone would leave no trace
        writer.gate("r" + axis, {q}, {inputs[q]});
    }
    return writer.finish();
}

Result<Circuit> denseAngleEncoder(const std::vector<std::string>& columns, const OptionReader&) {
    CircuitWriter writer("dense-angle", twoPerQubit(columns.size()));
    const Inputs inputs = declareInputs(writer, columns);
    for (std::size_t i = 0; i < inputs.size(); ++i)
        writer.gate(i % 2 == 0 ? "ry" : "p", {i / 2}, {i % 2 == 0 ? inputs[i] : Angle(2.0) * inputs[i]});
    return writer.finish();
}

Result<Circuit> amplitudeEncoder(const std::vector<std::string>& columns, const OptionReader&) {
    const std::size_t qubits = amplitudesPerState(columns.size());
    CircuitWriter writer("amplitude", qubits);
    const std::size_t nodes = (std::size_t{1} << qubits) - 1;
    std::vector<std::string> names;
    for (std::size_t k = 0; k < nodes; ++k) names.push_back("amplitude[" + std::to_string(k) + "]");
    const Inputs inputs = declareInputs(writer, names);
    // Heap order: node k at depth d turns qubit n−1−d when the qubits above it spell k's path from the
    // root.
    for (std::size_t node = 0; node < nodes; ++node) {
        const auto depth = static_cast<std::size_t>(std::bit_width(node + 1)) - 1;
        const std::size_t path = node + 1 - (std::size_t{1} << depth);
        std::vector<Control> controls;
        for (std::size_t level = 0; level < depth; ++level)
            controls.push_back({qubits - 1 - level, ((path >> (depth - 1 - level)) & 1U) != 0});
        writer.controlled("ry", controls, {qubits - 1 - depth}, {inputs[node]});
    }
    return writer.finish();
}

Result<Circuit> basisEncoder(const std::vector<std::string>& columns, const OptionReader&) {
    CircuitWriter writer("basis", columns.size());
    const Inputs inputs = declareInputs(writer, columns);
    for (Qubit q = 0; q < columns.size(); ++q) writer.gate("rx", {q}, {Angle(pi) * inputs[q]});
    return writer.finish();
}

std::vector<std::pair<Qubit, Qubit>> featurePairs(const std::string& pattern, std::size_t qubits) {
    std::vector<std::pair<Qubit, Qubit>> pairs;
    for (Qubit a = 0; a < qubits; ++a)
        for (Qubit b = a + 1; b < qubits; ++b)
            if (pattern == "full" || b == a + 1) pairs.emplace_back(a, b);
    return pairs;
}

Angle pairAngle(const Angle& a, const Angle& b) {
    return Angle(2.0) * (Angle(pi) - a) * (Angle(pi) - b);
}

Result<Circuit> zzEncoder(const std::vector<std::string>& columns, const OptionReader& options) {
    QSTORE_TRY(const auto repetitions, options.number("repetitions", 1, 20));
    CircuitWriter writer("zz", columns.size());
    const Inputs inputs = declareInputs(writer, columns);
    for (std::size_t r = 0; r < repetitions; ++r) {
        for (Qubit q = 0; q < columns.size(); ++q) {
            writer.gate("h", {q});
            writer.gate("p", {q}, {Angle(2.0) * inputs[q]});
        }
        for (const auto& [a, b] : featurePairs(options.text("pattern"), columns.size())) {
            writer.gate("cx", {a, b});
            writer.gate("p", {b}, {pairAngle(inputs[a], inputs[b])});
            writer.gate("cx", {a, b});
        }
    }
    return writer.finish();
}

/// exp(−iφ/2 · P) up to phase, P a string over `qubits`: turn to Z, collect parity, phase, undo.
void writePauliEvolution(CircuitWriter& writer, std::string_view paulis, const std::vector<Qubit>& qubits,
                         const Angle& angle) {
    const auto turn = [&](bool back) {
        for (std::size_t i = 0; i < qubits.size(); ++i) {
            if (paulis[i] == 'X') writer.gate("h", {qubits[i]});
            if (paulis[i] == 'Y') writer.gate("rx", {qubits[i]}, {back ? -pi / 2 : pi / 2});
        }
    };
    turn(false);
    for (std::size_t i = 0; i + 1 < qubits.size(); ++i) writer.gate("cx", {qubits[i], qubits[i + 1]});
    writer.gate("p", {qubits.back()}, {angle});
    for (std::size_t i = qubits.size() - 1; i-- > 0;) writer.gate("cx", {qubits[i], qubits[i + 1]});
    turn(true);
}

Result<Circuit> pauliEncoder(const std::vector<std::string>& columns, const OptionReader& options) {
    QSTORE_TRY(const auto repetitions, options.number("repetitions", 1, 20));
    const auto strings = splitNames(options.text("paulis"));
    for (const std::string& string : strings) {
        if (string.empty() || string.size() > 2 || string.find_first_not_of("XYZ") != std::string::npos)
            return fail(ErrorCode::InvalidArgument,
                        "pauli: '" + string + "' is not a Pauli string of one or two letters",
                        "use letters X, Y, Z, for example Z,YY");
    }
    if (strings.empty())
        return fail(ErrorCode::InvalidArgument, "pauli: no Pauli string given", "for example Z,ZZ");
    CircuitWriter writer("pauli", columns.size());
    const Inputs inputs = declareInputs(writer, columns);
    for (std::size_t r = 0; r < repetitions; ++r) {
        for (Qubit q = 0; q < columns.size(); ++q) writer.gate("h", {q});
        for (const std::string& string : strings) {
            if (string.size() == 1) {
                for (Qubit q = 0; q < columns.size(); ++q)
                    writePauliEvolution(writer, string, {q}, Angle(2.0) * inputs[q]);
                continue;
            }
            for (const auto& [a, b] : featurePairs(options.text("pattern"), columns.size()))
                writePauliEvolution(writer, string, {a, b}, pairAngle(inputs[a], inputs[b]));
        }
    }
    return writer.finish();
}

Result<Circuit> iqpEncoder(const std::vector<std::string>& columns, const OptionReader& options) {
    QSTORE_TRY(const auto repetitions, options.number("repetitions", 1, 20));
    CircuitWriter writer("iqp", columns.size());
    const Inputs inputs = declareInputs(writer, columns);
    for (std::size_t r = 0; r < repetitions; ++r) {
        for (Qubit q = 0; q < columns.size(); ++q) writer.gate("h", {q});
        for (Qubit q = 0; q < columns.size(); ++q) writer.gate("rz", {q}, {inputs[q]});
        for (const auto& [a, b] : featurePairs(options.text("pattern"), columns.size()))
            writer.gate("rzz", {a, b}, {inputs[a] * inputs[b]});
    }
    return writer.finish();
}

struct Entry {
    EncoderInfo info;
    Builder build;
};

const std::vector<Entry>& entries() {
    static const TemplateOption repetitions{"repetitions", "How often the block is repeated", "2", {}};
    static const TemplateOption pattern{"pattern", "Which pairs of features", "full", {"full", "line"}};
    static const std::vector<Entry> all = {
        {{"angle",
          "Angle",
          "One feature a qubit, as a rotation angle.",
          "Schuld and Petruccione (2021), section 4.3",
          EncoderRange::Angle,
          {{"axis", "Axis of the rotation", "y", {"x", "y", "z"}}},
          &onePerQubit},
         &angleEncoder},
        {{"dense-angle",
          "Dense angle",
          "Two features a qubit: a rotation and a relative phase.",
          "LaRose and Coyle, Phys. Rev. A 102, 032420 (2020)",
          EncoderRange::Angle,
          {},
          &twoPerQubit},
         &denseAngleEncoder},
        {{"amplitude",
          "Amplitude",
          "2ⁿ features in n qubits, prepared exactly.",
          "Möttönen et al., Quantum Inf. Comput. 5, 467 (2005)",
          EncoderRange::UnitNorm,
          {},
          &amplitudesPerState},
         &amplitudeEncoder},
        {{"basis",
          "Basis",
          "Each feature 0 or 1 flips a qubit.",
          "Schuld and Petruccione (2021), section 4.1",
          EncoderRange::Binary,
          {},
          &onePerQubit},
         &basisEncoder},
        {{"zz",
          "ZZ feature map",
          "Phases of single features and of pairs.",
          "Havlíček et al., Nature 567, 209 (2019)",
          EncoderRange::Angle,
          {repetitions, pattern},
          &onePerQubit},
         &zzEncoder},
        {{"pauli",
          "Pauli feature map",
          "Evolutions under Pauli strings of one and two features.",
          "Havlíček et al., Nature 567, 209 (2019)",
          EncoderRange::Angle,
          {repetitions, pattern, {"paulis", "Strings, separated by commas", "Z,YY", {}}},
          &onePerQubit},
         &pauliEncoder},
        {{"iqp",
          "IQP",
          "Hadamards around commuting phases of features and their products.",
          "Shepherd and Bremner (2009); Havlíček et al. (2019)",
          EncoderRange::Angle,
          {repetitions, pattern},
          &onePerQubit},
         &iqpEncoder},
    };
    return all;
}

}  // namespace

const std::vector<EncoderInfo>& circuitEncoders() {
    static const std::vector<EncoderInfo> infos = [] {
        std::vector<EncoderInfo> made;
        for (const Entry& entry : entries()) made.push_back(entry.info);
        return made;
    }();
    return infos;
}

Result<Circuit> makeEncoder(std::string_view name, const std::vector<std::string>& columns,
                            const TemplateOptions& options) {
    const auto entry = std::find_if(entries().begin(), entries().end(),
                                    [name](const Entry& each) { return each.info.name == name; });
    if (entry == entries().end()) {
        std::string names;
        for (const Entry& each : entries()) names += (names.empty() ? "" : ", ") + each.info.name;
        return fail(ErrorCode::NotFound, "there is no encoder named '" + std::string(name) + "'",
                    "choose one of: " + names);
    }
    constexpr std::size_t most = 4096;
    if (columns.empty() || columns.size() > most)
        return fail(ErrorCode::InvalidArgument,
                    "encoder '" + entry->info.name + "' cannot take " + std::to_string(columns.size()) +
                        " features",
                    "give from 1 to " + std::to_string(most));
    const OptionReader reader(entry->info.name, entry->info.options, options);
    QSTORE_CHECK(reader.check());
    return entry->build(columns, reader);
}

}  // namespace qstore
