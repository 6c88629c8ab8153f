// SPDX-License-Identifier: Apache-2.0
#include "core/backends/gradient_cost.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "core/backends/training_evaluations.h"
#include "core/base/number_text.h"

namespace qstore {
namespace {

/// What the observables say about the noise of a sampled value.
struct Spread {
    double variance = 0.0;  ///< V: of one shot of every setting
    double largest = 0.0;   ///< Λ
};

Spread spreadOf(const TrainingShape& shape) {
    const auto settings = settingsOf(shape);
    Spread spread;
    for (std::size_t k = 0; k < shape.observables.size(); ++k) {
        double variance = 0.0, largest = 0.0;
        for (const SettingLoad& setting : settings) {
            const double sum = setting.largestValues[k];
            // Strings on their own are read by shots of their own; in a group they may be correlated.
            variance += shape.grouping ? sum * sum : setting.squares[k];
            largest += sum;
        }
        spread.variance = std::max(spread.variance, variance);
        spread.largest = std::max(spread.largest, largest);
    }
    return spread;
}

/// Largest figures of any weight, and their sums.
struct Slopes {
    double shiftVariance = 0.0, bandwidth = 0.0, bandwidthSum = 0.0, squareSum = 0.0;
};

Slopes slopesOf(const WeightUses& uses) {
    Slopes slopes;
    for (const WeightUse& use : uses.weights) {
        slopes.shiftVariance = std::max(slopes.shiftVariance, use.shiftVariance);
        slopes.bandwidth = std::max(slopes.bandwidth, use.bandwidth);
        slopes.bandwidthSum += use.bandwidth;
        slopes.squareSum += use.bandwidth * use.bandwidth;
    }
    return slopes;
}

constexpr double kMostShots = 9e15;  // exact as a double

/// Shots to ask for, within the device's limits; nothing when no number of repeats is enough.
bool setShots(double wanted, const DeviceInfo& device, GradientOption& option) {
    if (!(wanted <= kMostShots)) return false;
    const auto least = std::max<std::uint64_t>(1, device.minShots);
    const std::uint64_t shots =
        std::max(least, static_cast<std::uint64_t>(std::ceil(std::max(1.0, wanted * (1.0 - 1e-12)))));
    option.repeats = device.maxShots == 0 ? 1 : (shots + device.maxShots - 1) / device.maxShots;
    option.shots = std::max(least, (shots + option.repeats - 1) / option.repeats);
    return true;
}

class Chooser {
public:
    Chooser(const TrainingShape& shape, const TrainingTerms& terms, const PriceTable& prices,
            const GradientWish& wish, const WeightUses& uses)
        : m_shape(shape), m_terms(terms), m_prices(prices), m_wish(wish), m_slopes(slopesOf(uses)) {
        m_assumed = uses.columnsAssumed;
    }
    Result<std::vector<GradientOption>> choose(const RunControl& control);

private:
    Status addShift(bool grouping, const RunControl& control);
    Status addDifference(bool grouping, const RunControl& control);
    Status addSpsa(bool grouping, const RunControl& control);
    Status add(GradientOption option, bool grouping, std::string reasoning, const RunControl& control);
    Spread spread(bool grouping) const {
        TrainingShape shape = m_shape;
        shape.grouping = grouping;
        return spreadOf(shape);
    }

    const TrainingShape& m_shape;
    const TrainingTerms& m_terms;
    const PriceTable& m_prices;
    const GradientWish& m_wish;
    Slopes m_slopes;
    bool m_assumed = false;
    std::vector<GradientOption> m_options;
};

Status Chooser::add(GradientOption option, bool grouping, std::string reasoning,
                    const RunControl& control) {
    TrainingShape shape = m_shape;
    shape.method = option.method;
    shape.grouping = option.grouping = grouping;
    shape.shots = option.shots;
    shape.repeats = option.repeats;
    shape.directions = option.directions;
    auto cost = trainingCost(shape, m_terms, m_prices, control);
    // What cannot even be counted is no option, but the others may be.
    if (!cost && cost.error().code == ErrorCode::ResourceExhausted) return {};
    if (!cost) return tl::unexpected<Error>(cost.error());
    option.cost = *std::move(cost);
    option.shotsPerGradient =
        (option.cost.evaluationsPerRow - 1) * option.cost.settings * option.repeats * option.shots;
    option.reasoning = std::move(reasoning);
    option.columnsAssumed = m_assumed;
    if (m_assumed) option.reasoning += " Columns whose values are not known were taken as 1.";
    m_options.push_back(std::move(option));
    return {};
}

Status Chooser::addShift(bool grouping, const RunControl& control) {
    const double error = m_wish.standardError;
    GradientOption option;
    const double variance = m_slopes.shiftVariance * spread(grouping).variance;
    option.variance = variance;
    if (!setShots(variance / (error * error), m_terms.device, option)) return {};
    return add(std::move(option), grouping,
               "Unbiased; the variance is at most " + numberToText(variance) + " over the shots.", control);
}

Status Chooser::addDifference(bool grouping, const RunControl& control) {
    const double error = m_wish.standardError;
    const Spread spread = this->spread(grouping);
    const double fifth = std::pow(m_slopes.bandwidth, 5.0) * spread.largest;
    GradientOption option;
    option.method = SampledGradient::FiniteDifference;
    option.step = std::pow(480.0 * error / (std::sqrt(5.0) * fifth), 0.25);
    const double shots = 65.0 * spread.variance / (18.0 * option.step * option.step * 0.8 * error * error);
    if (!std::isfinite(option.step) || !setShots(shots, m_terms.device, option)) return {};
    std::string reasoning = "With steps of " + numberToText(option.step) +
                            " the bias squared is at most a fifth of the error's.";
    return add(std::move(option), grouping, std::move(reasoning), control);
}

Status Chooser::addSpsa(bool grouping, const RunControl& control) {
    const double error = m_wish.standardError;
    const Spread spread = this->spread(grouping);
    const double norm =
        m_wish.gradientNormSquared.value_or(m_slopes.squareSum * spread.largest * spread.largest);
    const double third = std::pow(m_slopes.bandwidthSum, 3.0) * spread.largest / 6.0;
    const double stepSquared = error / (std::sqrt(3.0) * third);
    const double budget = 2.0 / 3.0 * error * error;
    double tried = 0.0;
    // Few shots a direction are cheapest in shots, many are cheapest in circuits: the price decides.
    for (const double shots : {1.0, 10.0, 100.0, 1000.0, 10'000.0}) {
        GradientOption option;
        option.method = SampledGradient::Spsa;
        option.step = std::sqrt(stepSquared);
        if (!std::isfinite(option.step) || !setShots(shots, m_terms.device, option)) return {};
        const double taken = static_cast<double>(option.shots * option.repeats);
        if (taken == tried) continue;  // the device's least is more than this
        tried = taken;
        const double directions =
            std::ceil((norm + spread.variance / (2.0 * stepSquared * taken)) / budget);
        if (!(directions < 1e9)) continue;
        option.directions = std::max<std::uint64_t>(1, static_cast<std::uint64_t>(directions));
        option.normKnown = m_wish.gradientNormSquared.has_value();
        std::string reasoning = "Averaged over " + std::to_string(option.directions) +
                                " directions with perturbations of " + numberToText(option.step) +
                                (m_wish.gradientNormSquared ? "; the gradient's norm is known."
                                                            : "; the gradient's norm is bounded only.");
        QSTORE_CHECK(add(std::move(option), grouping, std::move(reasoning), control));
    }
    return {};
}

Result<std::vector<GradientOption>> Chooser::choose(const RunControl& control) {
    for (const bool grouping : {true, false}) {
        QSTORE_CHECK(addShift(grouping, control));
        QSTORE_CHECK(addDifference(grouping, control));
        QSTORE_CHECK(addSpsa(grouping, control));
    }
    const auto key = [](const GradientOption& option) {
        return std::make_tuple(!option.cost.usd.has_value(), option.cost.usd.value_or(0.0),
                               option.cost.shots, option.cost.jobs);
    };
    std::stable_sort(m_options.begin(), m_options.end(),
                     [&](const GradientOption& a, const GradientOption& b) { return key(a) < key(b); });
    return std::move(m_options);
}

}  // namespace

Result<std::vector<GradientOption>> gradientOptions(const TrainingShape& shape, const TrainingTerms& terms,
                                                    const PriceTable& prices, const GradientWish& wish,
                                                    const RunControl& control) {
    if (!(wish.standardError > 0.0) || !std::isfinite(wish.standardError))
        return fail(
            ErrorCode::InvalidArgument,
            "the wanted error of the gradient must be positive, not " + numberToText(wish.standardError),
            "For example 0.05.");
    QSTORE_TRY(const WeightUses uses, weightUsesOf(shape));
    if (uses.shiftTerms == 0)
        return fail(ErrorCode::InvalidArgument,
                    "the circuit has nothing to train: no angle depends on a weight",
                    "Mark a parameter as trainable.");
    return Chooser(shape, terms, prices, wish, uses).choose(control);
}

}  // namespace qstore
