// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

#include "core/data/csv.h"
#include "core/workspace/workspace.h"

namespace qstore {

/// A folder of its own for each test, removed afterwards.
class ScratchTest : public ::testing::Test {
protected:
    ScratchTest() {
        std::string pattern = (std::filesystem::temp_directory_path() / "qstore-test-XXXXXX").string();
        m_folder = ::mkdtemp(pattern.data());
    }
    ~ScratchTest() override {
        std::error_code ignored;
        std::filesystem::remove_all(m_folder, ignored);
    }
    std::filesystem::path file(const std::string& name = "w.qstore") const { return m_folder / name; }
    std::shared_ptr<Workspace> open(const std::string& name = "w.qstore") const {
        auto workspace = Workspace::open(file(name), true);
        if (!workspace) throw std::runtime_error(workspace.error().message);
        return *workspace;
    }

private:
    std::filesystem::path m_folder;
};

inline std::string bytesOf(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << stream.rdbuf();
    return bytes.str();
}

/// For steps that a test builds on.
inline void require(const Status& status) {
    if (!status) throw std::runtime_error(status.error().message);
}

template <class T>
void expectError(const Result<T>& result, ErrorCode code, const std::string& fragment = {}) {
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(errorCodeName(result.error().code), errorCodeName(code)) << result.error().message;
    EXPECT_NE(result.error().message.find(fragment), std::string::npos) << result.error().message;
}

#define QSTORE_ASSERT_OK(...)                                        \
    do {                                                             \
        const auto checked = (__VA_ARGS__);                          \
        ASSERT_TRUE(checked.has_value()) << checked.error().message; \
    } while (false)

}  // namespace qstore
