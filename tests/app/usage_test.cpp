// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/tool.h"

namespace {

using qstore::test::Outcome;
using qstore::test::Tool;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(Usage, WrongUsageExitsWithTwo) {
    const Tool tool;
    tool.write("x.qasm", "OPENQASM 3.0;\nqubit q;\n");
    const std::vector<std::vector<std::string>> wrong = {
        {},
        {"circuit"},
        {"nonsense"},
        {"circuit", "nonsense"},
        {"circuit", "run"},
        {"circuit", "run", "x.qasm", "--nonsense"},
        {"circuit", "run", "x.qasm", "--shots", "many"},
        {"circuit", "run", "x.qasm", "--shots", "0"},
        {"circuit", "run", "x.qasm", "--set", "theta"},
        {"circuit", "run", "x.qasm", "--set", "theta=abc"},
        {"circuit", "run", "x.qasm", "--observable", "Q0"},
        {"circuit", "gradient", "x.qasm"},
        {"circuit", "gradient", "x.qasm", "--observable", "Z0", "--method", "magic"},
        {"circuit", "convert", "x.qasm", "y.qasm", "--to", "esperanto"},
        {"circuit", "template", "qft"},
        {"data", "import", "x.csv"},
        {"data", "import", "--name", "x"},
        {"train"},
        {"train", "--dataset", "x", "--epochs", "-1"},
        {"predict", "model"},
        {"predict", "model", "--data", "x.csv", "--shots", "0"},
        {"predict", "model", "--data", "x.csv", "--seed", "1"},
        {"runs", "compare", "r1"},
        {"models", "diff", "m:1"},
        {"circuit", "info", "x.qasm", "--threads", "0"}};
    for (const auto& arguments : wrong) {
        const Outcome outcome = tool.run(arguments);
        EXPECT_EQ(outcome.exitCode, 2) << outcome.error;
        EXPECT_THAT(outcome.error, StartsWith("error: "));
        EXPECT_THAT(outcome.error, HasSubstr("\nhint: "));
        EXPECT_TRUE(outcome.out.empty()) << outcome.out;
    }
}

TEST(Usage, WhatIsTooSmallIsSaidInWords) {
    const Tool tool;
    tool.write("x.qasm", "OPENQASM 3.0;\nqubit q;\n");
    const Outcome money = tool.run({"circuit", "run", "x.qasm", "--max-cost", "0"});
    EXPECT_EQ(money.exitCode, 2);
    EXPECT_THAT(money.error, HasSubstr("--max-cost: must be more than 0, and is '0'"));
    const Outcome count =
        tool.run({"circuit", "transpile", "x.qasm", "y.qasm", "--target", "line", "--qubits", "0"});
    EXPECT_EQ(count.exitCode, 2);
    EXPECT_THAT(count.error, HasSubstr("--qubits: must be 1 or more, and is '0'"));
    for (const char* other : {"inf", "nan", "-1", "much"})
        EXPECT_EQ(tool.run({"circuit", "run", "x.qasm", "--max-cost", other}).exitCode, 2) << other;
}

TEST(Usage, AnUnknownVerbIsNamedWithTheClosestOne) {
    const Tool tool;
    const Outcome top = tool.run({"trian"});
    EXPECT_THAT(top.error, HasSubstr("error: `qstore` has no verb 'trian'\nhint: did you mean 'train'?"));
    EXPECT_THAT(tool.run({"foo"}).error, HasSubstr("'foo'"));
    EXPECT_THAT(tool.run({"foo"}).error, HasSubstr("there are demo, circuit, data, train"));
    const Outcome below = tool.run({"circuit", "tamplate"});
    EXPECT_EQ(below.exitCode, 2);
    EXPECT_THAT(below.error,
                HasSubstr("`qstore circuit` has no verb 'tamplate'\nhint: did you mean 'template'?"));
    const Outcome nope = tool.run({"circuit", "template", "nope"});
    EXPECT_EQ(nope.exitCode, 1);
    EXPECT_THAT(nope.error, HasSubstr("there is no template named 'nope'"));
    EXPECT_THAT(nope.error, HasSubstr("hardware-efficient"));
    EXPECT_THAT(tool.run({"circuit", "encoder", "nope"}).error, HasSubstr("no encoder named 'nope'"));
}

TEST(Usage, JsonHoldsTheErrorToo) {
    const Tool tool;
    const Outcome usage = tool.run({"circuit", "run", "--json"});
    EXPECT_EQ(usage.exitCode, 2);
    EXPECT_EQ(usage.json()["error"]["code"], "usage");
    const Outcome failure = tool.run({"circuit", "run", "absent.qasm", "--json"});
    EXPECT_EQ(failure.exitCode, 1);
    EXPECT_EQ(failure.json()["error"]["code"], "not-found");
    EXPECT_THAT(failure.json()["error"]["message"].get<std::string>(), HasSubstr("absent.qasm"));
    EXPECT_FALSE(failure.json()["error"]["hint"].get<std::string>().empty());
}

TEST(Usage, HelpAndVersionSucceed) {
    const Tool tool;
    EXPECT_THAT(tool.done({"--help"}).out, HasSubstr("circuit"));
    EXPECT_THAT(tool.done({"circuit", "run", "--help"}).out, HasSubstr("--shots"));
    EXPECT_THAT(tool.done({"--version"}).out, StartsWith("qstore "));
}

TEST(Usage, OptionsMayStandAnywhere) {
    const Tool tool;
    tool.write("x.qasm", "OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit q;\nx q;\n");
    const Outcome first = tool.done({"--json", "circuit", "run", "x.qasm"});
    const Outcome last = tool.done({"circuit", "run", "x.qasm", "--json"});
    EXPECT_EQ(first.json(), last.json());
}

TEST(Usage, ReadingVerbsCreateNoWorkspace) {
    const Tool tool;
    EXPECT_EQ(tool.json({"data", "list"}), nlohmann::json::array());
    EXPECT_EQ(tool.json({"runs", "list"}), nlohmann::json::array());
    EXPECT_EQ(tool.json({"models", "list"}), nlohmann::json::array());
    EXPECT_EQ(tool.run({"data", "show", "iris"}).exitCode, 1);
    EXPECT_EQ(tool.run({"train", "--dataset", "iris"}).exitCode, 1);
    EXPECT_FALSE(std::filesystem::exists(tool.folder() / "test.qstore"));
}

}  // namespace
