// SPDX-License-Identifier: Apache-2.0
#include "core/backends/spending_cap.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace qstore {
namespace {

using ::testing::HasSubstr;

JobPrice costing(double usd, double atMost) {
    JobPrice price;
    price.usd = usd;
    price.atMostUsd = atMost;
    return price;
}

TEST(SpendingCap, StopsBeforeTheBatchThatWouldExceedIt) {
    SpendingCap cap(10.0);
    const JobPrice batch = costing(3.0, 4.0);
    ASSERT_TRUE(cap.reserve(batch));
    ASSERT_TRUE(cap.reserve(batch));
    // 8 of 10 are reserved; another 4 may be too much although 3 would not.
    const Status third = cap.reserve(batch);
    ASSERT_FALSE(third);
    EXPECT_EQ(third.error().code, ErrorCode::ResourceExhausted);
    EXPECT_THAT(third.error().message, HasSubstr("$4.00"));
    EXPECT_THAT(third.error().message, HasSubstr("only $2.00 is left"));
    EXPECT_FALSE(third.error().hint.empty());
    EXPECT_NEAR(cap.reservedUsd(), 8.0, 1e-12) << "a refused batch reserves nothing";
    cap.settle(batch, 3.0);
    EXPECT_NEAR(cap.spentUsd(), 3.0, 1e-12);
    EXPECT_NEAR(*cap.leftUsd(), 3.0, 1e-12);
    cap.settle(batch, std::nullopt);
    EXPECT_NEAR(cap.spentUsd(), 7.0, 1e-12) << "a price that is never told counts as the most it may be";
    EXPECT_NEAR(cap.reservedUsd(), 0.0, 1e-12);
}

TEST(SpendingCap, MayBeUsedUpToTheCent) {
    // 0.1 + 0.2 is more than 0.3 in binary.
    SpendingCap cap(0.3, 0.1);
    EXPECT_TRUE(cap.reserve(costing(0.2, 0.2)));
    EXPECT_FALSE(cap.allows(costing(0.01, 0.01)));
    EXPECT_TRUE(cap.allows(costing(0.0, 0.0)));
}

TEST(SpendingCap, AnUnknownPriceIsRefusedUnderACapOnly) {
    JobPrice unknown;
    unknown.reason = "no published price";
    EXPECT_THAT(SpendingCap(5.0).allows(unknown).error().message, HasSubstr("no published price"));
    EXPECT_TRUE(SpendingCap().allows(unknown));
    EXPECT_FALSE(SpendingCap().leftUsd());
}

TEST(SpendingCap, MoneyOfABatchThatWasNeverSentIsFreeAgain) {
    SpendingCap cap(5.0);
    ASSERT_TRUE(cap.reserve(costing(5.0, 5.0)));
    cap.release(costing(5.0, 5.0));
    EXPECT_TRUE(cap.reserve(costing(5.0, 5.0)));
}

}  // namespace
}  // namespace qstore
