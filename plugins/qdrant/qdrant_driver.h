// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/stores/store_driver.h"
#include "plugins/rest/rest_call.h"
#include "plugins/rest/store_test_steps.h"

namespace qstore {

/// Qdrant, on this machine or elsewhere.
class QdrantDriver final : public StoreDriver {
public:
    explicit QdrantDriver(RestAccess access = systemRestAccess());
    const StoreKind& kind() const override { return m_kind; }
    Result<StoreConnection> complete(StoreConnection connection) const override;
    std::string keyHost(const StoreConnection& connection) const override;
    Result<std::shared_ptr<VectorStore>> open(const StoreConnection& connection,
                                              const Secret& key) const override;
    std::vector<StoreTestStep> test(const StoreConnection& connection, const Secret& key,
                                    const RunControl& control, const StoreTestSink& sink) const override;

private:
    RestService service(std::shared_ptr<const HttpTransport> transport, const Secret& key) const;

    RestAccess m_access;
    StoreKind m_kind;
};

}  // namespace qstore
