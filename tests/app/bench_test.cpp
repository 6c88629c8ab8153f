// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <csignal>

#include "tests/app/tool.h"

namespace {

using qstore::test::Outcome;
using qstore::test::Tool;
using ::testing::HasSubstr;
using Json = nlohmann::json;

TEST(Bench, AnswersWithLimitsAndTimes) {
    const Tool tool;
    const Json document = tool.json({"bench", "W3", "--qubits", "4", "--threads", "1"});
    EXPECT_GT(document["limits"]["fmaGflops"].get<double>(), 0.0);
    for (const char* level : {"L1", "L2", "L3", "DRAM"})
        EXPECT_GT(document["limits"]["inPlaceGBs"][level].get<double>(), 0.0) << level;
    ASSERT_EQ(document["results"].size(), 1U);
    const Json& row = document["results"][0];
    EXPECT_EQ(row["work"], "W3");
    EXPECT_EQ(row["qubits"], 4);
    EXPECT_EQ(row["threads"], 1);
    EXPECT_EQ(row["precision"], "double");
    EXPECT_EQ(row["unit"], "sample");
    EXPECT_GT(row["seconds"].get<double>(), 0.0);
    EXPECT_GT(row["referenceSeconds"].get<double>(), 0.0);
    EXPECT_NEAR(row["timesReference"].get<double>(),
                row["seconds"].get<double>() / row["referenceSeconds"].get<double>(), 1e-9);
    EXPECT_EQ(row["mustTimes"], 2.6);
    EXPECT_EQ(row["peer"]["name"], "lightning");
    EXPECT_GT(row["peer"]["timesFaster"].get<double>(), 0.0);
}

TEST(Bench, PrintsATableAndSaysThatPeersAreDerived) {
    const Tool tool;
    const Outcome outcome =
        tool.done({"bench", "w2", "--qubits", "4", "--precision", "float", "--threads", "2"});
    EXPECT_THAT(outcome.out, HasSubstr("W2 batched"));
    EXPECT_THAT(outcome.out, HasSubstr("derived, not measured here"));
    EXPECT_THAT(outcome.out, HasSubstr("GFLOP/s"));
    EXPECT_THAT(outcome.error, HasSubstr("W2 single, 4 qubits, float, 2 threads"));
    EXPECT_THAT(tool.done({"bench", "--help"}).out, HasSubstr("a derived comparison, not a measured one"));
}

TEST(Bench, LimitsAloneHaveNoResults) {
    const Tool tool;
    const Json document = tool.json({"bench", "limits", "--threads", "2"});
    EXPECT_TRUE(document["results"].empty());
    ASSERT_EQ(document["limits"]["byThreads"].size(), 2U) << "one thread is always measured";
    EXPECT_EQ(document["limits"]["byThreads"][1]["threads"], 2);
}

TEST(Bench, WrongNamesAreRefusedWithTheList) {
    const Tool tool;
    const Outcome outcome = tool.run({"bench", "W9"});
    EXPECT_EQ(outcome.exitCode, 2);
    for (const char* name : {"W9", "W1", "W2", "W3", "W4", "variants", "growth", "limits"})
        EXPECT_THAT(outcome.error, HasSubstr(name));
    EXPECT_EQ(tool.run({"bench", "W1", "--qubits", "1"}).exitCode, 2);
    EXPECT_EQ(tool.run({"bench", "W1", "--precision", "half"}).exitCode, 2);
    const Outcome small = tool.run({"bench", "variants", "--qubits", "3", "--json"});
    EXPECT_EQ(small.exitCode, 1);
    EXPECT_EQ(small.json()["error"]["code"], "invalid-argument");
}

TEST(Bench, AnInterruptAnswersCancelled) {
    const Tool tool;
    const std::string pipe = tool.folder() / "pipe";
    ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
    const pid_t process = tool.start({"bash", "-c", "exec qstore bench growth --json 2> pipe"});
    const int messages = open(pipe.c_str(), O_RDONLY | O_CLOEXEC);
    ASSERT_GE(messages, 0);
    std::array<char, 4096> text{};
    // The first message says that it is measuring and listens to signals.
    ASSERT_GT(read(messages, text.data(), text.size()), 0);
    kill(process, SIGINT);
    while (read(messages, text.data(), text.size()) > 0) continue;
    close(messages);
    const Outcome outcome = tool.wait(process);
    EXPECT_EQ(outcome.exitCode, 3);
    EXPECT_EQ(outcome.json()["error"]["code"], "cancelled");
}

}  // namespace
