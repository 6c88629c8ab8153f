// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/benchmark/machine_limits.h"

namespace qstore {

/// Which measurement is compared.
struct ReferenceKey {
    std::string work;
    std::string variant;
    std::size_t qubits = 0;
    std::size_t threads = 1;
    Precision precision = Precision::Double;
    friend bool operator==(const ReferenceKey&, const ReferenceKey&) = default;
};

/// The best peer's time as it would be here: derived, not measured on this machine.
struct PeerReference {
    std::string peer;
    std::string scaledBy;  ///< the limit whose ratio carried the time over: "FMA", "L2", …
    double seconds = 0.0;
    /// How many times faster than the peer we want to be; 0 where no goal is set.
    double mustTimes = 0.0;
    double aimTimes = 0.0;
};

/// What the machine allows an algorithm, named by `what`: a bound that no code of that form beats. Another
/// form can.
struct MachineBound {
    std::string what;
    double seconds = 0.0;
    /// How many times longer we may take at most, and how many we aim for.
    double mustTimes = 0.0;
    double aimTimes = 0.0;
};

/// Nothing where no peer was measured (other sizes, other numbers of threads) or a limit is missing.
QSTORE_EXPORT std::optional<PeerReference> peerReference(const ReferenceKey& key,
                                                         const MachineLimits& limits);
/// W3 at 4 and 8 qubits and W1 at 24.
QSTORE_EXPORT std::optional<MachineBound> machineBound(const ReferenceKey& key,
                                                       const MachineLimits& limits);

}  // namespace qstore
