// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>

#include "core/circuit/circuit.h"
#include "core/circuit/gate_table.h"
#include "core/learning/byte_stream.h"
#include "core/learning/optimizer.h"

namespace qstore {
namespace {

constexpr double kFlat = 1e-13;

/// One coordinate a step, each set to its exact minimum while the others stay (Ostaszewski et al.,
/// Quantum 5, 391 (2021)), with the frequencies of a squared expectation: 0, 1 and 2.
class Rotosolve final : public Optimizer {
public:
    explicit Rotosolve(const OptimizationProblem& problem) : m_circuitWeights(problem.circuitWeights) {
        for (std::size_t index = 0; index < problem.trainable.size(); ++index)
            if (problem.trainable[index]) m_free.push_back(index);
    }

    bool fullBatch() const override { return true; }
    std::size_t stepsPerEpoch(const OptimizationProblem&) const override { return m_free.size(); }

    Result<StepOutcome> step(const StepContext& context, std::vector<double>& weights) override {
        const std::size_t index = m_free[context.step % m_free.size()];
        QSTORE_TRY(const LossGradient here, context.objective->loss(weights));
        QSTORE_TRY(const double best, index < m_circuitWeights
                                          ? bestAngle(*context.objective, weights, index, here.loss)
                                          : bestDense(*context.objective, weights, index, here.loss));
        weights[index] = best;
        return StepOutcome{here.loss, here.correct, 0.0};
    }

    // The coordinate follows from the step's number: there is no state.
    std::string state() const override { return {}; }
    Status restore(std::string_view state) override {
        return ByteReader(state).status("the optimizer's state");
    }

private:
    /// Five equidistant points determine a trigonometric polynomial of degree two.
    static Result<double> bestAngle(Objective& objective, std::vector<double> weights, std::size_t index,
                                    double here) {
        const double start = weights[index];
        std::array<double, 4> coefficients{};  // a1, b1, a2, b2
        for (int point = 0; point < 5; ++point) {
            const double shift = 2.0 * std::numbers::pi * point / 5.0;
            double value = here;
            if (point > 0) {
                weights[index] = start + shift;
                QSTORE_TRY(const LossGradient there, objective.loss(weights));
                value = there.loss;
            }
            coefficients[0] += 0.4 * value * std::cos(shift);
            coefficients[1] += 0.4 * value * std::sin(shift);
            coefficients[2] += 0.4 * value * std::cos(2.0 * shift);
            coefficients[3] += 0.4 * value * std::sin(2.0 * shift);
        }
        if (std::sqrt(squaredNorm(coefficients)) <= kFlat * (1.0 + std::abs(here))) return start;
        return start + minimumOfTrigonometricPolynomial(coefficients[0], coefficients[1], coefficients[2],
                                                        coefficients[3]);
    }

    /// Three points determine a parabola.
    static Result<double> bestDense(Objective& objective, std::vector<double> weights, std::size_t index,
                                    double here) {
        const double start = weights[index];
        weights[index] = start + 1.0;
        QSTORE_TRY(const LossGradient above, objective.loss(weights));
        weights[index] = start - 1.0;
        QSTORE_TRY(const LossGradient below, objective.loss(weights));
        const double curvature = above.loss + below.loss - 2.0 * here;
        if (curvature <= kFlat * (1.0 + std::abs(here))) return start;
        return start - 0.5 * (above.loss - below.loss) / curvature;
    }

    std::size_t m_circuitWeights;
    std::vector<std::size_t> m_free;
};

Error notValid(std::string why) {
    return Error{ErrorCode::Unsupported, "rotosolve is not valid for this model: " + std::move(why),
                 "choose another optimizer, for example adam"};
}

/// Every place where a symbol is used, and whether rotosolve can handle it there.
struct Use {
    std::size_t count = 0;
    std::string problem;
};

void collectUses(const Operation& operation, std::map<std::string, Use>& uses) {
    const auto* const* gate = std::get_if<const GateInfo*>(&operation.gate);
    for (std::size_t index = 0; index < operation.angles.size(); ++index) {
        const Angle& angle = operation.angles[index];
        const auto bare = angle.bareSymbol();
        for (const std::string& symbol : angle.symbols()) {
            Use& use = uses[symbol];
            ++use.count;
            if (!bare) {
                use.problem = "it is used inside the expression " + angle.toText();
            } else if (gate != nullptr && *gate != nullptr) {
                const auto set = frequencies(**gate, index, !operation.controls.empty());
                if (set.size() != 1 || set[0] != 1.0)
                    use.problem = "the gate " + std::string((*gate)->name) +
                                  (operation.controls.empty() ? "" : " under control") +
                                  " has other frequencies than 1";
            }
        }
    }
}

}  // namespace

Status rotosolveApplies(const ModelSpec& spec) {
    if (spec.loss != LossKind::MeanSquaredError) {
        return tl::unexpected(
            notValid("with cross-entropy the loss is no trigonometric polynomial of a parameter"));
    }
    if (!spec.before.empty())
        return tl::unexpected(notValid("the weights of dense layers before the circuit enter its angles"));
    for (const DenseLayerSpec& layer : spec.after)
        if (layer.activation != Activation::Identity)
            return tl::unexpected(notValid("a layer after the circuit is not linear"));
    std::map<std::string, Use> uses;
    const Circuit flat = spec.circuit.flattened();
    for (const Operation& operation : flat.operations()) collectUses(operation, uses);
    for (const Parameter& parameter : spec.circuit.parameters()) {
        if (parameter.role != ParameterRole::Trainable) continue;
        const Use use = uses[parameter.name];
        if (use.count > 1)
            return tl::unexpected(notValid("parameter " + parameter.name + " is used " +
                                           std::to_string(use.count) + " times"));
        if (!use.problem.empty())
            return tl::unexpected(notValid("parameter " + parameter.name + ": " + use.problem));
    }
    return {};
}

double minimumOfTrigonometricPolynomial(double a1, double b1, double a2, double b2) {
    const auto value = [&](double x) {
        return a1 * std::cos(x) + b1 * std::sin(x) + a2 * std::cos(2 * x) + b2 * std::sin(2 * x);
    };
    constexpr int kPoints = 128;
    constexpr double kStep = 2.0 * std::numbers::pi / kPoints;
    double best = 0.0;
    double bestValue = value(0.0);
    for (int point = 0; point < kPoints; ++point) {
        const double start = -std::numbers::pi + kStep * point;
        const double here = value(start);
        if (here > value(start - kStep) || here > value(start + kStep)) continue;
        double x = start;
        for (int iteration = 0; iteration < 30; ++iteration) {  // Newton on the derivative
            const double slope =
                -a1 * std::sin(x) + b1 * std::cos(x) - 2 * a2 * std::sin(2 * x) + 2 * b2 * std::cos(2 * x);
            const double curvature =
                -a1 * std::cos(x) - b1 * std::sin(x) - 4 * a2 * std::cos(2 * x) - 4 * b2 * std::sin(2 * x);
            if (curvature <= 0.0) break;
            const double next = std::clamp(x - slope / curvature, start - kStep, start + kStep);
            if (next == x) break;
            x = next;
        }
        const double found = value(x) <= here ? x : start;
        if (value(found) < bestValue) {
            best = found;
            bestValue = value(found);
        }
    }
    return best;
}

std::unique_ptr<Optimizer> makeRotosolve(const OptimizationProblem& problem) {
    return std::make_unique<Rotosolve>(problem);
}

}  // namespace qstore
