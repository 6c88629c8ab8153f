// SPDX-License-Identifier: Apache-2.0
#include "core/solvers/vqe.h"

#include <algorithm>
#include <utility>

#include "core/base/minimise.h"
#include "core/solvers/ansatz_check.h"

namespace qstore {
namespace {

/// Energy and gradient as a function of the trainable weights alone.
class EnergySurface {
public:
    EnergySurface(const Differentiable& ansatz, const Signature& signature,
                  const std::vector<double>& start, const RunControl& control)
        : m_ansatz(ansatz), m_weights(start), m_control(control) {
        for (std::size_t i = 0; i < start.size(); ++i)
            if (signature.trainable[i]) m_trainable.push_back(i);
    }

    Eigen::VectorXd start() const {
        Eigen::VectorXd x(static_cast<Eigen::Index>(m_trainable.size()));
        for (Eigen::Index i = 0; i < x.size(); ++i)
            x[i] = m_weights[m_trainable[static_cast<std::size_t>(i)]];
        return x;
    }

    std::vector<double> weightsAt(const Eigen::VectorXd& x) const {
        std::vector<double> weights = m_weights;
        for (Eigen::Index i = 0; i < x.size(); ++i)
            weights[m_trainable[static_cast<std::size_t>(i)]] = x[i];
        return weights;
    }

    Result<double> operator()(const Eigen::VectorXd& x, Eigen::VectorXd& gradient) const {
        const std::vector<double> weights = weightsAt(x);
        Bindings bindings;
        bindings.weights = weights;
        const Cotangent sum = [](std::size_t, std::span<const double>, std::span<double> cotangent) {
            std::fill(cotangent.begin(), cotangent.end(), 1.0);
        };
        QSTORE_TRY(const VectorJacobian found,
                   m_ansatz.forwardBackward(bindings, sum, {}, RunControl{m_control.stop, {}}));
        gradient.resize(x.size());
        for (Eigen::Index i = 0; i < x.size(); ++i)
            gradient[i] = found.weights[m_trainable[static_cast<std::size_t>(i)]];
        double energy = 0.0;
        for (const double value : found.expectations) energy += value;
        return energy;
    }

private:
    const Differentiable& m_ansatz;
    std::vector<double> m_weights;
    std::vector<std::size_t> m_trainable;
    const RunControl& m_control;
};

}  // namespace

Result<VqeResult> minimiseEnergy(const Differentiable& ansatz, const Signature& signature,
                                 const std::vector<double>& start, const VqeOptions& options,
                                 const RunControl& control) {
    QSTORE_CHECK(checkAnsatz(signature, start));
    const EnergySurface surface(ansatz, signature, start, control);
    VqeResult result;
    bool isFirst = true;
    const SmoothFunction energy = [&](const Eigen::VectorXd& x,
                                      Eigen::VectorXd& gradient) -> Result<double> {
        QSTORE_TRY(const double value, surface(x, gradient));
        if (std::exchange(isFirst, false)) result.startEnergy = value;
        return value;
    };
    MinimiseOptions search;
    search.tolerance = options.tolerance;
    search.maxIterations = options.maxIterations;
    search.onIteration = [&](std::size_t iteration, double value) {
        control.report(iteration, options.maxIterations);
        if (options.onIteration) options.onIteration(iteration, value);
    };
    QSTORE_TRY(const Minimum minimum, minimiseSmooth(energy, surface.start(), search, control));
    result.energy = minimum.value;
    result.weights = surface.weightsAt(minimum.x);
    result.largestSlope = minimum.largestSlope;
    result.iterations = minimum.iterations;
    result.evaluations = minimum.evaluations;
    result.converged = minimum.converged;
    return result;
}

}  // namespace qstore
