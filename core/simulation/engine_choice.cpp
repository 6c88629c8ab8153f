// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/engine_choice.h"

#include <cmath>

namespace qstore {
namespace {

/// Ratio of times at which changing the form is worth it: threads help the lanes more, since a batch's own
/// share is not divided among them.
constexpr double kMargin = 1.25;

}  // namespace

FormCost laneCost(const RotationProgram& program, std::size_t uses, bool gradient) {
    const auto layers = static_cast<double>(program.layers.size() + 1);
    const auto turns = static_cast<double>(program.turns());
    const double perAmplitude = gradient ? 18.0 * layers + 14.0 * turns : 5.0 * layers + 4.0 * turns;
    const double instructions = std::ldexp(perAmplitude, static_cast<int>(program.bits)) / 8.0;
    return {2000.0, 0.2 * instructions + 5.0 * static_cast<double>(uses) + 5.0};
}

FormCost pauliFormCost(const PauliFormSize& size, bool gradient) {
    const double strings = std::ldexp(1.0, 2 * static_cast<int>(size.bits));
    const double ways = gradient ? 4.0 : 1.0;
    const auto observables = static_cast<double>(size.observables);
    const auto matrix = static_cast<double>(size.rows) * static_cast<double>(size.columns);
    const auto features = static_cast<double>(size.rows + size.columns);
    const double products = gradient ? 2.0 : 1.0;
    return {
        2000.0 + observables * static_cast<double>(size.turns) * (20.0 + 0.15 * strings * ways / 4.0),
        5.0 * static_cast<double>(size.uses) + features + observables * (10.0 + 0.03 * products * matrix)};
}

std::size_t fasterFrom(const FormCost& lanes, const FormCost& other) {
    const double gain = lanes.perSample / kMargin - other.perSample;
    if (gain <= 0.0) return kNeverFaster;
    const double samples = std::ceil((other.perBatch - lanes.perBatch / kMargin) / gain);
    return samples < 4.0 ? 4 : static_cast<std::size_t>(samples);
}

}  // namespace qstore
