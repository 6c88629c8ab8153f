// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/circuit/circuit.h"
#include "core/data/recipe.h"
#include "core/observables/estimator.h"

namespace qstore {

class MeasuredMachine;
class PlanCache;

enum class Activation : std::uint8_t { Identity, Tanh, Relu, Sigmoid };
enum class LossKind : std::uint8_t { MeanSquaredError, BinaryCrossEntropy, CrossEntropy };

struct DenseLayerSpec {
    std::size_t outputs = 1;
    Activation activation = Activation::Identity;
    friend bool operator==(const DenseLayerSpec&, const DenseLayerSpec&) = default;
};
/// "identity", "tanh", "relu", "sigmoid".
QSTORE_EXPORT std::string_view activationName(Activation activation);
QSTORE_EXPORT const std::vector<Activation>& allActivations();

/// A hybrid model: features → dense layers → circuit → ⟨observables⟩ → dense layers → outputs.
///
/// Without `before` layers the circuit's columns are read from the features by name; with them, the
/// last of them feeds the circuit's inputs in order. BinaryCrossEntropy has one output (a logit),
/// CrossEntropy one logit a class, MeanSquaredError one value (or a one-hot per class).
struct ModelSpec {
    Circuit circuit;
    std::vector<PauliSum> observables;  ///< empty = ⟨Z⟩ of each qubit
    std::vector<DenseLayerSpec> before;
    std::vector<DenseLayerSpec> after;  ///< a last linear layer to `outputs` is part of the list
    LossKind loss = LossKind::CrossEntropy;
    std::vector<std::string> features;  ///< names and order of the feature matrix's columns
    std::vector<std::string> classes;   ///< empty for regression
    /// Regression learns (target − targetMean)/targetScale; losses are in these units, predictions in the
    /// target's own. Ignored with classes.
    double targetMean = 0.0;
    double targetScale = 1.0;
};

QSTORE_EXPORT std::string writeModelSpecJson(const ModelSpec& spec, int indent = 2);
QSTORE_EXPORT Result<ModelSpec> readModelSpecJson(std::string_view text);

/// A named block of weights; scalars of the circuit have shape {}.
struct NamedTensor {
    std::string name;                ///< circuit parameter, or `before.0.weight`, `after.1.bias`
    std::vector<std::size_t> shape;  ///< row-major; dense weight is outputs × inputs
    std::vector<double> values;
};

/// SHA-256 over the little-endian float64 values of the tensors sorted by name.
QSTORE_EXPORT std::string weightsHash(std::vector<NamedTensor> tensors);

struct LossGradient {
    double loss = 0.0;             ///< mean over the rows
    std::vector<double> gradient;  ///< ∂ mean loss / ∂ weight; 0 for frozen weights
    std::size_t correct = 0;       ///< rows classified right
    /// Circuits run for it: one a row, and with other methods than the adjoint one for each shift.
    std::uint64_t evaluations = 0;
    /// On a measured machine: the standard error of each circuit weight's entry, and the root of the sum of
    /// their squares. Empty and 0 where the gradient is exact.
    std::vector<double> gradientErrors;
    double gradientError = 0.0;
    double lossError = 0.0;  ///< standard error of `loss`, to first order; 0 where it is exact
};

enum class GradientMethod : std::uint8_t { Adjoint, ParameterShift, Spsa, FiniteDifference };

/// How a circuit is sampled instead of computed exactly.
struct ShotOptions {
    std::uint64_t shots = 0;  ///< of each measurement setting, for each row
    std::uint64_t seed = 0;
};

/// A compiled model. Immutable and thread-safe; weights are one flat vector owned by the caller:
/// circuit weights in declaration order, then `before` layers, then `after` layers.
class QSTORE_EXPORT Model {
public:
    /// With `plans`, a circuit that was compiled before is not compiled again. With `machine`, every
    /// expectation value is measured there instead of computed; only trace() and metric() know the state
    /// and stay with the simulator.
    static Result<std::shared_ptr<const Model>> compile(ModelSpec spec, PlanCache* plans = nullptr,
                                                        std::shared_ptr<MeasuredMachine> machine = nullptr);
    ~Model();

    const ModelSpec& spec() const;
    /// Null when the simulator computes.
    const std::shared_ptr<MeasuredMachine>& machine() const;
    std::size_t weightCount() const;
    std::size_t circuitWeightCount() const;
    std::size_t outputs() const;
    const std::vector<bool>& trainable() const;
    /// Weights that no output depends on, by the light cone.
    std::vector<std::string> deadWeights() const;
    /// Start values: the circuit's own where given, else uniform in [0, 2π); Glorot for dense layers.
    std::vector<double> initialWeights(std::uint64_t seed) const;
    std::vector<NamedTensor> tensors(std::span<const double> weights) const;
    Result<std::vector<double>> weightsFrom(const std::vector<NamedTensor>& tensors) const;

    /// rows.size() × outputs() raw outputs (logits).
    Result<std::vector<double>> forward(std::span<const double> weights, const FeatureMatrix& data,
                                        std::span<const std::size_t> rows,
                                        const RunControl& control = {}) const;
    /// Class probabilities (rows × classes), or values (rows × 1) for regression. Squared error with
    /// classes gives the nearest distribution to the outputs.
    Result<std::vector<double>> predict(std::span<const double> weights, const FeatureMatrix& data,
                                        std::span<const std::size_t> rows,
                                        const RunControl& control = {}) const;
    /// Like predict(), with every expectation value estimated from seeded shots (core/simulation/
    /// shot_estimator.h), as on a machine. The same seed gives the same numbers.
    Result<std::vector<double>> predictSampled(std::span<const double> weights, const FeatureMatrix& data,
                                               std::span<const std::size_t> rows, ShotOptions shots,
                                               const RunControl& control = {}) const;
    /// Circuits that predictSampled() runs for each row.
    Result<std::size_t> measurementSettings() const;
    /// `seed` is used by GradientMethod::Spsa alone; the dense layers are differentiated exactly with
    /// every method.
    Result<LossGradient> lossAndGradient(std::span<const double> weights, const FeatureMatrix& data,
                                         std::span<const std::size_t> rows, GradientMethod method,
                                         const RunControl& control = {}, std::uint64_t seed = 0) const;
    /// The same of outputs that forward() gave.
    Result<LossGradient> lossOfOutputs(std::span<const double> outputs, const FeatureMatrix& data,
                                       std::span<const std::size_t> rows) const;
    /// What predict() makes of outputs that forward() gave.
    std::vector<double> predictionsOf(std::vector<double> outputs, std::size_t rows) const;
    /// Mean loss and correct count only.
    Result<LossGradient> loss(std::span<const double> weights, const FeatureMatrix& data,
                              std::span<const std::size_t> rows, const RunControl& control = {}) const;
    /// The same with sums instead of means, added to `sum` row by row: a part that is taken in pieces gives
    /// the same bits as one that is taken at once.
    Status addLoss(std::span<const double> weights, const FeatureMatrix& data,
                   std::span<const std::size_t> rows, LossGradient& sum,
                   const RunControl& control = {}) const;
    /// circuitWeightCount()² row-major, averaged over the rows.
    Result<std::vector<double>> metric(std::span<const double> weights, const FeatureMatrix& data,
                                       std::span<const std::size_t> rows,
                                       const RunControl& control = {}) const;
    /// One row's way through the model, for the pipeline strip.
    struct Trace {
        std::vector<double> inputs;         ///< what the circuit's columns received, radians
        std::vector<double> probabilities;  ///< of the basis states; empty above 10 qubits
        std::vector<double> expectations;
        std::vector<double> outputs;
        std::vector<double> predictions;  ///< as predict() gives them
        double loss = 0.0;                ///< 0 when the data have no targets
        std::vector<double> gradient;     ///< of this row's loss; empty without targets
    };
    Result<Trace> trace(std::span<const double> weights, const FeatureMatrix& data, std::size_t row) const;

private:
    Status addLossOfOutputs(std::span<const double> outputs, const FeatureMatrix& data,
                            std::span<const std::size_t> rows, LossGradient& sum) const;

    struct Impl;
    explicit Model(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// Where Scaling::Encoder puts the features: [−1.2, 1.2] for "data-reuploading", [−0.2, 1] for
/// "amplitude", [0, 1] for "basis", else [0, π], as for a circuit of one's own (its columns of amplitudes
/// excepted). Names as in circuitEncoders(), or the re-uploading template's.
struct FeatureRange {
    double lower = 0.0, upper = 0.0;
};
QSTORE_EXPORT FeatureRange encoderRange(std::string_view encoder);
/// "min-max onto [-1.2, 1.2], clipped", for people.
QSTORE_EXPORT std::string scalingText(const Recipe& recipe);

/// What may be chosen about a hybrid model beside its circuit.
struct ModelOptions {
    /// In front of the circuit; the last one's outputs are the circuit's inputs, in order. A template gets
    /// as many inputs as that; a circuit of one's own must have as many columns.
    std::vector<DenseLayerSpec> before;
    /// Behind the circuit, before the linear layer to the outputs, which always follows.
    std::vector<DenseLayerSpec> after;
    std::optional<LossKind> loss;  ///< otherwise cross-entropy, or squared error for regression
    friend bool operator==(const ModelOptions&, const ModelOptions&) = default;
};

/// The default model for a table (`--circuit auto`): up to 8 features data re-uploading with angles,
/// otherwise amplitude encoding; ⟨Z⟩ of each qubit through a linear head.
/// A scaling that somebody chose is kept; Scaling::Encoder becomes the encoder's range, and the amplitude
/// encoder sets Recipe::amplitude. The model is compiled once to see that it holds together: through
/// `plans` where there are some, so that the training that follows finds it.
struct ModelChoice {
    ModelSpec spec;
    Recipe recipe;
    std::string description;  ///< printed: "data re-uploading, 4 qubits, 3 layers, 36 + 15 weights"
};
QSTORE_EXPORT Result<ModelChoice> chooseModel(const Table& table, Recipe recipe,
                                              const ModelOptions& options = {}, PlanCache* plans = nullptr);
/// The same for a circuit of one's own: checks that its columns are features of the recipe.
QSTORE_EXPORT Result<ModelChoice> modelForCircuit(const Table& table, Recipe recipe, const Circuit& circuit,
                                                  const ModelOptions& options = {},
                                                  PlanCache* plans = nullptr);
/// For a template name and options; see core/circuit/templates.h.
QSTORE_EXPORT Result<ModelChoice> modelForTemplate(const Table& table, Recipe recipe,
                                                   std::string_view encoder, std::string_view ansatz,
                                                   std::size_t layers, const ModelOptions& options = {},
                                                   PlanCache* plans = nullptr);

}  // namespace qstore
