// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/stores/store_driver.h"
#include "plugins/pinecone/pinecone_control.h"
#include "plugins/rest/store_test_steps.h"

namespace qstore {

/// A key there is, and one that can stand in a header.
Status checkPineconeKey(const Secret& key);

/// The last three steps of a connection's test. They share one list of the indexes. Connection and key have
/// to outlive this.
class PineconeProbe {
public:
    PineconeProbe(const StoreConnection& connection, const Secret& key, std::shared_ptr<Clock> clock,
                  PineconeWaits waits);

    Status begin(std::shared_ptr<const HttpTransport> transport);
    StoreFinding key(const RunControl& control);
    StoreFinding version();
    StoreFinding collections() const;

private:
    const StoreConnection& m_connection;
    const Secret& m_key;
    std::shared_ptr<Clock> m_clock;
    PineconeWaits m_waits;
    std::optional<RestCall> m_call;
    RestResult m_reply;
    std::vector<PineconeIndex> m_indexes;
};

}  // namespace qstore
