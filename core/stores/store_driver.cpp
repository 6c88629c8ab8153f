// SPDX-License-Identifier: Apache-2.0
#include "core/stores/store_driver.h"

namespace qstore {

std::string_view storeStepName(StoreStep step) {
    switch (step) {
        case StoreStep::Host: return "host";
        case StoreStep::Tls: return "tls";
        case StoreStep::Key: return "key";
        case StoreStep::Version: return "version";
        case StoreStep::Collections: return "collections";
    }
    return {};
}

std::string_view storeStepStateName(StoreStepState state) {
    switch (state) {
        case StoreStepState::Running: return "running";
        case StoreStepState::Passed: return "passed";
        case StoreStepState::Failed: return "failed";
        case StoreStepState::NotTried: return "not-tried";
        case StoreStepState::Cancelled: return "cancelled";
    }
    return {};
}

}  // namespace qstore
