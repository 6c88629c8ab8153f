// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/result.h"
#include "core/circuit/circuit.h"
#include "core/observables/pauli.h"

namespace qstore {

/// Strings that one measurement setting serves: on each qubit all of them have the same letter or none.
/// First fit in order; the identity belongs to no setting. Entries are indices into `strings`.
QSTORE_EXPORT std::vector<std::vector<std::size_t>> qubitwiseGroups(
    const std::vector<PauliString>& strings);

/// What one string of a setting adds to an observable.
struct MeasuredShare {
    std::size_t observable = 0;
    double coefficient = 0.0;
    std::uint64_t support = 0;  ///< qubits whose parity is the string's value
};
struct MeasurementSetting {
    PauliString letters;  ///< what is measured on each qubit
    std::vector<MeasuredShare> shares;
};
/// Everything that has to be measured for these observables, and their identity parts.
struct MeasurementPlan {
    std::vector<double> constants;  ///< per observable
    std::vector<MeasurementSetting> settings;
};
QSTORE_EXPORT MeasurementPlan measurementPlan(const std::vector<PauliSum>& observables);

/// The circuit up to its final measurements. Unsupported for measurement, reset or conditions in the
/// middle.
QSTORE_EXPORT Result<CircuitParts> withoutFinalMeasurements(const Circuit& circuit);
/// Appends what turns the eigenbases of a setting's letters into the computational one: H for X, S† then H
/// for Y.
QSTORE_EXPORT void appendBasisChange(CircuitParts& parts, const PauliString& letters);

}  // namespace qstore
