// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/observables/batch_estimator.h"
#include "core/observables/estimator.h"

namespace qstore {

/// Expectation values of one circuit's samples, by whoever answers batches: all samples of a call are one
/// batch. Thread-safe.
class QSTORE_EXPORT RemoteEstimator final : public Estimator {
public:
    /// Checks the question as the machine would get it: InvalidArgument for no shots or observables on
    /// absent qubits, Unsupported for measurement, reset or conditions in the middle. `purpose` begins the
    /// name of every batch.
    static Result<std::shared_ptr<const RemoteEstimator>> create(
        const Circuit& circuit, std::vector<PauliSum> observables,
        std::shared_ptr<const BatchEstimator> batch, std::uint64_t shots, std::string purpose);

    const Signature& signature() const override { return m_signature; }
    /// A batch of its own for every call, counted.
    Result<std::vector<double>> expectations(const Bindings& bindings,
                                             const RunControl& control = {}) const override;
    /// With standard errors, under a name that the caller gives and can come back to: samples ×
    /// observables.
    Result<BatchExpectations> estimate(const Bindings& bindings, const std::string& purpose,
                                       const RunControl& control = {}) const;

private:
    RemoteEstimator() = default;

    Circuit m_circuit;
    Signature m_signature;
    std::vector<PauliSum> m_observables;
    std::shared_ptr<const BatchEstimator> m_batch;
    std::uint64_t m_shots = 0;
    std::string m_purpose;
    mutable std::atomic<std::uint64_t> m_calls = 0;
};

}  // namespace qstore
