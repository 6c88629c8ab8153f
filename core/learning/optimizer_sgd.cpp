// SPDX-License-Identifier: Apache-2.0
#include "core/learning/byte_stream.h"
#include "core/learning/optimizer.h"

namespace qstore {
namespace {

/// v ← momentum·v + g, w ← w − rate·v (Polyak's heavy ball, as PyTorch writes it).
class Sgd final : public Optimizer {
public:
    Sgd(double momentum, std::size_t weights) : m_momentum(momentum), m_velocity(weights, 0.0) {}

    Result<StepOutcome> step(const StepContext& context, std::vector<double>& weights) override {
        QSTORE_TRY(const LossGradient at, context.objective->gradient(weights));
        for (std::size_t index = 0; index < weights.size(); ++index) {
            m_velocity[index] = m_momentum * m_velocity[index] + at.gradient[index];
            weights[index] -= context.learningRate * m_velocity[index];
        }
        return StepOutcome{at.loss, at.correct, squaredNorm(at.gradient)};
    }

    std::string state() const override {
        ByteWriter writer;
        writer.doubles(m_velocity);
        return writer.take();
    }

    Status restore(std::string_view state) override {
        ByteReader reader(state);
        std::vector<double> velocity = reader.doubles();
        QSTORE_CHECK(reader.status("the optimizer's state"));
        QSTORE_CHECK(requireLength(velocity, m_velocity.size()));
        m_velocity = std::move(velocity);
        return {};
    }

private:
    double m_momentum;
    std::vector<double> m_velocity;
};

}  // namespace

std::unique_ptr<Optimizer> makeSgd(const OptimizerConfig& config, const OptimizationProblem& problem) {
    return std::make_unique<Sgd>(config.momentum, problem.trainable.size());
}

}  // namespace qstore
