// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <complex>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/circuit/circuit.h"

namespace qstore {

/// One setting of a template or encoder, for wizards and help.
struct TemplateOption {
    std::string name;  ///< "layers", "entangler", "axis", "marked"
    std::string help;
    std::string defaultValue;
    std::vector<std::string> choices;  ///< empty = a whole number
};

struct TemplateInfo {
    std::string name;   ///< "hardware-efficient"
    std::string title;  ///< "Hardware-efficient ansatz"
    std::string help;
    std::string source;  ///< paper or textbook
    std::size_t minQubits = 1;
    bool trainable = false;
    std::vector<TemplateOption> options;
    /// Prepares a state of its own, so that an encoder before it makes no sense.
    bool startsFromZero = false;
};

using TemplateOptions = std::map<std::string, std::string>;

/// hardware-efficient, strongly-entangling, data-reuploading, qaoa, uccsd, qft, ghz, w, grover,
/// phase-estimation.
QSTORE_EXPORT const std::vector<TemplateInfo>& circuitTemplates();
QSTORE_EXPORT Result<Circuit> makeTemplate(std::string_view name, std::size_t qubits,
                                           const TemplateOptions& options = {});

/// Where an encoder wants the prepared features to lie.
enum class EncoderRange { Angle, UnitNorm, Binary, Any };

struct EncoderInfo {
    std::string name;  ///< "angle", "dense-angle", "amplitude", "basis", "zz", "pauli", "iqp"
    std::string title, help, source;
    EncoderRange range = EncoderRange::Angle;
    std::vector<TemplateOption> options;
    /// Qubits that `features` features need.
    std::size_t (*qubitsFor)(std::size_t features) = nullptr;
};

QSTORE_EXPORT const std::vector<EncoderInfo>& circuitEncoders();
/// A circuit whose Column parameters are the features, named by `columns` in order.
/// "amplitude" takes the same feature names, but its Column parameters are the 2ⁿ−1 angles of the exact
/// uniformly-controlled RY tree (columns `amplitude[0]` …), which the data recipe computes per row
/// (core/data/amplitude.h); preparedStateCircuit serves fixed vectors.
QSTORE_EXPORT Result<Circuit> makeEncoder(std::string_view name, const std::vector<std::string>& columns,
                                          const TemplateOptions& options = {});

/// The circuit that takes |0…0⟩ to the normalised `amplitudes` (padded with zeros to a power of two),
/// exactly, phases included up to a global one. The zero vector and non-finite values are refused.
QSTORE_EXPORT Result<Circuit> preparedStateCircuit(std::span<const std::complex<double>> amplitudes);

/// Encoder followed by ansatz on the same qubits: parameters of both, names made unique.
QSTORE_EXPORT Result<Circuit> joinCircuits(const Circuit& first, const Circuit& second);

/// A valid OpenQASM identifier for a column's name ("petal length (cm)" → "petal_length_cm").
QSTORE_EXPORT std::string identifierFor(std::string_view columnName);

}  // namespace qstore
