// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "tests/app/tool.h"

namespace {

using qstore::test::Outcome;
using qstore::test::Tool;
using ::testing::HasSubstr;
using Json = nlohmann::json;

class WorkspaceFile : public ::testing::Test {
protected:
    WorkspaceFile() { m_tool.done({"data", "import", "--sample", "iris", "--name", "flowers"}); }
    void expectFailure(const std::vector<std::string>& arguments, int code,
                       const std::string& fragment) const {
        const Outcome outcome = m_tool.run(arguments);
        EXPECT_EQ(outcome.exitCode, code) << outcome.error;
        EXPECT_THAT(outcome.error, HasSubstr(fragment));
        EXPECT_THAT(outcome.error, HasSubstr("hint: "));
    }
    Tool m_tool;
};

TEST_F(WorkspaceFile, IsCheckedAndCopied) {
    EXPECT_EQ(m_tool.json({"workspace", "check"})["ok"], true);
    EXPECT_EQ(m_tool.json({"workspace", "copy", "copy.qstore"})["opens"], true);
    EXPECT_EQ(m_tool.json({"data", "list", "--workspace", "copy.qstore"}).at(0)["dataset"], "flowers");
    expectFailure({"workspace", "copy", "copy.qstore"}, 1, "exists already");
    expectFailure({"workspace", "check", "--workspace", "none.qstore"}, 1, "none.qstore");
}

TEST_F(WorkspaceFile, ThatIsDamagedCanStillBeCopied) {
    const std::string damaged = "name,value\n" + std::string(5000, 'x');
    m_tool.write("bad.qstore", damaged);
    expectFailure({"workspace", "check", "--workspace", "bad.qstore"}, 1, "workspace copy");
    expectFailure({"data", "list", "--workspace", "bad.qstore"}, 1, "workspace copy");
    EXPECT_EQ(m_tool.json({"workspace", "copy", "saved.qstore", "--workspace", "bad.qstore"})["opens"],
              false);
    EXPECT_EQ(m_tool.read("saved.qstore"), damaged);
    EXPECT_EQ(m_tool.read("bad.qstore"), damaged);
}

TEST_F(WorkspaceFile, KeepsARecipeUnlessToldToReplaceIt) {
    const std::vector<std::string> import = {"data", "import", "--sample", "iris", "--name", "flowers"};
    expectFailure(import, 1, "'flowers'");
    std::vector<std::string> replace = import;
    replace.insert(replace.end(), {"--replace", "--target", "petal_length"});
    m_tool.done(replace);
    EXPECT_EQ(m_tool.json({"data", "list"}).at(0)["target"], "petal_length");
}

TEST_F(WorkspaceFile, ABadModelNameIsSaidBeforeTheTraining) {
    expectFailure({"train", "--dataset", "flowers", "--register", "a:b"}, 1, "a:b");
    EXPECT_TRUE(m_tool.json({"runs", "list"}).empty()) << "nothing was trained";
}

TEST_F(WorkspaceFile, OptionsThatWouldBeIgnoredAreRefused) {
    expectFailure({"train", "--dataset", "flowers", "--encoder", "zz"}, 2, "--template");
    expectFailure({"train", "--dataset", "flowers", "--layers", "9"}, 2, "--template");
}

TEST_F(WorkspaceFile, EveryListedTemplateTrains) {
    std::size_t count = 0;
    // `--template TEXT:{one,two,…}` in the help is the list.
    const std::string help = m_tool.run({"train", "--help"}).out;
    const std::size_t from = help.find('{', help.find("--template")) + 1;
    std::istringstream names(help.substr(from, help.find('}', from) - from));
    for (std::string name; std::getline(names, name, ',');) {
        SCOPED_TRACE(name);
        ++count;
        const Json summary =
            m_tool.json({"train", "--dataset", "flowers", "--epochs", "1", "--template", name});
        EXPECT_EQ(summary["epochs"], 1);
    }
    EXPECT_GE(count, 3U);
}

TEST_F(WorkspaceFile, HostileFilesAreErrors) {
    m_tool.write("deep.json", "{\"optimizer\": " + std::string(300'000, '[') + "}");
    expectFailure({"train", "--dataset", "flowers", "--config", "deep.json"}, 1, "deep");
    std::string bomb = "input float a;\nfloat x = a;\n";
    for (int step = 0; step < 60; ++step) bomb += "x = x*x + x;\n";
    m_tool.write("bomb.qasm", bomb + "qubit q;\nU(x, 0, 0) q;\n");
    expectFailure({"circuit", "info", "bomb.qasm"}, 1, "bomb.qasm:10");
    m_tool.write("huge.json", R"({"batchSize": 18446744073709551615})");
    expectFailure({"train", "--dataset", "flowers", "--config", "huge.json"}, 1, "batchSize");
}

}  // namespace
