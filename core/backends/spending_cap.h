// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "core/backends/price_table.h"
#include "core/base/result.h"

namespace qstore {

/// A hard limit on what a run may spend. What jobs may cost is reserved before they are sent and settled
/// when their price is known, so that the limit holds whatever comes back late. Not thread-safe.
class QSTORE_EXPORT SpendingCap {
public:
    /// No limit without `capUsd`. `spentUsd`: what the run has spent before, as its ledger says.
    explicit SpendingCap(std::optional<double> capUsd = std::nullopt, double spentUsd = 0.0);

    const std::optional<double>& capUsd() const { return m_capUsd; }
    double spentUsd() const { return m_spentUsd; }
    double reservedUsd() const { return m_reservedUsd; }
    /// Nothing without a limit; never negative.
    std::optional<double> leftUsd() const;

    /// Whether a batch may be sent: ResourceExhausted when the most it may cost would exceed what is left,
    /// or when its price is unknown and there is a limit; the hint says what raises the limit.
    Status allows(const JobPrice& batch) const;
    /// allows(), and keeps that money aside.
    Status reserve(const JobPrice& batch);
    /// The reservation of this batch becomes what it really cost; without a price from the provider the
    /// reservation itself counts as spent.
    void settle(const JobPrice& batch, std::optional<double> costUsd);
    /// The batch was never sent.
    void release(const JobPrice& batch);

private:
    std::optional<double> m_capUsd;
    double m_spentUsd = 0.0, m_reservedUsd = 0.0;
};

}  // namespace qstore
