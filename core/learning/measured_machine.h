// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

#include "core/observables/batch_estimator.h"

namespace qstore {

/// A machine that a training measures: how many shots each circuit gets, and how its questions are named,
/// so that a training that died asks for the same thing by the same name. Thread-safe.
class QSTORE_EXPORT MeasuredMachine {
public:
    /// `name` as in TrainConfig::backend.
    MeasuredMachine(std::string name, std::shared_ptr<const BatchEstimator> estimator);

    const std::string& name() const { return m_name; }
    /// Questions from now on belong to this place of the training ("epoch 3, step 2"), get so many shots a
    /// circuit and setting, and are numbered from 1, also if the place is the same as before.
    void enter(std::string place, std::uint64_t shots);
    Result<BatchExpectations> ask(std::span<const Circuit> circuits,
                                  const std::vector<PauliSum>& observables, const RunControl& control);

private:
    const std::string m_name;
    const std::shared_ptr<const BatchEstimator> m_estimator;
    std::mutex m_mutex;
    std::string m_place = "start";  ///< guarded by m_mutex, like the next
    std::uint64_t m_shots = 0, m_asked = 0;
};

}  // namespace qstore
