// SPDX-License-Identifier: Apache-2.0
#include "core/states/entanglement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "core/states/register_builders.h"
#include "core/states/register_figures.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;
using Entries = std::vector<std::complex<double>>;
using Qubits = std::vector<Qubit>;

constexpr double kTsirelson = 2.0 * std::numbers::sqrt2;

/// p |Ψ−⟩⟨Ψ−| + (1 − p) 1/4.
DensityMatrix werner(double p) {
    Entries entries(16);
    for (std::size_t i = 0; i < 4; ++i) entries[5 * i] = 0.25 * (1.0 - p);
    entries[1 + 4 * 1] += 0.5 * p;
    entries[2 + 4 * 2] += 0.5 * p;
    entries[1 + 4 * 2] = entries[2 + 4 * 1] = -0.5 * p;
    return {2, std::move(entries)};
}

double negativityOfOne(const DensityMatrix& pair) {
    return negativity(pair, Qubits{0}).value();
}

TEST(Entanglement, EveryBellPairIsMaximal) {
    for (const BellState which :
         {BellState::PhiPlus, BellState::PhiMinus, BellState::PsiPlus, BellState::PsiMinus}) {
        const auto bell = bellRegister("x", which).value();
        const PairFigures figures = pairFigures(bell, 0, 1).value();
        EXPECT_NEAR(figures.concurrence, 1.0, 1e-12);
        EXPECT_NEAR(figures.negativity, 0.5, 1e-12);
        EXPECT_NEAR(figures.largestChsh, kTsirelson, 1e-12);
        EXPECT_NEAR(entropyBits(bell, Qubits{0}).value(), 1.0, 1e-12);
    }
}

TEST(Entanglement, ProductsHaveNone) {
    // (0.6|0⟩ + 0.8i|1⟩) ⊗ (|0⟩ − |1⟩)/√2.
    const double h = std::sqrt(0.5);
    const Entries amplitudes{0.6 * h, {0, 0.8 * h}, -0.6 * h, {0, -0.8 * h}};
    const auto product = registerFromAmplitudes("x", amplitudes).value();
    const PairFigures figures = pairFigures(product, 1, 0).value();
    EXPECT_NEAR(figures.concurrence, 0.0, 1e-8);
    EXPECT_NEAR(figures.negativity, 0.0, 1e-12);
    EXPECT_NEAR(figures.largestChsh, 2.0, 1e-12);
}

TEST(Entanglement, OfPurePairsByHand) {
    // cos α |00⟩ + sin α |11⟩: C = sin 2α, N = C/2, CHSH = 2 √(1 + C²) (Gisin, Phys. Lett. A 154, 201).
    for (const double alpha : {0.1, 0.4, 0.7}) {
        const Entries amplitudes{std::cos(alpha), 0, 0, {0, std::sin(alpha)}};
        const auto reg = registerFromAmplitudes("x", amplitudes).value();
        const PairFigures figures = pairFigures(reg, 0, 1).value();
        const double c = std::sin(2.0 * alpha);
        EXPECT_NEAR(figures.concurrence, c, 1e-12);
        EXPECT_NEAR(figures.negativity, c / 2.0, 1e-12);
        EXPECT_NEAR(figures.largestChsh, 2.0 * std::sqrt(1.0 + c * c), 1e-12);
    }
}

TEST(Entanglement, OfWernerStates) {
    // Werner, Phys. Rev. A 40, 4277 (1989): separable up to p = 1/3, CHSH 2√2 p is above 2 only from 1/√2
    // on.
    for (const double p : {0.0, 0.2, 1.0 / 3.0, 0.5, 0.6, 1.0 / std::numbers::sqrt2, 0.9, 1.0}) {
        const double c = std::max(0.0, (3.0 * p - 1.0) / 2.0);
        EXPECT_NEAR(concurrence(werner(p)).value(), c, 1e-12) << p;
        EXPECT_NEAR(negativityOfOne(werner(p)), c / 2.0, 1e-12) << p;
        EXPECT_NEAR(largestChsh(werner(p)).value(), kTsirelson * p, 1e-12) << p;
    }
}

TEST(Entanglement, GhzLeavesNoneInAPairAndWDoes) {
    const PairFigures ghz = pairFigures(ghzRegister("x", 3).value(), 0, 2).value();
    EXPECT_NEAR(ghz.concurrence, 0.0, 1e-12);
    EXPECT_NEAR(ghz.negativity, 0.0, 1e-12);
    EXPECT_NEAR(ghz.largestChsh, 2.0, 1e-12);
    // Concurrence 2/n (Koashi, Bužek, Imoto, Phys. Rev. A 62, 050302); (√5 − 1)/6 for n = 3.
    const PairFigures w = pairFigures(wRegister("x", 3).value(), 2, 1).value();
    EXPECT_NEAR(w.concurrence, 2.0 / 3.0, 1e-12);
    EXPECT_NEAR(w.negativity, (std::sqrt(5.0) - 1.0) / 6.0, 1e-12);
    EXPECT_NEAR(pairFigures(wRegister("x", 5).value(), 0, 4).value().concurrence, 0.4, 1e-12);
}

TEST(Entanglement, NegativityOfLargerParts) {
    const DensityMatrix ghz = ghzRegister("x", 4).value().toDensity().value();
    for (const Qubits& part : {Qubits{0}, Qubits{2, 1}, Qubits{3, 1, 0}})
        EXPECT_NEAR(negativity(ghz, part).value(), 0.5, 1e-12);
    // Two Bell pairs across the cut: (2² − 1)/2.
    Entries amplitudes(16);
    for (const std::size_t i : {0U, 5U, 10U, 15U}) amplitudes[i] = 0.5;
    const DensityMatrix two = registerFromAmplitudes("x", amplitudes).value().toDensity().value();
    EXPECT_NEAR(negativity(two, Qubits{0, 1}).value(), 1.5, 1e-12);
    EXPECT_NEAR(negativity(two, Qubits{0, 2}).value(), 0.0, 1e-12);
}

TEST(Entanglement, RefusesWhatIsNoPairOrPart) {
    const DensityMatrix three = ghzRegister("x", 3).value().toDensity().value();
    EXPECT_THAT(concurrence(three).error().message, HasSubstr("not for 3"));
    EXPECT_THAT(largestChsh(three).error().message, HasSubstr("not for 3"));
    EXPECT_EQ(concurrence(three).error().code, ErrorCode::InvalidArgument);
    EXPECT_THAT(negativity(three, Qubits{0, 1, 2}).error().message, HasSubstr("all 3 qubits"));
    EXPECT_EQ(negativity(three, Qubits{}).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(negativity(three, Qubits{3}).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(pairFigures(ghzRegister("x", 3).value(), 1, 1).error().code, ErrorCode::InvalidArgument);
    const DensityMatrix wide = ghzRegister("x", 11).value().toDensity().value();
    EXPECT_EQ(negativity(wide, Qubits{0}).error().code, ErrorCode::Unsupported);
    EXPECT_EQ(entropyBits(wide).error().code, ErrorCode::Unsupported);
}

}  // namespace
}  // namespace qstore
