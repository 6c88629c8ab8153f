// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>

#include "plugins/api/store_plugin.h"

namespace qstore {

/// What the host loads.
class PineconePlugin : public QObject, public StorePlugin {
    Q_OBJECT
    Q_PLUGIN_METADATA(IID QSTORE_STORE_PLUGIN_IID FILE "pinecone_plugin.json")
    Q_INTERFACES(qstore::StorePlugin)
public:
    PineconePlugin();
    std::shared_ptr<const StoreDriver> driver() const override { return m_driver; }

private:
    std::shared_ptr<const StoreDriver> m_driver;
};

}  // namespace qstore
