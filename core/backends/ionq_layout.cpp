// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "core/backends/ionq_limits.h"
#include "core/backends/ionq_metadata.h"
#include "core/backends/remote_reply.h"
#include "core/base/gzip.h"
#include "core/base/json.h"

namespace qstore {
namespace {

using nlohmann::json;

constexpr std::size_t maxUnpackedBytes = std::size_t{64} << 20U;
constexpr std::size_t maxLayoutQubits = 64;

tl::unexpected<RemoteError> unreadable(std::string_view key, const std::string& reason) {
    return protocolFault("the job's metadata '" + std::string(key) + "' cannot be read: " + reason,
                         "another program wrote or changed it; read the job with that program");
}

std::optional<std::size_t> wholeOf(std::string_view text) {
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || text.empty()) return {};
    return value;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (;;) {
        const auto end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

/// Bits and qubits within what a number holds.
std::string problemOf(const Readout& readout) {
    if (readout.qubits == 0 || readout.qubits > maxLayoutQubits || readout.qubitOf.size() > maxLayoutQubits)
        return std::to_string(readout.qubits) + " qubits and " + std::to_string(readout.qubitOf.size()) +
               " bits";
    for (const auto& qubit : readout.qubitOf)
        if (qubit && *qubit >= readout.qubits)
            return "qubit " + std::to_string(*qubit) + " of " + std::to_string(readout.qubits);
    return {};
}

// --- our own -------------------------------------------------------------------------------------------

Remote<Readout> ownReadout(std::string_view text) {
    const auto parts = split(text, ':');
    const auto qubits = wholeOf(parts[0]);
    if (parts.size() != 2 || !qubits)
        return unreadable(ionqBitsKey, "'" + std::string(text.substr(0, 40)) + "'");
    Readout readout{*qubits, {}};
    if (parts[1] != "*")
        for (const auto bit : split(parts[1], ',')) {
            const auto qubit = wholeOf(bit);
            if (!qubit && bit != "-")
                return unreadable(ionqBitsKey, "'" + std::string(bit.substr(0, 40)) + "'");
            readout.qubitOf.push_back(qubit);
        }
    if (auto problem = problemOf(readout); !problem.empty()) return unreadable(ionqBitsKey, problem);
    return readout;
}

Remote<IonqLayout> ownLayout(std::string text) {
    if (text.rfind("gz:", 0) == 0) {
        const auto packed = base64Bytes(std::string_view(text).substr(3));
        if (!packed) return unreadable(ionqBitsKey, packed.error().message);
        auto unpacked = gunzip(*packed, maxUnpackedBytes);
        if (!unpacked) return unreadable(ionqBitsKey, unpacked.error().message);
        text = *std::move(unpacked);
    }
    IonqLayout layout;
    for (const auto part : split(text, ';')) {
        if (layout.readouts.size() == ionqMaxCircuits)
            return unreadable(ionqBitsKey, "it has too many circuits");
        QSTORE_REMOTE_TRY(auto readout, ownReadout(part));
        layout.readouts.push_back(std::move(readout));
    }
    return layout;
}

// --- Cirq's --------------------------------------------------------------------------------------------

/// One circuit's keys: "key␟0,1␞key2␟2", the bits in the order in which they are listed.
Remote<void> addCirqCircuit(std::string_view text, std::size_t qubits, IonqLayout& layout) {
    Readout readout{qubits, {}};
    std::vector<Register> registers;
    for (const auto entry : text.empty() ? std::vector<std::string_view>() : split(text, '\x1E')) {
        const auto parts = split(entry, '\x1F');
        if (parts.size() != 2) return unreadable("measurement0", "no key and targets");
        Register bits{std::string(parts[0]), readout.qubitOf.size(), 0};
        for (const auto target : split(parts[1], ',')) {
            const auto qubit = wholeOf(target);
            if (!qubit || *qubit >= maxLayoutQubits)
                return unreadable("measurement0", "the target '" + std::string(target.substr(0, 40)) + "'");
            readout.qubitOf.push_back(qubit);
            if (qubits == 0) readout.qubits = std::max(readout.qubits, *qubit + 1);
            ++bits.size;
        }
        registers.push_back(std::move(bits));
    }
    if (auto problem = problemOf(readout); !problem.empty()) return unreadable("measurement0", problem);
    layout.readouts.push_back(std::move(readout));
    layout.registers.push_back(std::move(registers));
    return {};
}

template <class Entry>
std::string joinedPieces(Entry&& entry) {
    std::string text;
    for (std::size_t i = 0; i < 10; ++i) {
        const std::string* piece = entry("measurement" + std::to_string(i));
        if (piece == nullptr) break;
        text += *piece;
    }
    return text;
}

Remote<IonqLayout> cirqBatch(const Metadata& metadata, std::size_t qubits) {
    const auto parsed = parseJson(metadata.at("measurements"));
    if (!parsed || !parsed->is_array() || parsed->size() > ionqMaxCircuits)
        return unreadable("measurements", parsed ? "it is no list of circuits" : parsed.error().message);
    json numbers = json::array();
    if (const auto found = metadata.find("qubit_numbers"); found != metadata.end())
        if (auto list = parseJson(found->second); list && list->is_array()) numbers = *std::move(list);
    IonqLayout layout;
    layout.dialect = JobDialect::Cirq;
    for (std::size_t i = 0; i < parsed->size(); ++i) {
        const json& circuit = (*parsed)[i];
        if (!circuit.is_object()) return unreadable("measurements", "it is no list of circuits");
        const auto text = joinedPieces([&](const std::string& key) {
            const auto found = circuit.find(key);
            return found != circuit.end() && found->is_string() ? found->get_ptr<const std::string*>()
                                                                : nullptr;
        });
        const bool told = i < numbers.size() && numbers[i].is_number_unsigned();
        if (auto added = addCirqCircuit(text, told ? numbers[i].get<std::size_t>() : qubits, layout);
            !added)
            return tl::unexpected<RemoteError>(std::move(added).error());
    }
    return layout;
}

Remote<IonqLayout> cirqSingle(const Metadata& metadata, std::size_t qubits) {
    IonqLayout layout;
    layout.dialect = JobDialect::Cirq;
    const auto text = joinedPieces([&](const std::string& key) {
        const auto found = metadata.find(key);
        return found == metadata.end() ? nullptr : &found->second;
    });
    if (auto added = addCirqCircuit(text, qubits, layout); !added)
        return tl::unexpected<RemoteError>(std::move(added).error());
    return layout;
}

// --- Qiskit's ------------------------------------------------------------------------------------------

Remote<std::vector<std::optional<Qubit>>> qiskitBits(const json* mapped) {
    std::vector<std::optional<Qubit>> bits;
    if (mapped == nullptr) return bits;
    if (!mapped->is_array() || mapped->size() > maxLayoutQubits)
        return unreadable("qiskit_header", "'meas_mapped' is no list of at most 64 qubits");
    for (const json& qubit : *mapped) {
        if (!qubit.is_null() && !qubit.is_number_unsigned())
            return unreadable("qiskit_header", "'meas_mapped' holds something that is no qubit");
        bits.push_back(qubit.is_null() ? std::nullopt : std::optional(qubit.get<std::size_t>()));
    }
    return bits;
}

/// The registers, if they are as long as the bits; they are names alone, so nothing is lost without them.
std::vector<Register> qiskitRegisters(const json* sizes, std::size_t bits) {
    std::vector<Register> registers;
    if (sizes == nullptr || !sizes->is_array()) return {};
    std::size_t start = 0;
    for (const json& pair : *sizes) {
        if (!pair.is_array() || pair.size() != 2 || !pair[0].is_string() || !pair[1].is_number_unsigned())
            return {};
        const auto size = pair[1].get<std::size_t>();
        if (size > bits - start) return {};
        registers.push_back({pair[0].get<std::string>(), start, size});
        start += size;
    }
    return start == bits ? registers : std::vector<Register>();
}

Remote<void> addQiskitCircuit(const json& circuit, std::size_t qubits, IonqLayout& layout) {
    ReplyFields fields(circuit, "the metadata 'qiskit_header'");
    Readout readout{fields.whole("n_qubits").value_or(qubits), {}};
    QSTORE_REMOTE_TRY(readout.qubitOf, qiskitBits(fields.child("meas_mapped")));
    layout.names.push_back(fields.text("name").value_or(std::string()));
    if (auto status = fields.status(); !status) return status;
    if (auto problem = problemOf(readout); !problem.empty()) return unreadable("qiskit_header", problem);
    layout.registers.push_back(qiskitRegisters(fields.child("creg_sizes"), readout.qubitOf.size()));
    layout.readouts.push_back(std::move(readout));
    return {};
}

Remote<IonqLayout> qiskitLayout(const std::string& header, std::size_t qubits) {
    const auto packed = base64Bytes(header);
    if (!packed) return unreadable("qiskit_header", packed.error().message);
    const auto text = gunzip(*packed, maxUnpackedBytes);
    if (!text) return unreadable("qiskit_header", text.error().message);
    const auto parsed = parseJson(*text);
    if (!parsed) return unreadable("qiskit_header", parsed.error().message);
    IonqLayout layout;
    layout.dialect = JobDialect::Qiskit;
    const json list = parsed->is_array() ? *parsed : json::array({*parsed});
    if (list.size() > ionqMaxCircuits) return unreadable("qiskit_header", "it has too many circuits");
    for (const json& circuit : list)
        if (auto added = addQiskitCircuit(circuit, qubits, layout); !added)
            return tl::unexpected<RemoteError>(std::move(added).error());
    return layout;
}

}  // namespace

Remote<IonqLayout> ionqLayout(const Metadata& metadata, std::size_t qubits) {
    if (const auto own = metadata.find(std::string(ionqBitsKey)); own != metadata.end())
        return ownLayout(own->second);
    if (const auto header = metadata.find("qiskit_header"); header != metadata.end())
        return qiskitLayout(header->second, qubits);
    if (metadata.count("measurements") != 0) return cirqBatch(metadata, qubits);
    if (metadata.count("measurement0") != 0) return cirqSingle(metadata, qubits);
    return IonqLayout{};
}

}  // namespace qstore
