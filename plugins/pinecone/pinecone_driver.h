// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/stores/store_driver.h"
#include "plugins/pinecone/pinecone_exchange.h"
#include "plugins/rest/store_test_steps.h"

namespace qstore {

/// Opens stores at Pinecone. The endpoint is the control plane's.
class PineconeDriver : public StoreDriver {
public:
    PineconeDriver();
    explicit PineconeDriver(RestAccess access, PineconeWaits waits = {});

    const StoreKind& kind() const override { return m_kind; }
    Result<StoreConnection> complete(StoreConnection connection) const override;
    std::string keyHost(const StoreConnection& connection) const override;
    Result<std::shared_ptr<VectorStore>> open(const StoreConnection& connection,
                                              const Secret& key) const override;
    std::vector<StoreTestStep> test(const StoreConnection& connection, const Secret& key,
                                    const RunControl& control, const StoreTestSink& sink) const override;

private:
    RestAccess m_access;
    PineconeWaits m_waits;
    StoreKind m_kind;
};

}  // namespace qstore
