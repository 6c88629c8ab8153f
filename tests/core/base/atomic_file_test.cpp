// SPDX-License-Identifier: Apache-2.0
#include "core/base/atomic_file.h"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>

namespace qstore {
namespace {

namespace fs = std::filesystem;

class AtomicFile : public ::testing::Test {
protected:
    AtomicFile() {
        std::string pattern = (fs::temp_directory_path() / "qstore-test-XXXXXX").string();
        m_folder = ::mkdtemp(pattern.data());
    }
    ~AtomicFile() override {
        std::error_code ignored;
        fs::remove_all(m_folder, ignored);
    }
    static unsigned mode(const fs::path& path) {
        struct stat status {};
        EXPECT_EQ(::stat(path.c_str(), &status), 0);
        return status.st_mode & 07777U;
    }
    std::size_t files() const {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(m_folder), fs::directory_iterator()));
    }
    fs::path m_folder;
};

TEST_F(AtomicFile, ReplacesTheWholeContentAndLeavesNothingBeside) {
    ASSERT_TRUE(writeFileAtomically(m_folder / "a", "first, long"));
    ASSERT_TRUE(writeFileAtomically(m_folder / "a", "second"));
    EXPECT_EQ(readFile(m_folder / "a").value(), "second");
    EXPECT_EQ(files(), 1U);
    EXPECT_FALSE(writeFileAtomically(m_folder / "none" / "a", "x"));
    fs::create_directory(m_folder / "folder");
    EXPECT_FALSE(writeFileAtomically(m_folder / "folder", "x"));
    EXPECT_EQ(files(), 2U);
}

TEST_F(AtomicFile, AnOldFileKeepsItsModeAndANewOneFollowsTheUmask) {
    const mode_t before = ::umask(0077);
    ASSERT_TRUE(writeFileAtomically(m_folder / "private", "x"));
    ::umask(0002);
    ASSERT_TRUE(writeFileAtomically(m_folder / "shared", "x"));
    ::umask(0077);
    ASSERT_TRUE(writeFileAtomically(m_folder / "shared", "y"));
    ::umask(before);
    EXPECT_EQ(mode(m_folder / "private"), 0600U);
    EXPECT_EQ(mode(m_folder / "shared"), 0664U);
}

TEST_F(AtomicFile, APrivateFileIsItsOwnersAloneWhateverItWas) {
    const mode_t before = ::umask(0);
    ASSERT_TRUE(writePrivateFileAtomically(m_folder / "new", "x"));
    ASSERT_TRUE(writeFileAtomically(m_folder / "open", "x"));
    ASSERT_EQ(mode(m_folder / "open"), 0666U);
    ASSERT_TRUE(writePrivateFileAtomically(m_folder / "open", "y"));
    ::umask(0777);
    ASSERT_TRUE(writePrivateFileAtomically(m_folder / "new", "z"));
    ::umask(before);
    EXPECT_EQ(mode(m_folder / "new"), 0600U);
    EXPECT_EQ(mode(m_folder / "open"), 0600U);
    EXPECT_EQ(readFile(m_folder / "new").value(), "z");
}

TEST_F(AtomicFile, ALinkStaysALink) {
    fs::create_directory(m_folder / "far");
    fs::create_symlink("far/target", m_folder / "link");
    fs::create_symlink("link", m_folder / "second");
    ASSERT_TRUE(writeFileAtomically(m_folder / "second", "through"));  // the target does not exist yet
    EXPECT_TRUE(fs::is_symlink(m_folder / "link"));
    EXPECT_TRUE(fs::is_symlink(m_folder / "second"));
    EXPECT_EQ(readFile(m_folder / "far" / "target").value(), "through");
    fs::create_symlink("loop", m_folder / "loop");
    EXPECT_FALSE(writeFileAtomically(m_folder / "loop", "x"));
}

TEST_F(AtomicFile, ADeviceIsWrittenToAndNotReplaced) {
    ASSERT_TRUE(writeFileAtomically("/dev/null", "gone"));
    EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

}  // namespace
}  // namespace qstore
