// SPDX-License-Identifier: Apache-2.0
#include "core/backends/iso_time.h"

#include <gtest/gtest.h>

namespace qstore {
namespace {

TEST(IsoTime, TimesAndOffsets) {  // expected: date -u -d … +%s%3N
    EXPECT_EQ(isoTimeMs("2025-05-28T20:47:05.440Z"), 1748465225440);
    EXPECT_EQ(isoTimeMs("2025-05-28T20:47:05.44Z"), 1748465225440);
    EXPECT_EQ(isoTimeMs("2025-05-28T20:47:05.440123456Z"), 1748465225440);
    EXPECT_EQ(isoTimeMs("2025-05-28T22:47:05.440+02:00"), 1748465225440);
    EXPECT_EQ(isoTimeMs("2025-05-28 16:17:05.440-0430"), 1748465225440);
    EXPECT_EQ(isoTimeMs("2025-06-16T00:00:00Z"), 1750032000000);
    EXPECT_EQ(isoTimeMs("2025-06-16"), 1750032000000);
    EXPECT_EQ(isoTimeMs("1970-01-01T00:00:00Z"), 0);
    EXPECT_EQ(isoTimeMs("2024-02-29T00:00:00Z"), 1709164800000);
    EXPECT_EQ(isoTimeMs("1969-12-31T23:59:59Z"), -1000);
}

TEST(IsoTime, WhatIsNone) {
    for (const char* none :
         {"", "2025", "2025-5-28", "2025-13-01", "2025-02-29", "2025-05-28T", "2025-05-28T20:47Z",
          "2025-05-28T25:00:00Z", "2025-05-28T20:47:05", "2025-05-28T20:47:05.440ZZ",
          "2025-05-28T20:47:05+2", "yesterday", "2025-05-28X20:47:05Z"})
        EXPECT_FALSE(isoTimeMs(none)) << none;
}

}  // namespace
}  // namespace qstore
