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

}  // namespace qstore
