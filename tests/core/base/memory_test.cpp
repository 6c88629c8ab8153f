// SPDX-License-Identifier: Apache-2.0
#include "core/base/memory.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <fstream>

namespace qstore {
namespace {

class Memory : public ::testing::Test {
protected:
    Memory() {
        std::string pattern = (std::filesystem::temp_directory_path() / "qstore-test-XXXXXX").string();
        m_root = ::mkdtemp(pattern.data());
    }
    ~Memory() override {
        std::error_code ignored;
        std::filesystem::remove_all(m_root, ignored);
    }
    void write(const std::string& name, const std::string& content) const {
        std::filesystem::create_directories((m_root / name).parent_path());
        std::ofstream(m_root / name) << content;
    }
    std::filesystem::path m_root;
};

constexpr std::size_t noLimit = std::numeric_limits<std::size_t>::max();

TEST_F(Memory, TheTightestGroupAroundTheProcessCounts) {
    write("outer/memory.max", "1000\n");
    write("outer/memory.current", "400\n");
    write("outer/inner/memory.max", "max\n");
    write("outer/inner/memory.current", "300\n");
    EXPECT_EQ(controlGroupAvailableBytes("0::/outer/inner\n", m_root), 600U);
    write("outer/inner/memory.max", "350\n");
    EXPECT_EQ(controlGroupAvailableBytes("0::/outer/inner\n", m_root), 50U);
    EXPECT_EQ(controlGroupAvailableBytes("0::/elsewhere\n", m_root), noLimit);
    EXPECT_EQ(controlGroupAvailableBytes("", m_root), noLimit);
}

TEST_F(Memory, CachedFilesCountAsFreeAndOveruseAsNothing) {
    write("memory.max", "1000");
    write("memory.current", "900");
    EXPECT_EQ(controlGroupAvailableBytes("0::/", m_root), 100U);
    write("memory.stat", "anon 200\ninactive_file 600\nactive_file 100\n");
    EXPECT_EQ(controlGroupAvailableBytes("0::/", m_root), 700U);
    write("memory.stat", "inactive_file 0\n");
    write("memory.current", "1200");
    EXPECT_EQ(controlGroupAvailableBytes("0::/", m_root), 0U);
}

TEST_F(Memory, TheFirstVersionOfControlGroupsIsReadToo) {
    write("memory/box/memory.limit_in_bytes", "500");
    write("memory/box/memory.usage_in_bytes", "100");
    EXPECT_EQ(controlGroupAvailableBytes("3:cpu,memory:/box\n1:cpu:/other\n", m_root), 400U);
}

TEST(RequireMemory, NamesWhatIsNeededAndSaturates) {
    EXPECT_GT(availableMemoryBytes(), 0U);
    EXPECT_TRUE(requireMemory(1024, "a page"));
    const auto refused = requireMemory(noLimit, "the moon", "think smaller");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::ResourceExhausted);
    EXPECT_NE(refused.error().message.find("the moon needs more than 16 EiB"), std::string::npos);
    EXPECT_EQ(refused.error().hint, "think smaller");
    EXPECT_EQ(saturatingMultiply(noLimit / 2, 3), noLimit);
    EXPECT_EQ(saturatingMultiply(7, 6), 42U);
    EXPECT_EQ(saturatingAdd(noLimit, 1), noLimit);
    EXPECT_EQ(bytesText(1536), "1.5 KiB");
}

}  // namespace
}  // namespace qstore
