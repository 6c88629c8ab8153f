// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "core/learning/adam.h"
#include "core/learning/optimizer.h"

namespace qstore {

void AdamMoments::update(std::span<const double> gradient, double learningRate, std::span<double> weights) {
    ++m_steps;
    const double count = static_cast<double>(m_steps);
    const double firstBias = 1.0 - std::pow(m_config.beta1, count);
    const double secondBias = 1.0 - std::pow(m_config.beta2, count);
    for (std::size_t index = 0; index < weights.size(); ++index) {
        const double slope = gradient[index];
        m_first[index] = m_config.beta1 * m_first[index] + (1.0 - m_config.beta1) * slope;
        m_second[index] = m_config.beta2 * m_second[index] + (1.0 - m_config.beta2) * slope * slope;
        weights[index] -= learningRate * (m_first[index] / firstBias) /
                          (std::sqrt(m_second[index] / secondBias) + m_config.epsilon);
    }
}

void AdamMoments::write(ByteWriter& writer) const {
    writer.u64(m_steps);
    writer.doubles(m_first);
    writer.doubles(m_second);
}

Status AdamMoments::read(ByteReader& reader) {
    const std::uint64_t steps = reader.u64();
    std::vector<double> first = reader.doubles();
    std::vector<double> second = reader.doubles();
    QSTORE_CHECK(reader.status("the optimizer's state"));
    QSTORE_CHECK(requireLength(first, m_first.size()));
    QSTORE_CHECK(requireLength(second, m_second.size()));
    m_steps = steps;
    m_first = std::move(first);
    m_second = std::move(second);
    return {};
}

namespace {

class Adam final : public Optimizer {
public:
    Adam(const OptimizerConfig& config, std::size_t weights) : m_moments(config, weights) {}

    Result<StepOutcome> step(const StepContext& context, std::vector<double>& weights) override {
        QSTORE_TRY(const LossGradient at, context.objective->gradient(weights));
        m_moments.update(at.gradient, context.learningRate, weights);
        return StepOutcome{at.loss, at.correct, squaredNorm(at.gradient)};
    }

    std::string state() const override {
        ByteWriter writer;
        m_moments.write(writer);
        return writer.take();
    }

    Status restore(std::string_view state) override {
        ByteReader reader(state);
        return m_moments.read(reader);
    }

private:
    AdamMoments m_moments;
};

}  // namespace

std::unique_ptr<Optimizer> makeAdam(const OptimizerConfig& config, const OptimizationProblem& problem) {
    return std::make_unique<Adam>(config, problem.trainable.size());
}

}  // namespace qstore
