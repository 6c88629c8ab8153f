// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/backends/ibm_machine.h"
#include "core/circuit/circuit.h"

namespace qstore {

/// A classical register as it goes over the wire; its bits start at `start` of the circuit's.
struct IbmRegister {
    std::string name;
    std::size_t start = 0, size = 0;
    bool assigned = false;  ///< a measurement writes to it
};

/// The registers that results of this circuit come in, the first declared first. IBM's reader takes names
/// of ASCII letters, digits and `_` that begin with a small letter, and renames others: those are renamed
/// here, so that both sides agree. A circuit that measures nothing has one over all its qubits.
std::vector<IbmRegister> ibmRegisters(const Circuit& circuit);
/// Length of the keys: all classical bits, or all qubits for a circuit that measures nothing.
std::size_t ibmBits(const Circuit& circuit);

enum class IbmPrimitive : std::uint8_t { Sampler, Estimator };

/// The circuit as OpenQASM 3 for IBM's reader: one register of qubits whose indexes are the machine's,
/// no annotation, no alias, one measurement a line. `machine` null: gates are checked against all sets
/// that IBM's machines have, couplings are not. For the Estimator measurements are left out.
/// InvalidArgument or Unsupported name the gate that the machine does not take, and what to do.
Result<std::string> ibmProgramText(const Circuit& circuit, const IbmMachine* machine,
                                   IbmPrimitive primitive);

}  // namespace qstore
