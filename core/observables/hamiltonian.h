// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/circuit/circuit.h"
#include "core/observables/pauli.h"

namespace qstore {

/// A Hamiltonian of a molecule or lattice on qubits, with what is known about it. Energies in the file's
/// unit (Hartree for molecules).
struct Hamiltonian {
    std::string name, description;
    std::size_t qubits = 0;
    PauliSum sum;
    /// Set to 1 in the Hartree–Fock state; empty if the file names none.
    std::vector<Qubit> occupied;
    std::optional<double> hartreeFockEnergy;
    /// Lowest energy with the right number of electrons, from diagonalisation.
    std::optional<double> exactEnergy;
};

/// Reads JSON with `n_qubits` and `paulis`, an object from strings such as "XIZY" (leftmost letter = qubit
/// 0) to real coefficients; `name`, `description`, `hf_occupied_qubits`, `energies_hartree.hf` and
/// `energies_hartree.exact_active_space` may be there, other keys are left alone. Parse or InvalidArgument
/// name the string or number that does not fit.
QSTORE_EXPORT Result<Hamiltonian> readHamiltonian(std::string_view json);

}  // namespace qstore
