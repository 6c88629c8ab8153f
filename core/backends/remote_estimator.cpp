// SPDX-License-Identifier: Apache-2.0
#include "core/backends/remote_estimator.h"

#include "core/observables/bound_circuits.h"
#include "core/simulation/measurement_settings.h"

namespace qstore {

Result<std::shared_ptr<const RemoteEstimator>> RemoteEstimator::create(
    const Circuit& circuit, std::vector<PauliSum> observables, std::shared_ptr<const BatchEstimator> batch,
    std::uint64_t shots, std::string purpose) {
    if (shots == 0)
        return fail(ErrorCode::InvalidArgument, "0 shots give no expectation value",
                    "take at least one shot, or ask for exact values");
    for (const PauliSum& observable : observables)
        if (observable.qubits() > circuit.qubits())
            return fail(ErrorCode::InvalidArgument,
                        "the observable '" + observable.toText() + "' needs " +
                            std::to_string(observable.qubits()) + " qubits; the circuit has " +
                            std::to_string(circuit.qubits()),
                        "choose observables on the circuit's qubits");
    QSTORE_CHECK(withoutFinalMeasurements(circuit));
    std::shared_ptr<RemoteEstimator> estimator(new RemoteEstimator);
    estimator->m_circuit = circuit;
    estimator->m_signature = signatureOf(circuit);
    estimator->m_signature.observables = observables.size();
    estimator->m_observables = std::move(observables);
    estimator->m_batch = std::move(batch);
    estimator->m_shots = shots;
    estimator->m_purpose = std::move(purpose);
    return std::shared_ptr<const RemoteEstimator>(std::move(estimator));
}

Result<std::vector<double>> RemoteEstimator::expectations(const Bindings& bindings,
                                                          const RunControl& control) const {
    QSTORE_TRY(BatchExpectations batch,
               estimate(bindings, m_purpose + " call " + std::to_string(++m_calls), control));
    return std::move(batch.values);
}

Result<BatchExpectations> RemoteEstimator::estimate(const Bindings& bindings, const std::string& purpose,
                                                    const RunControl& control) const {
    QSTORE_TRY(const auto circuits, boundCircuits(m_circuit, bindings));
    return m_batch->expectations(circuits, m_observables, m_shots, purpose, control);
}

}  // namespace qstore
