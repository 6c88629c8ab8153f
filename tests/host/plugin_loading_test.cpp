// SPDX-License-Identifier: GPL-3.0-or-later
// The moment in which a plugin's code runs for the first time: what it throws, who ends it, who else is
// there.
#include "plugins/host/plugin_loading.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <chrono>
#include <csignal>
#include <thread>

#include "tests/host/plugin_folder.h"

namespace qstore {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
namespace fs = std::filesystem;

/// Holds whoever loads a sample in the middle of it.
class Gate {
public:
    Gate() { EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, m_ends.data()), 0); }
    Gate(const Gate&) = delete;
    Gate& operator=(const Gate&) = delete;
    ~Gate() {
        for (const int end : m_ends)
            if (end >= 0) ::close(end);
    }
    /// From now on loading waits at this gate, in this process.
    void watch() const { ::setenv("QSTORE_TEST_GATE", std::to_string(m_ends[1]).c_str(), 1); }
    static void leave() { ::unsetenv("QSTORE_TEST_GATE"); }
    /// Waits until somebody is there.
    bool isReached() const {
        char byte = 0;
        return ::read(m_ends[0], &byte, 1) == 1 && byte == 'y';
    }
    /// The same, for what must not happen: it waits for so long.
    bool isReachedWithin(int milliseconds) const {
        pollfd news{m_ends[0], POLLIN, 0};
        return ::poll(&news, 1, milliseconds) == 1;
    }
    bool open() const { return ::send(m_ends[0], "y", 1, MSG_NOSIGNAL) == 1; }
    /// Whoever loads is another process: where that ends, isReached() is false.
    void give() {
        ::close(m_ends[1]);
        m_ends[1] = -1;
    }

private:
    std::array<int, 2> m_ends{};
};

class PluginLoading : public test::PluginFolder {
protected:
    fs::path markers() const { return configuration() / "plugins-loading"; }
    std::ptrdiff_t markerCount() const {
        std::error_code error;
        const fs::directory_iterator first(markers(), error);
        return error ? 0 : std::count_if(first, fs::directory_iterator(), [](const auto& entry) {
            return entry.path().extension() == ".json";
        });
    }
    bool waitForMarkers(std::ptrdiff_t count) const {
        constexpr std::chrono::seconds limit(30);
        const auto end = std::chrono::steady_clock::now() + limit;
        while (markerCount() != count && std::chrono::steady_clock::now() < end) std::this_thread::yield();
        return markerCount() == count;
    }
    /// Another process that loads "good" and waits at the gate meanwhile.
    pid_t loadInProcess(Gate& gate) const {
        const pid_t child = ::fork();
        if (child == 0) {
            gate.watch();
            ::_exit(PluginHost(places()).storeDriver("good") ? survived : 1);
        }
        gate.give();
        return child;
    }
    static int statusOf(pid_t child) {
        int status = 0;
        EXPECT_EQ(::waitpid(child, &status, 0), child);
        return status;
    }
    void expectNobodyBlamed() const {
        EXPECT_TRUE(fs::is_empty(markers()));
        const auto choices = PluginChoiceFile(configuration()).read();
        ASSERT_TRUE(choices) << choices.error().message;
        EXPECT_THAT(choices->crashed, IsEmpty());
    }
    /// Loads "good" with one new host after the other, and looks at it in between.
    bool loadOften() const {
        constexpr int rounds = 40;
        for (int round = 0; round < rounds; ++round) {
            PluginHost host(places());
            if (!host.storeDriver("good") || infoOf(host, "good").state != PluginState::Loaded)
                return false;
        }
        return true;
    }
};

TEST_F(PluginLoading, WhateverIsThrownIsAFailureAndNoCrash) {
    install({"throws_error", "throws_number"});
    PluginHost host(places());
    const auto error = host.storeDriver("throws-error");
    ASSERT_FALSE(error);
    EXPECT_THAT(error.error().message, HasSubstr("it threw an exception: std::bad_alloc"));
    const auto number = host.storeDriver("throws-number");
    ASSERT_FALSE(number);
    EXPECT_THAT(number.error().message, HasSubstr("it threw something that is no std::exception"));
    EXPECT_THAT(number.error().hint, HasSubstr("qstore plugins enable throws-number"));
    EXPECT_EQ(infoOf(host, "throws_number").state, PluginState::Failed);
    expectNobodyBlamed();
}

TEST_F(PluginLoading, OneThatWasKilledLooksLikeACrashAndSaysSo) {
    install({"good"});
    Gate gate;
    const pid_t child = loadInProcess(gate);
    ASSERT_TRUE(gate.isReached());
    ASSERT_EQ(::kill(child, SIGKILL), 0);
    ASSERT_TRUE(WIFSIGNALED(statusOf(child)));
    PluginHost next(places());
    const PluginInfo blamed = infoOf(next, "good");
    EXPECT_EQ(blamed.state, PluginState::Crashed);
    EXPECT_THAT(blamed.reason, AllOf(HasSubstr("it crashed, or"), HasSubstr("killed the program")));
    EXPECT_THAT(blamed.cure, HasSubstr("`qstore plugins enable good` switches it on again"));
    EXPECT_FALSE(next.storeDriver("good"));
    ASSERT_TRUE(next.setEnabled("good", true));
    EXPECT_TRUE(next.storeDriver("good"));
    expectNobodyBlamed();
}

TEST_F(PluginLoading, TwoProcessesAtOnceBlameNobody) {
    install({"good"});
    Gate firstGate;
    const pid_t first = loadInProcess(firstGate);
    Gate secondGate;  // made now, so that the first process holds no end of it
    const pid_t second = loadInProcess(secondGate);
    ASSERT_TRUE(firstGate.isReached());
    ASSERT_TRUE(secondGate.isReached());
    EXPECT_EQ(markerCount(), 2);
    EXPECT_EQ(infoOf(PluginHost(places()), "good").state, PluginState::Available);
    ASSERT_TRUE(firstGate.open());
    EXPECT_EQ(WEXITSTATUS(statusOf(first)), survived);
    EXPECT_EQ(markerCount(), 1);
    EXPECT_TRUE(PluginHost(places()).storeDriver("good")) << "a third one, while the second still loads";
    ASSERT_TRUE(secondGate.open());
    EXPECT_EQ(WEXITSTATUS(statusOf(second)), survived);
    expectNobodyBlamed();
}

TEST_F(PluginLoading, TwoHostsOfOneProcessAtOnceBlameNobody) {
    install({"good"});
    PluginHost first(places()), second(places());
    const PluginHost watching(places());
    Gate gate;
    gate.watch();
    std::thread one([&] { EXPECT_TRUE(first.storeDriver("good")); });
    std::thread other([&] { EXPECT_TRUE(second.storeDriver("good")); });
    EXPECT_TRUE(gate.isReached());
    EXPECT_TRUE(waitForMarkers(2)) << "both are in the middle of loading";
    EXPECT_FALSE(gate.isReachedWithin(200)) << "two objects of one plugin are being made";
    EXPECT_EQ(infoOf(watching, "good").state, PluginState::Available);
    EXPECT_TRUE(gate.open());
    // A second one, where there is one, must not wait for ever.
    gate.open();
    one.join();
    other.join();
    Gate::leave();
    EXPECT_EQ(ran(), "good\n");
    EXPECT_EQ(infoOf(first, "good").state, PluginState::Loaded);
    EXPECT_EQ(infoOf(second, "good").state, PluginState::Loaded);
    EXPECT_EQ(first.storeDriver("good").value(), second.storeDriver("good").value());
    expectNobodyBlamed();
}

TEST_F(PluginLoading, ManyAtOnceBlameNobody) {
    install({"good"});
    std::array<pid_t, 2> processes{};
    for (pid_t& process : processes) {
        process = ::fork();
        if (process == 0) ::_exit(loadOften() ? survived : 1);
    }
    std::thread one([&] { EXPECT_TRUE(loadOften()); });
    std::thread other([&] { EXPECT_TRUE(loadOften()); });
    one.join();
    other.join();
    for (const pid_t process : processes) EXPECT_EQ(WEXITSTATUS(statusOf(process)), survived);
    expectNobodyBlamed();
}

}  // namespace
}  // namespace qstore
