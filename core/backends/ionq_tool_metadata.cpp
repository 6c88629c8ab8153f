// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "core/backends/ionq_metadata.h"
#include "core/backends/json_writer.h"
#include "core/base/gzip.h"

namespace qstore {
namespace {

constexpr std::size_t pieceLetters = 40, mostPieces = 9;  // cirq_ionq.Serializer
constexpr char unitSeparator = '\x1F', recordSeparator = '\x1E';

std::string targetsText(const Readout& readout, std::size_t start, std::size_t size) {
    std::string text;
    for (std::size_t bit = start; bit < start + size; ++bit)
        text += (bit == start ? "" : ",") + std::to_string(*readout.qubitOf[bit]);
    return text;
}

std::string cirqText(const Circuit& circuit, const Readout& readout) {
    std::string text;
    std::set<std::string> used;
    for (const Register& each : circuit.parts().bitRegisters) used.insert(each.name);
    const auto add = [&](const std::string& key, std::size_t start, std::size_t size) {
        if (!text.empty()) text += recordSeparator;
        text += key + unitSeparator + targetsText(readout, start, size);
    };
    for (const Register& each : circuit.parts().bitRegisters) {
        const auto first = readout.qubitOf.begin() + static_cast<std::ptrdiff_t>(each.start);
        if (std::all_of(first, first + static_cast<std::ptrdiff_t>(each.size),
                        [](const auto& qubit) { return qubit.has_value(); })) {
            add(each.name, each.start, each.size);
            continue;
        }
        for (std::size_t bit = 0; bit < each.size; ++bit) {
            if (!readout.qubitOf[each.start + bit]) continue;
            std::string key = each.name + "_" + std::to_string(bit);
            while (!used.insert(key).second) key += '_';
            add(key, each.start + bit, 1);
        }
    }
    return text;
}

/// Where the letter after the first `letters` of `text` starts.
std::size_t afterLetters(std::string_view text, std::size_t letters) {
    std::size_t place = 0;
    while (place < text.size()) {
        if ((static_cast<unsigned char>(text[place]) & 0xC0U) != 0x80U && letters-- == 0) break;
        ++place;
    }
    return place;
}

void appendPair(std::string& text, std::string_view name, std::size_t number) {
    text += '[';
    appendJsonText(text, name);
    text += ", ";
    appendWhole(text, number);
    text += ']';
}

/// `"c_sizes": [["c", 2]], "clbit_labels": [["c", 0], ["c", 1]]`
void appendRegisters(std::string& text, std::string_view sizes, std::string_view labels,
                     const std::vector<Register>& registers) {
    std::string allSizes, allLabels;
    for (const Register& each : registers) {
        if (each.size == 0) continue;
        if (!allSizes.empty()) allSizes += ", ";
        appendPair(allSizes, each.name, each.size);
        for (std::size_t i = 0; i < each.size; ++i) {
            if (!allLabels.empty()) allLabels += ", ";
            appendPair(allLabels, each.name, i);
        }
    }
    text += ", \"" + std::string(sizes) + "\": [" + allSizes + "], \"" + std::string(labels) + "\": [" +
            allLabels + "]";
}

void appendHeader(std::string& text, const Circuit& circuit, const Readout& readout) {
    // What measures nothing is measured on all qubits: what Qiskit's measure_all() adds.
    const bool all = readout.qubitOf.empty();
    const std::vector<Register> measured{{"meas", 0, circuit.qubits()}};
    text += "{\"memory_slots\": " + std::to_string(readout.bits()) +
            ", \"global_phase\": 0, \"n_qubits\": " + std::to_string(circuit.qubits()) + ", \"name\": ";
    appendJsonText(text, circuit.name());
    appendRegisters(text, "creg_sizes", "clbit_labels", all ? measured : circuit.parts().bitRegisters);
    appendRegisters(text, "qreg_sizes", "qubit_labels", circuit.parts().qubitRegisters);
    text += ", \"meas_mapped\": [";
    for (std::size_t bit = 0; bit < readout.bits(); ++bit) {
        if (bit > 0) text += ", ";
        if (all)
            appendWhole(text, bit);
        else
            text += readout.qubitOf[bit] ? std::to_string(*readout.qubitOf[bit]) : "null";
    }
    text += "]}";
}

}  // namespace

Result<Metadata> cirqMeasurements(const Circuit& circuit, const Readout& readout) {
    Metadata pieces;
    if (readout.qubitOf.empty()) return pieces;
    const std::string text = cirqText(circuit, readout);
    std::string_view rest = text;
    while (!rest.empty()) {
        if (pieces.size() == mostPieces)
            return fail(ErrorCode::InvalidArgument,
                        "the names of the measured registers are too long for Cirq's dialect (" +
                            std::to_string(text.size()) + " bytes)",
                        "give the registers shorter names, or write the job in the plain dialect");
        const std::size_t end = afterLetters(rest, pieceLetters);
        pieces["measurement" + std::to_string(pieces.size())] = rest.substr(0, end);
        rest.remove_prefix(end);
    }
    return pieces;
}

Result<std::string> qiskitHeader(const std::vector<Circuit>& circuits,
                                 const std::vector<Readout>& readouts) {
    std::string text;
    if (circuits.size() > 1) text += '[';
    for (std::size_t i = 0; i < circuits.size(); ++i) {
        if (i > 0) text += ", ";
        appendHeader(text, circuits[i], readouts[i]);
    }
    if (circuits.size() > 1) text += ']';
    QSTORE_TRY(const std::string packed, gzip(text));
    return base64Text(packed);
}

}  // namespace qstore
