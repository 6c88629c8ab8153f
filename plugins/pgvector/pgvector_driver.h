// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/stores/store_driver.h"

namespace qstore {

/// PostgreSQL with pgvector, by libpq.
class PgvectorDriver final : public StoreDriver {
public:
    explicit PgvectorDriver(std::shared_ptr<Clock> clock = makeSystemClock()) : m_clock(std::move(clock)) {}

    const StoreKind& kind() const override;
    Result<StoreConnection> complete(StoreConnection connection) const override;
    std::string keyHost(const StoreConnection& connection) const override;
    Result<std::shared_ptr<VectorStore>> open(const StoreConnection& connection,
                                              const Secret& key) const override;
    std::vector<StoreTestStep> test(const StoreConnection& connection, const Secret& key,
                                    const RunControl& control, const StoreTestSink& sink) const override;

private:
    std::shared_ptr<Clock> m_clock;
};

}  // namespace qstore
