// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

#include "core/simulation/classical_flow.h"
#include "core/simulation/stabilizer_tableau.h"

namespace qstore {

/// One thing to do to a tableau; `flow` of the same place says when.
struct StabilizerStep {
    std::shared_ptr<const CliffordMap> map;  ///< Gate
    std::vector<Qubit> qubits;               ///< Gate: of the map
};

/// A Clifford circuit made ready.
struct StabilizerProgram {
    std::size_t qubits = 0;
    ClassicalFlow flow;
    std::vector<StabilizerStep> steps;  ///< as many as flow.steps
    std::size_t firstRandomStep = 0;
};

/// Unsupported for a gate that is not Clifford; ResourceExhausted before anything large is made.
Result<StabilizerProgram> compileStabilizer(const Circuit& circuit);

/// Steps [begin, end) on `tableau` and the classical `bits`. False when `stop` was requested on the way.
bool runSteps(const StabilizerProgram& program, std::size_t begin, std::size_t end,
              StabilizerTableau& tableau, std::vector<bool>& bits, const std::function<bool()>& coin,
              const std::stop_token& stop);

}  // namespace qstore
