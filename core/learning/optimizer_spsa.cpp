// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "core/base/random.h"
#include "core/learning/byte_stream.h"
#include "core/learning/optimizer.h"

namespace qstore {
namespace {

/// Simultaneous perturbation (Spall 1998): a_k = a/(A+k+1)^0.602, c_k = c/(k+1)^0.101 with A a tenth
/// of all steps and `a` such that the first gain is the learning rate.
class Spsa final : public Optimizer {
public:
    Spsa(const OptimizerConfig& config, const OptimizationProblem& problem)
        : m_problem(problem), m_perturbation(config.spsaPerturbation) {
        m_stability = 0.1 * static_cast<double>(problem.epochs * stepsPerEpoch(problem));
    }

    Result<StepOutcome> step(const StepContext& context, std::vector<double>& weights) override {
        const double count = static_cast<double>(context.step) + 1.0;
        const double gain =
            context.learningRate * std::pow((m_stability + 1.0) / (m_stability + count), 0.602);
        const double distance = m_perturbation / std::pow(count, 0.101);
        const std::vector<double> direction = drawDirection(context.step);
        std::vector<double> plus = weights;
        std::vector<double> minus = weights;
        for (std::size_t index = 0; index < weights.size(); ++index) {
            plus[index] += distance * direction[index];
            minus[index] -= distance * direction[index];
        }
        QSTORE_TRY(const LossGradient here, context.objective->loss(weights));
        QSTORE_TRY(const LossGradient above, context.objective->loss(plus));
        QSTORE_TRY(const LossGradient below, context.objective->loss(minus));
        const double slope = (above.loss - below.loss) / (2.0 * distance);
        for (std::size_t index = 0; index < weights.size(); ++index)
            weights[index] -= gain * slope * direction[index];
        return StepOutcome{here.loss, here.correct, slope * slope * squaredNorm(direction)};
    }

    // Everything follows from the step's number: there is no state.
    std::string state() const override { return {}; }
    Status restore(std::string_view state) override {
        return ByteReader(state).status("the optimizer's state");
    }

private:
    /// ±1 for each trainable weight, 0 for the frozen ones.
    std::vector<double> drawDirection(std::uint64_t step) const {
        RandomStream random(m_problem.seed, "spsa", step);
        std::vector<double> direction(m_problem.trainable.size(), 0.0);
        for (std::size_t index = 0; index < direction.size(); ++index)
            if (m_problem.trainable[index]) direction[index] = random.below(2) == 0 ? 1.0 : -1.0;
        return direction;
    }

    OptimizationProblem m_problem;
    double m_perturbation;
    double m_stability = 0.0;
};

}  // namespace

std::unique_ptr<Optimizer> makeSpsa(const OptimizerConfig& config, const OptimizationProblem& problem) {
    return std::make_unique<Spsa>(config, problem);
}

}  // namespace qstore
