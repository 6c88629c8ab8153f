// SPDX-License-Identifier: Apache-2.0
#include "core/workspace/training_shape.h"

#include <algorithm>

#include "core/gradients/measured_circuit.h"
#include "core/learning/optimizer.h"
#include "core/learning/train_config.h"
#include "core/simulation/plan.h"

namespace qstore {
namespace {

/// What rows bind the circuit's columns to; nothing where layers before the circuit decide it.
Result<std::vector<double>> inputsOf(const ModelSpec& spec, const FeatureMatrix& part) {
    std::vector<double> inputs;
    if (!spec.before.empty()) return inputs;
    std::vector<std::size_t> places;
    for (const Parameter& parameter : spec.circuit.parameters()) {
        if (parameter.role != ParameterRole::Column) continue;
        const auto found = std::find(part.names.begin(), part.names.end(), parameter.column);
        if (found == part.names.end())
            return fail(ErrorCode::NotFound, "the circuit reads column \"" + parameter.column +
                                                 "\", which is not among the features");
        places.push_back(static_cast<std::size_t>(found - part.names.begin()));
    }
    inputs.reserve(part.rows * places.size());
    for (std::size_t row = 0; row < part.rows; ++row)
        for (const std::size_t place : places) inputs.push_back(part.row(row)[place]);
    return inputs;
}

Result<PredictedRows> predicted(const ModelSpec& spec, const FeatureMatrix& part) {
    PredictedRows rows{part.rows, {}};
    QSTORE_TRY(rows.inputs, inputsOf(spec, part));
    return rows;
}

/// Layers before the circuit are trained too, through the derivatives by the circuit's inputs.
Result<std::uint64_t> evaluationsWithInputs(const ModelSpec& spec) {
    QSTORE_TRY(const auto plan, Plan::compile(spec.circuit, spec.observables));
    QSTORE_TRY(const auto measured,
               MeasuredCircuit::compile(spec.circuit, spec.observables, plan->signature()));
    return measured->circuitsOfShift({true, true});
}

/// As each optimizer asks in its step().
std::optional<LossQuestions> lossesOf(const Model& model, OptimizerKind kind) {
    const std::vector<bool>& trainable = model.trainable();
    const auto last = trainable.begin() + static_cast<std::ptrdiff_t>(model.circuitWeightCount());
    const auto angles = static_cast<std::uint64_t>(std::count(trainable.begin(), last, true));
    const auto dense = static_cast<std::uint64_t>(std::count(last, trainable.end(), true));
    switch (kind) {
        case OptimizerKind::Spsa: return LossQuestions{3, 0, 0};
        case OptimizerKind::Rotosolve: return LossQuestions{0, angles + dense, 5 * angles + 3 * dense};
        case OptimizerKind::Cobyla: return LossQuestions{0, angles + dense + 1, angles + dense + 1};
        default: return std::nullopt;
    }
}

Status takeParts(TrainingShape& shape, const ModelSpec& spec, const PreparedData& data) {
    QSTORE_TRY(PredictedRows train, predicted(spec, data.train));
    QSTORE_TRY(PredictedRows validation, predicted(spec, data.validation));
    QSTORE_TRY(PredictedRows test, predicted(spec, data.test));
    shape.inputs = train.inputs;
    shape.startParts = {train, validation};
    shape.epochParts = {validation};
    // Steps over all rows tell nothing of the rows one by one: they are predicted once more.
    if (shape.losses && shape.losses->wholeSteps != 0) shape.epochParts = {train, validation};
    shape.finalParts = {std::move(train), std::move(validation), std::move(test)};
    return {};
}

}  // namespace

Result<TrainingShape> shapeOfTraining(const Model& model, const PreparedData& data,
                                      const TrainConfig& config) {
    QSTORE_CHECK(checkTrainConfig(config));
    QSTORE_CHECK(checkMeasurable(config));
    const ModelSpec& spec = model.spec();
    TrainingShape shape;
    shape.circuit = spec.circuit;
    shape.observables = spec.observables;
    shape.rows = data.train.rows;
    shape.batchSize = config.batchSize;
    shape.epochs = config.epochs;
    shape.shots = config.machine.shots;
    shape.method =
        config.gradient == GradientMethod::Spsa ? SampledGradient::Spsa : SampledGradient::ParameterShift;
    shape.losses = lossesOf(model, config.optimizer.kind);
    shape.mostRowsTogether = mostRowsTogether;
    if (!spec.before.empty() && shape.method == SampledGradient::ParameterShift && !shape.losses) {
        QSTORE_TRY(shape.evaluations, evaluationsWithInputs(spec));
    }
    QSTORE_CHECK(takeParts(shape, spec, data));
    shape.order = [seed = config.seed, rows = data.train.rows](std::uint64_t epoch) {
        return shuffledRows(seed, epoch, rows);
    };
    return shape;
}

}  // namespace qstore
