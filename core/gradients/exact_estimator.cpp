// SPDX-License-Identifier: Apache-2.0
#include "core/gradients/gradients.h"
#include "core/simulation/plan.h"

namespace qstore {

Result<std::shared_ptr<const Estimator>> exactEstimator(const Circuit& circuit,
                                                        const std::vector<PauliSum>& observables) {
    QSTORE_TRY(const auto plan, Plan::compile(circuit, observables));
    return std::static_pointer_cast<const Estimator>(plan);
}

}  // namespace qstore
