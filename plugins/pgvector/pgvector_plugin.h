// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <memory>

#include "plugins/api/store_plugin.h"
#include "plugins/pgvector/pgvector_driver.h"

namespace qstore {

/// What the host loads.
class PgvectorPlugin final : public QObject, public StorePlugin {
    Q_OBJECT
    Q_PLUGIN_METADATA(IID QSTORE_STORE_PLUGIN_IID FILE "pgvector_plugin.json")
    Q_INTERFACES(qstore::StorePlugin)

public:
    std::shared_ptr<const StoreDriver> driver() const override { return m_driver; }

private:
    std::shared_ptr<const StoreDriver> m_driver = std::make_shared<const PgvectorDriver>();
};

}  // namespace qstore
