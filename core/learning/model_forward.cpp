// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/learning/losses.h"
#include "core/learning/model_impl.h"

namespace qstore {

Model::Impl::CircuitInputs Model::Impl::circuitInputs(std::span<const double> weights,
                                                      const FeatureMatrix& data,
                                                      std::span<const std::size_t> rows) const {
    CircuitInputs inputs;
    if (before.layers.empty()) {
        inputs.values.reserve(rows.size() * featureOfInput.size());
        for (const std::size_t row : rows) {
            const std::span<const double> features = data.row(row);
            for (const std::size_t feature : featureOfInput) inputs.values.push_back(features[feature]);
        }
        return inputs;
    }
    std::vector<double> features;
    features.reserve(rows.size() * data.names.size());
    for (const std::size_t row : rows) {
        const std::span<const double> values = data.row(row);
        features.insert(features.end(), values.begin(), values.end());
    }
    inputs.pass = before.forward(weights, std::move(features), rows.size());
    inputs.values = inputs.pass.back();
    return inputs;
}

Bindings Model::Impl::bindings(std::span<const double> weights, const CircuitInputs& inputs,
                               std::size_t samples) const {
    return Bindings{weights.first(circuitWeights), inputs.values, samples, false};
}

Result<std::vector<double>> Model::Impl::forward(std::span<const double> weights, const FeatureMatrix& data,
                                                 std::span<const std::size_t> rows,
                                                 const RunControl& control) const {
    std::vector<double> result;
    result.reserve(rows.size() * outputs);
    const RunControl quiet{control.stop, {}};
    for (std::size_t start = 0; start < rows.size(); start += kChunkRows) {
        if (control.stop.stop_requested()) return cancelled();
        const auto chunk = rows.subspan(start, std::min(kChunkRows, rows.size() - start));
        const CircuitInputs inputs = circuitInputs(weights, data, chunk);
        QSTORE_TRY(std::vector<double> values,
                   expectations(bindings(weights, inputs, chunk.size()), quiet));
        const DenseStack::Pass pass = after.forward(weights, std::move(values), chunk.size());
        result.insert(result.end(), pass.back().begin(), pass.back().end());
        control.report(start + chunk.size(), rows.size());
    }
    return result;
}

AskMachine Model::Impl::asker() const {
    return [this](std::span<const Circuit> circuits, const std::vector<PauliSum>& asked,
                  const RunControl& control) { return machine->ask(circuits, asked, control); };
}

Result<std::vector<double>> Model::Impl::expectations(const Bindings& bindings,
                                                      const RunControl& control) const {
    if (!machine) return plan->expectations(bindings, control);
    QSTORE_TRY(BatchExpectations answers, measured->expectations(bindings, asker(), control));
    return std::move(answers.values);
}

std::vector<double> Model::Impl::predictions(std::vector<double> values, std::size_t rows) const {
    if (spec.classes.empty()) {
        for (double& value : values) value = spec.targetMean + spec.targetScale * value;
        return values;
    }
    if (spec.loss == LossKind::BinaryCrossEntropy) {
        std::vector<double> both(2 * rows);
        for (std::size_t row = 0; row < rows; ++row) {
            both[2 * row] = sigmoid(-values[row]);
            both[2 * row + 1] = sigmoid(values[row]);
        }
        return both;
    }
    for (std::size_t row = 0; row < rows; ++row) {
        const auto one = std::span(values).subspan(row * outputs, outputs);
        if (spec.loss == LossKind::CrossEntropy) {
            softmax(one);
        } else {
            projectOntoSimplex(one);
        }
    }
    return values;
}

Result<std::vector<double>> Model::forward(std::span<const double> weights, const FeatureMatrix& data,
                                           std::span<const std::size_t> rows,
                                           const RunControl& control) const {
    QSTORE_CHECK(m_impl->check(weights, data, rows, false));
    return m_impl->forward(weights, data, rows, control);
}

Result<std::vector<double>> Model::predict(std::span<const double> weights, const FeatureMatrix& data,
                                           std::span<const std::size_t> rows,
                                           const RunControl& control) const {
    QSTORE_TRY(std::vector<double> values, forward(weights, data, rows, control));
    return m_impl->predictions(std::move(values), rows.size());
}

Result<LossGradient> Model::loss(std::span<const double> weights, const FeatureMatrix& data,
                                 std::span<const std::size_t> rows, const RunControl& control) const {
    LossGradient result;
    QSTORE_CHECK(addLoss(weights, data, rows, result, control));
    if (!rows.empty()) result.loss /= static_cast<double>(rows.size());
    return result;
}

Status Model::addLoss(std::span<const double> weights, const FeatureMatrix& data,
                      std::span<const std::size_t> rows, LossGradient& sum,
                      const RunControl& control) const {
    QSTORE_CHECK(m_impl->check(weights, data, rows, true));
    QSTORE_TRY(const std::vector<double> values, m_impl->forward(weights, data, rows, control));
    return addLossOfOutputs(values, data, rows, sum);
}

std::vector<double> Model::predictionsOf(std::vector<double> values, std::size_t rows) const {
    return m_impl->predictions(std::move(values), rows);
}

Result<LossGradient> Model::lossOfOutputs(std::span<const double> values, const FeatureMatrix& data,
                                          std::span<const std::size_t> rows) const {
    LossGradient result;
    QSTORE_CHECK(addLossOfOutputs(values, data, rows, result));
    if (!rows.empty()) result.loss /= static_cast<double>(rows.size());
    return result;
}

Status Model::addLossOfOutputs(std::span<const double> values, const FeatureMatrix& data,
                               std::span<const std::size_t> rows, LossGradient& sum) const {
    if (values.size() != rows.size() * outputs() || data.targets.size() != data.rows)
        return fail(ErrorCode::InvalidArgument, std::to_string(values.size()) +
                                                    " outputs do not belong to " +
                                                    std::to_string(rows.size()) + " rows with targets");
    sum.evaluations += rows.size();
    for (std::size_t at = 0; at < rows.size(); ++at) {
        const auto one = values.subspan(at * outputs(), outputs());
        const double target = m_impl->target(data, rows[at]);
        sum.loss += rowLoss(spec().loss, one, target, {});
        if (!spec().classes.empty() && static_cast<double>(predictedClass(spec().loss, one)) == target)
            ++sum.correct;
    }
    return {};
}

Result<Model::Trace> Model::trace(std::span<const double> weights, const FeatureMatrix& data,
                                  std::size_t row) const {
    const std::vector<std::size_t> rows = {row};
    QSTORE_CHECK(m_impl->check(weights, data, rows, false));
    if (m_impl->machine) {
        // A way through the circuit that nobody pays for.
        QSTORE_TRY(const auto computed, compile(spec()));
        return computed->trace(weights, data, row);
    }
    Trace trace;
    const Impl::CircuitInputs inputs = m_impl->circuitInputs(weights, data, rows);
    trace.inputs = inputs.values;
    const Bindings bindings = m_impl->bindings(weights, inputs, 1);
    if (m_impl->plan->qubits() <= 10) {
        QSTORE_TRY(const State state, m_impl->plan->run(bindings.weights, bindings.inputs));
        trace.probabilities = state.probabilities();
    }
    QSTORE_TRY(trace.expectations, m_impl->plan->expectations(bindings));
    trace.outputs = m_impl->after.forward(weights, trace.expectations, 1).back();
    trace.predictions = m_impl->predictions(trace.outputs, 1);
    if (data.targets.size() == data.rows) {
        QSTORE_TRY(LossGradient at, lossAndGradient(weights, data, rows, GradientMethod::Adjoint));
        trace.loss = at.loss;
        trace.gradient = std::move(at.gradient);
    }
    return trace;
}

}  // namespace qstore
