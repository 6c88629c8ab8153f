// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/qstore/command.h"
#include "core/circuit/circuit.h"
#include "core/observables/hamiltonian.h"

namespace CLI {
class App;
}  // namespace CLI

namespace qstore {

/// What `vqe` may be told about a machine that measures the energy.
struct MeasuredVqeInput {
    std::string backend;  ///< empty = energies are computed
    std::string gradient = "spsa";
    std::uint64_t shots = 1000;
    double maxCostUsd = 0.0;
    double firstStep = 0.4;
    std::size_t iterations = 100;
};

void addMeasuredVqeOptions(CLI::App& verb, MeasuredVqeInput& input);

/// The lowest energy that measuring finds, from `start` on; answers the command.
Status measuredVqe(const Command& command, const Hamiltonian& hamiltonian, const Circuit& circuit,
                   const std::vector<double>& start, const MeasuredVqeInput& input);

}  // namespace qstore
