// SPDX-License-Identifier: Apache-2.0
#include "core/base/step_state.h"

namespace qstore {

std::string_view stepStateName(StepState state) {
    switch (state) {
        case StepState::Running: return "running";
        case StepState::Passed: return "passed";
        case StepState::Failed: return "failed";
        case StepState::NotTried: return "not-tried";
        case StepState::Cancelled: return "cancelled";
    }
    return {};
}

}  // namespace qstore
