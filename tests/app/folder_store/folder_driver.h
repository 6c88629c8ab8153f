// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stores/store_driver.h"

namespace qstore::test {

/// Stores in folders: the endpoint is "folder:///absolute/path". A file `key` there is the key that opens
/// it; keys are bound to the folder's last name. Settings: `batch`, the points of a batch and a page;
/// `hold`, the call that moves points (from 1) which says so in the pipe `held` and then waits to be
/// stopped; `files`, "no" for a store of vectors alone.
class FolderDriver : public StoreDriver {
public:
    FolderDriver();
    const StoreKind& kind() const override { return m_kind; }
    Result<StoreConnection> complete(StoreConnection connection) const override;
    std::string keyHost(const StoreConnection& connection) const override;
    Result<std::shared_ptr<VectorStore>> open(const StoreConnection& connection,
                                              const Secret& key) const override;
    std::vector<StoreTestStep> test(const StoreConnection& connection, const Secret& key,
                                    const RunControl& control, const StoreTestSink& sink) const override;

private:
    StoreKind m_kind;
};

}  // namespace qstore::test
