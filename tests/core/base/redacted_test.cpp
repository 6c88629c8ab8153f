// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/secret.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const Secret& key() {
    static const Secret secret(std::string_view("p/K+9 \"z\\&w~7=Q"));
    return secret;
}

std::string shown(std::string_view text) {
    return redacted(text, key());
}

TEST(Redacted, AsItIs) {
    EXPECT_EQ(shown("bad key p/K+9 \"z\\&w~7=Q!"), "bad key [secret]!");
    EXPECT_EQ(shown("p/K+9 \"z\\&w~7=Qp/K+9 \"z\\&w~7=Q"), "[secret][secret]");
    EXPECT_EQ(shown("p/K+9 \"z\\&w."), "p/K+9 \"z\\&w.") << "eleven characters of it";
    EXPECT_EQ(shown(""), "");
    EXPECT_EQ(redacted("anything", Secret()), "anything");
}

TEST(Redacted, PercentEncoded) {
    // RFC 3986, in either case and with any choice of what is encoded; and as forms write a space.
    EXPECT_EQ(shown("k=p%2FK%2B9%20%22z%5C%26w~7%3DQ&x"), "k=[secret]&x");
    EXPECT_EQ(shown("k=p%2fK%2b9%20%22z%5c%26w%7e7%3dQ&x"), "k=[secret]&x");
    EXPECT_EQ(shown("k=p%2FK%2B9+%22z%5C%26w%7E7%3DQ&x"), "k=[secret]&x");
    EXPECT_EQ(shown("%70%2F%4B%2B%39%20%22%7A%5C%26%77%7E%37%3D%51"), "[secret]");
    EXPECT_EQ(shown("p%2FK%2B9%2"), "p%2FK%2B9%2");
}

TEST(Redacted, EscapedInJson) {
    EXPECT_EQ(shown(R"({"k":"p\/K+9 \"z\\&w~7=Q"})"), R"({"k":"[secret]"})");
    EXPECT_EQ(shown(R"({"k":"p/K\u002b9 \u0022z\\\u0026w~7=Q"})"), R"({"k":"[secret]"})");
}

TEST(Redacted, InBase64AtAnyPlace) {
    // Made by coreutils' base64 of: the secret, "u:" + secret, "ab:" + secret + "!", "apiKey " + secret.
    for (const char* text :
         {"cC9LKzkgInpcJnd+Nz1R", "dTpwL0srOSAielwmd343PVE=", "YWI6cC9LKzkgInpcJnd+Nz1RIQ==",
          "YXBpS2V5IHAvSys5ICJ6XCZ3fjc9UQ==", "cC9LKzkgInpcJnd-Nz1R"}) {
        const std::string out = shown("basic " + std::string(text) + ".");
        EXPECT_THAT(out, HasSubstr("[secret]")) << text;
        // The middle of the text, which no key's neighbours reach.
        EXPECT_THAT(out, Not(HasSubstr(std::string(text).substr(12, 6)))) << text;
    }
}

TEST(Redacted, PiecesThatServersCut) {
    const std::string key = "k1467c8ecd42d31cb79a94a59dd81a7dc";
    const Secret secret(key);
    for (std::size_t offset = 0; offset < 7; ++offset) {
        const std::string before(offset, '.');
        EXPECT_EQ(redacted(before + key.substr(0, 20) + "!", secret), before + "[secret]!");
        EXPECT_EQ(redacted(before + key.substr(9, 12) + "!", secret), before + "[secret]!");
    }
    // So little may be anything.
    EXPECT_EQ(redacted(key.substr(0, 11) + "!", secret), key.substr(0, 11) + "!");
}

TEST(Redacted, AShortSecretIsSoughtAsItIsOnly) {
    const Secret tiny(std::string_view("ab"));
    EXPECT_EQ(redacted("ab and %61b and YWI=", tiny), "[secret] and [secret] and YWI=");
}

TEST(Redacted, LongTextsAndManyEscapes) {
    std::string percents(100'000, '%');
    EXPECT_EQ(shown(percents), percents);
    const Secret repeated(std::string(64, 'a'));
    EXPECT_EQ(redacted(std::string(63, 'a') + "b", repeated), "[secret]b");
    EXPECT_EQ(redacted(std::string(130, 'a'), repeated), "[secret][secret]aa");
}

}  // namespace
}  // namespace qstore
