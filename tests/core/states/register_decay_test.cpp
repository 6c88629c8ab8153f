// SPDX-License-Identifier: Apache-2.0
#include "core/states/register_decay.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/states/context_register.h"
#include "core/states/register_builders.h"
#include "core/states/register_figures.h"
#include "core/states/register_series.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Entries = std::vector<std::complex<double>>;
using Qubits = std::vector<Qubit>;

constexpr double kTolerance = 1e-6;

DecayTimes timesOf(double t1Us, double t2Us, double excited = 0.0) {
    DecayTimes times;
    times.t1Us = t1Us;
    times.t2Us = t2Us;
    times.excited = excited;
    return times;
}

TEST(RegisterDecay, PopulationFallsByT1AndCoherenceByT2) {
    const Entries amplitudes{0.6, {0.0, 0.8}};
    const auto start = registerFromAmplitudes("x", amplitudes).value();
    const DecayTimes times = timesOf(80.0, 50.0);
    for (const double t : {0.0, 0.001, 1.0, 17.0, 80.0, 400.0, 5000.0}) {
        const auto now = decayed(start, times, t).value();
        const DensityMatrix& rho = *now.density();
        EXPECT_NEAR(rho.entry(1, 1).real(), 0.64 * std::exp(-t / 80.0), kTolerance) << t;
        const std::complex<double> coherence{0.0, 0.48 * std::exp(-t / 50.0)};
        EXPECT_LT(std::abs(rho.entry(1, 0) - coherence), kTolerance) << t;
        EXPECT_LT(std::abs(rho.entry(0, 1) - std::conj(coherence)), kTolerance) << t;
        EXPECT_NEAR(rho.trace(), 1.0, 1e-12) << t;
    }
}

TEST(RegisterDecay, AtTwiceT1ThereIsNoDephasing) {
    const double h = std::sqrt(0.5);
    const auto plus = registerFromAmplitudes("x", Entries{h, h}).value();
    const auto now = decayed(plus, timesOf(10.0, 20.0), 5.0).value();
    EXPECT_NEAR(now.density()->entry(0, 1).real(), 0.5 * std::exp(-0.25), kTolerance);
    const auto refused = decayed(plus, timesOf(10.0, 20.001), 5.0);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::InvalidArgument);
    EXPECT_THAT(refused.error().message, HasSubstr("T2 = 20.001 us is more than twice T1 = 10 us"));
}

TEST(RegisterDecay, WarmQubitsApproachTheirTemperature) {
    const auto zero = registerFromAmplitudes("x", Entries{1, 0}).value();
    const auto now = decayed(zero, timesOf(10.0, 10.0, 0.2), 7.0).value();
    EXPECT_NEAR(now.density()->entry(1, 1).real(), 0.2 * (1.0 - std::exp(-0.7)), kTolerance);
}

TEST(RegisterDecay, TwoStepsAreOneOfBothTimes) {
    const auto start = wRegister("x", 3).value();
    const DecayTimes times = timesOf(30.0, 20.0, 0.1);
    const auto twice = decayed(decayed(start, times, 4.0).value(), times, 9.0).value();
    const auto once = decayed(start, times, 13.0).value();
    for (std::uint64_t row = 0; row < 8; ++row)
        for (std::uint64_t column = 0; column < 8; ++column)
            EXPECT_LT(std::abs(twice.density()->entry(row, column) - once.density()->entry(row, column)),
                      1e-14);
}

TEST(RegisterDecay, OfSomeQubitsLeavesTheOthersAsTheyWere) {
    // No signalling: whatever happens to qubit 0 of a Bell pair, qubit 1 by itself shows nothing of it.
    const auto bell = bellRegister("x", BellState::PsiMinus).value();
    const auto now = decayed(bell, timesOf(10.0, 5.0), 25.0, Qubits{0}).value();
    const DensityMatrix other = reducedState(now, Qubits{1}).value();
    EXPECT_NEAR(other.entry(0, 0).real(), 0.5, 1e-15);
    EXPECT_LT(std::abs(other.entry(0, 1)), 1e-15);
    EXPECT_NEAR(reducedState(now, Qubits{0}).value().entry(1, 1).real(), 0.5 * std::exp(-2.5), kTolerance);
    EXPECT_EQ(decayed(bell, timesOf(10.0, 5.0), 1.0, Qubits{2}).error().code, ErrorCode::InvalidArgument);
}

TEST(RegisterDecay, RefusesTimesThatAreNone) {
    const auto reg = bellRegister("x", BellState::PhiPlus).value();
    const auto message = [&](const DecayTimes& times, double t) {
        const auto result = decayed(reg, times, t);
        EXPECT_EQ(result.error().code, ErrorCode::InvalidArgument);
        return result.error().message;
    };
    const double inf = std::numeric_limits<double>::infinity();
    EXPECT_THAT(message(timesOf(0.0, 1.0), 1.0), HasSubstr("T1 is 0 us"));
    EXPECT_THAT(message(timesOf(1.0, -1.0), 1.0), HasSubstr("T2 is -1 us"));
    EXPECT_THAT(message(timesOf(inf, 1.0), 1.0), HasSubstr("T1 is inf us"));
    EXPECT_THAT(message(timesOf(1.0, std::nan("")), 1.0), HasSubstr("T2 is nan us"));
    EXPECT_THAT(message(timesOf(1.0, 1.0), -0.5), HasSubstr("idle for -0.5 us"));
    EXPECT_THAT(message(timesOf(1.0, 1.0), std::nan("")), HasSubstr("idle for nan us"));
    EXPECT_THAT(message(timesOf(1e-300, 1e-300), 1e300), HasSubstr("idle for"));
    EXPECT_THAT(message(timesOf(1.0, 1.0, 1.5), 1.0), HasSubstr("1.5"));
}

TEST(RegisterDecay, IsRefusedBeforeTheDensityMatrixIsAllocated) {
    const auto refused = decayed(ghzRegister("x", 20).value(), timesOf(1.0, 1.0), 1.0);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::ResourceExhausted);
    EXPECT_THAT(refused.error().message, HasSubstr("20 qubits"));
}

TEST(RegisterDecay, KeepsTheContextsOfASuperposition) {
    const auto reg =
        superposeContexts("x", {{"a", RecordContext{{1.0}, 0.7}}, {"b", RecordContext{{1.0}, 0.3}}})
            .value()
            .reg;
    const auto now = decayed(reg, timesOf(10.0, 10.0), 5.0).value();
    EXPECT_NEAR(selectContext(now, "b").value().probability, 0.3 * std::exp(-0.5), kTolerance);
}

TEST(RegisterSeries, OfABellPairByHand) {
    // ρ of |Φ+⟩ after both qubits relaxed with T1 = T2 = T, entry by entry.
    const double T = 40.0;
    const auto bell = bellRegister("x", BellState::PhiPlus).value();
    const std::vector<double> at{0.0, 10.0, 40.0, 4000.0};
    const auto points = registerSeries(bell, timesOf(T, T), at).value();
    ASSERT_EQ(points.size(), at.size());
    for (std::size_t k = 0; k < at.size(); ++k) {
        const double p = std::exp(-at[k] / T);          // population and coherence of one qubit
        const double ones = 0.5 * p * p;                // ρ[11,11]
        const double mixed = 0.5 * p * (1.0 - p);       // ρ[01,01] = ρ[10,10]
        const double zeros = 1.0 - ones - 2.0 * mixed;  // ρ[00,00]
        const double corner = 0.5 * p * p;              // ρ[00,11]
        const double purity = zeros * zeros + ones * ones + 2 * mixed * mixed + 2 * corner * corner;
        EXPECT_EQ(points[k].timeUs, at[k]);
        EXPECT_NEAR(points[k].purity, purity, kTolerance);
        EXPECT_NEAR(points[k].fidelityToStart.value(), 0.5 * (zeros + ones) + corner, kTolerance);
        const double middle = 0.5 * (zeros + ones);
        const double root = std::sqrt(0.25 * (zeros - ones) * (zeros - ones) + corner * corner);
        double bits = 0.0;
        for (const double value : {mixed, mixed, middle + root, middle - root})
            if (value > 1e-300) bits -= value * std::log2(value);
        EXPECT_NEAR(points[k].entropyBits.value(), bits, kTolerance);
        // An X state: 2 max(0, |ρ03| − √(ρ11 ρ22)).
        EXPECT_NEAR(points[k].pair.value().concurrence, 2.0 * std::max(0.0, corner - mixed), kTolerance);
        ASSERT_EQ(points[k].bloch.size(), 2U);
        EXPECT_NEAR(points[k].bloch[0][2], 1.0 - p, kTolerance);
        EXPECT_NEAR(points[k].bloch[1][0], 0.0, kTolerance);
    }
}

TEST(RegisterSeries, BlochVectorsDecayByT1AndT2) {
    const double h = std::sqrt(0.5);
    const auto plus = registerFromAmplitudes("x", Entries{h, {0.0, h}}).value();
    const std::vector<double> at{0.0, 3.0, 30.0};
    const auto points = registerSeries(plus, timesOf(60.0, 25.0), at).value();
    for (const RegisterPoint& point : points) {
        EXPECT_NEAR(point.bloch[0][1], std::exp(-point.timeUs / 25.0), kTolerance);
        EXPECT_NEAR(point.bloch[0][2], 1.0 - std::exp(-point.timeUs / 60.0), kTolerance);
        EXPECT_FALSE(point.pair);
    }
}

TEST(RegisterSeries, TimesComeInAnyOrderAndFailAsOne) {
    const auto reg = wRegister("x", 3).value();
    const std::vector<double> at{5.0, 0.0};
    const auto points = registerSeries(reg, timesOf(9.0, 9.0), at).value();
    EXPECT_LT(points[0].purity, points[1].purity);
    EXPECT_NEAR(points[1].fidelityToStart.value(), 1.0, 1e-12);
    EXPECT_THAT(registerSeries(reg, timesOf(9.0, 9.0), {}).value(), IsEmpty());
    const std::vector<double> bad{1.0, -1.0};
    EXPECT_EQ(registerSeries(reg, timesOf(9.0, 9.0), bad).error().code, ErrorCode::InvalidArgument);
}

TEST(RegisterDecay, TheOriginSaysWhatARegisterWentThrough) {
    const auto pair = bellRegister("pair", BellState::PhiPlus).value();
    EXPECT_EQ(decayed(pair, timesOf(30.0, 40.0), 0.0).value().info().origin, "Bell state Φ+");
    const auto once = decayed(pair, timesOf(30.0, 40.0), 10.0).value();
    EXPECT_EQ(once.info().origin, "Bell state Φ+; evolved 10 us under T1=30 us, T2=40 us");
    DecayTimes warm = timesOf(1.0, 1.5);
    warm.excited = 0.25;
    const std::vector<Qubit> one{1};
    EXPECT_THAT(decayed(once, warm, 2.0, one).value().info().origin,
                ::testing::EndsWith("T2=40 us; evolved 2 us under T1=1 us, T2=1.5 us, towards |1> with "
                                    "0.25, of q1"));
    EXPECT_EQ(once.info().name, "pair");
}

TEST(RegisterDecay, ALongPastKeepsItsStartAndItsNewestSteps) {
    auto reg = bellRegister("pair", BellState::PhiPlus).value();
    for (int i = 1; i <= 8; ++i) {
        reg = decayed(reg, timesOf(30.0, 40.0), i).value();
        // A register with a longer origin could not be kept.
        ASSERT_TRUE(reg.renamed("other")) << reg.info().origin;
    }
    EXPECT_EQ(reg.info().origin,
              "Bell state Φ+; …; evolved 5 us under T1=30 us, T2=40 us; evolved 6 us under T1=30 us, T2=40 "
              "us; evolved 7 us under T1=30 us, T2=40 us; evolved 8 us under T1=30 us, T2=40 us")
        << "four steps are 175 bytes, a fifth makes it 214";
    RegisterInfo info = reg.info();
    info.origin = std::string(200, 'x');
    const auto endless = SimulatedRegister::mixed(info, *reg.density()).value();
    EXPECT_EQ(decayed(endless, timesOf(3.0, 4.0), 1.0).value().info().origin,
              "…; evolved 1 us under T1=3 us, T2=4 us");
}

TEST(RegisterDecay, ChecksATimeBeforeItIsCutIntoPoints) {
    EXPECT_TRUE(checkDecay(timesOf(30.0, 40.0), 0.0));
    EXPECT_THAT(checkDecay(timesOf(30.0, 40.0), -10.0).error().message, HasSubstr("for -10 us"));
}

TEST(RegisterSeries, ReportsAndStops) {
    const auto reg = bellRegister("x", BellState::PhiPlus).value();
    const std::vector<double> at{1.0, 2.0, 3.0};
    std::stop_source stop;
    RunControl control;
    control.stop = stop.get_token();
    std::vector<std::uint64_t> seen;
    control.progress = [&](std::uint64_t done, std::uint64_t total) {
        EXPECT_EQ(total, 3U);
        seen.push_back(done);
    };
    ASSERT_TRUE(registerSeries(reg, timesOf(9.0, 9.0), at, control));
    EXPECT_THAT(seen, ::testing::ElementsAre(0U, 1U, 2U, 3U));
    stop.request_stop();
    EXPECT_EQ(registerSeries(reg, timesOf(9.0, 9.0), at, control).error().code, ErrorCode::Cancelled);
}

}  // namespace
}  // namespace qstore
