// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pty.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <random>
#include <sstream>

#include "tests/app/small_cloud.h"
#include "tests/app/tool.h"

namespace {

using qstore::test::closedPort;
using qstore::test::Outcome;
using qstore::test::SmallCloud;
using qstore::test::Tool;
using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::json;
namespace fs = std::filesystem;

std::string randomKey() {
    std::random_device device;
    std::string key = "k";
    for (int index = 0; index < 40; ++index) key += "0123456789abcdef"[device() % 16];
    return key;
}

/// What can be read of it: a process of /proc may end meanwhile.
std::string slurp(const fs::path& path) {
    std::ifstream stream(path, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();  // a failing read ends it and does not throw
    return text.str();
}

/// A home without a keychain, and a key that must stay out of it. What is sent to standard input lies
/// outside.
class Accounts : public ::testing::Test {
protected:
    Accounts() {
        fs::create_directory(m_home);
        for (const char* name : {"DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY", "QSTORE_KEY_LAB",
                                 "http_proxy", "https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY"})
            ::unsetenv(name);
        ::setenv("HOME", m_home.c_str(), 1);
        ::setenv("XDG_CONFIG_HOME", (m_home / "config").c_str(), 1);
        ::setenv("XDG_DATA_HOME", (m_home / "data").c_str(), 1);
        ::setenv("XDG_RUNTIME_DIR", m_home.c_str(), 1);
        m_tool.write("key", m_key + "\n");
        m_tool.write("password", m_password + "\n");
        m_tool.write("both", m_password + "\n" + m_key + "\n");
        m_tool.write("passwords", m_password + "\nanother password\n");
    }

    /// `qstore accounts …` with a file as standard input; the last word may be --json.
    Outcome accounts(const std::string& words, const std::string& input = "/dev/null") const {
        Outcome outcome = m_tool.shell("qstore accounts " + words + " < " + input);
        EXPECT_THAT(outcome.out + outcome.error, Not(HasSubstr(m_key))) << words;
        EXPECT_THAT(outcome.out + outcome.error, Not(HasSubstr(m_password))) << words;
        return outcome;
    }
    Outcome done(const std::string& words, const std::string& input = "/dev/null") const {
        Outcome outcome = accounts(words, input);
        EXPECT_EQ(outcome.exitCode, 0) << words << '\n' << outcome.out << outcome.error;
        return outcome;
    }
    /// Fails with that exit code, an error and a hint.
    Outcome fails(const std::string& words, int code, const std::string& input = "/dev/null") const {
        Outcome outcome = accounts(words, input);
        EXPECT_EQ(outcome.exitCode, code) << words << '\n' << outcome.out << outcome.error;
        EXPECT_THAT(outcome.error, HasSubstr("error: "));
        EXPECT_THAT(outcome.error, HasSubstr("\nhint: "));
        return outcome;
    }
    /// In no file of the home, and on no command line of the machine.
    void expectKeyNowhere() const {
        std::size_t files = 0;
        for (const auto& entry : fs::recursive_directory_iterator(m_home)) {
            if (!entry.is_regular_file()) continue;
            ++files;
            const std::string text = slurp(entry.path());
            EXPECT_THAT(text, Not(HasSubstr(m_key))) << entry.path();
            EXPECT_THAT(text, Not(HasSubstr(m_password))) << entry.path();
        }
        EXPECT_GT(files, 0U);
        std::size_t processes = 0;
        std::error_code ignored;
        for (const auto& entry : fs::directory_iterator("/proc")) {
            const std::string line = slurp(entry.path() / "cmdline");
            processes += line.empty() ? 0U : 1U;
            EXPECT_EQ(line.find(m_key), std::string::npos) << entry.path();
        }
        EXPECT_GT(processes, 0U);
    }

    Tool m_tool;
    fs::path m_home = m_tool.folder() / "home";
    std::string m_key = randomKey(), m_password = "correct horse battery";
};

TEST_F(Accounts, ProfilesAreAddedChangedListedAndRemoved) {
    EXPECT_EQ(done("list --json").json(), Json::array());
    EXPECT_THAT(done("add lab --provider ionq").out, HasSubstr("no key yet"));
    done(
        "add work --provider ibm --region eu-de --instance crn:v1:x:y:z:eu-de:a/1:2:: --proxy "
        "http://proxy:3128");
    const Json list = done("list --json").json();
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(list[0]["endpoint"], "https://api.ionq.co/v0.4");
    EXPECT_EQ(list[0]["key"], (Json{{"place", "none"}}));
    EXPECT_EQ(list[1]["endpoint"], "https://eu-de.quantum.cloud.ibm.com/api/v1");
    EXPECT_EQ(list[1]["proxy"], "http://proxy:3128");
    done("change work --region us-east --proxy ''");
    const Json changed = done("list --json").json()[1];
    EXPECT_EQ(changed["endpoint"], "https://quantum.cloud.ibm.com/api/v1");
    EXPECT_FALSE(changed.contains("proxy"));
    done("rename work job");
    done("remove job");
    EXPECT_EQ(done("list --json").json().size(), 1U);
    EXPECT_THAT(fails("remove la", 1).error, HasSubstr("did you mean 'lab'"));
    struct stat status {};
    ASSERT_EQ(::stat((m_home / "config/qstore/accounts.json").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(Accounts, WrongProfilesAreRefused) {
    EXPECT_THAT(fails("add lab --provider ionq --endpoint http://api.ionq.co", 1).error,
                HasSubstr("unencrypted"));
    EXPECT_THAT(fails("add 'my lab' --provider ionq", 1).error, HasSubstr("'my lab'"));
    EXPECT_THAT(fails("add lab --provider ibm", 1).error, HasSubstr("--instance"));
    EXPECT_THAT(fails("add lab --provider ionq --ca-file none.pem", 1).error, HasSubstr("none.pem"));
    EXPECT_THAT(fails("add lab --provider ionq --endpoint https://x.org --region us-east", 1).error,
                HasSubstr("--region and --endpoint"));
    EXPECT_EQ(fails("add lab --provider braket", 2).exitCode, 2);
    EXPECT_EQ(done("list --json").json(), Json::array());
    done("add lab --provider ionq");
    EXPECT_THAT(fails("add LAB --provider ionq", 1).error, HasSubstr("QSTORE_KEY_LAB"));
}

TEST_F(Accounts, ASecretOnTheCommandLineIsRefusedAndNotRepeated) {
    done("add lab --provider ionq");
    // The shell sees it in a variable, so that the key stands on the command line of qstore alone.
    for (const char* words : {"key lab --key $(cat key)", "key lab --key=$(cat key)", "key lab $(cat key)",
                              "add two --provider ionq --api-key $(cat key)", "key lab --token $(cat key)",
                              "password --password $(cat key)", "key --key $(cat key) lab"}) {
        const Outcome outcome = fails(words, 2);
        EXPECT_THAT(outcome.error, HasSubstr("shell's history")) << words;
        EXPECT_THAT(fails(std::string(words) + " --json", 2).out, HasSubstr("\"usage\"")) << words;
    }
    EXPECT_EQ(done("list --json").json().size(), 1U);
}

TEST_F(Accounts, WithoutAKeychainAKeyGoesToAVaultAndThatIsSaid) {
    done("add lab --provider ionq");
    // Nobody to ask for a password: nothing is kept, rather than in plain text.
    const Outcome refused = fails("key lab --key-stdin", 1, "key");
    EXPECT_THAT(refused.error, HasSubstr("keychain cannot be used"));
    EXPECT_THAT(refused.error, HasSubstr("--password-stdin"));
    const Outcome kept = done("key lab --key-stdin --password-stdin --json", "both");
    EXPECT_EQ(kept.json()["key"]["place"], "vault");
    EXPECT_THAT(kept.error, HasSubstr("keys are kept in a vault file"));
    EXPECT_TRUE(fs::exists(m_home / "config/qstore/keys.vault"));
    const Json locked = done("list --json").json()[0]["key"];
    EXPECT_EQ(locked, (Json{{"place", "none"}, {"vaultLocked", true}}));
    const Json open = done("list --password-stdin --json", "password").json()[0]["key"];
    EXPECT_EQ(open["place"], "vault");
    EXPECT_EQ(open["hint"], "…" + m_key.substr(m_key.size() - 4));
    EXPECT_THAT(fails("list --password-stdin", 1, "key").error,
                HasSubstr("not the vault's master password"));
    // A changed host has no key; the old host's is still there.
    EXPECT_THAT(done("change lab --endpoint https://api.example.org/v0.4").error,
                HasSubstr("not sent to api.example.org"));
    EXPECT_EQ(done("list --password-stdin --json", "password").json()[0]["key"]["place"], "none");
    done("change lab --endpoint https://api.ionq.co/v0.4");
    EXPECT_EQ(done("list --password-stdin --json", "password").json()[0]["key"]["place"], "vault");
    expectKeyNowhere();
    done("password --password-stdin", "passwords");
    fails("list --password-stdin", 1, "password");
    m_tool.write("password", "another password\n");
    done("key lab --forget --password-stdin", "password");
    EXPECT_EQ(done("list --password-stdin --json", "password").json()[0]["key"]["place"], "none");
    expectKeyNowhere();
}

TEST_F(Accounts, TheEnvironmentServesWithoutAnyStore) {
    done("add lab --provider ionq");
    const Outcome outcome =
        m_tool.shell("QSTORE_KEY_LAB=$(cat key) qstore accounts list --json < /dev/null");
    EXPECT_THAT(outcome.out + outcome.error, Not(HasSubstr(m_key)));
    EXPECT_EQ(outcome.json()[0]["key"]["place"], "environment");
    EXPECT_EQ(outcome.json()[0]["key"]["hint"], "…" + m_key.substr(m_key.size() - 4));
    expectKeyNowhere();
}

TEST_F(Accounts, BadKeysAreNotKeptAndNotShown) {
    done("add lab --provider ionq");
    m_tool.write("words", "the secret phrase\n");
    m_tool.write("empty", "");
    const Outcome words = fails("key lab --key-stdin", 1, "words");
    EXPECT_THAT(words.error, Not(HasSubstr("phrase")));
    fails("key lab --key-stdin", 1, "empty");
    EXPECT_THAT(fails("key lab", 1).error, HasSubstr("--key-stdin"));
    EXPECT_FALSE(fs::exists(m_home / "config/qstore/keys.vault"));
    m_tool.write("home/config/qstore/keys.vault", "not a vault");
    m_tool.write("both", m_password + "\n" + m_key + "\n");
    EXPECT_THAT(fails("key lab --key-stdin --password-stdin", 1, "both").error, HasSubstr("damaged"));
    EXPECT_THAT(fails("test lab --password-stdin", 1, "password").error, HasSubstr("damaged"));
}

TEST_F(Accounts, TheKeyIsOnNoCommandLineWhileItIsRead) {
    done("add lab --provider ionq");
    const std::string pipe = m_tool.folder() / "pipe";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    const pid_t process = m_tool.start({"bash", "-c", "exec qstore accounts key lab --key-stdin < pipe"});
    const int writer = ::open(pipe.c_str(), O_WRONLY | O_CLOEXEC);  // returns when it is read
    ASSERT_GE(writer, 0);
    ASSERT_EQ(::write(writer, m_key.data(), m_key.size()), static_cast<ssize_t>(m_key.size()));
    expectKeyNowhere();
    const std::string environment = slurp("/proc/" + std::to_string(process) + "/environ");
    EXPECT_THAT(environment, Not(HasSubstr(m_key)));
    ::close(writer);
    const Outcome outcome = m_tool.wait(process);
    EXPECT_THAT(outcome.out + outcome.error, Not(HasSubstr(m_key)));
    expectKeyNowhere();
}

TEST_F(Accounts, APromptDoesNotShowWhatIsTyped) {
    done("add lab --provider ionq");
    int terminal = -1;
    const pid_t process = ::forkpty(&terminal, nullptr, nullptr, nullptr);
    if (process == 0) {
        ::execl(QSTORE_TOOL, "qstore", "accounts", "key", "lab", static_cast<char*>(nullptr));
        ::_exit(127);
    }
    std::string shown;
    const auto readUntil = [&](const std::string& words) {
        char c = 0;
        while (words.empty() || shown.find(words) == std::string::npos)
            if (::read(terminal, &c, 1) == 1)
                shown += c;
            else
                return;
    };
    const auto type = [&](const std::string& line) {
        EXPECT_EQ(::write(terminal, (line + "\n").data(), line.size() + 1),
                  static_cast<ssize_t>(line.size() + 1));
    };
    readUntil("The key of 'lab': ");
    type(m_key);
    readUntil("A master password for the new vault: ");
    type(m_password);
    readUntil("once more: ");
    type(m_password);
    readUntil("");
    int status = 0;
    ::waitpid(process, &status, 0);
    ::close(terminal);
    EXPECT_EQ(WEXITSTATUS(status), 0) << shown;
    EXPECT_THAT(shown, HasSubstr("its key is in the vault"));
    EXPECT_THAT(shown, Not(HasSubstr(m_key)));
    EXPECT_THAT(shown, Not(HasSubstr(m_password)));
    expectKeyNowhere();
}

TEST_F(Accounts, TheTestNamesTheStepThatFailsAndItsCure) {
    const std::string nowhere = "http://127.0.0.1:" + std::to_string(closedPort()) + "/v0.4";
    done("add lab --provider ionq --practice --endpoint " + nowhere);
    const Outcome refused = fails("test lab --json", 1);
    const Json steps = refused.json()["steps"];
    ASSERT_EQ(steps.size(), 5U);
    EXPECT_EQ(steps[0]["step"], "name");
    EXPECT_EQ(steps[0]["state"], "failed");
    EXPECT_THAT(steps[0]["cure"], HasSubstr("practice-cloud"));
    for (std::size_t step = 1; step < 5; ++step) EXPECT_EQ(steps[step]["state"], "not-tried");
    EXPECT_EQ(refused.json()["passed"], false);
    EXPECT_THAT(refused.json()["error"]["message"], HasSubstr("'name'"));
}

TEST_F(Accounts, TheTestGoesThroughAllFiveSteps) {
    const SmallCloud cloud(m_key);
    done("add lab --provider ionq --practice --endpoint " + cloud.endpoint());
    EXPECT_EQ(fails("test lab --json", 1).json()["steps"][2]["state"], "failed") << "there is no key yet";
    const Outcome good =
        m_tool.shell("QSTORE_KEY_LAB=$(cat key) qstore accounts test lab --json < /dev/null");
    EXPECT_EQ(good.exitCode, 0) << good.out << good.error;
    EXPECT_EQ(good.json()["passed"], true);
    EXPECT_THAT(good.json()["steps"][4]["detail"], HasSubstr("1 device"));
    EXPECT_THAT(good.out + good.error, Not(HasSubstr(m_key)));
    m_tool.write("wrong", randomKey());
    const Outcome bad =
        m_tool.shell("QSTORE_KEY_LAB=$(cat wrong) qstore accounts test lab --json < /dev/null");
    EXPECT_EQ(bad.exitCode, 1);
    EXPECT_EQ(bad.json()["steps"][2]["state"], "failed");
    EXPECT_THAT(bad.json()["steps"][2]["cure"], HasSubstr("qstore accounts key lab"));
    EXPECT_THAT(bad.out + bad.error, Not(HasSubstr(slurp(m_tool.folder() / "wrong").substr(0, 20))));
    expectKeyNowhere();
}

}  // namespace
