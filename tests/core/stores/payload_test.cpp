// SPDX-License-Identifier: Apache-2.0
#include "core/stores/payload.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace qstore {
namespace {

using ::testing::HasSubstr;

Error refusal(const Payload& payload) {
    const Status status = checkPayload(payload);
    EXPECT_FALSE(status);
    if (status) return {};
    EXPECT_EQ(status.error().code, ErrorCode::InvalidArgument);
    EXPECT_FALSE(status.error().hint.empty());
    return status.error();
}

TEST(Payload, TakesWhatIsWithinTheLimits) {
    Payload payload;
    payload["species"] = std::string("setosa");
    payload["größe (cm)"] = 1.5;
    payload["count"] = std::numeric_limits<std::int64_t>::min();
    payload["ok"] = false;
    payload["note"] = std::string("two\nlines\tand a tab");
    payload["long"] = std::string(kMaxPayloadTextBytes, 'x');
    EXPECT_TRUE(checkPayload(payload));
    EXPECT_TRUE(checkPayload({}));
}

TEST(Payload, CountsNamesAndValues) {
    Payload payload;
    payload["ab"] = std::string("xyz");
    payload["c"] = true;
    EXPECT_EQ(payloadBytes(payload), 2U + 3U + 1U + 8U);
    EXPECT_GT(heldBytes(payload), payloadBytes(payload));
}

TEST(Payload, NamesTheFieldItRefuses) {
    EXPECT_THAT(refusal({{"x", std::numeric_limits<double>::quiet_NaN()}}).message, HasSubstr("field 'x'"));
    EXPECT_THAT(refusal({{"x", std::numeric_limits<double>::infinity()}}).message, HasSubstr("infinite"));
    EXPECT_THAT(refusal({{"x", std::string("\xff")}}).message, HasSubstr("not UTF-8"));
    EXPECT_THAT(refusal({{"x", std::string(kMaxPayloadTextBytes + 1, 'x')}}).message, HasSubstr("64 KiB"));
    EXPECT_THAT(refusal({{"", true}}).message, HasSubstr("name of a field is empty"));
    EXPECT_THAT(refusal({{"a\nb", true}}).message, HasSubstr("'a\\x0ab' holds a control character"));
    EXPECT_THAT(refusal({{std::string(129, 'n'), true}}).message, HasSubstr("129 bytes"));
}

TEST(Payload, HasLimitsAsAWhole) {
    Payload many;
    for (std::size_t i = 0; i <= kMaxPayloadFields; ++i) many["f" + std::to_string(i)] = true;
    EXPECT_THAT(refusal(many).message, HasSubstr("257 fields, at most 256"));
    Payload large;
    for (const char* name : {"a", "b", "c", "d"}) large[name] = std::string(kMaxPayloadTextBytes, 'x');
    EXPECT_THAT(refusal(large).message, HasSubstr("256 KiB"));
}

}  // namespace
}  // namespace qstore
