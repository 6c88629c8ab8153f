// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtPlugin>

#include <memory>

#include "core/stores/store_driver.h"

namespace qstore {

/// What a plugin implements that reaches vector stores. Its metadata (JSON beside Q_PLUGIN_METADATA) says
/// which version of this interface it was built for; the host compares it before the library is loaded.
class StorePlugin {
public:
    virtual ~StorePlugin() = default;
    /// The same driver every time; never null.
    virtual std::shared_ptr<const StoreDriver> driver() const = 0;
};

}  // namespace qstore

/// The number changes with each change of what crosses the border: this file, or a header of core/stores or
/// core/base that it needs.
#define QSTORE_STORE_PLUGIN_IID "org.qstore.StorePlugin/1"
Q_DECLARE_INTERFACE(qstore::StorePlugin, QSTORE_STORE_PLUGIN_IID)
