// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "tests/app/tool.h"

namespace {

using qstore::test::Outcome;
using qstore::test::Tool;
using ::testing::AllOf;
using ::testing::HasSubstr;
using Json = nlohmann::json;

/// Numbers as eight bytes, little-endian, as SQL writes a blob.
std::string blob(const std::vector<unsigned long long>& numbers) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text = "x'";
    for (const unsigned long long number : numbers)
        for (unsigned shift = 0; shift < 64; shift += 8) {
            const auto byte = static_cast<unsigned>((number >> shift) & 0xFFU);
            text.push_back(digits[byte >> 4U]);
            text.push_back(digits[byte & 15U]);
        }
    return text + "'";
}

/// A workspace with the jobs that a training left behind.
class Jobs : public ::testing::Test {
protected:
    Jobs() {
        m_tool.done({"data", "import", "--sample", "iris", "--name", "flowers"});
        // 2025-11-01 and 2025-12-01.
        insert("jdone", "lab", "completed", "r1", "remote-1", "NULL", "0.5", "", 1'762'000'000'000);
        insert("jopen", "lab", "queued", "r1", "remote-2", "0.75", "NULL", "", 1'764'600'000'000);
        insert("jnew", "lab", "prepared", "", "", "0.1", "NULL", "", 1'764'600'000'000);
        insert("jbad", "home", "failed", "", "remote-3", "NULL", "2", "TooManyGates", 1'764'600'000'000);
        // One circuit, three shots: 01 once (1/3), 10 twice (2/3). Doubles as their bits.
        sql("INSERT INTO job_outcomes VALUES (1, 0, " +
            blob({1, 1, 3, 2, 2, 1, 0x3FD5555555555555ULL, 2, 0x3FE5555555555555ULL, 2, 1, 1, 2, 2}) + ")");
    }
    void sql(const std::string& text) const {
        sqlite3* file = nullptr;
        ASSERT_EQ(sqlite3_open((m_tool.folder() / "test.qstore").c_str(), &file), SQLITE_OK);
        char* why = nullptr;
        EXPECT_EQ(sqlite3_exec(file, text.c_str(), nullptr, nullptr, &why), SQLITE_OK) << (why ? why : "");
        sqlite3_close(file);
    }
    void insert(const std::string& id, const std::string& profile, const std::string& state,
                const std::string& run, const std::string& remote, const std::string& estimated,
                const std::string& cost, const std::string& code, long long when) const {
        const std::string message = code.empty() ? "" : "the circuit has too many gates";
        sql("INSERT INTO jobs (id, profile, device, name, token, remote_id, state, state_before_key, run, "
            "purpose, circuits, shots, merged, estimated_usd, cost_usd, error_code, error_message, "
            "error_hint, created_ms, submitted_ms, finished_ms) VALUES ('" +
            id + "', '" + profile + "', 'qpu.forte-1', 'iris', 'token-" + id + "', '" + remote + "', '" +
            state + "', 'prepared', '" + run + "', 'step 1', 10, 100, 2, " + estimated + ", " + cost +
            ", '" + code + "', '" + message + "', '', " + std::to_string(when) + ", " +
            (remote.empty() ? "0" : std::to_string(when)) +
            ", 0);"
            "INSERT INTO job_events SELECT sequence, 0, created_ms, 'prepared', '' FROM jobs WHERE id = '" +
            id + "'");
    }

    Tool m_tool;
};

TEST_F(Jobs, ListAndShowNeedNoAccount) {
    const Json all = m_tool.json({"jobs", "list"});
    ASSERT_EQ(all.size(), 4U);
    EXPECT_EQ(all[0]["job"], "jdone");
    EXPECT_EQ(all[0]["costUsd"], 0.5);
    EXPECT_EQ(all[0]["estimatedUsd"], nullptr);
    EXPECT_EQ(all[0]["merged"], 2);
    EXPECT_EQ(all[3]["error"]["code"], "TooManyGates");
    EXPECT_EQ(m_tool.json({"jobs", "list", "--profile", "home"}).size(), 1U);
    EXPECT_EQ(m_tool.json({"jobs", "list", "--run", "r1"}).size(), 2U);
    EXPECT_EQ(m_tool.json({"jobs", "list", "--unfinished"}).size(), 2U);
    EXPECT_THAT(m_tool.done({"jobs", "list"}).out,
                AllOf(HasSubstr("qpu.forte-1"), HasSubstr("about 0.75 USD"),
                      HasSubstr("jbad: the circuit has too many gates")));
    const Json done = m_tool.json({"jobs", "show", "jdone"});
    EXPECT_EQ(done["state"], "completed");
    EXPECT_EQ(done["token"], "token-jdone");
    EXPECT_EQ(done["events"][0]["state"], "prepared");
    EXPECT_EQ(done["outcomes"][0]["shots"], 3);
    EXPECT_EQ(done["outcomes"][0]["counts"], (Json{{"01", 1}, {"10", 2}}));
    EXPECT_DOUBLE_EQ(done["outcomes"][0]["probabilities"]["10"].get<double>(), 2.0 / 3.0);
    EXPECT_THAT(m_tool.done({"jobs", "show", "jdone"}).out, HasSubstr("10 × 2 01 × 1"));
    EXPECT_FALSE(m_tool.json({"jobs", "show", "jopen"}).contains("outcomes"));
    const Outcome missing = m_tool.run({"jobs", "show", "jnone"});
    EXPECT_EQ(missing.exitCode, 1);
    EXPECT_THAT(missing.error, AllOf(HasSubstr("'jnone'"), HasSubstr("qstore jobs list")));
}

TEST_F(Jobs, TheLedgerSaysWhatWasSpent) {
    const Json ledger = m_tool.json({"jobs", "ledger"});
    ASSERT_EQ(ledger["rows"].size(), 3U);
    EXPECT_EQ(ledger["costUsd"], 2.5);
    EXPECT_EQ(ledger["openJobs"], 1);
    EXPECT_EQ(ledger["openEstimatedUsd"], 0.75);
    EXPECT_EQ(ledger["rows"][0]["month"], "2025-11");
    EXPECT_EQ(m_tool.json({"jobs", "ledger", "--month", "2025-11"})["costUsd"], 0.5);
    EXPECT_EQ(m_tool.json({"jobs", "ledger", "--profile", "home"})["costUsd"], 2.0);
    EXPECT_EQ(m_tool.json({"jobs", "ledger", "--run", "r1"})["rows"].size(), 2U);
    EXPECT_THAT(m_tool.done({"jobs", "ledger"}).out,
                AllOf(HasSubstr("spent: 2.5 USD"), HasSubstr("1 jobs have no price yet")));
}

TEST_F(Jobs, WhatAPracticeCloudWouldChargeStandsApart) {
    insert("jplay", "school", "cancelled", "", "remote-4", "NULL", "40", "", 1'764'600'000'000);
    sql("UPDATE jobs SET practice = 1 WHERE id = 'jplay'");
    const Json ledger = m_tool.json({"jobs", "ledger"});
    EXPECT_EQ(ledger["costUsd"], 2.5);
    EXPECT_EQ(ledger["practiceUsd"], 40.0);
    EXPECT_EQ(ledger["rows"].size(), 4U);
    EXPECT_THAT(m_tool.done({"jobs", "ledger"}).out,
                AllOf(HasSubstr("school (practice)"), HasSubstr("spent: 2.5 USD"),
                      HasSubstr("paid by nobody: 40 USD")));
    EXPECT_EQ(m_tool.json({"jobs", "show", "jplay"})["practice"], true);
}

TEST_F(Jobs, WhatWasNeverSentIsCancelledWithoutAnAccount) {
    EXPECT_EQ(m_tool.json({"jobs", "cancel", "jnew"})["jobs"][0]["state"], "cancelled");
    EXPECT_EQ(m_tool.json({"jobs", "show", "jnew"})["events"][1]["note"], "cancelled before it was sent");
    const Outcome again = m_tool.run({"jobs", "cancel", "jnew"});
    EXPECT_EQ(again.exitCode, 1);
    EXPECT_THAT(again.error, HasSubstr("cancelled already"));
}

TEST_F(Jobs, WhatTalksToAnAccountSaysThatThereIsNone) {
    const std::vector<std::vector<std::string>> verbs = {{"jobs", "attach", "remote-9", "--profile", "lab"},
                                                         {"jobs", "cancel", "jopen"},
                                                         {"jobs", "resume"},
                                                         {"jobs", "resubmit", "jbad"}};
    for (const auto& verb : verbs) {
        const Outcome outcome = m_tool.run(verb);
        EXPECT_EQ(outcome.exitCode, 1);
        EXPECT_THAT(outcome.error, HasSubstr("qstore accounts")) << verb[1];
    }
    EXPECT_EQ(m_tool.json({"jobs", "list"}).size(), 4U) << "nothing was made";
    EXPECT_EQ(m_tool.json({"jobs", "show", "jopen"})["state"], "queued");
}

TEST_F(Jobs, WrongUsageIsSaid) {
    EXPECT_EQ(m_tool.run({"jobs"}).exitCode, 2);
    EXPECT_EQ(m_tool.run({"jobs", "show"}).exitCode, 2);
    EXPECT_EQ(m_tool.run({"jobs", "attach", "remote-9"}).exitCode, 2);
    const Outcome early = m_tool.run({"jobs", "resubmit", "jopen"});
    EXPECT_EQ(early.exitCode, 1);
    EXPECT_THAT(early.error, HasSubstr("qstore jobs resume jopen"));
    EXPECT_EQ(m_tool.run({"jobs", "resume", "jnone"}).exitCode, 1);
}

TEST(JobsWithoutWorkspace, AreNone) {
    const Tool tool;
    EXPECT_EQ(tool.json({"jobs", "list"}), Json::array());
    EXPECT_EQ(tool.json({"jobs", "ledger"})["costUsd"], 0.0);
    EXPECT_EQ(tool.run({"jobs", "show", "j"}).exitCode, 1);
}

}  // namespace
