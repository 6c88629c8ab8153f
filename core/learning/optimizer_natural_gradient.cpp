// SPDX-License-Identifier: Apache-2.0
#include <Eigen/Cholesky>

#include "core/base/number_text.h"
#include "core/learning/adam.h"
#include "core/learning/optimizer.h"

namespace qstore {
namespace {

/// Quantum natural gradient (Stokes et al., Quantum 4, 269 (2020)): the circuit's trainable weights move
/// by −rate·(F + damping·I)⁻¹·g, F the Fubini–Study metric averaged over the batch; the dense layers by
/// Adam.
class NaturalGradient final : public Optimizer {
public:
    NaturalGradient(const OptimizerConfig& config, const OptimizationProblem& problem)
        : m_damping(config.damping),
          m_circuitWeights(problem.circuitWeights),
          m_moments(config, problem.trainable.size() - problem.circuitWeights) {
        for (std::size_t index = 0; index < m_circuitWeights; ++index)
            if (problem.trainable[index]) m_free.push_back(index);
    }

    Result<StepOutcome> step(const StepContext& context, std::vector<double>& weights) override {
        QSTORE_TRY(const LossGradient at, context.objective->gradient(weights));
        if (!m_free.empty()) {
            QSTORE_TRY(const std::vector<double> metric, context.objective->metric(weights));
            QSTORE_TRY(const Eigen::VectorXd direction, solve(metric, at.gradient));
            for (std::size_t index = 0; index < m_free.size(); ++index)
                weights[m_free[index]] -=
                    context.learningRate * direction[static_cast<Eigen::Index>(index)];
        }
        m_moments.update(std::span(at.gradient).subspan(m_circuitWeights), context.learningRate,
                         std::span(weights).subspan(m_circuitWeights));
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
    Result<Eigen::VectorXd> solve(const std::vector<double>& metric,
                                  const std::vector<double>& gradient) const {
        const auto size = static_cast<Eigen::Index>(m_free.size());
        Eigen::MatrixXd matrix(size, size);
        Eigen::VectorXd right(size);
        for (Eigen::Index row = 0; row < size; ++row) {
            const std::size_t from = m_free[static_cast<std::size_t>(row)];
            right[row] = gradient[from];
            for (Eigen::Index column = 0; column < size; ++column)
                matrix(row, column) =
                    metric[from * m_circuitWeights + m_free[static_cast<std::size_t>(column)]];
            matrix(row, row) += m_damping;
        }
        const Eigen::LLT<Eigen::MatrixXd> factor(matrix);
        if (factor.info() != Eigen::Success) {
            return fail(
                ErrorCode::Failed,
                "the metric of the natural gradient is singular with damping " + numberToText(m_damping),
                "raise the damping, for example to 0.001");
        }
        return Eigen::VectorXd(factor.solve(right));
    }

    double m_damping;
    std::size_t m_circuitWeights;
    std::vector<std::size_t> m_free;  ///< trainable weights of the circuit
    AdamMoments m_moments;            ///< of the dense layers
};

}  // namespace

std::unique_ptr<Optimizer> makeNaturalGradient(const OptimizerConfig& config,
                                               const OptimizationProblem& problem) {
    return std::make_unique<NaturalGradient>(config, problem);
}

}  // namespace qstore
