// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "core/learning/byte_stream.h"
#include "core/learning/optimizer.h"

namespace qstore {
namespace {

/// s ← β·s + (1−β)·g², w ← w − rate·g/(√s + ε) (Tieleman and Hinton 2012), β = beta2.
class RmsProp final : public Optimizer {
public:
    RmsProp(const OptimizerConfig& config, std::size_t weights)
        : m_decay(config.beta2), m_epsilon(config.epsilon), m_squares(weights, 0.0) {}

    Result<StepOutcome> step(const StepContext& context, std::vector<double>& weights) override {
        QSTORE_TRY(const LossGradient at, context.objective->gradient(weights));
        for (std::size_t index = 0; index < weights.size(); ++index) {
            const double slope = at.gradient[index];
            m_squares[index] = m_decay * m_squares[index] + (1.0 - m_decay) * slope * slope;
            weights[index] -= context.learningRate * slope / (std::sqrt(m_squares[index]) + m_epsilon);
        }
        return StepOutcome{at.loss, at.correct, squaredNorm(at.gradient)};
    }

    std::string state() const override {
        ByteWriter writer;
        writer.doubles(m_squares);
        return writer.take();
    }

    Status restore(std::string_view state) override {
        ByteReader reader(state);
        std::vector<double> squares = reader.doubles();
        QSTORE_CHECK(reader.status("the optimizer's state"));
        QSTORE_CHECK(requireLength(squares, m_squares.size()));
        m_squares = std::move(squares);
        return {};
    }

private:
    double m_decay, m_epsilon;
    std::vector<double> m_squares;
};

}  // namespace

std::unique_ptr<Optimizer> makeRmsProp(const OptimizerConfig& config, const OptimizationProblem& problem) {
    return std::make_unique<RmsProp>(config, problem.trainable.size());
}

}  // namespace qstore
