// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <cmath>
#include <limits>

#include "core/base/random.h"
#include "core/circuit/templates.h"
#include "tests/core/circuit/circuit_testing.h"

namespace qstore {
namespace {

using Vector = std::vector<Complex>;

double preparedFidelity(const Vector& amplitudes) {
    const auto circuit = preparedStateCircuit(amplitudes);
    EXPECT_TRUE(circuit) << (circuit ? "" : circuit.error().message);
    if (!circuit) return 0;
    const auto state = testing::finalState(*circuit);
    Eigen::VectorXcd expected = Eigen::VectorXcd::Zero(state.size());
    for (std::size_t i = 0; i < amplitudes.size(); ++i)
        expected[static_cast<Eigen::Index>(i)] = amplitudes[i];
    expected *= Complex(1 / expected.cwiseAbs().maxCoeff(), 0.0);
    return testing::fidelity(state, expected.normalized());
}

TEST(PreparedState, IsExactForRandomVectors) {
    RandomStream random(17, "states");
    for (std::size_t size = 1; size <= 70; size += size < 20 ? 1 : 7) {
        Vector complex, real;
        for (std::size_t i = 0; i < size; ++i) {
            complex.emplace_back(random.normal(), random.normal());
            real.emplace_back(random.normal(), 0.0);
        }
        EXPECT_NEAR(preparedFidelity(complex), 1, 1e-12) << size;
        EXPECT_NEAR(preparedFidelity(real), 1, 1e-12) << size;
    }
}

TEST(PreparedState, IsExactForAwkwardVectors) {
    EXPECT_NEAR(preparedFidelity({0, 0, 0, 1}), 1, 1e-12);
    EXPECT_NEAR(preparedFidelity({1, 0, 0, -1}), 1, 1e-12);
    EXPECT_NEAR(preparedFidelity({0, Complex(0, 1), 0}), 1, 1e-12);
    EXPECT_NEAR(preparedFidelity({-3}), 1, 1e-12);
    EXPECT_NEAR(preparedFidelity({1e-300, 1e-300, Complex(0, -1e-300)}), 1, 1e-12);
    EXPECT_NEAR(preparedFidelity({1e300, -1e300}), 1, 1e-12);
}

TEST(PreparedState, RefusesWhatIsNoState) {
    EXPECT_THAT(preparedStateCircuit(Vector{0, 0}).error().message, ::testing::HasSubstr("zero vector"));
    EXPECT_FALSE(preparedStateCircuit(Vector{}));
    EXPECT_THAT(preparedStateCircuit(Vector{1, std::numeric_limits<double>::quiet_NaN()}).error().message,
                ::testing::HasSubstr("amplitude 1"));
    EXPECT_FALSE(preparedStateCircuit(Vector(100'000, 1.0)));
}

}  // namespace
}  // namespace qstore
