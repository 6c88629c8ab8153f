// SPDX-License-Identifier: Apache-2.0
#include "core/gradients/shift_rule.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace qstore {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;

TEST(ShiftRule, ForPauliRotationsIsTheTextbookRule) {
    // (f(π/2) − f(−π/2))/2, Mitarai et al. 2018.
    const std::vector<double> one{1.0};
    const ShiftRule rule = makeShiftRule(one).value();
    EXPECT_THAT(rule.shifts, ElementsAre(DoubleNear(std::numbers::pi / 2, 1e-15)));
    EXPECT_THAT(rule.coefficients, ElementsAre(DoubleNear(0.5, 1e-15)));
}

TEST(ShiftRule, ForControlledRotationsIsTheFourTermRule) {
    // c± = (√2 ± 1)/(4√2) at π/2 and 3π/2, Anselmetti et al. 2021.
    const std::vector<double> two{0.5, 1.0};
    const ShiftRule rule = makeShiftRule(two).value();
    const double root = std::numbers::sqrt2;
    EXPECT_THAT(rule.shifts, ElementsAre(DoubleNear(std::numbers::pi / 2, 1e-14),
                                         DoubleNear(3 * std::numbers::pi / 2, 1e-14)));
    EXPECT_THAT(rule.coefficients, ElementsAre(DoubleNear((root + 1) / (4 * root), 1e-14),
                                               DoubleNear(-(root - 1) / (4 * root), 1e-14)));
}

TEST(ShiftRule, IsExactForAnySpectrum) {
    const std::vector<std::vector<double>> spectra = {{2.0},
                                                      {2 * std::numbers::pi},
                                                      {1, 2, 3},
                                                      {1, 3},
                                                      {0.5, 2.0},
                                                      {1, 1.7, 4.2},
                                                      {2 * std::numbers::pi, 4 * std::numbers::pi}};
    for (const auto& spectrum : spectra) {
        const ShiftRule rule = makeShiftRule(spectrum).value();
        const auto f = [&](double x) {
            double sum = 0.3;
            for (std::size_t l = 0; l < spectrum.size(); ++l) {
                sum += (0.4 + 0.1 * static_cast<double>(l)) * std::cos(spectrum[l] * (x + 0.2)) -
                       0.7 * std::sin(spectrum[l] * (x + 0.2));
            }
            return sum;
        };
        double expected = 0.0;
        for (std::size_t l = 0; l < spectrum.size(); ++l) {
            expected += spectrum[l] * (-(0.4 + 0.1 * static_cast<double>(l)) * std::sin(spectrum[l] * 0.2) -
                                       0.7 * std::cos(spectrum[l] * 0.2));
        }
        double found = 0.0;
        for (std::size_t s = 0; s < rule.shifts.size(); ++s)
            found += rule.coefficients[s] * (f(rule.shifts[s]) - f(-rule.shifts[s]));
        EXPECT_NEAR(found, expected, 1e-11) << spectrum.size() << " from " << spectrum[0];
    }
}

TEST(ShiftRule, RefusesWhatIsNoSpectrum) {
    EXPECT_TRUE(makeShiftRule({}).value().shifts.empty());
    const std::vector<double> zero{0.0};
    EXPECT_FALSE(makeShiftRule(zero));
    const std::vector<double> twice{1.0, 1.0};
    EXPECT_FALSE(makeShiftRule(twice));
}

}  // namespace
}  // namespace qstore
