// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/host/plugin_marker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sched.h>

#include <array>
#include <regex>
#include <thread>

#include "tests/host/plugin_folder.h"

namespace qstore {
namespace {

using ::testing::IsEmpty;
namespace fs = std::filesystem;

class PluginMarkers : public test::PluginFolder {
protected:
    fs::path folder() const { return configuration() / "plugins-loading"; }
    /// The one marker there is.
    fs::path only() const {
        const fs::directory_iterator first(folder());
        EXPECT_EQ(std::distance(first, {}), 1);
        return fs::directory_iterator(folder())->path();
    }
    void edit(const std::string& pattern, const std::string& replacement) const {
        const std::string before = contentOf(only());
        const std::string after = std::regex_replace(before, std::regex(pattern), replacement);
        ASSERT_NE(before, after);
        std::ofstream(only()) << after;
    }
    /// Ends without taking its marker away.
    void leaveOne() const {
        const int status = inChild([&] {
            const auto marker = PluginMarker::write(configuration(), "dead");
            ::_exit(marker ? survived : 1);
        });
        ASSERT_EQ(WEXITSTATUS(status), survived);
    }
};

TEST_F(PluginMarkers, AreTakenAwayByWhoeverWroteThem) {
    {
        const auto marker = PluginMarker::write(configuration(), "good");
        ASSERT_TRUE(marker) << marker.error().message;
        EXPECT_EQ(fs::status(only()).permissions() & fs::perms::all,
                  fs::perms::owner_read | fs::perms::owner_write);
    }
    EXPECT_TRUE(fs::is_empty(folder()));
}

TEST_F(PluginMarkers, OfLiveProcessesBlameNobody) {
    // Our own, and one of another process that is held in the middle of loading.
    const auto ours = PluginMarker::write(configuration(), "good");
    std::array<int, 2> ready{}, release{};
    ASSERT_EQ(::pipe(ready.data()), 0);
    ASSERT_EQ(::pipe(release.data()), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        const auto theirs = PluginMarker::write(configuration(), "good");
        char byte = theirs ? 'y' : 'n';
        if (::write(ready[1], &byte, 1) != 1 || ::read(release[0], &byte, 1) != 1) ::_exit(1);
        ::_exit(survived);
    }
    char byte = 0;
    ASSERT_EQ(::read(ready[0], &byte, 1), 1);
    EXPECT_EQ(byte, 'y');
    EXPECT_THAT(leftMarkers(configuration()), IsEmpty());
    ASSERT_EQ(::write(release[1], &byte, 1), 1);
    // Dead, and nobody has waited for it yet: gone all the same.
    siginfo_t info{};
    ASSERT_EQ(::waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOWAIT), 0);
    const auto left = leftMarkers(configuration());
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(left[0].id, "good");
    int status = 0;
    EXPECT_EQ(::waitpid(child, &status, 0), child);
    for (const int end : {ready[0], ready[1], release[0], release[1]}) ::close(end);
}

TEST_F(PluginMarkers, AreToldByTheirLocksWhateverTheySay) {
    const auto marker = PluginMarker::write(configuration(), "good");
    ASSERT_TRUE(marker) << marker.error().message;
    std::ofstream(only()) << "{";
    EXPECT_THAT(leftMarkers(configuration()), IsEmpty());
}

TEST_F(PluginMarkers, ThatAreTakenAwayMeanwhileBlameNobody) {
    constexpr int rounds = 150;
    std::jthread writer([this] {
        for (int round = 0; round < rounds; ++round)
            EXPECT_TRUE(PluginMarker::write(configuration(), "good"));
        std::ofstream(configuration() / "done") << "done";
    });
    std::size_t left = 0;
    while (!fs::exists(configuration() / "done")) left += leftMarkers(configuration()).size();
    EXPECT_EQ(left, 0U);
}

TEST_F(PluginMarkers, OfAContainerThatIsGoneBlameThePlugin) {
    constexpr int impossible = 77;
    const int status = inChild([&] {
        if (::unshare(CLONE_NEWPID) != 0 && ::unshare(CLONE_NEWUSER | CLONE_NEWPID) != 0)
            ::_exit(impossible);
        // The process 1 of its container: there is another one of that number outside, which lives on.
        const int inside = inChild([&] {
            const auto marker = PluginMarker::write(configuration(), "dead");
            ::_exit(marker && ::getpid() == 1 ? survived : 1);
        });
        ::_exit(WEXITSTATUS(inside));
    });
    if (WEXITSTATUS(status) == impossible) GTEST_SKIP() << "no namespaces of process ids here";
    ASSERT_EQ(WEXITSTATUS(status), survived);
    const auto left = leftMarkers(configuration());
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(left[0].id, "dead");
}

TEST_F(PluginMarkers, FromBeforeTheMachineStartedBlameNobody) {
    leaveOne();
    ASSERT_EQ(leftMarkers(configuration()).at(0).id, "dead");
    edit("\"boot\": \"[^\"]*\"", "\"boot\": \"another\"");
    const auto left = leftMarkers(configuration());
    ASSERT_EQ(left.size(), 1U) << "it is cleared away";
    EXPECT_EQ(left[0].id, "");
}

TEST_F(PluginMarkers, ThatSayNothingBlameNobody) {
    leaveOne();
    std::ofstream(only()) << "{";
    EXPECT_EQ(leftMarkers(configuration()).at(0).id, "");
}

TEST_F(PluginMarkers, BecomeCrashesOnce) {
    leaveOne();
    const PluginChoiceFile choices(configuration());
    const auto first = choices.read();
    ASSERT_TRUE(first) << first.error().message;
    EXPECT_EQ(first->crashed.count("dead"), 1U);
    EXPECT_TRUE(fs::is_empty(folder()));
    ASSERT_TRUE(choices.change([](PluginChoices& now) { now.crashed.clear(); }));
    EXPECT_EQ(choices.read()->crashed.count("dead"), 0U) << "forgiven once, it is not blamed again";
}

TEST_F(PluginMarkers, ThatCannotBeWrittenAreAnErrorWithTheFolder) {
    fs::create_directories(configuration().parent_path());
    std::ofstream(configuration()) << "a file where the folder should be";
    const auto marker = PluginMarker::write(configuration(), "good");
    ASSERT_FALSE(marker);
    EXPECT_EQ(marker.error().code, ErrorCode::Io);
    EXPECT_THAT(marker.error().message, ::testing::HasSubstr(folder().string()));
}

}  // namespace
}  // namespace qstore
