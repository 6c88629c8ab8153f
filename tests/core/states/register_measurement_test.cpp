// SPDX-License-Identifier: Apache-2.0
#include "core/states/register_measurement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "core/states/context_register.h"
#include "core/states/register_builders.h"
#include "core/states/register_decay.h"
#include "core/states/register_figures.h"

namespace qstore {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Entries = std::vector<std::complex<double>>;
using Qubits = std::vector<Qubit>;

/// Each outcome within four standard deviations of its probability; impossible ones never.
void expectBorn(const RegisterCounts& measured, const std::vector<double>& probabilities) {
    std::uint64_t total = 0;
    const auto shots = static_cast<double>(measured.shots);
    for (std::size_t key = 0; key < probabilities.size(); ++key) {
        const auto found = measured.counts.find(key);
        const std::uint64_t seen = found == measured.counts.end() ? 0 : found->second;
        total += seen;
        const double p = probabilities[key];
        EXPECT_LE(std::abs(static_cast<double>(seen) - p * shots), 4.0 * std::sqrt(shots * p * (1.0 - p)))
            << "outcome " << key;
    }
    EXPECT_EQ(total, measured.shots);
}

TEST(RegisterMeasurement, BornFrequenciesWithinFourSigma) {
    // Probabilities 0.1, 0.2, 0.3, 0.4, with phases that must not matter.
    const Entries amplitudes{std::sqrt(0.1), {0, std::sqrt(0.2)}, -std::sqrt(0.3), {0, -std::sqrt(0.4)}};
    const auto reg = registerFromAmplitudes("x", amplitudes).value();
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        expectBorn(measureRegister(reg, Qubits{0, 1}, 100'000, seed).value(), {0.1, 0.2, 0.3, 0.4});
        expectBorn(measureRegister(reg, Qubits{1, 0}, 100'000, seed).value(), {0.1, 0.3, 0.2, 0.4});
        expectBorn(measureRegister(reg, Qubits{0}, 100'000, seed).value(), {0.4, 0.6});
        expectBorn(measureRegister(reg, Qubits{1}, 100'000, seed).value(), {0.3, 0.7});
    }
}

TEST(RegisterMeasurement, ProbabilitiesAreExact) {
    const auto w = wRegister("x", 3).value();
    const auto pair = outcomeProbabilities(w, Qubits{2, 0}).value();
    ASSERT_EQ(pair.size(), 4U);
    for (std::size_t key : {0U, 1U, 2U}) EXPECT_NEAR(pair[key], 1.0 / 3.0, 1e-15);
    EXPECT_NEAR(pair[3], 0.0, 1e-15);
}

TEST(RegisterMeasurement, OfAMixedRegister) {
    DecayTimes times;
    times.t1Us = 50.0;
    times.t2Us = 30.0;
    const auto one = registerFromAmplitudes("x", Entries{0, 1}).value();
    const auto reg = decayed(one, times, 20.0).value();
    const double left = std::exp(-0.4);
    expectBorn(measureRegister(reg, Qubits{0}, 100'000, 5).value(), {1.0 - left, left});
}

TEST(RegisterMeasurement, OfManyQubitsIsDrawnFromTheState) {
    const auto ghz = ghzRegister("x", 18).value();
    Qubits all;
    for (Qubit qubit = 18; qubit-- > 0;) all.push_back(qubit);
    const auto measured = measureRegister(ghz, all, 10'000, 3).value();
    ASSERT_EQ(measured.counts.size(), 2U);
    EXPECT_NEAR(static_cast<double>(measured.counts.at(0)), 5000.0, 200.0);
    EXPECT_EQ(measured.counts.at(0) + measured.counts.at((1U << 18U) - 1), 10'000U);
}

TEST(RegisterMeasurement, TheSameSeedDrawsTheSame) {
    const auto reg = wRegister("x", 4).value();
    const auto counts = [&](std::uint64_t seed) {
        return measureRegister(reg, Qubits{0, 1, 2, 3}, 1000, seed).value().counts;
    };
    EXPECT_EQ(counts(7), counts(7));
    EXPECT_NE(counts(7), counts(8));
}

TEST(RegisterMeasurement, RefusesQubitsAndShotsThatAreNone) {
    const auto reg = bellRegister("x", BellState::PhiPlus).value();
    const auto message = [&](const Qubits& qubits, std::uint64_t shots) {
        const auto result = measureRegister(reg, qubits, shots, 1);
        EXPECT_EQ(result.error().code, ErrorCode::InvalidArgument);
        return result.error().message;
    };
    EXPECT_THAT(message({}, 10), HasSubstr("no qubit"));
    EXPECT_THAT(message({2}, 10), HasSubstr("qubit 2 of a register of 2"));
    EXPECT_THAT(message({1, 1}, 10), HasSubstr("twice"));
    EXPECT_THAT(message({0}, 0), HasSubstr("0 shots"));
    EXPECT_THAT(message({0}, 2'000'000'000), HasSubstr("2000000000 shots"));
    std::stop_source stop;
    stop.request_stop();
    RunControl control;
    control.stop = stop.get_token();
    EXPECT_EQ(measureRegister(reg, Qubits{0}, 10, 1, control).error().code, ErrorCode::Cancelled);
}

TEST(PostSelection, ShowsItsProbabilityAndWhatIsLeft) {
    const Entries amplitudes{std::sqrt(0.1), std::sqrt(0.2), std::sqrt(0.3), std::sqrt(0.4)};
    const auto reg = registerFromAmplitudes("x", amplitudes).value();
    const std::array<QubitOutcome, 1> one{{{1, true}}};
    const PostSelection kept = postSelect(reg, one).value();
    EXPECT_NEAR(kept.probability, 0.7, 1e-15);
    EXPECT_NEAR(kept.reg.state()->amplitude(2).real(), std::sqrt(3.0 / 7.0), 1e-15);
    EXPECT_NEAR(kept.reg.state()->amplitude(3).real(), std::sqrt(4.0 / 7.0), 1e-15);
    EXPECT_EQ(kept.reg.state()->amplitude(0), std::complex<double>(0));
    EXPECT_EQ(postSelect(reg, {}).value().probability, 1.0);
    EXPECT_EQ(kept.reg.info().origin, "amplitudes; kept where q1=1");
    EXPECT_EQ(postSelect(reg, {}).value().reg.info().origin, "amplitudes");
    std::vector<QubitOutcome> many(9);
    for (std::size_t i = 0; i < many.size(); ++i) many[i].qubit = static_cast<Qubit>(i);
    EXPECT_EQ(postSelect(ghzRegister("x", 9).value(), many).value().reg.info().origin,
              "GHZ state; kept where 9 qubits were as wanted");
}

TEST(PostSelection, OfAMixedRegisterIsTheSame) {
    const Entries amplitudes{std::sqrt(0.1), {0, std::sqrt(0.2)}, std::sqrt(0.3), std::sqrt(0.4)};
    const auto pure = registerFromAmplitudes("x", amplitudes).value();
    const auto mixed = SimulatedRegister::mixed(pure.info(), pure.toDensity().value()).value();
    const std::array<QubitOutcome, 1> zero{{{0, false}}};
    const PostSelection a = postSelect(pure, zero).value(), b = postSelect(mixed, zero).value();
    EXPECT_NEAR(a.probability, b.probability, 1e-15);
    EXPECT_NEAR(fidelityOf(a.reg, b.reg).value(), 1.0, 1e-14);
    EXPECT_NEAR(b.reg.density()->trace(), 1.0, 1e-14);
}

TEST(PostSelection, OfTheImpossibleIsAnErrorThatSaysSo) {
    const auto bell = bellRegister("pair", BellState::PhiPlus).value();
    const std::array<QubitOutcome, 2> differ{{{0, false}, {1, true}}};
    const auto refused = postSelect(bell, differ);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::InvalidArgument);
    EXPECT_THAT(refused.error().message, HasSubstr("q0=0, q1=1 of register 'pair' has probability zero"));
    const std::array<QubitOutcome, 2> twice{{{0, false}, {0, true}}};
    EXPECT_THAT(postSelect(bell, twice).error().message, HasSubstr("twice"));
}

std::map<std::string, RecordContext> homeAndWork() {
    return {{"home", RecordContext{{3.0, 4.0, 0.0}, 1.4}}, {"work", RecordContext{{0.0, -2.0}, 0.6}}};
}

TEST(ContextRegister, IsTheWeightedSuperposition) {
    const ContextRegister made = superposeContexts("user", homeAndWork()).value();
    EXPECT_EQ(made.reg.qubits(), 3U);
    EXPECT_EQ(made.shares.paddedLength, 4U);
    EXPECT_DOUBLE_EQ(made.shares.givenWeightSum, 2.0);
    EXPECT_DOUBLE_EQ(made.shares.weights.at("home"), 0.7);
    EXPECT_DOUBLE_EQ(made.shares.weights.at("work"), 0.3);
    EXPECT_DOUBLE_EQ(made.shares.norms.at("home"), 5.0);
    const Entries expected{std::sqrt(0.7) * 0.6, std::sqrt(0.7) * 0.8, 0, 0, 0, -std::sqrt(0.3), 0, 0};
    for (std::size_t i = 0; i < expected.size(); ++i)
        EXPECT_LT(std::abs(made.reg.state()->amplitude(i) - expected[i]), 1e-15) << i;
}

TEST(ContextRegister, ContextsComeBackWithTheirProbability) {
    const auto reg = superposeContexts("user", homeAndWork()).value().reg;
    expectBorn(measureRegister(reg, reg.contextQubits(), 100'000, 11).value(), {0.7, 0.3});
    const PostSelection home = selectContext(reg, "home").value();
    EXPECT_NEAR(home.probability, 0.7, 1e-14);
    EXPECT_NEAR(home.reg.state()->amplitude(1).real(), 0.8, 1e-14);
    const PostSelection work = selectContext(reg, "work").value();
    EXPECT_NEAR(work.probability, 0.3, 1e-14);
    EXPECT_NEAR(work.reg.state()->amplitude(5).real(), -1.0, 1e-14);
    const auto unknown = selectContext(reg, "zzz");
    EXPECT_EQ(unknown.error().code, ErrorCode::NotFound);
    EXPECT_THAT(unknown.error().hint, HasSubstr("'home', 'work'"));
}

TEST(ContextRegister, OfThreeContextsAndOfOne) {
    auto contexts = homeAndWork();
    contexts["zero"] = RecordContext{{0.0}, 0.0};
    const auto three = superposeContexts("x", contexts).value();
    EXPECT_EQ(three.reg.qubits(), 4U);
    EXPECT_EQ(three.shares.norms.at("zero"), 0.0);
    EXPECT_THAT(selectContext(three.reg, "zero").error().message, HasSubstr("probability zero"));
    const auto one = superposeContexts("x", {{"only", RecordContext{{2.0}, 5.0}}}).value();
    EXPECT_EQ(one.reg.qubits(), 1U);
    EXPECT_DOUBLE_EQ(selectContext(one.reg, "only").value().probability, 1.0);
    EXPECT_DOUBLE_EQ(one.reg.state()->amplitude(0).real(), 1.0);
}

TEST(ContextRegister, OfTheLargestAndSmallestNumbers) {
    const auto made = superposeContexts(
        "x", {{"a", RecordContext{{1e300, 1e300}, 1e308}}, {"b", RecordContext{{3e-300, 4e-300}, 1e308}}});
    ASSERT_TRUE(made);
    EXPECT_NEAR(made->reg.state()->amplitude(0).real(), 0.5, 1e-15);
    EXPECT_NEAR(made->reg.state()->amplitude(3).real(), std::sqrt(0.5) * 0.8, 1e-15);
}

TEST(ContextRegister, RefusesWhatIsNoState) {
    const auto message = [](const std::map<std::string, RecordContext>& contexts) {
        const auto made = superposeContexts("x", contexts);
        EXPECT_EQ(made.error().code, ErrorCode::InvalidArgument);
        return made.error().message;
    };
    EXPECT_THAT(message({}), HasSubstr("no context"));
    EXPECT_THAT(message({{"a", RecordContext{{1.0}, 0.0}}}), HasSubstr("all weights are zero"));
    EXPECT_THAT(message({{"a", RecordContext{{0.0, 0.0}, 1.0}}}), HasSubstr("context 'a' has the norm 0"));
    EXPECT_THAT(message({{"a", RecordContext{{std::nan("")}, 1.0}}}), HasSubstr("nan"));
    const auto bell = bellRegister("pair", BellState::PhiPlus).value();
    EXPECT_THAT(selectContext(bell, "a").error().hint, HasSubstr("not built from contexts"));
}

}  // namespace
}  // namespace qstore
