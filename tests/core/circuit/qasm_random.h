// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/random.h"
#include "core/circuit/circuit.h"

namespace qstore::testing_circuits {

struct RandomOptions {
    bool parameters = true;  ///< symbols in angles
    bool measure = true;     ///< measurement, reset and conditions
    bool definitions = true;
    std::size_t operations = 25;
    std::size_t maxControls = 3;
};

/// A circuit over the whole gate table with everything a Circuit can hold, or as little as asked for.
Circuit randomCircuit(std::uint64_t seed, const RandomOptions& options = {});

}  // namespace qstore::testing_circuits
