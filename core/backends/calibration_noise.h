// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/backends/device.h"
#include "core/base/result.h"
#include "core/simulation/noise_model.h"

namespace qstore {

/// How a qubit forgets while a gate of `timeNs` acts.
struct Relaxation {
    double t1Us = 0.0, t2Us = 0.0, timeNs = 0.0;
};

/// Average gate fidelity of thermal relaxation on as many qubits as are given: F = (d F_pro + 1)/(d + 1)
/// (M. A. Nielsen, Phys. Lett. A 303, 249 (2002)), where F_pro of each qubit is
/// (1 + 2 exp(−t/T2) + exp(−t/T1))/4, a quarter of the trace of its Pauli transfer matrix.
QSTORE_EXPORT double relaxationFidelity(const std::vector<Relaxation>& qubits);

/// The depolarising probability p that turns a channel of average fidelity `before` into one of fidelity
/// 1 − `infidelity`. After ρ → (1 − p) ρ + p 1/d the average fidelity is (1 − p) · before + p/d, whatever
/// came before, hence p = (before − 1 + r)/(before − 1/d); with nothing before it p = r d/(d − 1).
/// Negative when what came before is worse already.
QSTORE_EXPORT double depolarizingProbability(double infidelity, std::size_t qubits, double before = 1.0);

struct CalibrationNoise {
    NoiseModel model;
    std::vector<std::string> notes;  ///< what the calibration does not hold, and what was done about it
};

/// The noise of a machine for a circuit of `qubits` qubits, of which the j-th lies on `placement[j]` of the
/// machine (empty = on the j-th; not needed where the calibration knows medians alone).
///
/// After every gate of one or two qubits its qubits relax for the gate's time and are then depolarised so
/// far that the average gate infidelity is the measured one. Diagonal gates of one qubit are frames and
/// have no error; every other gate counts as one of the machine's, so that only a transpiled circuit has
/// exactly the machine's gates. Pairs that are not coupled have the median error. Gates on more qubits are
/// refused by checkGateSizes(). Readout errors are those of the calibration, else its error of preparation
/// and measurement for both values. Where T1 and T2 alone give more error than was measured, nothing is
/// added.
///
/// InvalidArgument when the placement names a qubit twice or one that the machine does not have.
QSTORE_EXPORT Result<CalibrationNoise> noiseModelOf(const Calibration& calibration, std::size_t qubits,
                                                    const std::vector<Qubit>& placement = {});

/// Unsupported, naming the gate, when one of more than two qubits is left: its error is not known.
QSTORE_EXPORT Status checkGateSizes(const Circuit& circuit);

}  // namespace qstore
