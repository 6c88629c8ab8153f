// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cstring>

#include "core/exchange/bundle.h"

namespace qstore {
namespace {

std::string fileOf(const std::string& header, const std::string& data) {
    const std::uint64_t length = header.size();
    std::string bytes(8, '\0');
    std::memcpy(bytes.data(), &length, 8);
    return bytes + header + data;
}

std::string bytesOf(const std::vector<double>& values) {
    return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(double)};
}

ErrorCode codeOf(const std::string& bytes) {
    const auto read = readSafetensors(bytes);
    EXPECT_FALSE(read.has_value());
    return read ? ErrorCode::Failed : read.error().code;
}

TEST(Safetensors, WritesThePublishedLayout) {
    // https://github.com/huggingface/safetensors#format : length, header, data; here by hand.
    const std::string bytes = writeSafetensors({{"w", {2, 1}, {1.0, -2.5}}, {"b", {}, {0.5}}});
    std::uint64_t length = 0;
    std::memcpy(&length, bytes.data(), 8);
    EXPECT_EQ(length % 8, 0U);
    const std::string header = bytes.substr(8, length);
    EXPECT_EQ(header.substr(0, header.find_last_not_of(' ') + 1),
              R"({"b":{"data_offsets":[0,8],"dtype":"F64","shape":[]},)"
              R"("w":{"data_offsets":[8,24],"dtype":"F64","shape":[2,1]}})");
    EXPECT_EQ(bytes.substr(8 + length), bytesOf({0.5, 1.0, -2.5}));
}

TEST(Safetensors, ReadsWhatItWrote) {
    const std::vector<NamedTensor> tensors = {
        {"z", {3}, {1e-300, -0.0, 3.141592653589793}}, {"a", {2, 2}, {1, 2, 3, 4}}, {"empty", {0, 5}, {}}};
    const auto read = readSafetensors(writeSafetensors(tensors, {{"format", "qstore"}}));
    ASSERT_TRUE(read.has_value()) << read.error().message;
    ASSERT_EQ(read->size(), 3U);
    EXPECT_EQ((*read)[0].name, "a");
    EXPECT_EQ((*read)[0].shape, (std::vector<std::size_t>{2, 2}));
    EXPECT_EQ((*read)[0].values, (std::vector<double>{1, 2, 3, 4}));
    EXPECT_EQ((*read)[1].name, "empty");
    EXPECT_EQ((*read)[2].values, tensors[0].values);
}

TEST(Safetensors, ReadsAnEmptyFile) {
    const auto read = readSafetensors(fileOf("{}", ""));
    ASSERT_TRUE(read.has_value());
    EXPECT_TRUE(read->empty());
}

TEST(Safetensors, RefusesWhatDoesNotFollowTheFormat) {
    const std::string eight(8, '\0');
    const auto one = [](const std::string& entry) { return "{\"a\":" + entry + "}"; };
    EXPECT_EQ(codeOf("1234567"), ErrorCode::Corrupt);
    EXPECT_EQ(codeOf(std::string("\xff\xff\xff\xff\xff\xff\xff\xff{}", 10)), ErrorCode::Corrupt);
    EXPECT_EQ(codeOf(fileOf(" {}", "")), ErrorCode::Corrupt) << "must start with a brace";
    EXPECT_EQ(codeOf(fileOf("{", "")), ErrorCode::Corrupt);
    EXPECT_EQ(codeOf(fileOf("{}", eight)), ErrorCode::Corrupt) << "bytes of no tensor";
    EXPECT_EQ(codeOf(fileOf(one(R"({"dtype":"F64","shape":[2],"data_offsets":[0,8]})"), eight)),
              ErrorCode::Corrupt);
    EXPECT_EQ(codeOf(fileOf(one(R"({"dtype":"F64","shape":[1],"data_offsets":[0,16]})"), eight)),
              ErrorCode::Corrupt)
        << "out of range";
    EXPECT_EQ(codeOf(fileOf(one(R"({"dtype":"F64","shape":[1],"data_offsets":[8,0]})"), eight)),
              ErrorCode::Corrupt);
    EXPECT_EQ(codeOf(fileOf(one(R"({"dtype":"F64","shape":[-1],"data_offsets":[0,8]})"), eight)),
              ErrorCode::Corrupt);
    EXPECT_EQ(codeOf(fileOf(one(R"({"dtype":"F64","shape":[1]})"), eight)), ErrorCode::Corrupt);
    EXPECT_EQ(codeOf(fileOf(one(R"({"dtype":"F32","shape":[2],"data_offsets":[0,8]})"), eight)),
              ErrorCode::Unsupported);
    EXPECT_EQ(codeOf(fileOf(R"({"__metadata__":{"a":1}})", "")), ErrorCode::Corrupt);
    // 2^32 · 2^32 elements overflow to nothing.
    EXPECT_EQ(
        codeOf(fileOf(one(R"({"dtype":"F64","shape":[4294967296,4294967296],"data_offsets":[0,0]})"), "")),
        ErrorCode::Corrupt);
}

TEST(Safetensors, RefusesOverlapsGapsAndRepeatedNames) {
    const std::string sixteen(16, '\0');
    EXPECT_EQ(codeOf(fileOf(R"({"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},)"
                            R"("b":{"dtype":"F64","shape":[2],"data_offsets":[0,16]}})",
                            sixteen)),
              ErrorCode::Corrupt);
    EXPECT_EQ(codeOf(fileOf(R"({"a":{"dtype":"F64","shape":[1],"data_offsets":[8,16]}})", sixteen)),
              ErrorCode::Corrupt);
    EXPECT_EQ(codeOf(fileOf(R"({"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},)"
                            R"("a":{"dtype":"F64","shape":[1],"data_offsets":[8,16]}})",
                            sixteen)),
              ErrorCode::Corrupt);
}

}  // namespace
}  // namespace qstore
