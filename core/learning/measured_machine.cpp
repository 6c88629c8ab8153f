// SPDX-License-Identifier: Apache-2.0
#include "core/learning/measured_machine.h"

namespace qstore {

MeasuredMachine::MeasuredMachine(std::string name, std::shared_ptr<const BatchEstimator> estimator)
    : m_name(std::move(name)), m_estimator(std::move(estimator)) {}

void MeasuredMachine::enter(std::string place, std::uint64_t shots) {
    const std::scoped_lock lock(m_mutex);
    m_place = std::move(place);
    m_shots = shots;
    m_asked = 0;
}

Result<BatchExpectations> MeasuredMachine::ask(std::span<const Circuit> circuits,
                                               const std::vector<PauliSum>& observables,
                                               const RunControl& control) {
    std::string purpose;
    std::uint64_t shots = 0;
    {
        const std::scoped_lock lock(m_mutex);
        purpose = m_place + ", batch " + std::to_string(++m_asked);
        shots = m_shots;
    }
    return m_estimator->expectations(circuits, observables, shots, purpose, control);
}

}  // namespace qstore
