// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/learning/model_impl.h"
#include "core/simulation/shot_estimator.h"

namespace qstore {

Result<std::vector<double>> Model::predictSampled(std::span<const double> weights,
                                                  const FeatureMatrix& data,
                                                  std::span<const std::size_t> rows, ShotOptions shots,
                                                  const RunControl& control) const {
    QSTORE_CHECK(m_impl->check(weights, data, rows, false));
    QSTORE_TRY(const auto estimator,
               ShotEstimator::compile(spec().circuit, spec().observables, shots.shots, shots.seed));
    std::vector<double> result;
    const RunControl quiet{control.stop, {}};
    for (std::size_t start = 0; start < rows.size(); start += kChunkRows) {
        if (control.stop.stop_requested()) return cancelled();
        const auto chunk = rows.subspan(start, std::min(kChunkRows, rows.size() - start));
        const Impl::CircuitInputs inputs = m_impl->circuitInputs(weights, data, chunk);
        QSTORE_TRY(std::vector<double> values,
                   estimator->expectationsOfBatch(m_impl->bindings(weights, inputs, chunk.size()),
                                                  start / kChunkRows, quiet));
        const DenseStack::Pass pass = m_impl->after.forward(weights, std::move(values), chunk.size());
        result.insert(result.end(), pass.back().begin(), pass.back().end());
        control.report(start + chunk.size(), rows.size());
    }
    return m_impl->predictions(std::move(result), rows.size());
}

Result<std::size_t> Model::measurementSettings() const {
    QSTORE_TRY(const auto estimator, ShotEstimator::compile(spec().circuit, spec().observables, 1, 0));
    return estimator->settings();
}

}  // namespace qstore
