// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/observables/estimator.h"
#include "core/simulation/measurement_settings.h"
#include "core/simulation/plan.h"

namespace qstore {

/// Expectation values as a machine gives them that can only be sampled: the Pauli strings of all
/// observables are put into measurement settings (qubit by qubit commuting), each setting is the circuit
/// with its basis rotations, run for the same number of shots. Unbiased; the standard error of a string is
/// √((1 − ⟨P⟩²)/shots), and strings of one setting share their shots. Immutable and thread-safe.
class QSTORE_EXPORT ShotEstimator final : public Estimator {
public:
    /// Final measurements of the circuit are left out. InvalidArgument without shots; Unsupported for
    /// measurement, reset or conditions in the middle.
    static Result<std::shared_ptr<const ShotEstimator>> compile(const Circuit& circuit,
                                                                std::vector<PauliSum> observables,
                                                                std::uint64_t shots, std::uint64_t seed,
                                                                PlanOptions options = {});

    const Signature& signature() const override { return m_signature; }
    /// Shots of one setting and one sample.
    std::uint64_t shots() const { return m_shots; }
    /// Circuits run for each sample.
    std::size_t settings() const { return m_settings.size(); }

    /// The same call gives the same numbers, for any number of threads.
    Result<std::vector<double>> expectations(const Bindings& bindings,
                                             const RunControl& control = {}) const override;
    /// With random numbers of its own for each `batch`; expectations() is batch 0.
    Result<std::vector<double>> expectationsOfBatch(const Bindings& bindings, std::uint64_t batch,
                                                    const RunControl& control = {}) const;

private:
    struct Setting {
        std::shared_ptr<const Plan> plan;
        std::vector<MeasuredShare> shares;
    };

    ShotEstimator() = default;

    Signature m_signature;
    std::uint64_t m_shots = 0, m_seed = 0;
    std::vector<double> m_constants;  ///< per observable, its identity part
    std::vector<Setting> m_settings;
};

}  // namespace qstore
