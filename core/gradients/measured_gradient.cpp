// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "core/base/number_text.h"
#include "core/base/random.h"
#include "core/gradients/measured_circuit_impl.h"

namespace qstore {
namespace {

/// Where one sample's answers begin, for its slopes and its row of inputs.
struct Sample {
    std::size_t index = 0;
    const double* values = nullptr;  ///< circuits × observables
    const double* errors = nullptr;
    std::vector<double> slope;  ///< ∂L/∂⟨O_k⟩
};

/// Adds a derivative to a symbol (weights first), with the square of its error.
void add(MeasuredGradient& gradient, std::size_t weights, std::size_t inputs, const Sample& sample,
         std::size_t symbol, double derivative, double variance) {
    if (symbol < weights) {
        gradient.jacobian.weights[symbol] += derivative;
        gradient.weightErrors[symbol] += variance;
    } else if (!gradient.jacobian.inputs.empty()) {
        gradient.jacobian.inputs[sample.index * inputs + (symbol - weights)] += derivative;
    }
}

}  // namespace

Result<MeasuredGradient> MeasuredCircuit::parameterShift(const Bindings& bindings,
                                                         const Cotangent& cotangent,
                                                         GradientRequest request, const AskMachine& ask,
                                                         const RunControl& control) const {
    const Impl& impl = *m_impl;
    const auto occurrences = impl.wanted(request);
    const std::size_t perSample = circuitsOfShift(request);
    QSTORE_CHECK(impl.check(bindings, perSample));
    std::vector<Circuit> circuits;
    circuits.reserve(bindings.samples * perSample);
    for (std::size_t sample = 0; sample < bindings.samples; ++sample) {
        if (control.stop.stop_requested()) return cancelled();
        const std::vector<double> values = impl.valuesOf(bindings, sample);
        QSTORE_TRY(Circuit plain, impl.bound(values, nullptr));
        circuits.push_back(std::move(plain));
        for (const ShiftOccurrence* occurrence : occurrences)
            for (const double shift : occurrence->rule.shifts)
                for (const double by : {shift, -shift}) {
                    const AngleShift at{occurrence->operation, occurrence->angle, by};
                    QSTORE_TRY(Circuit shifted, impl.bound(values, &at));
                    circuits.push_back(std::move(shifted));
                }
    }
    QSTORE_TRY(const BatchExpectations answers, impl.answers(circuits, ask, control));
    MeasuredGradient result = impl.begun(answers, bindings, perSample, request);

    const std::size_t count = impl.observables.size();
    std::vector<double> chain(impl.weights + impl.inputs);
    for (std::size_t index = 0; index < bindings.samples; ++index) {
        Sample sample{index, answers.values.data() + index * perSample * count,
                      answers.standardErrors.data() + index * perSample * count,
                      std::vector<double>(count)};
        cotangent(index, std::span(sample.values, count), sample.slope);
        const std::vector<double> values = impl.valuesOf(bindings, index);
        std::size_t at = count;
        for (const ShiftOccurrence* occurrence : occurrences) {
            double derivative = 0.0, variance = 0.0;
            for (std::size_t s = 0; s < occurrence->rule.shifts.size(); ++s, at += 2 * count)
                for (std::size_t k = 0; k < count; ++k) {
                    const double factor = sample.slope[k] * occurrence->rule.coefficients[s];
                    derivative += factor * (sample.values[at + k] - sample.values[at + count + k]);
                    variance += factor * factor *
                                (sample.errors[at + k] * sample.errors[at + k] +
                                 sample.errors[at + count + k] * sample.errors[at + count + k]);
                }
            chain.assign(chain.size(), 0.0);
            occurrence->program.accumulateGradient(values, 1.0, chain);
            for (const std::size_t slot : occurrence->program.slots())
                add(result, impl.weights, impl.inputs, sample, slot, derivative * chain[slot],
                    variance * chain[slot] * chain[slot]);
        }
    }
    for (std::size_t index = 0; index < impl.weights; ++index)
        if (!impl.trainable[index]) result.jacobian.weights[index] = result.weightErrors[index] = 0.0;
    Impl::finishErrors(result);
    return result;
}

Result<MeasuredGradient> MeasuredCircuit::spsa(const Bindings& bindings, const Cotangent& cotangent,
                                               GradientRequest request, double perturbation,
                                               std::size_t repeats, std::uint64_t seed,
                                               const AskMachine& ask, const RunControl& control) const {
    const Impl& impl = *m_impl;
    if (!(perturbation > 0.0) || !std::isfinite(perturbation))
        return fail(ErrorCode::InvalidArgument,
                    "the perturbation must be positive, not " + numberToText(perturbation));
    if (repeats == 0) return fail(ErrorCode::InvalidArgument, "SPSA needs at least one direction");
    const std::size_t perSample = 1 + 2 * repeats;
    QSTORE_CHECK(impl.check(bindings, perSample));
    const std::size_t symbols = impl.weights + impl.inputs;
    RandomStream random(seed, "spsa");
    std::vector<double> directions(repeats * symbols, 0.0);
    for (std::size_t r = 0; r < repeats; ++r)
        for (std::size_t i = 0; i < symbols; ++i)
            if (i < impl.weights ? request.weights && impl.trainable[i] : request.inputs)
                directions[r * symbols + i] = random.below(2) == 0 ? 1.0 : -1.0;
    std::vector<Circuit> circuits;
    circuits.reserve(bindings.samples * perSample);
    for (std::size_t sample = 0; sample < bindings.samples; ++sample) {
        if (control.stop.stop_requested()) return cancelled();
        const std::vector<double> values = impl.valuesOf(bindings, sample);
        QSTORE_TRY(Circuit plain, impl.bound(values, nullptr));
        circuits.push_back(std::move(plain));
        for (std::size_t r = 0; r < repeats; ++r)
            for (const double sign : {1.0, -1.0}) {
                std::vector<double> moved = values;
                for (std::size_t i = 0; i < symbols; ++i)
                    moved[i] += sign * perturbation * directions[r * symbols + i];
                QSTORE_TRY(Circuit circuit, impl.bound(moved, nullptr));
                circuits.push_back(std::move(circuit));
            }
    }
    QSTORE_TRY(const BatchExpectations answers, impl.answers(circuits, ask, control));
    MeasuredGradient result = impl.begun(answers, bindings, perSample, request);

    const std::size_t count = impl.observables.size();
    const double scale = 1.0 / (2.0 * perturbation * static_cast<double>(repeats));
    for (std::size_t index = 0; index < bindings.samples; ++index) {
        Sample sample{index, answers.values.data() + index * perSample * count,
                      answers.standardErrors.data() + index * perSample * count,
                      std::vector<double>(count)};
        cotangent(index, std::span(sample.values, count), sample.slope);
        for (std::size_t r = 0; r < repeats; ++r) {
            const std::size_t above = (1 + 2 * r) * count, below = above + count;
            double derivative = 0.0, variance = 0.0;
            for (std::size_t k = 0; k < count; ++k) {
                const double factor = scale * sample.slope[k];
                derivative += factor * (sample.values[above + k] - sample.values[below + k]);
                variance += factor * factor *
                            (sample.errors[above + k] * sample.errors[above + k] +
                             sample.errors[below + k] * sample.errors[below + k]);
            }
            // Dividing by ±1 is multiplying by it.
            for (std::size_t i = 0; i < symbols; ++i)
                if (directions[r * symbols + i] != 0.0)
                    add(result, impl.weights, impl.inputs, sample, i,
                        derivative * directions[r * symbols + i], variance);
        }
    }
    Impl::finishErrors(result);
    return result;
}

}  // namespace qstore
