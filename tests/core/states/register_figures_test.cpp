// SPDX-License-Identifier: Apache-2.0
#include "core/states/register_figures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/states/register_builders.h"
#include "core/states/register_decay.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;
using Entries = std::vector<std::complex<double>>;
using Qubits = std::vector<Qubit>;

SimulatedRegister diagonal(const std::vector<double>& probabilities) {
    const std::size_t size = probabilities.size();
    std::size_t qubits = 0;
    while ((std::size_t{1} << qubits) < size) ++qubits;
    Entries entries(size * size);
    for (std::size_t i = 0; i < size; ++i) entries[i + size * i] = probabilities[i];
    RegisterInfo info;
    info.name = "diagonal";
    return SimulatedRegister::mixed(info, DensityMatrix(qubits, std::move(entries))).value();
}

TEST(ReducedState, OfTextbookStates) {
    const auto bell = bellRegister("x", BellState::PhiPlus).value();
    const DensityMatrix half = reducedState(bell, Qubits{0}).value();
    EXPECT_NEAR(half.entry(0, 0).real(), 0.5, 1e-15);
    EXPECT_LT(std::abs(half.entry(0, 1)), 1e-15);
    // W of three without one: 1/3 |00⟩⟨00| + 2/3 |Ψ+⟩⟨Ψ+|.
    const auto w = wRegister("x", 3).value();
    const DensityMatrix pair = reducedState(w, Qubits{2, 0}).value();
    for (std::uint64_t row = 0; row < 4; ++row)
        for (std::uint64_t column = 0; column < 4; ++column) {
            const bool one = (row == 1 || row == 2) && (column == 1 || column == 2);
            const double expected = one || (row == 0 && column == 0) ? 1.0 / 3.0 : 0.0;
            EXPECT_LT(std::abs(pair.entry(row, column) - expected), 1e-15) << row << " " << column;
        }
}

TEST(ReducedState, OrdersTheQubitsAsTheyAreNamed) {
    // |q2 q1 q0⟩ = |1⟩ ⊗ (0.6|0⟩ + 0.8i|1⟩) ⊗ |0⟩.
    Entries amplitudes(8);
    amplitudes[4] = 0.6;
    amplitudes[6] = {0.0, 0.8};
    const auto pure = registerFromAmplitudes("x", amplitudes).value();
    const auto mixed = SimulatedRegister::mixed(pure.info(), pure.toDensity().value()).value();
    for (const SimulatedRegister& reg : {pure, mixed}) {
        // Now bit 0 is q2 = 1 and bit 1 is q1.
        const DensityMatrix rho = reducedState(reg, Qubits{2, 1}).value();
        EXPECT_NEAR(rho.entry(1, 1).real(), 0.36, 1e-15);
        EXPECT_NEAR(rho.entry(3, 3).real(), 0.64, 1e-15);
        EXPECT_LT(std::abs(rho.entry(3, 1) - std::complex<double>(0, 0.48)), 1e-15);
        EXPECT_NEAR(rho.trace(), 1.0, 1e-15);
    }
}

TEST(ReducedState, RefusesQubitsThatAreNotThere) {
    const auto bell = bellRegister("x", BellState::PhiPlus).value();
    EXPECT_EQ(reducedState(bell, Qubits{}).error().code, ErrorCode::InvalidArgument);
    EXPECT_THAT(reducedState(bell, Qubits{2}).error().message, HasSubstr("qubit 2"));
    const auto ghz = ghzRegister("x", 16).value();
    Qubits many;
    for (Qubit qubit = 0; qubit < 15; ++qubit) many.push_back(qubit);
    EXPECT_EQ(reducedState(ghz, many).error().code, ErrorCode::ResourceExhausted);
}

TEST(Purity, OfPureAndMixed) {
    EXPECT_NEAR(purityOf(wRegister("x", 5).value()), 1.0, 1e-14);
    EXPECT_NEAR(purityOf(diagonal({0.5, 0.5})), 0.5, 1e-15);
    EXPECT_NEAR(purityOf(diagonal({0.1, 0.2, 0.3, 0.4})), 0.30, 1e-15);
}

TEST(Entropy, OfDiagonalStatesIsShannons) {
    EXPECT_NEAR(entropyBits(diagonal({0.5, 0.5})).value(), 1.0, 1e-14);
    EXPECT_NEAR(entropyBits(diagonal({0.25, 0.25, 0.25, 0.25})).value(), 2.0, 1e-14);
    EXPECT_NEAR(entropyBits(diagonal({0.5, 0.25, 0.25, 0.0})).value(), 1.5, 1e-14);
    EXPECT_NEAR(entropyBits(diagonal({1.0, 0.0})).value(), 0.0, 1e-14);
}

TEST(Entropy, OfParts) {
    EXPECT_EQ(entropyBits(wRegister("x", 5).value()).value(), 0.0);
    const auto ghz = ghzRegister("x", 4).value();
    for (const Qubits& part : {Qubits{0}, Qubits{1, 3}, Qubits{0, 1, 2}})
        EXPECT_NEAR(entropyBits(ghz, part).value(), 1.0, 1e-13);
    EXPECT_EQ(entropyBits(ghz, Qubits{0, 1, 2, 3}).value(), 0.0);
    // One qubit of three in W: H(1/3) = 0.9182958340544896 bits.
    EXPECT_NEAR(entropyBits(wRegister("x", 3).value(), Qubits{1}).value(), 0.9182958340544896, 1e-13);
    EXPECT_NEAR(entropyBits(wRegister("x", 3).value(), Qubits{2, 0}).value(), 0.9182958340544896, 1e-13);
    EXPECT_EQ(entropyBits(ghz, Qubits{4}).error().code, ErrorCode::InvalidArgument);
    // The smaller side of a wide pure register is small enough, half of it is not.
    const auto wide = ghzRegister("x", 22).value();
    Qubits most, half;
    for (Qubit qubit = 0; qubit < 20; ++qubit) most.push_back(qubit);
    for (Qubit qubit = 0; qubit < 11; ++qubit) half.push_back(qubit);
    EXPECT_NEAR(entropyBits(wide, most).value(), 1.0, 1e-12);
    const auto refused = entropyBits(wide, half);
    EXPECT_EQ(refused.error().code, ErrorCode::Unsupported);
    EXPECT_THAT(refused.error().message, HasSubstr("11 qubits"));
}

TEST(Entropy, IsTheSameWhateverTheBasis) {
    // ρ = (1 + r·σ)/2 has the eigenvalues (1 ± |r|)/2; here |r| = 0.5.
    RegisterInfo info;
    info.name = "bloch";
    const double x = 0.3, y = 0.4;
    const DensityMatrix rho(1, Entries{0.5, {0.5 * x, 0.5 * y}, {0.5 * x, -0.5 * y}, 0.5});
    EXPECT_NEAR(entropyBits(SimulatedRegister::mixed(info, rho).value()).value(), 0.8112781244591328,
                1e-13);
}

TEST(Fidelity, OfPureAndMixed) {
    const auto plus = registerFromAmplitudes("x", Entries{std::sqrt(0.5), std::sqrt(0.5)}).value();
    const auto zero = registerFromAmplitudes("x", Entries{1, 0}).value();
    EXPECT_NEAR(fidelityOf(plus, zero).value(), 0.5, 1e-15);
    EXPECT_NEAR(fidelityOf(zero, diagonal({0.3, 0.7})).value(), 0.3, 1e-15);
    EXPECT_NEAR(fidelityOf(diagonal({0.3, 0.7}), plus).value(), 0.5, 1e-15);
    // Commuting states: (Σ √(p q))².
    EXPECT_NEAR(fidelityOf(diagonal({0.1, 0.2, 0.7, 0.0}), diagonal({0.3, 0.4, 0.3, 0.0})).value(),
                std::pow(std::sqrt(0.03) + std::sqrt(0.08) + std::sqrt(0.21), 2), 1e-12);
}

TEST(Fidelity, OfTwoMixedQubitsIsJozsasFormula) {
    // For one qubit F = Tr ρσ + 2 √(det ρ det σ) (Jozsa, J. Mod. Opt. 41, 2315 (1994)).
    DecayTimes times;
    times.t1Us = 10.0;
    times.t2Us = 8.0;
    const auto start = registerFromAmplitudes("x", Entries{0.6, {0.0, 0.8}}).value();
    const auto a = decayed(start, times, 2.0).value(), b = decayed(start, times, 6.0).value();
    const ComplexMatrix rho = a.density()->matrix(), sigma = b.density()->matrix();
    const auto det = [](const ComplexMatrix& m) { return (m(0, 0) * m(1, 1) - m(0, 1) * m(1, 0)).real(); };
    const double expected = (rho * sigma).trace().real() + 2.0 * std::sqrt(det(rho) * det(sigma));
    EXPECT_NEAR(fidelityOf(a, b).value(), expected, 1e-12);
    EXPECT_NEAR(fidelityOf(a, a).value(), 1.0, 1e-12);
}

TEST(Fidelity, OfMixedStatesThatAreNearlyPure) {
    const auto bell = bellRegister("x", BellState::PhiPlus).value();
    const auto rho = SimulatedRegister::mixed(bell.info(), bell.toDensity().value()).value();
    EXPECT_NEAR(fidelityOf(rho, rho).value(), 1.0, 1e-12);
    EXPECT_NEAR(fidelityOf(rho, diagonal({0.5, 0.0, 0.0, 0.5})).value(), 0.5, 1e-12);
    EXPECT_NEAR(fidelityOf(rho, diagonal({0.0, 0.5, 0.5, 0.0})).value(), 0.0, 1e-12);
}

TEST(Fidelity, OfRegistersOfOneSizeOnly) {
    const auto refused = fidelityOf(ghzRegister("x", 2).value(), ghzRegister("x", 3).value());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::InvalidArgument);
    EXPECT_THAT(refused.error().message, HasSubstr("2 and 3 qubits"));
}

}  // namespace
}  // namespace qstore
