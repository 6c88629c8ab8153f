// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "tests/app/tool.h"

namespace {

using qstore::test::Outcome;
using qstore::test::Tool;

/// The lines inside ``` fences of a Markdown file that start a program.
std::vector<std::string> fencedCommands(const std::filesystem::path& path, const std::string& program) {
    std::ifstream stream(path);
    std::vector<std::string> commands;
    bool inside = false;
    for (std::string line; std::getline(stream, line);) {
        if (line.starts_with("```")) inside = !inside;
        std::string command = line.substr(0, line.find(" #"));
        while (command.ends_with(' ')) command.pop_back();
        if (inside && command.starts_with(program + " ")) commands.push_back(command);
    }
    return commands;
}

const std::filesystem::path kSource = QSTORE_SOURCE_DIR;

TEST(Readme, EveryCommandRuns) {
    const Tool tool;
    const auto commands = fencedCommands(kSource / "README.md", "qstore");
    ASSERT_GE(commands.size(), 5U);
    for (const std::string& command : commands) {
        const Outcome outcome = tool.shell(command);
        EXPECT_EQ(outcome.exitCode, 0) << command << '\n' << outcome.error;
    }
}

TEST(Readme, EveryDevCommandExists) {
    const Tool tool;
    const Outcome help = tool.wait(tool.start({(kSource / "dev").string(), "help"}));
    ASSERT_EQ(help.exitCode, 0) << help.error;
    const auto commands = fencedCommands(kSource / "README.md", "./dev");
    ASSERT_GE(commands.size(), 2U);
    EXPECT_EQ(commands[0], "./dev run");
    EXPECT_EQ(commands[1], "./dev test");
    for (const std::string& command : commands) {
        const std::string verb = command.substr(0, command.find(' ', 6));
        EXPECT_THAT(help.out, ::testing::HasSubstr(verb + " ")) << command;
    }
    EXPECT_EQ(tool.wait(tool.start({(kSource / "dev").string(), "nonsense"})).exitCode, 2);
}

}  // namespace
