// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/shot_sampling.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/base/parallel.h"
#include "core/simulation/state_storage.h"

namespace qstore {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

/// Normally distributed amplitudes, every one of them zero that `keep` does not want, of norm `norm`.
template <class Real>
State randomState(std::size_t qubits, const std::function<bool(std::uint64_t)>& keep = {},
                  double norm = 1) {
    RandomStream random(11, "test");
    std::vector<std::complex<double>> values(std::size_t{1} << qubits);
    double sum = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::complex<double> value(random.normal(), random.normal());
        if (keep && !keep(i)) continue;
        values[i] = value;
        sum += std::norm(value);
    }
    Amplitudes<Real> amplitudes;
    amplitudes.reserve(values.size());
    for (const auto& value : values)
        amplitudes.push_back(static_cast<std::complex<Real>>(value * (norm / std::sqrt(sum))));
    return makeState<Real>(qubits, std::move(amplitudes));
}

State basisState(std::size_t qubits, std::uint64_t index) {
    Amplitudes<double> amplitudes(std::size_t{1} << qubits);
    amplitudes[index] = {0.6, 0.8};
    return makeState<double>(qubits, std::move(amplitudes));
}

std::uint64_t total(const Counts& counts) {
    std::uint64_t sum = 0;
    for (const auto& [index, times] : counts) sum += times;
    return sum;
}

/// Pearson's χ² less its mean, in standard deviations.
double deviation(const Counts& counts, const std::vector<double>& probabilities, double shots) {
    double chi = 0.0, degrees = -1.0;
    for (std::uint64_t i = 0; i < probabilities.size(); ++i) {
        if (probabilities[i] == 0.0) continue;
        const auto found = counts.find(i);
        const double seen = found == counts.end() ? 0.0 : static_cast<double>(found->second);
        chi += std::pow(seen - shots * probabilities[i], 2) / (shots * probabilities[i]);
        degrees += 1.0;
    }
    return (chi - degrees) / std::sqrt(2.0 * degrees);
}

TEST(ShotSampling, FollowsTheProbabilities) {
    // 2⁵ amplitudes are less than a block, 2⁶ one, 2¹⁰ several, 2¹⁵ more than one chunk of blocks.
    for (const std::size_t qubits : {5U, 6U, 10U, 15U}) {
        const State state = randomState<double>(qubits);
        const Counts counts = state.sample(1000000, 3);
        EXPECT_EQ(total(counts), 1000000U);
        EXPECT_LT(std::abs(deviation(counts, state.probabilities(), 1e6)), 5.0) << qubits;
    }
}

TEST(ShotSampling, FollowsTheProbabilitiesOfFloatsOfAnyNorm) {
    for (const double norm : {1.0 - 1e-6, 1.0, 1.0 + 1e-6, 3.0}) {
        const State state = randomState<float>(9, {}, norm);
        std::vector<double> probabilities = state.probabilities();
        for (double& probability : probabilities) probability /= norm * norm;
        const Counts counts = state.sample(300000, 4);
        EXPECT_EQ(total(counts), 300000U);
        EXPECT_LT(std::abs(deviation(counts, probabilities, 3e5)), 5.0) << norm;
    }
}

TEST(ShotSampling, ScattersLikeIndependentShots) {
    // Of 100 shots with probability p each, the number has variance 100·p·(1−p). Shots that are spread
    // evenly would scatter less.
    const double p = 0.3;
    const State state =
        State::fromAmplitudes(std::vector<std::complex<double>>{std::sqrt(1 - p), std::sqrt(p)}).value();
    constexpr int repeats = 20000;
    double sum = 0.0, squares = 0.0;
    for (int seed = 0; seed < repeats; ++seed) {
        const Counts counts = state.sample(100, static_cast<std::uint64_t>(seed));
        const auto found = counts.find(1);
        const double ones = found == counts.end() ? 0.0 : static_cast<double>(found->second);
        sum += ones;
        squares += ones * ones;
    }
    const double mean = sum / repeats;
    const double variance = squares / repeats - mean * mean;
    EXPECT_NEAR(mean, 30.0, 5.0 * std::sqrt(21.0 / repeats));
    EXPECT_NEAR(variance, 21.0, 5.0 * 21.0 * std::sqrt(2.0 / repeats));
}

TEST(ShotSampling, NeverDrawsWhatHasNoProbability) {
    const auto scattered = [](std::uint64_t i) { return i % 7 == 3 && i % 64 < 40; };
    const auto oneBlock = [](std::uint64_t i) { return i / 64 == 5; };
    for (const auto& keep :
         {std::function<bool(std::uint64_t)>(scattered), std::function<bool(std::uint64_t)>(oneBlock)}) {
        const State state = randomState<double>(11, keep);
        const Counts counts = state.sample(500000, 1);
        EXPECT_EQ(total(counts), 500000U);
        for (const auto& [index, times] : counts) EXPECT_TRUE(keep(index)) << index;
    }
}

TEST(ShotSampling, AllOfItOnOneStateIsFound) {
    for (std::size_t qubits = 1; qubits <= 16; ++qubits) {
        const std::uint64_t last = (std::uint64_t{1} << qubits) - 1;
        for (const std::uint64_t index : {std::uint64_t{0}, last / 2, last})
            EXPECT_THAT(basisState(qubits, index).sample(1000, 2), ElementsAre(Pair(index, 1000)));
    }
}

TEST(ShotSampling, AStateWithHardlyAnyProbabilityIsHardlyDrawn) {
    Amplitudes<double> amplitudes(1024, 1e-200);
    amplitudes[100] = 1.0;
    amplitudes[1023] = 1e-9;
    const State state = makeState<double>(10, std::move(amplitudes));
    EXPECT_THAT(state.sample(100000, 5), ElementsAre(Pair(100, 100000)));
}

TEST(ShotSampling, NoShotsGiveNothing) {
    EXPECT_TRUE(randomState<double>(3).sample(0, 1).empty());
    EXPECT_TRUE(randomState<float>(8).sampleSorted(0, 1).empty());
}

TEST(ShotSampling, MoreThanOnePassAddUp) {
    const State state = randomState<double>(7);
    const std::uint64_t shots = 2 * kShotsPerPass + 7;
    const Counts counts = state.sample(shots, 9);
    EXPECT_EQ(total(counts), shots);
    EXPECT_EQ(counts.size(), 128U);
    EXPECT_LT(std::abs(deviation(counts, state.probabilities(), static_cast<double>(shots))), 5.0);
    EXPECT_EQ(state.sampleSorted(shots, 9), std::vector<ShotCount>(counts.begin(), counts.end()));
}

TEST(ShotSampling, TheListIsTheMap) {
    const State state = randomState<float>(16);
    const Counts counts = state.sample(30000, 9);
    EXPECT_EQ(state.sampleSorted(30000, 9), std::vector<ShotCount>(counts.begin(), counts.end()));
}

TEST(ShotSampling, ThreadsChangeNothing) {
    const State state = randomState<double>(17);
    const std::size_t before = threadCount();
    setThreadCount(1);
    const Counts one = state.sample(200000, 6);
    setThreadCount(2);
    const Counts two = state.sample(200000, 6);
    setThreadCount(before);
    EXPECT_EQ(one, two);
    EXPECT_NE(one, state.sample(200000, 7));
}

TEST(ShotSampling, TakesItsNumbersFromTheStreamInTurn) {
    // What is drawn after it must not depend on chunks: shots and one more.
    RandomStream random(1, "shots");
    std::uint64_t seen = 0;
    sampleBasisStates(Amplitudes<double>(64, 0.125), 20000, random,
                      [&seen](std::uint64_t, std::uint64_t times) { seen += times; });
    EXPECT_EQ(seen, 20000U);
    EXPECT_EQ(random.position(), 20001U);
}

}  // namespace
}  // namespace qstore
