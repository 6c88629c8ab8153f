// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/backends/readout.h"

namespace qstore {

/// A reply of /results/probabilities (format v1): {"0":0.5,"3":0.5} with decimal keys, qubit 0 least
/// significant; of a job with several circuits {"<child's id>":{…},…}.
struct IonqProbabilities {
    bool several = false;
    /// In the order of the text; the name is the child's id, empty for one circuit.
    std::vector<std::pair<std::string, Distribution>> circuits;
};
/// Read in one pass, without a tree. Protocol for anything else; sums and ranges are checked later.
Remote<IonqProbabilities> readIonqProbabilities(std::string_view text);

struct RegisterDistribution {
    Distribution states;
    std::size_t qubits = 0;
};
/// Format v2: {"probabilities":{"registers":{"output_all":{"01":0.5,…}}}}; in a bit string qubit 0 is the
/// first.
Remote<RegisterDistribution> readIonqRegisters(std::string_view text);

}  // namespace qstore
