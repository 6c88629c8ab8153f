// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/state.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>

#include "core/base/number_text.h"
#include "core/base/random.h"
#include "core/simulation/shot_sampling.h"
#include "core/simulation/state_storage.h"

namespace qstore {
namespace {

template <class Real>
State zeroState(std::size_t qubits) {
    Amplitudes<Real> amplitudes(std::size_t{1} << qubits);
    amplitudes[0] = 1;
    return makeState<Real>(qubits, std::move(amplitudes));
}

std::vector<ShotCount> drawBatch(const State::Storage& storage, std::uint64_t shots, RandomStream& random) {
    return std::visit([&](const auto& amplitudes) { return drawBasisStates(amplitudes, shots, random); },
                      storage.amplitudes);
}

}  // namespace

State::State(std::shared_ptr<const Storage> storage) : m_storage(std::move(storage)) {}

Result<State> State::zero(std::size_t qubits, Precision precision) {
    QSTORE_CHECK(requireMemory(stateVectorBytes(qubits, precision),
                               "a state of " + std::to_string(qubits) + " qubits"));
    return precision == Precision::Double ? zeroState<double>(qubits) : zeroState<float>(qubits);
}

Result<State> State::fromAmplitudes(std::span<const std::complex<double>> amplitudes) {
    if (!std::has_single_bit(amplitudes.size())) {
        return fail(ErrorCode::InvalidArgument,
                    "a state needs a power of two of amplitudes, not " + std::to_string(amplitudes.size()),
                    "Pad with zeros up to the next power of two.");
    }
    double norm = 0.0;
    for (const auto& amplitude : amplitudes) norm += squaredModulus(amplitude);
    if (!(std::abs(std::sqrt(norm) - 1.0) <= 1e-6)) {
        return fail(ErrorCode::InvalidArgument,
                    "the amplitudes have norm " + numberToText(std::sqrt(norm)) + " instead of 1",
                    "Divide them by their norm.");
    }
    const auto qubits = static_cast<std::size_t>(std::countr_zero(amplitudes.size()));
    QSTORE_CHECK(requireMemory(stateVectorBytes(qubits, Precision::Double),
                               "a state of " + std::to_string(qubits) + " qubits"));
    return makeState<double>(qubits, Amplitudes<double>(amplitudes.begin(), amplitudes.end()));
}

std::size_t State::qubits() const {
    return m_storage->qubits;
}

Precision State::precision() const {
    return std::holds_alternative<Amplitudes<double>>(m_storage->amplitudes) ? Precision::Double
                                                                             : Precision::Single;
}

std::complex<double> State::amplitude(std::uint64_t index) const {
    return std::visit(
        [index](const auto& amplitudes) {
            assert(index < amplitudes.size());
            return std::complex<double>(amplitudes[index]);
        },
        m_storage->amplitudes);
}

std::vector<std::complex<double>> State::amplitudes() const {
    return std::visit(
        [](const auto& amplitudes) {
            return std::vector<std::complex<double>>(amplitudes.begin(), amplitudes.end());
        },
        m_storage->amplitudes);
}

std::vector<double> State::probabilities() const {
    return std::visit(
        [](const auto& amplitudes) {
            std::vector<double> values(amplitudes.size());
            for (std::size_t i = 0; i < values.size(); ++i) values[i] = squaredModulus(amplitudes[i]);
            return values;
        },
        m_storage->amplitudes);
}

Counts State::sample(std::uint64_t shots, std::uint64_t seed) const {
    RandomStream random(seed, "shots");
    Counts counts;
    while (shots > 0) {
        const std::uint64_t batch = std::min(shots, kShotsPerPass);
        shots -= batch;
        const std::vector<ShotCount> drawn = drawBatch(*m_storage, batch, random);
        // Ascending, so that what the map does not have yet mostly belongs at its end.
        for (const auto& [index, times] : drawn) {
            if (counts.empty() || counts.rbegin()->first < index)
                counts.emplace_hint(counts.end(), index, times);
            else
                counts[index] += times;
        }
    }
    return counts;
}

std::vector<std::pair<std::uint64_t, std::uint64_t>> State::sampleSorted(std::uint64_t shots,
                                                                         std::uint64_t seed) const {
    if (shots > kShotsPerPass) {
        const Counts counts = sample(shots, seed);
        return {counts.begin(), counts.end()};
    }
    RandomStream random(seed, "shots");
    return drawBatch(*m_storage, shots, random);
}

}  // namespace qstore
