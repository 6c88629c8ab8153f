// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/circuit/circuit.h"
#include "core/observables/pauli.h"

namespace qstore {

/// Expectation values of one batch, with how far they may be off.
struct BatchExpectations {
    std::size_t circuits = 0, observables = 0;
    std::vector<double> values;  ///< circuits × observables, row-major
    /// One standard deviation of each value, estimated from the shots; zero where every shot agreed, and
    /// for what needs no shots (multiples of the identity).
    std::vector<double> standardErrors;
    std::size_t settings = 0;  ///< measurement settings, that is circuits run for each of the circuits
    std::uint64_t shots = 0;   ///< of all settings and circuits together
};

/// Many questions in one call, for machines where a call is dear: what is asked together goes out together,
/// in as few jobs as it fits into. Implementations may be called from several threads.
class QSTORE_EXPORT BatchEstimator {
public:
    virtual ~BatchEstimator() = default;
    /// Every observable on every circuit; the circuits' symbols are all bound. `shots` are those of one
    /// measurement setting of one circuit. `purpose` names the batch within its run ("step 12 gradient"):
    /// the same purpose is the same batch, so that one that was interrupted is taken up and not paid twice.
    virtual Result<BatchExpectations> expectations(std::span<const Circuit> boundCircuits,
                                                   const std::vector<PauliSum>& observables,
                                                   std::uint64_t shots, const std::string& purpose,
                                                   const RunControl& control) const = 0;
};

}  // namespace qstore
