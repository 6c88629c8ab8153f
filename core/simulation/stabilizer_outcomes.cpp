// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/stabilizer_outcomes.h"

#include <algorithm>
#include <utility>

#include "core/base/memory.h"
#include "core/base/parallel.h"

namespace qstore {
namespace {

/// Shots of one batch, each batch with random numbers of its own; properties of the problem alone.
constexpr std::uint64_t kDrawsPerBatch = 1024;
constexpr std::uint64_t kRunsPerBatch = 16;
constexpr std::uint64_t kBatchesInFlight = 64;
/// What a node of the map takes beside its text.
constexpr std::size_t kNodeBytes = 96;

/// Which qubit is read into which digit at the end.
std::vector<std::pair<Qubit, std::size_t>> readings(const StabilizerProgram& program) {
    if (program.flow.assignsBits) return program.flow.finalMeasurements;
    std::vector<std::pair<Qubit, std::size_t>> all;
    for (Qubit qubit = 0; qubit < program.qubits; ++qubit) all.emplace_back(qubit, qubit);
    return all;
}

/// Saturates.
std::uint64_t powerOfTwo(std::size_t exponent) {
    return exponent < kWordBits ? std::uint64_t{1} << exponent : ~std::uint64_t{0};
}

Status requireCounts(std::uint64_t shots, std::size_t digits) {
    return requireMemory(saturatingMultiply(shots, saturatingAdd(digits, kNodeBytes)),
                         "counts of up to " + std::to_string(shots) + " different outcomes of " +
                             std::to_string(digits) + " bits",
                         "Take fewer shots, or measure fewer qubits.");
}

/// Batches of shots shared out among the threads; counts do not depend on the order in which they are
/// added.
template <class Body>
Result<BitStringCounts> countBatches(std::uint64_t shots, std::uint64_t perBatch, const RunControl& control,
                                     const Body& body) {
    BitStringCounts total;
    const std::uint64_t batches = (shots + perBatch - 1) / perBatch;
    for (std::uint64_t first = 0; first < batches; first += kBatchesInFlight) {
        const auto count = static_cast<std::size_t>(std::min(kBatchesInFlight, batches - first));
        std::vector<BitStringCounts> parts(count);
        parallelFor(count, [&](std::size_t i) {
            const std::uint64_t begin = (first + i) * perBatch;
            if (!control.stop.stop_requested())
                body(first + i, begin, std::min(begin + perBatch, shots), parts[i]);
        });
        if (control.stop.stop_requested()) return cancelled();
        for (const BitStringCounts& part : parts)
            for (const auto& [text, times] : part) total[text] += times;
        control.report(std::min((first + count) * perBatch, shots), shots);
    }
    return total;
}

}  // namespace

Result<EqualOutcomes> EqualOutcomes::of(const StabilizerProgram& program, StabilizerTableau tableau,
                                        const RunControl& control) {
    EqualOutcomes outcomes;
    outcomes.m_digits = program.flow.digits();
    std::vector<Qubit> measured;
    for (const auto& [qubit, place] : readings(program)) {
        measured.push_back(qubit);
        outcomes.m_places.push_back(place);
    }
    tableau.keepByRow();
    outcomes.m_directions = tableau.flips(measured);
    outcomes.m_rank = outcomes.m_directions.reduce(control.stop);
    outcomes.m_first.assign(wordsFor(measured.size()), 0);
    const auto zero = [] { return false; };
    for (std::size_t j = 0; j < measured.size(); ++j) {
        if (control.stop.stop_requested()) return cancelled();
        setBit(outcomes.m_first.data(), j, tableau.measure(measured[j], zero));
    }
    return outcomes;
}

std::string EqualOutcomes::text(const std::vector<Word>& outcome) const {
    std::string text(m_digits, '0');
    for (std::size_t j = 0; j < m_places.size(); ++j)
        if (bitOf(outcome.data(), j)) text[m_digits - 1 - m_places[j]] = '1';
    return text;
}

std::string EqualOutcomes::draw(RandomStream& random) const {
    std::vector<Word> outcome = m_first;
    Word coins = 0;
    for (std::size_t i = 0; i < m_rank; ++i) {
        if (i % kWordBits == 0) coins = random.nextU64();
        if (((coins >> (i % kWordBits)) & 1U) == 0) continue;
        for (std::size_t w = 0; w < outcome.size(); ++w) outcome[w] ^= m_directions.row(i)[w];
    }
    return text(outcome);
}

Result<BitStringProbabilities> EqualOutcomes::probabilities(std::size_t maxOutcomes) const {
    const std::uint64_t count = powerOfTwo(m_rank);
    if (count > maxOutcomes) {
        return fail(ErrorCode::ResourceExhausted,
                    "2^" + std::to_string(m_rank) + " equally likely outcomes are more than " +
                        std::to_string(maxOutcomes) + " to list",
                    "Sample shots instead.");
    }
    QSTORE_CHECK(requireCounts(count, m_digits));
    BitStringProbabilities result;
    for (std::uint64_t i = 0; i < count; ++i) {
        std::vector<Word> outcome = m_first;
        for (std::size_t direction = 0; direction < m_rank; ++direction)
            if (((i >> direction) & 1U) != 0)
                for (std::size_t w = 0; w < outcome.size(); ++w)
                    outcome[w] ^= m_directions.row(direction)[w];
        result[text(outcome)] = 1.0 / static_cast<double>(count);
    }
    return result;
}

Result<BitStringCounts> sampleEqualOutcomes(const EqualOutcomes& outcomes, std::uint64_t shots,
                                            std::uint64_t seed, const RunControl& control) {
    QSTORE_CHECK(requireCounts(std::min(shots, powerOfTwo(outcomes.directions())), outcomes.digits()));
    return countBatches(
        shots, kDrawsPerBatch, control,
        [&](std::uint64_t batch, std::uint64_t begin, std::uint64_t end, BitStringCounts& counts) {
            RandomStream random(seed, "shots", batch);
            for (std::uint64_t shot = begin; shot < end; ++shot) ++counts[outcomes.draw(random)];
        });
}

Result<BitStringCounts> sampleRuns(const StabilizerProgram& program, const StabilizerTableau& tableau,
                                   std::uint64_t shots, std::uint64_t seed, const RunControl& control) {
    const std::size_t digits = program.flow.digits();
    QSTORE_CHECK(requireCounts(std::min(shots, powerOfTwo(digits)), digits));
    QSTORE_CHECK(
        requireMemory(saturatingMultiply(threadCount(), StabilizerTableau::bytes(program.qubits)),
                      "a stabiliser tableau for each of " + std::to_string(threadCount()) + " threads",
                      "Use fewer threads."));
    const auto read = readings(program);
    return countBatches(
        shots, kRunsPerBatch, control,
        [&](std::uint64_t, std::uint64_t begin, std::uint64_t end, BitStringCounts& counts) {
            for (std::uint64_t shot = begin; shot < end; ++shot) {
                RandomStream random(seed, "shots", shot);
                const auto coin = [&] { return (random.nextU64() >> 63U) != 0; };
                StabilizerTableau own = tableau;
                std::vector<bool> bits(program.flow.flat.bits());
                if (!runSteps(program, program.firstRandomStep, program.steps.size(), own, bits, coin,
                              control.stop))
                    return;
                std::string text(digits, '0');
                for (std::size_t bit = 0; program.flow.assignsBits && bit < digits; ++bit)
                    if (bits[bit]) text[digits - 1 - bit] = '1';
                for (const auto& [qubit, place] : read) {
                    if (control.stop.stop_requested()) return;
                    text[digits - 1 - place] = own.measure(qubit, coin) ? '1' : '0';
                }
                ++counts[text];
            }
        });
}

}  // namespace qstore
