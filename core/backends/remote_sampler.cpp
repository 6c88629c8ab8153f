// SPDX-License-Identifier: Apache-2.0
#include "core/backends/remote_sampler.h"

#include "core/observables/bound_circuits.h"

namespace qstore {

RemoteSampler::RemoteSampler(Circuit circuit, std::shared_ptr<const CircuitRunner> runner,
                             std::string purpose)
    : m_circuit(std::move(circuit)),
      m_signature(signatureOf(m_circuit)),
      m_runner(std::move(runner)),
      m_purpose(std::move(purpose)) {}

Result<std::vector<Counts>> RemoteSampler::sample(const Bindings& bindings, std::uint64_t shots,
                                                  std::uint64_t seed, const RunControl& control) const {
    QSTORE_TRY(const auto circuits, boundCircuits(m_circuit, bindings));
    const std::string purpose = m_purpose + " seed " + std::to_string(seed);
    QSTORE_TRY(auto outcomes, m_runner->run(circuits, shots, seed, purpose, control));
    std::vector<Counts> counts;
    for (CircuitOutcome& outcome : outcomes) counts.push_back(std::move(outcome.counts));
    return counts;
}

}  // namespace qstore
