// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <stop_token>
#include <vector>

#include "core/circuit/circuit.h"
#include "core/circuit/transpile_target.h"

namespace qstore {

struct TranspileOptions {
    std::uint64_t seed = 0;                 ///< of the layouts tried and of equal choices between swaps
    bool optimise = true;                   ///< merge and cancel neighbours; a swap may rename qubits
    std::size_t trials = 8;                 ///< first layouts tried
    std::vector<Qubit> initialLayout = {};  ///< logical → physical; empty = chosen. Needs a coupling map.
    std::stop_token stop = {};
};

/// A circuit in a machine's gates on a machine's qubits. Up to a global phase,
///
///     original = RZ(frame[p]) on every physical qubit p, after `circuit`
///
/// where logical qubit q enters at initialLayout[q] and leaves at finalLayout[q]; the other physical qubits
/// start and end in |0⟩. Measurements write the same classical bits as before.
struct Transpiled {
    Circuit circuit;
    std::vector<Qubit> initialLayout, finalLayout;  ///< logical → physical
    /// Z turns not played because only measurement follows, radians by physical qubit. Zero but for
    /// IonQ's native sets.
    std::vector<Angle> frame;
    CircuitMetrics before, after;
    std::size_t swaps = 0;          ///< put in by routing
    std::size_t renamedQubits = 0;  ///< swaps of the circuit that became another name for the qubits
};

/// Decomposes, routes and rewrites a circuit for a machine. Symbols stay symbols: binding the result
/// afterwards gives what transpiling the bound circuit gives, though with more gates. Interactions of a
/// symbolic angle always become two whole entanglers.
///
/// InvalidArgument when the machine has too few (connected) qubits; Unsupported, naming the operation, for
/// conditions, resets and gates after a measurement where the machine only measures at the end.
QSTORE_EXPORT Result<Transpiled> transpile(const Circuit& circuit, const TranspileTarget& target,
                                           const TranspileOptions& options = {});

/// Whether a circuit could be sent to the machine as it is: gates, ranges, couplings and their direction.
/// The error names the first operation that could not.
QSTORE_EXPORT Status checkNative(const Circuit& circuit, const TranspileTarget& target);

/// `IBM (rz, sx, x, cz)`: for messages.
QSTORE_EXPORT std::string_view gateSetName(GateSetKind gates);

}  // namespace qstore
