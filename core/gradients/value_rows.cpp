// SPDX-License-Identifier: Apache-2.0
#include "core/gradients/value_rows.h"

namespace qstore {

ValueRows::ValueRows(std::span<const double> weights, std::span<const double> inputs)
    : m_weights(weights.size()), m_original(weights.begin(), weights.end()) {
    m_original.insert(m_original.end(), inputs.begin(), inputs.end());
}

std::span<double> ValueRows::addUnchanged() {
    m_rows.insert(m_rows.end(), m_original.begin(), m_original.end());
    ++m_count;
    return std::span(m_rows).last(m_original.size());
}

Result<std::vector<double>> ValueRows::evaluate(const Estimator& estimator,
                                                const RunControl& control) const {
    std::vector<double> weights;
    std::vector<double> inputs;
    for (std::size_t row = 0; row < m_count; ++row) {
        const auto begin = m_rows.begin() + static_cast<std::ptrdiff_t>(row * m_original.size());
        const auto middle = begin + static_cast<std::ptrdiff_t>(m_weights);
        weights.insert(weights.end(), begin, middle);
        inputs.insert(inputs.end(), middle, begin + static_cast<std::ptrdiff_t>(m_original.size()));
    }
    return estimator.expectations({weights, inputs, m_count, true}, control);
}

Jacobian ValueRows::emptyJacobian(std::size_t observables) const {
    Jacobian result;
    result.weights.assign(observables * m_weights, 0.0);
    result.inputs.assign(observables * (m_original.size() - m_weights), 0.0);
    result.evaluations = m_count;
    return result;
}

double& ValueRows::entry(Jacobian& jacobian, std::size_t observable, std::size_t index) const {
    if (index < m_weights) return jacobian.weights[observable * m_weights + index];
    return jacobian.inputs[observable * (m_original.size() - m_weights) + (index - m_weights)];
}

}  // namespace qstore
