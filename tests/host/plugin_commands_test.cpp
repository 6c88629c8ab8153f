// SPDX-License-Identifier: GPL-3.0-or-later
// `qstore plugins` and what the SQL plugin brings to `qstore data`, as a person meets them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "tests/app/tool.h"
#include "tests/host/plugin_folder.h"

namespace qstore {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::json;

class PluginCommands : public test::PluginFolder {
protected:
    PluginCommands() {
        ::setenv("QSTORE_PLUGIN_PATH", plugins().c_str(), 1);
        ::setenv("XDG_CONFIG_HOME", configuration().parent_path().c_str(), 1);
        ::unsetenv("QSTORE_KEY_SQL");
    }
    ~PluginCommands() override { ::unsetenv("QSTORE_PLUGIN_PATH"); }

    /// The entry of that id in `qstore plugins list`.
    Json listed(const std::string& id) const {
        for (const Json& plugin : m_tool.json({"plugins", "list"}))
            if (plugin.at("id") == id) return plugin;
        ADD_FAILURE() << id << " is not listed";
        return {};
    }

    const test::Tool m_tool;
};

TEST_F(PluginCommands, ListSaysWhatEachIsAndWhyItIsNotUsed) {
    install({"good", "newer"});
    const Json good = listed("good");
    EXPECT_EQ(good.at("state"), "available");
    EXPECT_EQ(good.at("interface"), "store");
    EXPECT_EQ(good.at("version"), "1.2");
    EXPECT_EQ(good.at("vendor"), "Nobody");
    EXPECT_EQ(good.at("license"), "GPL-3.0-or-later");
    EXPECT_EQ(good.at("api"), 1);
    EXPECT_EQ(good.at("file"), (plugins() / "good.so").string());
    EXPECT_FALSE(good.contains("reason"));
    const Json newer = listed("newer");
    EXPECT_EQ(newer.at("state"), "refused");
    EXPECT_THAT(newer.at("reason").get<std::string>(), HasSubstr("version 2"));
    EXPECT_THAT(m_tool.done({"plugins", "list"}).out, AllOf(HasSubstr("good"), HasSubstr("available"),
                                                            HasSubstr("newer: it is built for version 2")));
    EXPECT_EQ(ran(), "") << "listing runs none of their code";
}

TEST_F(PluginCommands, DisableLastsUntilEnable) {
    install({"good"});
    EXPECT_EQ(m_tool.json({"plugins", "disable", "good"}).at("state"), "off");
    EXPECT_EQ(listed("good").at("state"), "off");
    EXPECT_EQ(m_tool.json({"plugins", "enable", "good"}).at("state"), "available");
    EXPECT_EQ(listed("good").at("state"), "available");
}

TEST_F(PluginCommands, EnableForgivesACrash) {
    install({"aborts"});
    const int status = inChild([&] { PluginHost(places()).storeDriver("aborts"); });
    ASSERT_TRUE(WIFSIGNALED(status));
    EXPECT_EQ(listed("aborts").at("state"), "crashed");
    EXPECT_EQ(m_tool.json({"plugins", "enable", "aborts"}).at("state"), "available");
}

TEST_F(PluginCommands, AnUnknownNameGetsTheNearestOne) {
    install({"good"});
    const test::Outcome outcome = m_tool.run({"plugins", "disable", "god", "--json"});
    EXPECT_EQ(outcome.exitCode, 1);
    EXPECT_EQ(outcome.json().at("error").at("code"), "not-found");
    EXPECT_THAT(outcome.error, HasSubstr("did you mean 'good'?"));
}

TEST_F(PluginCommands, AFolderThatCannotBeUsedIsSaid) {
    ::setenv("QSTORE_PLUGIN_PATH", "relative", 1);
    EXPECT_THAT(m_tool.done({"plugins", "list"}).error, HasSubstr("'relative' is not looked into"));
}

TEST_F(PluginCommands, EveryPluginThatIsBuiltHereCanBeLoaded) {
    PluginHost host(PluginPlaces{{QSTORE_SHIPPED_PLUGINS}, configuration(), {}});
    host.storeKinds();
    EXPECT_TRUE(host.datasetSource("sqldata"));
    for (const PluginInfo& plugin : host.list())
        EXPECT_EQ(plugin.state, PluginState::Loaded) << plugin.file << ": " << plugin.reason;
}

/// The plugin that is built beside the tool, on a file in the tool's folder.
class SqlCommands : public PluginCommands {
protected:
    SqlCommands() {
        sqlite3* database = nullptr;
        const std::string file = m_tool.folder() / "lab.db";
        EXPECT_EQ(sqlite3_open(file.c_str(), &database), SQLITE_OK);
        EXPECT_EQ(sqlite3_exec(database,
                               "CREATE TABLE petals(width REAL, kind TEXT);"
                               "INSERT INTO petals VALUES (0.5, 'a'), (NULL, 'b'), (1.5, 'a'), (2.5, 'b');"
                               "CREATE VIEW wide AS SELECT * FROM petals WHERE width > 1",
                               nullptr, nullptr, nullptr),
                  SQLITE_OK);
        sqlite3_close(database);
    }
};

TEST_F(SqlCommands, TablesAreListedAndOneBecomesADataset) {
    EXPECT_EQ(m_tool.json({"data", "tables", "lab.db"}),
              Json::parse(R"([{"name": "petals", "view": false}, {"name": "wide", "view": true}])"));
    const Json pulled =
        m_tool.json({"data", "pull-sql", "lab.db", "--table", "petals", "--name", "petals"});
    EXPECT_EQ(pulled.at("rows"), 4);
    EXPECT_EQ(pulled.at("target"), "kind");
    EXPECT_EQ(pulled.at("source"), "sqlite:" + (m_tool.folder() / "lab.db").string() + " petals");
    const Json shown = m_tool.json({"data", "show", "petals"});
    EXPECT_EQ(shown.at("columns").at(0).at("type"), "number");
    EXPECT_EQ(shown.at("columns").at(0).at("missing"), 1);
    EXPECT_EQ(shown.at("columns").at(1).at("type"), "category");
    m_tool.done({"data", "export", "petals", "petals.csv"});
    EXPECT_EQ(m_tool.read("petals.csv"), "width,kind\n0.5,a\n,b\n1.5,a\n2.5,b\n");
}

TEST_F(SqlCommands, ALimitIsSaidAndNoneIsSilent) {
    const std::vector<std::string> two = {
        "data", "pull-sql", "lab.db", "--query", "SELECT * FROM petals", "--limit", "2", "--name", "two"};
    const test::Outcome outcome = m_tool.done(two);
    EXPECT_THAT(outcome.out, HasSubstr("2 rows"));
    EXPECT_THAT(outcome.error, HasSubstr("took the first 2 rows; there are more"));
    EXPECT_EQ(m_tool.run(two).exitCode, 1) << "the name is taken";
}

TEST_F(SqlCommands, APasswordOnTheCommandLineIsRefusedAndNotRepeated) {
    const test::Outcome outcome = m_tool.run({"data", "tables", "postgresql://ada:hunter2@host/lab"});
    EXPECT_EQ(outcome.exitCode, 1);
    EXPECT_THAT(outcome.error, AllOf(HasSubstr("holds a password"), HasSubstr("QSTORE_KEY_SQL")));
    EXPECT_THAT(outcome.out + outcome.error, Not(HasSubstr("hunter2")));
}

TEST_F(SqlCommands, NothingIsKeptOfAQueryThatFailsOrWrites) {
    for (const char* query : {"DELETE FROM petals", "SELECT x'00' AS picture", "SELECT 1 AS a WHERE 0"}) {
        const test::Outcome outcome =
            m_tool.run({"data", "pull-sql", "lab.db", "--query", query, "--name", "none"});
        EXPECT_EQ(outcome.exitCode, 1) << query;
        EXPECT_THAT(outcome.error, HasSubstr("hint: ")) << query;
    }
    EXPECT_TRUE(m_tool.json({"data", "list"}).empty());
}

TEST_F(SqlCommands, WithoutThePluginTheWayOutIsNamed) {
    m_tool.done({"plugins", "disable", "sqldata"});
    const test::Outcome outcome = m_tool.run({"data", "tables", "lab.db"});
    EXPECT_EQ(outcome.exitCode, 1);
    EXPECT_THAT(outcome.error, HasSubstr("`qstore plugins enable sqldata`"));
}

}  // namespace
}  // namespace qstore
