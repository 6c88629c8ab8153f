// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/circuit/circuit.h"
#include "core/observables/pauli.h"

namespace qstore {

/// Second derivatives of ⟨O⟩ to the weights, exactly: every occurrence of a weight in an angle is shifted
/// by the rule of its gate's frequencies, and what is shifted is the adjoint gradient. All shifted
/// gradients run side by side, as samples of one batch. Immutable and thread-safe.
class QSTORE_EXPORT SecondOrder {
public:
    /// Errors are those of Plan::compile() and of makeShiftRule().
    static Result<std::shared_ptr<const SecondOrder>> compile(const Circuit& circuit,
                                                              const PauliSum& observable);
    ~SecondOrder();

    /// H·direction; one number for each weight, as `direction`. Costs two gradients or a few for each
    /// occurrence that the direction moves.
    /// InvalidArgument where an angle's expression has no finite curvature.
    Result<std::vector<double>> hessianVector(std::span<const double> weights,
                                              std::span<const double> inputs,
                                              std::span<const double> direction,
                                              const RunControl& control = {}) const;
    /// weights × weights, row-major, symmetric.
    Result<std::vector<double>> hessian(std::span<const double> weights, std::span<const double> inputs,
                                        const RunControl& control = {}) const;

private:
    struct Impl;
    explicit SecondOrder(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace qstore
