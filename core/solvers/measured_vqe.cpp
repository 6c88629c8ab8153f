// SPDX-License-Identifier: Apache-2.0
#include "core/solvers/measured_vqe.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

#include "core/base/number_text.h"
#include "core/base/random.h"
#include "core/solvers/ansatz_check.h"

namespace qstore {
namespace {

constexpr double kGainDecay = 0.602;
constexpr double kPerturbationDecay = 0.101;
constexpr std::size_t kCalibrationDirections = 5;

Status checkOptions(const MeasuredVqeOptions& options) {
    const auto positive = [](double value, const char* what) -> Status {
        if (std::isfinite(value) && value > 0.0) return {};
        return fail(ErrorCode::InvalidArgument,
                    std::string(what) + " must be positive, not " + numberToText(value));
    };
    QSTORE_CHECK(positive(options.firstStep, "the first step"));
    QSTORE_CHECK(positive(options.perturbation, "the perturbation"));
    if (options.iterations == 0) return fail(ErrorCode::InvalidArgument, "no iterations are asked for");
    return {};
}

double lengthOf(std::span<const double> values) {
    return std::sqrt(std::inner_product(values.begin(), values.end(), values.begin(), 0.0));
}

/// Energies and gradients at weights, with what they took.
class MeasuredSurface {
public:
    MeasuredSurface(const MeasuredCircuit& ansatz, const MeasuredVqeOptions& options, const AskMachine& ask,
                    const RunControl& control)
        : m_ansatz(ansatz), m_options(options), m_ask(ask), m_control(control) {}

    Result<MeasuredGradient> gradient(const std::vector<double>& weights, std::size_t iteration,
                                      MeasuredVqeResult& spent) const {
        const Bindings bindings = at(weights);
        const Cotangent sum = [](std::size_t, std::span<const double>, std::span<double> slope) {
            std::fill(slope.begin(), slope.end(), 1.0);
        };
        const GradientRequest request{true, false};
        if (m_options.gradient == EnergyGradient::ParameterShift) {
            QSTORE_TRY(MeasuredGradient found,
                       m_ansatz.parameterShift(bindings, sum, request, m_ask, m_control));
            return counted(std::move(found), spent);
        }
        const double perturbation =
            m_options.perturbation / std::pow(static_cast<double>(iteration + 1), kPerturbationDecay);
        const std::size_t directions =
            iteration == 0 ? std::max(m_options.directions, kCalibrationDirections) : m_options.directions;
        const std::uint64_t seed = RandomStream(m_options.seed, "vqe directions", iteration).nextU64();
        QSTORE_TRY(MeasuredGradient found,
                   m_ansatz.spsa(bindings, sum, request, perturbation, directions, seed, m_ask, m_control));
        return counted(std::move(found), spent);
    }

    Result<MeasuredEnergy> energy(const std::vector<double>& weights, MeasuredVqeResult& spent) const {
        QSTORE_TRY(const BatchExpectations found, m_ansatz.expectations(at(weights), m_ask, m_control));
        spent.circuits += found.circuits * found.settings;
        spent.shots += found.shots;
        return energyOf(found.values, found.standardErrors);
    }

    static MeasuredEnergy energyOf(std::span<const double> values, std::span<const double> errors) {
        return {std::accumulate(values.begin(), values.end(), 0.0), lengthOf(errors)};
    }

private:
    static Bindings at(const std::vector<double>& weights) {
        Bindings bindings;
        bindings.weights = weights;
        return bindings;
    }
    static MeasuredGradient counted(MeasuredGradient found, MeasuredVqeResult& spent) {
        spent.circuits += found.circuits;
        spent.shots += found.shots;
        return found;
    }

    const MeasuredCircuit& m_ansatz;
    const MeasuredVqeOptions& m_options;
    const AskMachine& m_ask;
    const RunControl& m_control;
};

/// `a` of the gains, such that the first iteration goes as far as it should.
Result<double> calibratedGain(const MeasuredGradient& first, const MeasuredVqeOptions& options,
                              double stability) {
    const double length = lengthOf(first.jacobian.weights);
    if (!std::isfinite(length) || length == 0.0)
        return fail(ErrorCode::InvalidArgument,
                    "the first gradient that was measured is " + numberToText(length) +
                        ": no step leads away from the start",
                    "start at other weights, or ask for more shots");
    return options.firstStep * std::pow(stability + 1.0, kGainDecay) / length;
}

}  // namespace

Result<MeasuredVqeResult> minimiseMeasuredEnergy(const MeasuredCircuit& ansatz, const Signature& signature,
                                                 const std::vector<double>& start,
                                                 const MeasuredVqeOptions& options, const AskMachine& ask,
                                                 const RunControl& control) {
    QSTORE_CHECK(checkAnsatz(signature, start));
    QSTORE_CHECK(checkOptions(options));
    const RunControl quiet{control.stop, {}};  // progress is told in iterations
    const MeasuredSurface surface(ansatz, options, ask, quiet);
    const double stability = 0.1 * static_cast<double>(options.iterations);
    MeasuredVqeResult result;
    result.weights = start;
    double gain = 0.0;
    for (std::size_t k = 0; k < options.iterations; ++k) {
        QSTORE_TRY(const MeasuredGradient found, surface.gradient(result.weights, k, result));
        const MeasuredEnergy here =
            MeasuredSurface::energyOf(found.jacobian.expectations, found.expectationErrors);
        result.history.push_back(here);
        if (k == 0) {
            result.start = here;
            QSTORE_TRY(gain, calibratedGain(found, options, stability));
        }
        const double step = gain / std::pow(stability + static_cast<double>(k) + 1.0, kGainDecay);
        for (std::size_t i = 0; i < result.weights.size(); ++i)
            result.weights[i] -= step * found.jacobian.weights[i];
        control.report(k + 1, options.iterations);
        if (options.onIteration) options.onIteration(k + 1, here.energy, here.standardError);
    }
    QSTORE_TRY(result.found, surface.energy(result.weights, result));
    return result;
}

}  // namespace qstore
