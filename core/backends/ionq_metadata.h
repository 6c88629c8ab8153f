// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/backends/provider.h"
#include "core/backends/readout.h"

namespace qstore {

using Metadata = std::map<std::string, std::string>;

constexpr std::string_view ionqTokenKey = "qstore_token";
/// Plain jobs: per circuit "<qubits>:<qubit of bit 0>,<of bit 1>,…" with `-` for a bit that nothing assigns
/// and `*` for all qubits, separated by `;`; once where all circuits have the same. Packed ("gz:" and
/// base64 of gzip) where it would be long.
constexpr std::string_view ionqBitsKey = "qstore_bits";

/// The metadata of a job in its dialect, with the token and the person's own entries.
Result<Metadata> ionqMetadata(const JobRequest& request, const std::vector<Readout>& readouts);

/// cirq-ionq: "key␟0,1␞key2␟2" in pieces of 40 letters under `measurement0` …; one key for each register,
/// or for each bit where a register is not measured whole. Empty when the circuit measures nothing.
Result<Metadata> cirqMeasurements(const Circuit& circuit, const Readout& readout);
/// qiskit-ionq: base64 of gzip of what a Qiskit result needs to know about the circuits.
Result<std::string> qiskitHeader(const std::vector<Circuit>& circuits,
                                 const std::vector<Readout>& readouts);

/// How a job that anybody wrote is read: by which tool, and its circuits' readouts with names.
struct IonqLayout {
    JobDialect dialect = JobDialect::Plain;
    std::vector<Readout> readouts;  ///< empty when the metadata says nothing about bits
    std::vector<std::string> names;
    std::vector<std::vector<Register>> registers;  ///< of the bits, one list a circuit
};
/// `qubits` is what the job says of itself, for tools that do not write it down. Protocol when an entry
/// cannot be read.
Remote<IonqLayout> ionqLayout(const Metadata& metadata, std::size_t qubits);

std::string base64Text(std::string_view bytes);
Result<std::string> base64Bytes(std::string_view text);

}  // namespace qstore
