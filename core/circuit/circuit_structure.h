// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "core/circuit/circuit.h"

namespace qstore {

/// SHA-256 of a circuit's structure: of all that Circuit::contentHash() covers but the values of its
/// parameters. Circuits with one structure have one plan.
QSTORE_EXPORT std::string structureHash(const Circuit& circuit);

/// The circuit with the name and the values of its parameters left out: the same for all circuits of one
/// structure.
QSTORE_EXPORT Circuit withoutValues(const Circuit& circuit);

/// A circuit whose number angles are frozen parameters, and their values (radians) by name.
struct LiftedCircuit {
    Circuit circuit;
    std::vector<std::pair<std::string, double>> numbers;
};
/// So that circuits which differ only in numbers have one structure. New parameters follow the old ones;
/// the first `most` numbers get one. Angles of gates that the circuit defines stay as they are.
QSTORE_EXPORT LiftedCircuit liftNumbers(const Circuit& circuit, std::size_t most);

}  // namespace qstore
