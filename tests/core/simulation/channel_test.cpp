// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/channel.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/core/simulation/dense_noise.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;
using testing::pauliMatrix;

constexpr double kTolerance = 1e-13;

/// Σ K ρ K†.
ComplexMatrix after(const Channel& channel, const ComplexMatrix& rho) {
    ComplexMatrix sum = ComplexMatrix::Zero(rho.rows(), rho.cols());
    for (const ComplexMatrix& op : channel.operators()) sum += op * rho * op.adjoint();
    return sum;
}

ComplexMatrix someState() {
    ComplexMatrix rho(2, 2);
    rho << 0.3, Complex(0.2, -0.1), Complex(0.2, 0.1), 0.7;
    return rho;
}

void expectEqual(const ComplexMatrix& a, const ComplexMatrix& b) {
    EXPECT_LT((a - b).cwiseAbs().maxCoeff(), kTolerance) << a << "\n\n" << b;
}

/// One of each kind, at values inside their ranges.
std::vector<Channel> oneOfEach() {
    const Complex i(0, 1);
    ComplexMatrix a(2, 2), b(2, 2);
    a << std::sqrt(0.7), 0, 0, i * std::sqrt(0.7);
    b << 0, std::sqrt(0.3), std::sqrt(0.3) * i, 0;
    return {Channel::bitFlip(0.1).value(),
            Channel::phaseFlip(0.2).value(),
            Channel::depolarizing(0.3).value(),
            Channel::depolarizing(0.25, 2).value(),
            Channel::amplitudeDamping(0.4).value(),
            Channel::phaseDamping(0.35).value(),
            Channel::generalizedAmplitudeDamping(0.3, 0.2).value(),
            Channel::thermalRelaxation(50.0, 70.0, 400.0, 0.05).value(),
            Channel::kraus({a, b}).value()};
}

TEST(Channel, EachKindIsCoveredAndPreservesTheTrace) {
    const auto channels = oneOfEach();
    ASSERT_EQ(channels.size(), channelKinds().size());
    for (std::size_t k = 0; k < channels.size(); ++k) {
        EXPECT_EQ(channels[k].kind().name, channelKinds()[k].name);
        const Eigen::Index size = channels[k].operators().front().rows();
        ComplexMatrix sum = ComplexMatrix::Zero(size, size);
        for (const ComplexMatrix& op : channels[k].operators()) sum += op.adjoint() * op;
        expectEqual(sum, ComplexMatrix::Identity(size, size));
    }
}

TEST(Channel, SuperoperatorsAreTheKrausSum) {
    for (const Channel& channel : oneOfEach()) {
        const Eigen::Index size = Eigen::Index{1} << channel.qubits();
        ComplexMatrix rho = ComplexMatrix::Random(size, size);
        const Eigen::VectorXcd vector = rho.reshaped();
        const Eigen::VectorXcd turned = channel.superoperator() * vector;
        expectEqual(turned.reshaped(size, size), after(channel, rho));
    }
}

TEST(Channel, FlipsMixThePauli) {
    const ComplexMatrix rho = someState(), x = pauliMatrix('X'), z = pauliMatrix('Z');
    expectEqual(after(Channel::bitFlip(0.1).value(), rho), 0.9 * rho + 0.1 * x * rho * x);
    expectEqual(after(Channel::phaseFlip(0.2).value(), rho), 0.8 * rho + 0.2 * z * rho * z);
}

TEST(Channel, DepolarizingIsAStepTowardsTheMixedState) {
    const ComplexMatrix rho = someState();
    expectEqual(after(Channel::depolarizing(0.3).value(), rho),
                0.7 * rho + 0.15 * ComplexMatrix::Identity(2, 2));
    ComplexMatrix two = ComplexMatrix::Zero(4, 4);
    two(0, 0) = two(3, 3) = two(0, 3) = two(3, 0) = 0.5;
    expectEqual(after(Channel::depolarizing(0.4, 2).value(), two),
                0.6 * two + 0.1 * ComplexMatrix::Identity(4, 4));
    expectEqual(after(Channel::depolarizing(1.0, 2).value(), two), 0.25 * ComplexMatrix::Identity(4, 4));
}

TEST(Channel, DampingMovesPopulationsAndShrinksCoherences) {
    const ComplexMatrix rho = someState();
    const ComplexMatrix damped = after(Channel::amplitudeDamping(0.4).value(), rho);
    EXPECT_NEAR(damped(1, 1).real(), 0.6 * 0.7, kTolerance);
    EXPECT_NEAR(std::abs(damped(0, 1) - std::sqrt(0.6) * rho(0, 1)), 0.0, kTolerance);
    const ComplexMatrix phased = after(Channel::phaseDamping(0.4).value(), rho);
    EXPECT_NEAR(phased(1, 1).real(), 0.7, kTolerance);
    EXPECT_NEAR(std::abs(phased(0, 1) - std::sqrt(0.6) * rho(0, 1)), 0.0, kTolerance);
    // For ever, any state becomes the one that is |1⟩ with probability `excited`.
    const ComplexMatrix hot = after(Channel::generalizedAmplitudeDamping(1.0, 0.2).value(), rho);
    EXPECT_NEAR(hot(1, 1).real(), 0.2, kTolerance);
    EXPECT_NEAR(std::abs(hot(0, 1)), 0.0, kTolerance);
}

TEST(Channel, ThermalRelaxationDecaysWithT1AndT2) {
    const ComplexMatrix rho = someState();
    for (const double t2 : {20.0, 50.0, 80.0, 100.0}) {
        for (const double timeNs : {0.0, 35.0, 5000.0}) {
            const double t = timeNs / 1000.0;
            const ComplexMatrix out = after(Channel::thermalRelaxation(50.0, t2, timeNs).value(), rho);
            EXPECT_NEAR(out(1, 1).real(), 0.7 * std::exp(-t / 50.0), kTolerance);
            EXPECT_NEAR(std::abs(out(0, 1) - rho(0, 1) * std::exp(-t / t2)), 0.0, kTolerance);
            const ComplexMatrix hot = after(Channel::thermalRelaxation(50.0, t2, timeNs, 0.1).value(), rho);
            EXPECT_NEAR(hot(1, 1).real(), 0.1 + 0.6 * std::exp(-t / 50.0), kTolerance);
        }
    }
}

TEST(Channel, MixturesOfUnitariesAreFound) {
    EXPECT_EQ(Channel::bitFlip(0.1)->mixture().size(), 2U);
    EXPECT_NEAR(Channel::depolarizing(0.4, 2)->mixture()[0], 1.0 - 15.0 / 16.0 * 0.4, kTolerance);
    EXPECT_TRUE(Channel::amplitudeDamping(0.1)->mixture().empty());
    EXPECT_TRUE(Channel::phaseDamping(0.1)->mixture().empty());
    EXPECT_EQ(Channel::amplitudeDamping(0.0)->operators().size(), 1U) << "nothing but the identity is left";
}

TEST(Channel, ValuesOutsideTheirRangeAreNamed) {
    const auto refused = [](const Result<Channel>& made, const std::string& value) {
        ASSERT_FALSE(made.has_value()) << value;
        EXPECT_EQ(made.error().code, ErrorCode::InvalidArgument);
        EXPECT_THAT(made.error().message, HasSubstr(value));
    };
    refused(Channel::bitFlip(-0.1), "-0.1");
    refused(Channel::depolarizing(1.5), "1.5");
    refused(Channel::depolarizing(0.1, 3), "3 qubits");
    refused(Channel::amplitudeDamping(std::nan("")), "nan");
    refused(Channel::generalizedAmplitudeDamping(0.1, 2.0), "'excited'");
    refused(Channel::thermalRelaxation(0.0, 1.0, 1.0), "'t1Us'");
    refused(Channel::thermalRelaxation(50.0, 101.0, 35.0), "101");
    refused(Channel::thermalRelaxation(50.0, 40.0, -1.0), "-1");
}

TEST(Channel, KrausListsAreCheckedForCompleteness) {
    const auto lossy = Channel::kraus({0.5 * ComplexMatrix::Identity(2, 2)});
    ASSERT_FALSE(lossy.has_value());
    EXPECT_THAT(lossy.error().message, HasSubstr("0.75")) << "its defect";
    ComplexMatrix half = ComplexMatrix::Identity(2, 2) * std::sqrt(0.5);
    half *= 1.0 + 1e-11;
    EXPECT_TRUE(Channel::kraus({half, half}).has_value()) << "within 1e-9";
    EXPECT_FALSE(Channel::kraus({}).has_value());
    EXPECT_FALSE(Channel::kraus({ComplexMatrix::Identity(3, 3)}).has_value());
    EXPECT_FALSE(Channel::kraus({ComplexMatrix::Identity(2, 2), ComplexMatrix::Zero(4, 4)}).has_value());
}

TEST(Channel, AnUnknownNameGetsTheClosest) {
    const auto made = Channel::make("depolarising", {});
    ASSERT_FALSE(made.has_value());
    EXPECT_EQ(made.error().code, ErrorCode::NotFound);
    EXPECT_THAT(made.error().hint, HasSubstr("'depolarizing'"));
}

}  // namespace
}  // namespace qstore
