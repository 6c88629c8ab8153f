// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "core/base/random.h"
#include "core/gradients/gradients.h"
#include "core/learning/losses.h"
#include "core/learning/model_impl.h"
#include "core/learning/train_config.h"

namespace qstore {
namespace {

constexpr double kDifferenceStep = 1e-3;
constexpr double kSpsaPerturbation = 0.1;

/// The Jacobian of one sample by a method that only needs expectation values.
Result<Jacobian> sampleJacobian(const Plan& plan, const ParameterShift* shift,
                                std::span<const double> weights, std::span<const double> inputs,
                                GradientMethod method, std::uint64_t seed, const RunControl& control) {
    switch (method) {
        case GradientMethod::ParameterShift: return shift->jacobian(weights, inputs, control);
        case GradientMethod::FiniteDifference:
            return finiteDifferences(plan, weights, inputs, kDifferenceStep, control);
        case GradientMethod::Spsa:
            return spsaGradient(plan, weights, inputs, kSpsaPerturbation, 1, seed, control);
        case GradientMethod::Adjoint: break;
    }
    return fail(ErrorCode::InvalidArgument, "the adjoint gradient has no Jacobian of its own");
}

}  // namespace

/// Compiled when a gradient first asks for it; most models never do.
Result<std::shared_ptr<const ParameterShift>> Model::Impl::shiftedPlans(const RunControl& control) const {
    const std::scoped_lock lock(shiftMutex);
    if (!compiledShift) {
        QSTORE_TRY(compiledShift,
                   ParameterShift::compile(plan->circuit(), plan->observables(), exactEstimator, control));
    }
    return compiledShift;
}

Result<VectorJacobian> Model::Impl::machineGradient(const Bindings& bindings, const Cotangent& cotangent,
                                                    GradientMethod method, std::uint64_t seed,
                                                    LossGradient& into, const RunControl& control) const {
    const GradientRequest request{true, !before.layers.empty()};
    Result<MeasuredGradient> found = fail(ErrorCode::Unsupported,
                                          "the gradient '" + std::string(gradientMethodName(method)) +
                                              "' cannot be measured on '" + machine->name() + "'",
                                          "choose parameter-shift, or spsa for few shots");
    if (method == GradientMethod::ParameterShift)
        found = measured->parameterShift(bindings, cotangent, request, asker(), control);
    if (method == GradientMethod::Spsa)
        found = measured->spsa(bindings, cotangent, request, kSpsaPerturbation, 1, seed, asker(), control);
    if (!found) return tl::unexpected(std::move(found).error());
    into.evaluations += found->circuits;
    into.gradientErrors.resize(circuitWeights, 0.0);
    for (std::size_t index = 0; index < circuitWeights; ++index)
        into.gradientErrors[index] += found->weightErrors[index] * found->weightErrors[index];
    std::vector<double> slope(observables);
    for (std::size_t sample = 0; sample < bindings.samples; ++sample) {
        const std::size_t first = sample * observables;
        cotangent(sample, std::span(found->jacobian.expectations).subspan(first, observables), slope);
        for (std::size_t k = 0; k < observables; ++k) {
            const double share = slope[k] * found->expectationErrors[first + k];
            into.lossError += share * share;
        }
    }
    return std::move(found->jacobian);
}

Result<VectorJacobian> Model::Impl::circuitGradient(const Bindings& bindings, const Cotangent& cotangent,
                                                    GradientMethod method, std::uint64_t seed,
                                                    LossGradient& into, const RunControl& control) const {
    if (machine) return machineGradient(bindings, cotangent, method, seed, into, control);
    const bool wantInputs = !before.layers.empty();
    if (method == GradientMethod::Adjoint) {
        into.evaluations += bindings.samples;
        return plan->forwardBackward(bindings, cotangent, {true, wantInputs}, control);
    }
    std::shared_ptr<const ParameterShift> shift;
    if (method == GradientMethod::ParameterShift) {
        QSTORE_TRY(shift, shiftedPlans(control));
    }
    VectorJacobian result;
    result.weights.assign(circuitWeights, 0.0);
    if (wantInputs) result.inputs.assign(bindings.samples * inputs(), 0.0);
    std::vector<double> slope(observables);
    for (std::size_t sample = 0; sample < bindings.samples; ++sample) {
        if (control.stop.stop_requested()) return cancelled();
        const auto input = bindings.inputs.subspan(sample * inputs(), inputs());
        RandomStream seeds(seed, "gradient", sample);
        QSTORE_TRY(const Jacobian jacobian, sampleJacobian(*plan, shift.get(), bindings.weights, input,
                                                           method, seeds.nextU64(), control));
        into.evaluations += jacobian.evaluations;
        result.expectations.insert(result.expectations.end(), jacobian.expectations.begin(),
                                   jacobian.expectations.end());
        cotangent(sample, jacobian.expectations, slope);
        for (std::size_t k = 0; k < observables; ++k) {
            for (std::size_t index = 0; index < circuitWeights; ++index)
                result.weights[index] += slope[k] * jacobian.weights[k * circuitWeights + index];
            for (std::size_t index = 0; wantInputs && index < inputs(); ++index)
                result.inputs[sample * inputs() + index] +=
                    slope[k] * jacobian.inputs[k * inputs() + index];
        }
    }
    return result;
}

Result<LossGradient> Model::Impl::gradientSum(std::span<const double> weights, const FeatureMatrix& data,
                                              std::span<const std::size_t> rows, GradientMethod method,
                                              std::uint64_t seed, const RunControl& control) const {
    LossGradient result;
    result.gradient.assign(weightCount(), 0.0);
    const CircuitInputs inputs = circuitInputs(weights, data, rows);
    // Called from several threads: from one sample's expectations to the slope of its loss.
    const Cotangent cotangent = [&](std::size_t sample, std::span<const double> expectations,
                                    std::span<double> slope) {
        const DenseStack::Pass pass =
            after.forward(weights, std::vector<double>(expectations.begin(), expectations.end()), 1);
        std::vector<double> gradient(outputs);
        rowLoss(spec.loss, pass.back(), target(data, rows[sample]), gradient);
        const std::vector<double> back = after.backward(weights, pass, 1, std::move(gradient), {});
        std::copy(back.begin(), back.end(), slope.begin());
    };
    QSTORE_TRY(VectorJacobian circuit, circuitGradient(bindings(weights, inputs, rows.size()), cotangent,
                                                       method, seed, result, control));
    std::copy(circuit.weights.begin(), circuit.weights.end(), result.gradient.begin());
    // The layers behind once more, for all samples together and in fixed order.
    const DenseStack::Pass pass = after.forward(weights, std::move(circuit.expectations), rows.size());
    std::vector<double> slopes(rows.size() * outputs);
    for (std::size_t at = 0; at < rows.size(); ++at) {
        const auto one = std::span(pass.back()).subspan(at * outputs, outputs);
        const double wanted = target(data, rows[at]);
        result.loss += rowLoss(spec.loss, one, wanted, std::span(slopes).subspan(at * outputs, outputs));
        if (!spec.classes.empty() && static_cast<double>(predictedClass(spec.loss, one)) == wanted)
            ++result.correct;
    }
    after.backward(weights, pass, rows.size(), std::move(slopes), result.gradient);
    if (!before.layers.empty())
        before.backward(weights, inputs.pass, rows.size(), std::move(circuit.inputs), result.gradient);
    return result;
}

Result<LossGradient> Model::lossAndGradient(std::span<const double> weights, const FeatureMatrix& data,
                                            std::span<const std::size_t> rows, GradientMethod method,
                                            const RunControl& control, std::uint64_t seed) const {
    QSTORE_CHECK(m_impl->check(weights, data, rows, true));
    if (rows.empty()) return fail(ErrorCode::InvalidArgument, "a gradient was asked for no rows");
    LossGradient total;
    total.gradient.assign(weightCount(), 0.0);
    const RunControl quiet{control.stop, {}};
    for (std::size_t start = 0; start < rows.size(); start += kChunkRows) {
        if (control.stop.stop_requested()) return cancelled();
        const auto chunk = rows.subspan(start, std::min(kChunkRows, rows.size() - start));
        QSTORE_TRY(const LossGradient part,
                   m_impl->gradientSum(weights, data, chunk, method, seed + start, quiet));
        total.loss += part.loss;
        total.correct += part.correct;
        total.evaluations += part.evaluations;
        total.lossError += part.lossError;
        total.gradientErrors.resize(part.gradientErrors.size(), 0.0);
        for (std::size_t index = 0; index < part.gradientErrors.size(); ++index)
            total.gradientErrors[index] += part.gradientErrors[index];
        for (std::size_t index = 0; index < total.gradient.size(); ++index)
            total.gradient[index] += part.gradient[index];
    }
    const double scale = 1.0 / static_cast<double>(rows.size());
    total.loss *= scale;
    for (std::size_t index = 0; index < total.gradient.size(); ++index)
        total.gradient[index] = m_impl->trainable[index] ? scale * total.gradient[index] : 0.0;
    double squares = 0.0;
    for (double& error : total.gradientErrors) {
        squares += error;
        error = scale * std::sqrt(error);
    }
    total.gradientError = scale * std::sqrt(squares);
    total.lossError = scale * std::sqrt(total.lossError);
    return total;
}

Result<std::vector<double>> Model::metric(std::span<const double> weights, const FeatureMatrix& data,
                                          std::span<const std::size_t> rows,
                                          const RunControl& control) const {
    QSTORE_CHECK(m_impl->check(weights, data, rows, false));
    if (rows.empty()) return fail(ErrorCode::InvalidArgument, "a metric was asked for no rows");
    const std::size_t size = m_impl->circuitWeights * m_impl->circuitWeights;
    std::vector<double> total(size, 0.0);
    const RunControl quiet{control.stop, {}};
    for (std::size_t start = 0; start < rows.size(); start += kChunkRows) {
        if (control.stop.stop_requested()) return cancelled();
        const auto chunk = rows.subspan(start, std::min(kChunkRows, rows.size() - start));
        const Impl::CircuitInputs inputs = m_impl->circuitInputs(weights, data, chunk);
        QSTORE_TRY(const std::vector<double> part,
                   m_impl->plan->fubiniStudyMetric(m_impl->bindings(weights, inputs, chunk.size()), quiet));
        const double share = static_cast<double>(chunk.size()) / static_cast<double>(rows.size());
        for (std::size_t index = 0; index < size; ++index) total[index] += share * part[index];
    }
    return total;
}

}  // namespace qstore
