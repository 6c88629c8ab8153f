// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "core/backends/circuit_runner.h"
#include "core/observables/estimator.h"

namespace qstore {

/// Shots of one circuit's samples by any runner: all samples of a call are one batch. Thread-safe.
class QSTORE_EXPORT RemoteSampler final : public Sampler {
public:
    /// `purpose` begins the name of every batch; the seed follows, so that the same call is the same batch.
    RemoteSampler(Circuit circuit, std::shared_ptr<const CircuitRunner> runner, std::string purpose);

    const Signature& signature() const override { return m_signature; }
    Result<std::vector<Counts>> sample(const Bindings& bindings, std::uint64_t shots, std::uint64_t seed,
                                       const RunControl& control = {}) const override;

private:
    Circuit m_circuit;
    Signature m_signature;
    std::shared_ptr<const CircuitRunner> m_runner;
    std::string m_purpose;
};

}  // namespace qstore
