// SPDX-License-Identifier: Apache-2.0
#include "core/learning/schedule.h"

#include <cmath>
#include <numbers>

namespace qstore {

double learningRateAt(const OptimizerConfig& config, std::size_t epoch) {
    const std::size_t period = config.scheduleEpochs == 0 ? 1 : config.scheduleEpochs;
    const std::size_t stepsDone = epoch / period;
    const double phase = static_cast<double>(epoch % period) / static_cast<double>(period);
    switch (config.schedule) {
        case Schedule::Constant: return config.learningRate;
        case Schedule::Step:
            return config.learningRate * std::pow(config.scheduleFactor, static_cast<double>(stepsDone));
        case Schedule::Exponential:
            return config.learningRate * std::pow(config.scheduleFactor,
                                                  static_cast<double>(epoch) / static_cast<double>(period));
        case Schedule::Cosine:
            return config.learningRate * 0.5 * (1.0 + std::cos(std::numbers::pi * phase));
    }
    return config.learningRate;
}

std::string_view scheduleName(Schedule schedule) {
    switch (schedule) {
        case Schedule::Constant: return "constant";
        case Schedule::Step: return "step";
        case Schedule::Exponential: return "exponential";
        case Schedule::Cosine: return "cosine";
    }
    return "";
}

}  // namespace qstore
