// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>
#include <memory>

#include "plugins/api/dataset_plugin.h"

namespace qstore {

/// The SQL data source as a plugin.
class SqlDataPlugin final : public QObject, public DatasetPlugin {
    Q_OBJECT
    Q_PLUGIN_METADATA(IID QSTORE_DATASET_PLUGIN_IID FILE "sqldata_plugin.json")
    Q_INTERFACES(qstore::DatasetPlugin)

public:
    std::shared_ptr<const DatasetSource> source() const override { return m_source; }

private:
    std::shared_ptr<const DatasetSource> m_source = makeSource();
    static std::shared_ptr<const DatasetSource> makeSource();
};

}  // namespace qstore
