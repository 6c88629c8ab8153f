// SPDX-License-Identifier: Apache-2.0
#include "core/backends/price_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace qstore {
namespace {

using ::testing::HasSubstr;

PriceTable shipped() {
    auto table = PriceTable::shipped();
    EXPECT_TRUE(table) << table.error().message;
    return table.value_or(PriceTable{});
}

TEST(PriceTable, EveryShippedRowSaysSourceAndDay) {
    const PriceTable table = shipped();
    ASSERT_GE(table.rows().size(), 4U);
    for (const PriceRow& row : table.rows()) {
        EXPECT_FALSE(row.source.empty());
        EXPECT_EQ(row.date.size(), 10U) << row.date;
        EXPECT_FALSE(row.plan.empty());
    }
}

TEST(PriceTable, AWorkedExampleEqualsTheHandCalculation) {
    // 20 one-qubit and 10 two-qubit gates, 2,000 shots on Aria:
    // 0.000220 · 20 · 2000 + 0.000975 · 10 · 2000 = 8.80 + 19.50 = 28.30 USD, more than the 12.4166
    // minimum.
    const JobPrice price = shipped().priceOfJob("ionq", "qpu.aria-1", {20, 10, 2000, 1, false, {}});
    ASSERT_TRUE(price.usd);
    EXPECT_NEAR(*price.usd, 28.30, 1e-9);
    EXPECT_NEAR(*price.atMostUsd, 28.30 + 12.4166, 1e-9) << "the printed formula adds the minimum";
    EXPECT_EQ(price.date, "2025-02-26");
    EXPECT_FALSE(price.fromProvider);
    EXPECT_THAT(price.reason, HasSubstr("gate-shots"));
}

TEST(PriceTable, AJobCostsAtLeastItsMinimumAndMoreWithMitigation) {
    const PriceTable table = shipped();
    JobWork work{2, 1, 100, 1, false, {}};
    EXPECT_NEAR(*table.priceOfJob("ionq", "qpu.forte-1", work).usd, 12.4166, 1e-12);
    work.mitigation = true;
    EXPECT_NEAR(*table.priceOfJob("ionq", "qpu.forte-1", work).usd, 97.50, 1e-12);
    work.circuits = 10;
    EXPECT_NEAR(*table.priceOfJob("ionq", "qpu.forte-1", work).atMostUsd,
                975.0 + (0.000220 * 2 + 0.000975) * 100, 1e-9)
        << "nobody says that ten circuits of one job have one minimum";
}

TEST(PriceTable, IbmCostsSecondsByItsRuleOfThumb) {
    const PriceTable table = shipped();
    // 10 circuits of 1,000 shots: 2 + 0.00035 · 10,000 = 5.5 s, at 1.60 USD a second 8.80 USD.
    const JobPrice price = table.priceOfJob("ibm", "ibm_fez", {0, 0, 1000, 10, false, {}});
    EXPECT_NEAR(*price.seconds, 5.5, 1e-12);
    EXPECT_NEAR(*price.usd, 8.80, 1e-9);
    EXPECT_NEAR(*table.priceOfJob("ibm", "ibm_fez", {0, 0, 1000, 10, false, {}}, "flex").usd, 6.60, 1e-9);
    EXPECT_NEAR(*table.priceOfJob("ibm", "ibm_fez", {0, 0, 1000, 10, false, 30.0}).usd, 48.0, 1e-9)
        << "known seconds are better than the rule";
    const JobPrice mitigated = table.priceOfJob("ibm", "ibm_fez", {0, 0, 1000, 10, true, {}});
    EXPECT_FALSE(mitigated.usd);
    EXPECT_THAT(mitigated.reason, HasSubstr("not published"));
}

TEST(PriceTable, WhatNoSourceSaysIsUnknown) {
    const PriceTable table = shipped();
    const JobPrice price = table.priceOfJob("ionq", "qpu.tempo-9", {1, 1, 1, 1, false, {}});
    EXPECT_FALSE(price.usd);
    EXPECT_FALSE(price.atMostUsd);
    EXPECT_THAT(price.reason, HasSubstr("qpu.tempo-9"));
    EXPECT_FALSE(table.priceOfJob("ibm", "ibm_fez", {0, 0, 1, 1, false, {}}, "friends").usd);
    EXPECT_EQ(*table.priceOfJob("", "local/aria", {5, 5, 5, 5, true, {}}).usd, 0.0);
    EXPECT_EQ(*table.priceOfJob("ionq", "simulator", {5, 5, 5, 5, false, {}}).usd, 0.0);
}

TEST(PriceTable, TheProvidersEstimateWins) {
    const JobPrice table = shipped().priceOfJob("ionq", "qpu.aria-1", {20, 10, 2000, 1, false, {}});
    ProviderEstimate estimate;
    estimate.costUsd = 7.5;
    estimate.executionSeconds = 12.0;
    const JobPrice price = withEstimate(table, estimate);
    EXPECT_TRUE(price.fromProvider);
    EXPECT_EQ(*price.usd, 7.5);
    EXPECT_EQ(*price.atMostUsd, 7.5);
    EXPECT_EQ(*price.seconds, 12.0);
    EXPECT_EQ(*withEstimate(table, std::nullopt).usd, *table.usd);
    ProviderEstimate credits;
    credits.unit = "credit";
    credits.cost = 31.0;
    const JobPrice inCredits = withEstimate(table, credits);
    EXPECT_FALSE(inCredits.fromProvider);
    EXPECT_THAT(priceNote(inCredits), HasSubstr("31 credit"));
}

TEST(PriceTable, AWrongTableIsRefusedByName) {
    const auto message = [](const char* text) {
        const auto table = PriceTable::parse(text);
        return table ? std::string("read") : table.error().message;
    };
    EXPECT_EQ(message(R"({"prices": []})"), "read");
    EXPECT_THAT(message(R"({})"), HasSubstr("prices"));
    EXPECT_THAT(message(R"({"prices": [{"provider": "a", "plan": "p", "basis": "hours"}]})"),
                HasSubstr("prices[0].basis"));
    EXPECT_THAT(message(R"({"prices": [{"provider": "a", "plan": "p", "basis": "seconds", "secondUsd": -1,
                            "jobSeconds": 0, "executionSeconds": 0, "date": "d", "source": "s"}]})"),
                HasSubstr("prices[0].secondUsd"));
    EXPECT_THAT(message(R"({"prices": [{"provider": "a", "plan": "p", "basis": "free", "date": "d"}]})"),
                HasSubstr("source"));
    EXPECT_THAT(message("not json"), HasSubstr("JSON"));
}

TEST(PriceTable, MoneyIsWrittenInCents) {
    EXPECT_EQ(usdText(12.4166), "$12.42");
    EXPECT_EQ(usdText(0.0), "$0.00");
    EXPECT_EQ(usdText(0.00432), "$0.0043");
}

}  // namespace
}  // namespace qstore
