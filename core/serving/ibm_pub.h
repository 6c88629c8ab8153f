// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/circuit/circuit.h"
#include "core/observables/pauli.h"

namespace qstore {

/// An array's shape as NumPy has it; empty for a single thing.
using NdShape = std::vector<std::size_t>;
std::size_t countOf(const NdShape& shape);
/// The shape both broadcast to, by NumPy's rule; nothing when they do not.
QSTORE_EXPORT std::optional<NdShape> broadcastShape(const NdShape& a, const NdShape& b);
/// Which element of an array of shape `own` stands at `index` of the array of shape `full`.
QSTORE_EXPORT std::size_t broadcastIndex(std::size_t index, const NdShape& full, const NdShape& own);

/// The values of all parameters, once for each element.
struct ParameterSets {
    NdShape shape;
    std::vector<std::vector<std::pair<std::string, double>>> sets;
};
/// null; a list of one value a parameter (in their order), or an array of such lists; or an object from
/// names to numbers or arrays.
Result<ParameterSets> readParameterSets(const nlohmann::json& value, const Circuit& circuit);

struct ObservableArray {
    NdShape shape;
    std::vector<PauliSum> sums;
};
/// "ZZI", {"ZZI": 0.5, …}, or arrays of them; the rightmost letter is qubit 0.
Result<ObservableArray> readObservables(const nlohmann::json& value, std::size_t qubits);

/// The device's gates on coupled pairs, and nothing else; the error names the first gate that is not.
QSTORE_EXPORT Status checkIsa(const Circuit& circuit, const std::vector<std::string>& basisGates,
                              const std::vector<std::pair<Qubit, Qubit>>& coupling, std::size_t qubits);

}  // namespace qstore
