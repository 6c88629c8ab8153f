// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtPlugin>

#include <memory>

#include "plugins/api/dataset_source.h"

namespace qstore {

/// What a plugin implements that brings datasets. The rules for StorePlugin hold here too.
class DatasetPlugin {
public:
    virtual ~DatasetPlugin() = default;
    /// The same source every time; never null.
    virtual std::shared_ptr<const DatasetSource> source() const = 0;
};

}  // namespace qstore

/// The number changes with each change of what crosses the border: this file, dataset_source.h, or a header
/// of core/data or core/base that it needs.
#define QSTORE_DATASET_PLUGIN_IID "org.qstore.DatasetPlugin/1"
Q_DECLARE_INTERFACE(qstore::DatasetPlugin, QSTORE_DATASET_PLUGIN_IID)
