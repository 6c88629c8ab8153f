// SPDX-License-Identifier: GPL-3.0-or-later
// The state library from the command line: every command is a process of its own.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <cmath>

#include "core/workspace/testing.h"
#include "tests/app/tool.h"

namespace {

using qstore::test::Outcome;
using qstore::test::Tool;
using ::testing::HasSubstr;
using Json = nlohmann::json;
using Words = std::vector<std::string>;

std::string millisecondsAgo(std::int64_t ms) {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(now).count() - ms);
}

class States : public ::testing::Test {
protected:
    static Words words(const Words& first, const Words& more) {
        Words all = {"states"};
        all.insert(all.end(), first.begin(), first.end());
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }
    Json states(const Words& more) const { return tool.json(words({}, more)); }
    Json reg(const Words& more) const { return tool.json(words({"register"}, more)); }
    Json group(const Words& more) const { return tool.json(words({"group"}, more)); }
    void makeUser() const {
        states({"create", "user", "--context", "home=1,0,2", "--context", "work=0,-3,0.5", "--weight",
                "home=0.7", "--weight", "work=0.3", "--tier", "pinned"});
    }
    Json vectorOf(const std::string& record, const std::string& context) const {
        return states({"show", record})["contexts"][context]["vector"];
    }
    Words idsOf(const Json& records) const {
        Words ids;
        for (const Json& record : records) ids.push_back(record["record"]);
        return ids;
    }
    std::string refused(const Words& more) const {
        const Outcome outcome = tool.run(words({}, more));
        EXPECT_EQ(outcome.exitCode, 1) << outcome.out;
        EXPECT_THAT(outcome.error, HasSubstr("hint:"));
        return outcome.error;
    }

    const Tool tool;
};

TEST_F(States, ARecordAnswersByContextWithItsWeight) {
    EXPECT_EQ(states({"list"})["records"], Json::array());
    makeUser();
    const Json home = states({"measure", "user", "--in", "home"});
    EXPECT_EQ(home["nature"], "classical");
    EXPECT_EQ(home["vector"], (Json{1.0, 0.0, 2.0}));
    EXPECT_EQ(home["weight"], 0.7);
    const Json work = states({"measure", "user", "--in", "work"});
    EXPECT_EQ(work["vector"], (Json{0.0, -3.0, 0.5}));
    EXPECT_EQ(work["weight"], 0.3);
    const Json unknown = states({"measure", "user", "--in", "moon"});
    EXPECT_EQ(unknown["known"], false);
    EXPECT_FALSE(unknown.contains("vector"));
    EXPECT_EQ(unknown["contexts"], (Json{"home", "work"}));
    EXPECT_THAT(std::string(unknown["answer"]), HasSubstr("no context 'moon'"));
    EXPECT_EQ(states({"list"})["records"][0]["state"], "measured");
    EXPECT_THAT(tool.done({"states", "show", "user"}).out, HasSubstr("classical"));
    states({"update", "user", "--weight", "home=0.5", "--context", "moon=9"});
    states({"update", "user", "--remove-context", "work", "--payload", "tea"});
    const Json shown = states({"show", "user"});
    EXPECT_EQ(shown["contexts"]["home"]["weight"], 0.5);
    EXPECT_EQ(shown["contexts"]["home"]["vector"], (Json{1.0, 0.0, 2.0})) << "only the weight was given";
    EXPECT_EQ(shown["contexts"]["moon"]["vector"], (Json{9.0}));
    EXPECT_FALSE(shown["contexts"].contains("work"));
    EXPECT_EQ(shown["payload"], "tea");
}

TEST_F(States, RecordsExpireByTheirTierAndComeBackWhenRestored) {
    constexpr std::int64_t minute = 60'000;
    states({"create", "gone", "--context", "c=1", "--tier", "short", "--created",
            millisecondsAgo(61 * minute)});
    states({"create", "fresh", "--context", "c=1", "--tier", "short", "--created",
            millisecondsAgo(30 * minute)});
    states({"create", "slow", "--context", "c=1", "--tier", "medium", "--created",
            millisecondsAgo(61 * minute)});
    EXPECT_EQ(idsOf(states({"list", "--state", "decohered"})["records"]), Words{"gone"});
    EXPECT_THAT(refused({"measure", "gone", "--in", "c"}), HasSubstr("decohered"));
    const Json swept = states({"expire"});
    EXPECT_EQ(swept["decohered"], Json{"gone"});
    EXPECT_EQ(swept["evicted"], Json::array());
    EXPECT_EQ(states({"expire"})["decohered"], Json::array()) << "marked once";
    EXPECT_EQ(states({"restore", "gone"})["state"], "active");
    EXPECT_EQ(states({"measure", "gone", "--in", "c"})["known"], true);
    // Other coherence times count at once.
    states({"coherence", "--short", "20m", "--medium", "1h", "--long", "2h"});
    EXPECT_EQ(idsOf(states({"list", "--state", "decohered"})["records"]), (Words{"fresh", "slow"}));
    EXPECT_EQ(states({"coherence"})["shortMs"], 20 * minute);
    states({"tier", "slow", "long"});
    EXPECT_EQ(states({"show", "slow"})["state"], "decohered") << "another tier brings nothing back";
    states({"archive", "gone"});
    EXPECT_THAT(refused({"measure", "gone", "--in", "c"}), HasSubstr("archived"));
}

TEST_F(States, WhereLittleRoomIsTheLeastScoreGoesAndUndoBringsItBack) {
    states({"coherence", "--capacity", "3"});
    states({"create", "kept", "--context", "c=1", "--weight", "c=0.01", "--tier", "pinned"});
    states({"create", "light", "--context", "c=1", "--weight", "c=0.2"});
    states({"create", "heavy", "--context", "c=1", "--weight", "c=0.9"});
    const Json made = states({"create", "more", "--context", "c=1"});
    EXPECT_EQ(made["evicted"], Json{"light"});
    states({"coherence", "--capacity", "2"});
    EXPECT_EQ(states({"sweep"})["evicted"], Json{"heavy"});
    EXPECT_EQ(idsOf(states({"list"})["records"]), (Words{"kept", "more"}));
    EXPECT_EQ(states({"undo"})["kind"], "sweep");
    EXPECT_EQ(idsOf(states({"list"})["records"]), (Words{"heavy", "kept", "more"}));
    states({"undo"});
    EXPECT_EQ(states({"undo"})["text"], "create record 'more'");
    EXPECT_EQ(idsOf(states({"list"})["records"]), (Words{"heavy", "kept", "light"}));
}

TEST_F(States, AQueryExplainsEveryStep) {
    makeUser();
    states({"create", "other", "--context", "home=0,1,0", "--tier", "short", "--created",
            millisecondsAgo(600'000)});
    states({"create", "gone", "--context", "home=1,1,1", "--tier", "short", "--created",
            millisecondsAgo(7'200'000)});
    group({"create", "friends", "--member", "other", "--member", "gone"});
    const Json all = states({"query", "--context", "home", "--vector", "1,0.5,0"});
    ASSERT_EQ(all["hits"].size(), 2U);
    for (const Json& hit : all["hits"]) {
        const double coherence = hit["record"] == "user" ? INFINITY : 3'600'000.0;
        EXPECT_NEAR(hit["ageFactor"].get<double>(), std::exp(-hit["ageMs"].get<double>() / coherence),
                    1e-12);
        EXPECT_NEAR(
            hit["score"].get<double>(),
            hit["weight"].get<double>() * hit["ageFactor"].get<double>() * hit["cosine"].get<double>(),
            1e-12);
    }
    // other: cosine 0.5/√1.25, ten minutes of an hour over.
    EXPECT_EQ(all["hits"][0]["record"], "other");
    EXPECT_NEAR(all["hits"][0]["cosine"].get<double>(), 0.5 / std::sqrt(1.25), 1e-12);
    EXPECT_NEAR(all["hits"][1]["cosine"].get<double>(), 1.0 / (std::sqrt(5.0) * std::sqrt(1.25)), 1e-12);
    EXPECT_THAT(std::string(all["formula"]), HasSubstr("exp(-age / coherence time)"));

    const Json staged =
        states({"query", "--context", "home", "--group", "friends", "--min-age", "5m", "--max-age", "1h"});
    const std::vector<std::array<std::size_t, 2>> counts = {{3, 2}, {2, 2}, {2, 1}, {1, 1}, {1, 1}, {1, 1}};
    ASSERT_EQ(staged["steps"].size(), counts.size());
    for (std::size_t i = 0; i < counts.size(); ++i) {
        EXPECT_EQ(staged["steps"][i]["given"], counts[i][0]) << staged["steps"][i];
        EXPECT_EQ(staged["steps"][i]["left"], counts[i][1]) << staged["steps"][i];
        EXPECT_GE(staged["steps"][i]["seconds"].get<double>(), 0.0);
    }
    EXPECT_EQ(staged["silent"], 1);
    const Json unknown = states({"query", "--context", "moon"});
    EXPECT_EQ(unknown["contextKnown"], false);
    EXPECT_EQ(unknown["knownContexts"], (Json{"home", "work"}));
    EXPECT_EQ(unknown["hits"], Json::array());
    EXPECT_THAT(tool.done({"states", "query", "--context", "moon"}).out,
                HasSubstr("no record that answers"));
}

TEST_F(States, ABellPairIsEntangledAndSaysThatItIsSimulated) {
    EXPECT_EQ(reg({"create", "pair", "--bell", "psi-"})["nature"], "simulated");
    const Json figures = reg({"figures", "pair", "--part", "0"});
    ASSERT_EQ(figures["pairs"].size(), 1U);
    EXPECT_NEAR(figures["pairs"][0]["largestChsh"].get<double>(), 2.0 * std::sqrt(2.0), 1e-9);
    EXPECT_NEAR(figures["pairs"][0]["concurrence"].get<double>(), 1.0, 1e-9);
    EXPECT_NEAR(figures["pairs"][0]["negativity"].get<double>(), 0.5, 1e-9);
    EXPECT_NEAR(figures["part"]["entropyBits"].get<double>(), 1.0, 1e-9);
    EXPECT_NEAR(figures["entropyBits"].get<double>(), 0.0, 1e-9);
    EXPECT_THAT(std::string(figures["noSignalling"]), HasSubstr("no message"));
    const Json shown = reg({"show", "pair"});
    EXPECT_NEAR(shown["probabilities"]["01"].get<double>(), 0.5, 1e-12);
    EXPECT_FALSE(shown["probabilities"].contains("00"));
    // Whatever is measured on one side, the other side alone is even.
    const Json other = reg({"measure", "pair", "--qubits", "1"});
    EXPECT_NEAR(other["probabilities"]["0"].get<double>(), 0.5, 1e-12);
    EXPECT_THAT(std::string(other["noSignalling"]), HasSubstr("no message"));
    const Json kept = reg({"measure", "pair", "--when", "0=1", "--save", "left"});
    EXPECT_NEAR(kept["postSelection"]["probability"].get<double>(), 0.5, 1e-12);
    EXPECT_NEAR(reg({"show", "left"})["probabilities"]["01"].get<double>(), 1.0, 1e-12);
    reg({"create", "three", "--ghz", "3"});
    reg({"create", "w", "--w", "4"});
    EXPECT_EQ(reg({"show", "w"})["probabilities"].size(), 4U);
    EXPECT_EQ(states({"list"})["registers"].size(), 4U);
}

TEST_F(States, ARecordsContextsBecomeARegisterAndAreMeasuredByTheBornRule) {
    makeUser();
    const Json made = reg({"create", "both", "--contexts", "user"});
    EXPECT_EQ(made["contexts"], (Json{"home", "work"}));
    EXPECT_NEAR(made["probabilitiesOfContexts"]["home"].get<double>(), 0.7, 1e-12);
    EXPECT_NEAR(made["norms"]["home"].get<double>(), std::sqrt(5.0), 1e-12);
    // The context stands in qubit 2.
    const Json contexts = reg({"measure", "both", "--qubits", "2"});
    EXPECT_NEAR(contexts["probabilities"]["0"].get<double>(), 0.7, 1e-12);
    constexpr double shots = 20'000;
    const Json counted = reg({"measure", "both", "--qubits", "2", "--shots", "20000", "--seed", "5"});
    const double sigma = std::sqrt(shots * 0.7 * 0.3);
    EXPECT_NEAR(counted["counts"]["0"].get<double>(), 0.7 * shots, 4.0 * sigma);
    EXPECT_EQ(reg({"measure", "both", "--qubits", "2", "--shots", "20000", "--seed", "5"}), counted);
    const Json home = reg({"measure", "both", "--context", "home", "--qubits", "0,1"});
    EXPECT_NEAR(home["postSelection"]["probability"].get<double>(), 0.7, 1e-12);
    EXPECT_NEAR(home["probabilities"]["00"].get<double>(), 0.2, 1e-12) << "1² of 1² + 2²";
    EXPECT_NEAR(home["probabilities"]["10"].get<double>(), 0.8, 1e-12);
    EXPECT_THAT(refused({"register", "measure", "both", "--context", "moon"}), HasSubstr("'moon'"));
}

TEST_F(States, ACircuitsStateDecaysByT1AndT2) {
    tool.write("one.qasm", "OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit q;\nx q;\n");
    tool.write("plus.qasm", "OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit q;\nh q;\n");
    EXPECT_EQ(reg({"create", "one", "--circuit", "one.qasm"})["origin"], "circuit 'one.qasm'");
    reg({"create", "plus", "--circuit", "plus.qasm"});
    const Words times = {"--t1", "80", "--t2", "50", "--time", "120", "--points", "6"};
    Words words = {"evolve", "one"};
    words.insert(words.end(), times.begin(), times.end());
    const Json one = reg(words)["series"];
    words[1] = "plus";
    words.insert(words.end(), {"--save", "tired"});
    const Json plus = reg(words)["series"];
    ASSERT_EQ(one.size(), 7U);
    for (std::size_t i = 0; i < one.size(); ++i) {
        const double time = 20.0 * static_cast<double>(i);
        EXPECT_NEAR(one[i]["timeUs"].get<double>(), time, 1e-9);
        const double excited = (1.0 - one[i]["bloch"][0][2].get<double>()) / 2.0;
        EXPECT_NEAR(excited, std::exp(-time / 80.0), 1e-6);
        EXPECT_NEAR(one[i]["fidelityToStart"].get<double>(), std::exp(-time / 80.0), 1e-6);
        EXPECT_NEAR(plus[i]["bloch"][0][0].get<double>(), std::exp(-time / 50.0), 1e-6);
        const double x = std::exp(-time / 50.0), z = 1.0 - std::exp(-time / 80.0);
        EXPECT_NEAR(plus[i]["purity"].get<double>(), (1.0 + x * x + z * z) / 2.0, 1e-6);
    }
    const Json tired = reg({"show", "tired"});
    EXPECT_EQ(tired["pure"], false);
    EXPECT_NEAR(tired["purity"].get<double>(), plus.back()["purity"].get<double>(), 1e-12);
    EXPECT_EQ(
        states({"evolve", "one", "--t1", "80", "--t2", "50", "--time", "120", "--points", "6"})["series"],
        one)
        << "the short form is the same";
    EXPECT_THAT(refused({"register", "evolve", "one", "--t1", "10", "--t2", "30", "--time", "1"}),
                HasSubstr("T2"));
}

TEST_F(States, GroupsChangePartnersByTheirRuleAndUndoRestoresEveryBit) {
    for (const char* id : {"a", "b", "c"})
        states({"create", id, "--context", "c=0.1,-0.0,0.3", "--tier", "pinned"});
    group({"create", "g", "--member", "a", "--member", "b", "--strength", "0.5"});
    group({"add", "g", "c"});
    group({"strength", "g", "-1", "--pair", "a", "c"});
    const Json before = states({"list"});
    const Json previewed = group({"apply", "g", "a", "--in", "c", "--delta", "0.2,4,-1", "--preview"});
    EXPECT_EQ(previewed["applied"], false);
    EXPECT_EQ(vectorOf("b", "c"), (Json{0.1, -0.0, 0.3}));
    const Json applied = group({"apply", "g", "a", "--in", "c", "--delta", "0.2,4,-1"});
    EXPECT_EQ(applied["changes"], previewed["changes"]);
    EXPECT_EQ(vectorOf("a", "c"), (Json{0.1 + 0.2, 4.0, 0.3 - 1.0}));
    EXPECT_EQ(vectorOf("b", "c"), (Json{0.1 + 0.5 * 0.2, 2.0, 0.3 + 0.5 * -1.0}));
    EXPECT_EQ(vectorOf("c", "c"), (Json{0.1 - 0.2, -4.0, 0.3 + 1.0}));
    EXPECT_EQ(group({"undo"})["refersTo"], 1);
    for (const char* id : {"a", "b", "c"})
        EXPECT_EQ(vectorOf(id, "c").dump(), "[0.1,-0.0,0.3]") << "the sign of zero, too";
    EXPECT_EQ(group({"redo"})["action"], "redo");
    EXPECT_EQ(vectorOf("a", "c"), (Json{0.1 + 0.2, 4.0, 0.3 - 1.0}));
    states({"update", "b", "--weight", "c=0.4"});
    EXPECT_THAT(refused({"group", "undo"}), HasSubstr("update record 'b'"));
    states({"undo"});
    EXPECT_EQ(states({"undo"})["kind"], "apply-to-group");
    EXPECT_EQ(vectorOf("b", "c").dump(), "[0.1,-0.0,0.3]");
    const Json log = group({"log"});
    ASSERT_EQ(log["lines"].size(), 4U);
    EXPECT_EQ(log["lines"][3]["action"], "undo");
    const Json page = group({"log", "--limit", "1", "--before", "3"});
    ASSERT_EQ(page["lines"].size(), 1U);
    EXPECT_EQ(page["lines"][0]["line"], 2);
    EXPECT_EQ(page["before"], 2);
}

TEST_F(States, CorrelationsAreMeasuredFromTheVectors) {
    states({"create", "up", "--context", "c=1,2,3,4"});
    states({"create", "down", "--context", "c=4,3,2,1"});
    states({"create", "flat", "--context", "c=1,1,1,1"});
    group({"create", "g", "--member", "up", "--member", "down", "--member", "flat", "--strength", "0.9"});
    const Json pairs = group({"correlations", "g", "--in", "c"})["pairs"];
    ASSERT_EQ(pairs.size(), 3U);
    EXPECT_NEAR(pairs[0]["coefficient"].get<double>(), -1.0, 1e-12) << "whatever strength was set";
    EXPECT_TRUE(pairs[1]["coefficient"].is_null());
    EXPECT_THAT(std::string(pairs[1]["reason"]), HasSubstr("equal numbers"));
}

TEST_F(States, EveryEditIsUndoneAndDoneAgainAcrossProcesses) {
    makeUser();
    reg({"create", "pair", "--bell"});
    reg({"create", "more", "--ghz", "10"});
    const Json more = reg({"show", "more"});
    reg({"rename", "more", "less"});
    reg({"remove", "less"});
    states({"remove", "user"});
    EXPECT_EQ(states({"log"}).size(), 6U);
    EXPECT_EQ(states({"undo"})["text"], "remove record 'user'");
    EXPECT_EQ(vectorOf("user", "home"), (Json{1.0, 0.0, 2.0}));
    states({"undo"});
    states({"undo"});
    EXPECT_EQ(reg({"show", "more"}), more);
    for (int i = 0; i < 3; ++i) states({"undo"});
    EXPECT_EQ(states({"list"})["registers"], Json::array());
    EXPECT_THAT(refused({"undo"}), HasSubstr("nothing is left to undo"));
    EXPECT_THAT(refused({"undo"}), HasSubstr("can be done again"));
    for (int i = 0; i < 6; ++i) states({"redo"});
    const Json list = states({"list"});
    EXPECT_EQ(list["records"], Json::array());
    ASSERT_EQ(list["registers"].size(), 1U);
    EXPECT_EQ(list["registers"][0]["register"], "pair");
    EXPECT_THAT(refused({"redo"}), HasSubstr("nothing was undone"));
    EXPECT_THAT(refused({"redo"}), HasSubstr("undo something first"));
    EXPECT_THAT(refused({"group", "redo"}), HasSubstr("states group log"));
}

TEST_F(States, SixProgramsThatMakeRecordsAtOnceAllSucceed) {
    tool.write("six.sh",
               "for i in 1 2 3 4 5 6; do\n"
               "  qstore states create r$i --context c=$i >/dev/null 2>err.$i; echo $? >code.$i &\n"
               "done\nwait\ncat err.* code.*\n");
    states({"create", "r0", "--context", "c=0"});
    const Outcome six = tool.shell("sh six.sh");
    EXPECT_EQ(six.out, "0\n0\n0\n0\n0\n0\n");
    EXPECT_EQ(idsOf(states({"list"})["records"]), (Words{"r0", "r1", "r2", "r3", "r4", "r5", "r6"}));
    EXPECT_EQ(states({"log"}).size(), 7U);
}

/// A register whose amplitudes are damaged is in nobody's way who does not ask for it.
TEST_F(States, VerbsReadOnlyTheRegistersThatTheyAreAbout) {
    reg({"create", "large", "--ghz", "12"});
    reg({"create", "pair", "--bell"});
    {
        const auto workspace = qstore::Workspace::open(tool.folder() / "test.qstore", false);
        ASSERT_TRUE(workspace);
        ASSERT_TRUE(qstore::testing::executeSql(
            **workspace,
            "UPDATE state_pieces SET bytes = substr(bytes, 1, 1000) WHERE length(bytes) > 60000"));
    }
    EXPECT_THAT(refused({"register", "show", "large"}), HasSubstr("restore a backup"));
    const Json list = states({"list"})["registers"];
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(list[0], (Json{{"register", "large"},
                             {"nature", "simulated"},
                             {"qubits", 12},
                             {"pure", true},
                             {"origin", "GHZ state"},
                             {"contexts", Json::array()}}));
    EXPECT_NEAR(reg({"show", "pair"})["purity"].get<double>(), 1.0, 1e-12);
    reg({"rename", "pair", "two"});
    states({"create", "a", "--context", "c=1"});
    states({"undo"});
    EXPECT_EQ(states({"undo"})["text"], "rename register 'pair'");
}

TEST_F(States, AMemberThatIsNoneAnyMoreIsToldFromTheOthers) {
    for (const char* id : {"a", "b", "c"}) states({"create", id, "--context", "c=1"});
    group({"create", "g", "--member", "a", "--member", "b", "--member", "c"});
    EXPECT_EQ(group({"show", "g"})["removedMembers"], Json::array());
    states({"remove", "a"});
    states({"remove", "b"});
    states({"create", "b", "--context", "c=2"});
    const Json shown = group({"show", "g"});
    EXPECT_EQ(shown["members"], (Json{"a", "b", "c"}));
    EXPECT_EQ(shown["removedMembers"], Json{"a"});
    EXPECT_EQ(shown["madeAnewMembers"], Json{"b"});
    EXPECT_EQ(states({"list"})["groups"][0]["removedMembers"], Json{"a"});
    for (const Words& words : {Words{"states", "group", "show", "g"}, Words{"states", "list"}})
        EXPECT_THAT(tool.done(words).out, HasSubstr("a (removed), b (made anew), c\n"));
    group({"add", "g", "b"});
    EXPECT_EQ(group({"show", "g"})["madeAnewMembers"], Json::array());
}

TEST_F(States, TheOriginOfARegisterSaysWhatWasDoneToIt) {
    reg({"create", "pair", "--bell"});
    reg({"evolve", "pair", "--t1", "30", "--t2", "40", "--time", "10", "--save", "pair"});
    EXPECT_EQ(reg({"show", "pair"})["origin"], "Bell state Φ+; evolved 10 us under T1=30 us, T2=40 us");
    reg({"measure", "pair", "--when", "0=1", "--save", "left"});
    EXPECT_THAT(std::string(reg({"show", "left"})["origin"]), HasSubstr("T2=40 us; kept where q0=1"));
    states({"undo"});
    states({"undo"});
    EXPECT_EQ(reg({"show", "pair"})["origin"], "Bell state Φ+");
}

TEST_F(States, SayWhatIsWrong) {
    makeUser();
    reg({"create", "pair", "--bell"});
    EXPECT_THAT(refused({"create", "user", "--context", "c=1"}), HasSubstr("'user' already"));
    EXPECT_THAT(refused({"create", "x"}), HasSubstr("no context"));
    EXPECT_THAT(refused({"create", "x", "--context", "c=1,zwei"}), HasSubstr("'zwei'"));
    EXPECT_THAT(refused({"create", "x", "--context", "1,2"}), HasSubstr("NAME=VALUE"));
    EXPECT_THAT(refused({"create", "x", "--context", "c=nan"}), HasSubstr("nan"));
    EXPECT_THAT(refused({"create", "x", "--context", "c=1", "--weight", "c=-1"}), HasSubstr("-1"));
    EXPECT_THAT(refused({"create", "x", "--context", "c=1", "--weight", "d=1"}), HasSubstr("'d'"));
    EXPECT_THAT(refused({"create", "x", "--context", "c=1", "--created", millisecondsAgo(-3'600'000)}),
                HasSubstr("record 'x' would be made"));
    EXPECT_THAT(refused({"create", "x", "--context", "home=1,2", "--context", "home=3,4"}),
                HasSubstr("--context names 'home' twice"));
    EXPECT_THAT(refused({"update", "user", "--weight", "home=1", "--weight", "home=2"}),
                HasSubstr("--weight names 'home' twice"));
    EXPECT_THAT(refused({"show", "usr"}), HasSubstr("'user'"));
    EXPECT_THAT(refused({"update", "user"}), HasSubstr("nothing to change"));
    EXPECT_THAT(refused({"coherence", "--short", "soon"}), HasSubstr("'soon'"));
    EXPECT_THAT(refused({"coherence", "--short", "30d"}), HasSubstr("ascending"));
    EXPECT_THAT(refused({"query", "--vector", "0,0"}), HasSubstr("all zeros"));
    EXPECT_THAT(refused({"query", "--group", "nobody"}), HasSubstr("'nobody'"));
    EXPECT_THAT(refused({"register", "create", "pair", "--w", "3"}), HasSubstr("'pair' already"));
    EXPECT_THAT(refused({"register", "create", "x", "--w", "1"}), HasSubstr("1 qubits"));
    EXPECT_THAT(refused({"register", "create", "x", "--w", "0"}), HasSubstr("W state of 0 qubits"));
    EXPECT_THAT(refused({"register", "create", "x", "--ghz", "0"}), HasSubstr("GHZ state of 0 qubits"));
    EXPECT_THAT(refused({"evolve", "pair", "--t1", "10", "--t2", "10", "--time", "-10"}),
                HasSubstr("for -10 us"));
    EXPECT_THAT(refused({"register", "measure", "pair", "--qubits", "0,7"}), HasSubstr("7"));
    EXPECT_THAT(refused({"register", "measure", "pair", "--when", "0=2"}), HasSubstr("'0=2'"));
    EXPECT_THAT(refused({"register", "measure", "pair", "--when", "0=1", "--when", "1=0"}),
                HasSubstr("probability zero"));
    EXPECT_THAT(refused({"group", "create", "g", "--member", "usr"}), HasSubstr("'usr'"));
    EXPECT_THAT(refused({"group", "create", "g", "--member", "user", "--strength", "2"}), HasSubstr("2"));
    EXPECT_EQ(tool.run({"states", "tier", "user", "forever"}).exitCode, 2);
    for (const Words& words :
         {Words{"states", "query", "--top", "0"}, Words{"states", "log", "--limit", "0"},
          Words{"states", "group", "log", "--limit", "0"},
          Words{"states", "register", "show", "pair", "--top", "0"},
          Words{"states", "register", "measure", "pair", "--top", "0"}}) {
        const Outcome outcome = tool.run(words);
        EXPECT_EQ(outcome.exitCode, 2) << words[1];
        EXPECT_THAT(outcome.error, HasSubstr("must be 1 or more, and is '0'")) << words[1];
    }
    EXPECT_EQ(tool.run({"states", "register", "create", "x"}).exitCode, 2);
    EXPECT_EQ(states({"list"})["records"].size(), 1U);
    EXPECT_EQ(states({"list"})["registers"].size(), 1U);
}

}  // namespace
