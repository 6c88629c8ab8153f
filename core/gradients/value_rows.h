// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "core/gradients/gradients.h"

namespace qstore {

/// Many settings of the same weights and inputs, asked of an estimator in one batch.
class ValueRows {
public:
    ValueRows(std::span<const double> weights, std::span<const double> inputs);

    /// Appends the original values; the returned row (weights, then inputs) may be changed until the
    /// next call.
    std::span<double> addUnchanged();
    /// rows × observables.
    Result<std::vector<double>> evaluate(const Estimator& estimator, const RunControl& control) const;

    Jacobian emptyJacobian(std::size_t observables) const;
    /// The derivative of an observable to symbol `index` (weights first, then inputs).
    double& entry(Jacobian& jacobian, std::size_t observable, std::size_t index) const;

private:
    std::size_t m_weights;
    std::vector<double> m_original;
    std::vector<double> m_rows;
    std::size_t m_count = 0;
};

}  // namespace qstore
