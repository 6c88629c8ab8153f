// SPDX-License-Identifier: Apache-2.0
#include "core/backends/ionq_metadata.h"

#include <sodium.h>

#include <algorithm>

#include "core/backends/ionq_limits.h"
#include "core/backends/json_writer.h"
#include "core/base/gzip.h"
#include "core/base/utf8.h"

namespace qstore {
namespace {

constexpr std::size_t longBits = 400;

std::string bitsText(const Readout& readout) {
    std::string text = std::to_string(readout.qubits) + ":";
    if (readout.qubitOf.empty()) return text + "*";
    for (std::size_t bit = 0; bit < readout.qubitOf.size(); ++bit) {
        if (bit > 0) text += ',';
        text += readout.qubitOf[bit] ? std::to_string(*readout.qubitOf[bit]) : "-";
    }
    return text;
}

Result<std::string> allBitsText(const std::vector<Readout>& readouts) {
    std::string text = bitsText(readouts.front());
    if (std::all_of(readouts.begin(), readouts.end(),
                    [&](const Readout& each) { return each == readouts.front(); }))
        return text;
    for (std::size_t i = 1; i < readouts.size(); ++i) text += ";" + bitsText(readouts[i]);
    if (text.size() <= longBits) return text;
    QSTORE_TRY(const std::string packed, gzip(text));
    return "gz:" + base64Text(packed);
}

Status addCirq(const JobRequest& request, const std::vector<Readout>& readouts, Metadata& metadata) {
    metadata["shots"] = std::to_string(request.shots);
    if (request.circuits.size() == 1) {
        QSTORE_TRY(const Metadata pieces, cirqMeasurements(request.circuits[0], readouts[0]));
        metadata.insert(pieces.begin(), pieces.end());
        return {};
    }
    std::string measurements = "[", numbers = "[";
    for (std::size_t i = 0; i < readouts.size(); ++i) {
        QSTORE_TRY(const Metadata pieces, cirqMeasurements(request.circuits[i], readouts[i]));
        measurements += i == 0 ? "{" : ", {";
        bool first = true;
        for (const auto& [key, piece] : pieces) {
            if (!first) measurements += ", ";
            first = false;
            appendJsonText(measurements, key);
            measurements += ": ";
            appendJsonText(measurements, piece);
        }
        measurements += '}';
        numbers += (i == 0 ? "" : ", ") + std::to_string(readouts[i].qubits);
    }
    metadata["measurements"] = measurements + "]";
    metadata["qubit_numbers"] = numbers + "]";
    return {};
}

Status addQiskit(const JobRequest& request, const std::vector<Readout>& readouts, Metadata& metadata) {
    metadata["shots"] = std::to_string(request.shots);
    metadata["sampler_seed"] = request.seed ? std::to_string(*request.seed) : "None";
    QSTORE_TRY(metadata["qiskit_header"], qiskitHeader(request.circuits, readouts));
    return {};
}

Status checkEntries(const Metadata& metadata) {
    if (metadata.size() > ionqMaxMetadataKeys)
        return fail(ErrorCode::InvalidArgument,
                    "the job has " + std::to_string(metadata.size()) + " metadata entries, more than " +
                        std::to_string(ionqMaxMetadataKeys),
                    "leave some of your own out, or give registers shorter names");
    for (const auto& [key, value] : metadata) {
        if (!isUtf8(key) || !isUtf8(value))
            return fail(ErrorCode::InvalidArgument, "the metadata entry '" + key + "' is not UTF-8");
        if (key.empty() || key.size() > ionqMaxMetadataKeyBytes)
            return fail(ErrorCode::InvalidArgument,
                        "the metadata key '" + key + "' is not 1 to 40 bytes long");
        if (value.size() > ionqMaxMetadataValueBytes)
            return fail(ErrorCode::InvalidArgument,
                        "the metadata entry '" + key + "' is " + std::to_string(value.size()) +
                            " bytes long, more than " + std::to_string(ionqMaxMetadataValueBytes),
                        "split the job into smaller ones");
    }
    return {};
}

}  // namespace

Result<Metadata> ionqMetadata(const JobRequest& request, const std::vector<Readout>& readouts) {
    Metadata metadata;
    if (!request.token.empty()) metadata[std::string(ionqTokenKey)] = request.token;
    if (request.dialect == JobDialect::Cirq) {
        QSTORE_CHECK(addCirq(request, readouts, metadata));
    } else if (request.dialect == JobDialect::Qiskit) {
        QSTORE_CHECK(addQiskit(request, readouts, metadata));
    } else {
        QSTORE_TRY(metadata[std::string(ionqBitsKey)], allBitsText(readouts));
    }
    for (const auto& [key, value] : request.metadata)
        if (!metadata.emplace(key, value).second)
            return fail(ErrorCode::InvalidArgument,
                        "the metadata key '" + key + "' is needed by the job itself",
                        "name your entry differently");
    QSTORE_CHECK(checkEntries(metadata));
    return metadata;
}

std::string base64Text(std::string_view bytes) {
    std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                      bytes.size(), sodium_base64_VARIANT_ORIGINAL);
    text.resize(text.size() - 1);  // the terminating zero
    return text;
}

Result<std::string> base64Bytes(std::string_view text) {
    std::string bytes(text.size() / 4 * 3 + 3, '\0');
    std::size_t size = 0;
    const char* end = nullptr;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                          text.size(), nullptr, &size, &end, sodium_base64_VARIANT_ORIGINAL) != 0 ||
        end != text.data() + text.size())
        return fail(ErrorCode::Parse, "the text is not base64");
    bytes.resize(size);
    return bytes;
}

}  // namespace qstore
