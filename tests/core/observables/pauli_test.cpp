// SPDX-License-Identifier: Apache-2.0
#include "core/observables/pauli.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace qstore {
namespace {

using ::testing::HasSubstr;

TEST(PauliSum, ReadsProductsCoefficientsAndSigns) {
    const auto sum = PauliSum::parse("Z0 Z1 + 0.5 X2 - Y3");
    ASSERT_TRUE(sum) << sum.error().message;
    ASSERT_EQ(sum->terms.size(), 3U);
    EXPECT_EQ(sum->terms[0], (PauliTerm{1.0, {0, 0b11}}));
    EXPECT_EQ(sum->terms[1], (PauliTerm{0.5, {0b100, 0}}));
    EXPECT_EQ(sum->terms[2], (PauliTerm{-1.0, {0b1000, 0b1000}}));
    EXPECT_EQ(sum->qubits(), 4U);
    EXPECT_FALSE(sum->isDiagonal());
}

TEST(PauliSum, ReadsTheIdentityAndOtherSpellings) {
    EXPECT_EQ(PauliSum::parse("I")->terms, (std::vector<PauliTerm>{{1.0, {}}}));
    EXPECT_EQ(PauliSum::parse("-2e-1")->terms, (std::vector<PauliTerm>{{-0.2, {}}}));
    EXPECT_EQ(PauliSum::parse("  -1.5*z0*x63 ")->terms,
              (std::vector<PauliTerm>{{-1.5, {std::uint64_t{1} << 63, 1}}}));
    EXPECT_EQ(PauliSum::parse("Z0-Z1")->terms, (std::vector<PauliTerm>{{1.0, {0, 1}}, {-1.0, {0, 2}}}));
    EXPECT_EQ(PauliSum::parse("I")->qubits(), 0U);
    EXPECT_TRUE(PauliSum::parse("Z0 Z5 - 3 I")->isDiagonal());
}

TEST(PauliSum, TextReadsBackToTheSameValue) {
    for (const char* text : {"Z0 Z1 + 0.5 X2 - Y3", "-X0", "0.1 I", "0",
                             "1e-300 Z63 - 3.3333333333333335 Y1", "I + Z0 + Z0"}) {
        const auto sum = PauliSum::parse(text);
        ASSERT_TRUE(sum) << text;
        EXPECT_EQ(sum->toText(), text);
        EXPECT_EQ(PauliSum::parse(sum->toText()), *sum);
    }
    EXPECT_EQ(PauliSum::z(5).toText(), "Z5");
}

TEST(PauliSum, ErrorsNameTheColumnAndTheValue) {
    const auto expectError = [](const char* text, const char* part, ErrorCode code) {
        const auto sum = PauliSum::parse(text);
        ASSERT_FALSE(sum) << text;
        EXPECT_EQ(sum.error().code, code) << text;
        EXPECT_THAT(sum.error().message, HasSubstr(part)) << text;
    };
    expectError("", "empty", ErrorCode::Parse);
    expectError("Z0 +", "column 5: a term is missing", ErrorCode::Parse);
    expectError("Z0 + Q1", "column 6", ErrorCode::Parse);
    expectError("Z", "column 2: the qubit of Z is missing", ErrorCode::Parse);
    expectError("Z0 0.5", "column 4: expected + or -", ErrorCode::Parse);
    expectError("Z0 * ", "after *", ErrorCode::Parse);
    expectError("Z0 X0", "column 4: qubit 0 appears twice", ErrorCode::InvalidArgument);
    expectError("Z64", "column 1: qubit 64", ErrorCode::InvalidArgument);
    expectError("X99999999999999999999999", "beyond the last one", ErrorCode::InvalidArgument);
    expectError("1..2 Z0", "column 1", ErrorCode::Parse);
}

}  // namespace
}  // namespace qstore
