// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace qstore::test {

/// A folder of one's own, gone afterwards.
class TemporaryHome : public ::testing::Test {
protected:
    TemporaryHome() {
        std::string pattern = (std::filesystem::temp_directory_path() / "qstore-test-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr) ADD_FAILURE() << "cannot make " << pattern;
        m_home = pattern;
    }
    ~TemporaryHome() override {
        std::error_code ignored;
        std::filesystem::remove_all(m_home, ignored);
    }
    static unsigned mode(const std::filesystem::path& path) {
        struct stat status {};
        EXPECT_EQ(::stat(path.c_str(), &status), 0) << path;
        return status.st_mode & 07777U;
    }
    static std::string read(const std::filesystem::path& path) {
        std::ifstream stream(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    static void write(const std::filesystem::path& path, const std::string& content) {
        std::ofstream(path, std::ios::binary) << content;
    }

    std::filesystem::path m_home;
};

}  // namespace qstore::test
