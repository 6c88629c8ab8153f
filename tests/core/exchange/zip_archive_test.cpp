// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/zip_archive.h"

#include <gtest/gtest.h>

namespace qstore {
namespace {

TEST(ZipArchive, ReadsWhatItWrote) {
    const ZipEntries entries = {{"a.txt", "text"}, {"empty", ""}, {"large.bin", std::string(300'000, 'x')}};
    const auto bytes = writeZip(entries);
    ASSERT_TRUE(bytes.has_value()) << bytes.error().message;
    EXPECT_EQ(bytes->substr(0, 2), "PK");
    const auto read = readZip(*bytes);
    ASSERT_TRUE(read.has_value()) << read.error().message;
    EXPECT_EQ(*read, entries);
}

TEST(ZipArchive, EqualContentGivesEqualBytes) {
    const ZipEntries entries = {{"a", "1"}, {"b", "2"}};
    EXPECT_EQ(writeZip(entries).value(), writeZip(entries).value());
}

TEST(ZipArchive, RefusesNamesWithAPath) {
    for (const std::string name : {"../up", "/root", "folder/file", "a\\b", "..", "c:file"}) {
        const auto read = readZip(writeZip({{name, "x"}}).value());
        ASSERT_FALSE(read.has_value()) << name;
        EXPECT_EQ(read.error().code, ErrorCode::Corrupt);
        EXPECT_NE(read.error().message.find(name), std::string::npos);
    }
}

TEST(ZipArchive, RefusesWhatUnpacksTooLarge) {
    ZipLimits limits;
    limits.entryBytes = 1000;
    limits.totalBytes = 1500;
    limits.entries = 3;
    const auto codeOf = [&](const ZipEntries& entries) {
        const auto read = readZip(writeZip(entries).value(), limits);
        return read ? std::string("accepted") : std::string(errorCodeName(read.error().code));
    };
    EXPECT_EQ(codeOf({{"bomb", std::string(1'000'000, '\0')}}), "resource-exhausted");
    EXPECT_EQ(codeOf({{"a", std::string(1000, 'a')}, {"b", std::string(501, 'b')}}), "resource-exhausted");
    EXPECT_EQ(codeOf({{"a", "1"}, {"b", "2"}, {"c", "3"}, {"d", "4"}}), "resource-exhausted");
    EXPECT_EQ(codeOf({{"a", std::string(1000, 'a')}, {"b", std::string(500, 'b')}}), "accepted");
}

TEST(ZipArchive, RefusesDamagedContent) {
    const std::string content(500, 'q');
    std::string bytes = writeZip({{"a", "first"}, {"b", content}}).value();
    EXPECT_FALSE(readZip(bytes.substr(0, bytes.size() - 10)).has_value());
    EXPECT_FALSE(readZip("not a zip at all").has_value());
    EXPECT_FALSE(readZip("").has_value());
    // "first" is stored as it is, so that one changed letter must fail its checksum.
    const auto position = bytes.find("first");
    ASSERT_NE(position, std::string::npos);
    bytes[position] = 'F';
    const auto read = readZip(bytes);
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error().code, ErrorCode::Corrupt);
}

}  // namespace
}  // namespace qstore
