// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "core/base/result.h"
#include "core/states/simulated_register.h"

namespace qstore {

/// Relaxation of each qubit, in microseconds.
struct DecayTimes {
    double t1Us = 100.0;   ///< the excess of |1⟩ falls as exp(−t/T1); above 0
    double t2Us = 100.0;   ///< coherences fall as exp(−t/T2); above 0, at most 2·T1
    double excited = 0.0;  ///< probability of |1⟩ that is approached; 0 in the cold
};

/// InvalidArgument for what decayed() refuses of times: it is to be asked before a long time is cut into
/// points, so that the message names the time that was given.
QSTORE_EXPORT Status checkDecay(const DecayTimes& times, double timeUs);

/// The register after idling for `timeUs`: on each of the qubits (none named = all of them, each for
/// itself) amplitude damping, and pure dephasing at the rate 1/T2 − 1/(2 T1) (Nielsen and Chuang,
/// sections 7.7.4, 8.3.5 and 8.3.6; the channel "thermal-relaxation"). The result is a density matrix, and
/// its origin says what it went through, unless no time passed.
///
/// InvalidArgument for a time below 0, times that are not positive, T2 > 2 T1; ResourceExhausted before the
/// density matrix is allocated.
QSTORE_EXPORT Result<SimulatedRegister> decayed(const SimulatedRegister& reg, const DecayTimes& times,
                                                double timeUs, std::span<const Qubit> qubits = {});

}  // namespace qstore
