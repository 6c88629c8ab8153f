// SPDX-License-Identifier: Apache-2.0
#include "core/backends/spending_cap.h"

#include <algorithm>

namespace qstore {
namespace {

/// A millionth of a cent: sums of decimal prices are not exact in binary.
constexpr double kRoundingUsd = 1e-8;

double most(const JobPrice& price) {
    return price.atMostUsd.value_or(price.usd.value_or(0.0));
}

}  // namespace

SpendingCap::SpendingCap(std::optional<double> capUsd, double spentUsd)
    : m_capUsd(capUsd), m_spentUsd(spentUsd) {}

std::optional<double> SpendingCap::leftUsd() const {
    if (!m_capUsd) return std::nullopt;
    return std::max(0.0, *m_capUsd - m_spentUsd - m_reservedUsd);
}

Status SpendingCap::allows(const JobPrice& batch) const {
    if (!m_capUsd) return {};
    if (!batch.usd && !batch.atMostUsd)
        return fail(
            ErrorCode::ResourceExhausted,
            "the price of the next batch is unknown (" + batch.reason + "), and the cap is " +
                usdText(*m_capUsd),
            "Run without --max-cost if you accept any price, or choose a device whose price is known.");
    if (most(batch) <= *m_capUsd - m_spentUsd - m_reservedUsd + kRoundingUsd) return {};
    std::string message = "the next batch may cost " + usdText(most(batch)) + ", but of the cap of " +
                          usdText(*m_capUsd) + " only " + usdText(*leftUsd()) + " is left (" +
                          usdText(m_spentUsd) + " spent";
    if (m_reservedUsd > 0.0) message += ", " + usdText(m_reservedUsd) + " reserved for jobs that are out";
    return fail(ErrorCode::ResourceExhausted, message + ")",
                "Everything so far is kept: resume with a higher --max-cost, or go on locally.");
}

Status SpendingCap::reserve(const JobPrice& batch) {
    QSTORE_CHECK(allows(batch));
    m_reservedUsd += most(batch);
    return {};
}

void SpendingCap::settle(const JobPrice& batch, std::optional<double> costUsd) {
    release(batch);
    m_spentUsd += costUsd.value_or(most(batch));
}

void SpendingCap::release(const JobPrice& batch) {
    m_reservedUsd = std::max(0.0, m_reservedUsd - most(batch));
}

}  // namespace qstore
