// SPDX-License-Identifier: GPL-3.0-or-later
// Run by with_keyring.sh in sessions whose keychain is present, locked, empty or absent.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QEventLoop>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <vector>

#include "core/base/configuration_folder.h"

#include "plugins/host/keychain_job.h"
#include "plugins/host/keychain_store.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const Secret key{"planted-key-\"0123\\456789"};

/// The entry as it lies in the keychain.
std::optional<Secret> rawEntry() {
    QEventLoop loop;
    std::optional<Secret> found;
    readKeychain({}, &loop, [&](const Result<std::optional<Secret>>& read) {
        EXPECT_TRUE(read) << (read ? "" : read.error().message);
        if (read) found = *read;
        loop.quit();
    });
    loop.exec();
    return found;
}

Status writeRaw(const Secret& text) {
    QEventLoop loop;
    Status status;
    writeKeychain({}, text, &loop, [&](const Status& written) {
        status = written;
        loop.quit();
    });
    loop.exec();
    return status;
}

/// The same promises of a keychain that does not answer: nothing is found, nothing is kept, and why.
void expectUnusable(const std::string& reason, ErrorCode code) {
    const auto store = std::make_shared<KeychainStore>();
    const KeychainHealth health = store->probe();
    EXPECT_FALSE(health.usable);
    EXPECT_THAT(health.reason, HasSubstr(reason));
    const auto found = store->find("lab", "api.ionq.co");
    ASSERT_FALSE(found) << "this must not look like an account without a key";
    EXPECT_EQ(found.error().code, code);
    EXPECT_FALSE(found.error().hint.empty());
    const Status kept = store->keep("lab", "api.ionq.co", key);
    ASSERT_FALSE(kept);
    EXPECT_EQ(kept.error().code, code);
    EXPECT_THAT(kept.error().message + kept.error().hint, Not(HasSubstr("planted")));
    EXPECT_FALSE(store->forget("lab", "api.ionq.co"));

    const std::filesystem::path home = std::getenv("HOME");
    const auto vault = std::make_shared<Vault>(home / "keys.vault", VaultCost{1, 8});
    const auto choice = chooseSecretStore(store, health, vault);
    ASSERT_TRUE(choice);
    EXPECT_EQ(choice->place, SecretPlace::Session);
    EXPECT_THAT(choice->announcement, HasSubstr(reason));
    ASSERT_TRUE(choice->store->keep("lab", "api.ionq.co", key));
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(home)) {
        if (!entry.is_regular_file()) continue;
        ++files;
        std::ifstream stream(entry.path(), std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>(stream), {}};
        EXPECT_THAT(text, Not(HasSubstr("planted-key"))) << entry.path();
    }
    EXPECT_LT(files, 100U);
}

TEST(present, KeepsKeysForTheNextProgram) {
    KeychainStore store;
    EXPECT_TRUE(store.probe().usable) << store.probe().reason;
    EXPECT_EQ(store.find("lab", "api.ionq.co").value(), std::nullopt);
    EXPECT_TRUE(store.forget("lab", "api.ionq.co")) << "forgetting nothing is no error";
    const Status kept = store.keep("lab", "api.ionq.co", key);
    ASSERT_TRUE(kept) << kept.error().message;
    KeychainStore other;
    EXPECT_EQ(other.find("lab", "api.ionq.co").value(), key);
    EXPECT_EQ(other.find("lab", "evil.example").value(), std::nullopt) << "bound to its host";
    ASSERT_TRUE(store.keep("lab", "api.ionq.co", Secret("renewed")));
    EXPECT_EQ(other.find("lab", "api.ionq.co").value(), Secret("renewed"));
    ASSERT_TRUE(store.forget("lab", "api.ionq.co"));
    EXPECT_EQ(other.find("lab", "api.ionq.co").value(), std::nullopt);
}

TEST(present, AllKeysAreOneEntry) {
    KeychainStore store;
    ASSERT_TRUE(store.keep("a", "x", Secret("1")));
    ASSERT_TRUE(store.keep("b", "y", Secret("2")));
    EXPECT_EQ(rawEntry(), Secret(R"({"a@x":"1","b@y":"2"})"));
    ASSERT_TRUE(store.forget("a", "x"));
    EXPECT_EQ(rawEntry(), Secret(R"({"b@y":"2"})"));
    ASSERT_TRUE(store.forget("b", "y"));
    EXPECT_EQ(rawEntry(), std::nullopt) << "nothing is left behind";
    EXPECT_FALSE(store.keep("a", "x", Secret("not a key")));
}

TEST(present, AForeignEntryIsNotOverwritten) {
    ASSERT_TRUE(writeRaw(Secret("somebody else's")));
    KeychainStore store;
    EXPECT_EQ(store.find("lab", "h").error().code, ErrorCode::Corrupt);
    EXPECT_EQ(store.keep("lab", "h", key).error().code, ErrorCode::Corrupt);
    EXPECT_EQ(rawEntry(), Secret("somebody else's"));
    ASSERT_TRUE(writeRaw(Secret("{}")));
    EXPECT_TRUE(store.keep("lab", "h", key));
    EXPECT_TRUE(store.forget("lab", "h"));
}

TEST(present, WaitingEndsWithTheTimeLimitOrWhenAsked) {
    KeychainEntry hurried;
    hurried.timeoutMs = 0;
    const auto late = KeychainStore(hurried).find("lab", "h");
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, ErrorCode::Busy);
    EXPECT_THAT(late.error().message, HasSubstr("did not answer"));
    std::stop_source stop;
    stop.request_stop();
    KeychainStore stopped({}, stop.get_token());
    EXPECT_EQ(stopped.find("lab", "h").error().code, ErrorCode::Cancelled);
    EXPECT_FALSE(stopped.probe().usable);
}

TEST(present, AJobFinishesOnceAndADeletedOneIsSilent) {
    int finished = 0;
    auto dropped = std::make_unique<KeychainJob>();
    QObject::connect(dropped.get(), &KeychainJob::finished, dropped.get(),
                     [&finished] { finished += 100; });
    dropped->keep("lab", "h", key);
    dropped.reset();
    KeychainJob job;
    QEventLoop loop;
    QObject::connect(&job, &KeychainJob::finished, &loop, [&finished, &loop] {
        ++finished;
        loop.quit();
    });
    job.find("lab", "h");
    EXPECT_EQ(finished, 0) << "never from within the call";
    loop.exec();
    EXPECT_EQ(finished, 1);
    ASSERT_TRUE(job.status());
    EXPECT_EQ(job.secret(), std::nullopt) << "the dropped job wrote nothing after it was dropped";
}

TEST(present, ManyWritersAtOnceLoseNoKey) {
    constexpr int writers = 8;
    QEventLoop loop;
    std::vector<std::unique_ptr<KeychainJob>> jobs;
    int left = writers;
    for (int index = 0; index < writers; ++index) {
        jobs.push_back(std::make_unique<KeychainJob>());
        QObject::connect(jobs.back().get(), &KeychainJob::finished, &loop, [&] {
            if (--left == 0) loop.quit();
        });
    }
    for (int index = 0; index < writers; ++index)
        jobs[static_cast<std::size_t>(index)]->keep("p" + std::to_string(index), "h", key);
    if (left > 0) loop.exec();
    KeychainStore store;
    for (int index = 0; index < writers; ++index) {
        EXPECT_TRUE(jobs[static_cast<std::size_t>(index)]->status());
        EXPECT_EQ(store.find("p" + std::to_string(index), "h").value(), key) << index;
        EXPECT_TRUE(store.forget("p" + std::to_string(index), "h"));
    }
    EXPECT_EQ(rawEntry(), std::nullopt);
}

TEST(present, WhoHoldsTheLockIsWaitedForAndADeadOneIsNot) {
    const auto path = configurationFolder() / "keychain.lock";
    QLockFile other(QString::fromStdString(path.string()));
    ASSERT_TRUE(other.tryLock(0));
    KeychainEntry hurried;
    hurried.timeoutMs = 100;
    const Status kept = KeychainStore(hurried).keep("lab", "h", key);
    ASSERT_FALSE(kept);
    EXPECT_EQ(kept.error().code, ErrorCode::Busy);
    EXPECT_THAT(kept.error().message, HasSubstr("another program"));
    other.unlock();
    // What a program leaves behind that was killed: a process of that number is not there.
    std::ofstream(path) << "999999999\nqstore\n\n\n\n";
    EXPECT_TRUE(KeychainStore().keep("lab", "h", key));
    EXPECT_TRUE(KeychainStore().forget("lab", "h"));
}

TEST(locked, IsSaidAndNotTakenForEmpty) {
    expectUnusable("locked", ErrorCode::Busy);
}

TEST(empty, AKeychainWithoutAKeyringCannotKeepAnything) {
    expectUnusable("no keyring yet", ErrorCode::Busy);
}

TEST(absent, IsSaidAtOnce) {
    expectUnusable("cannot be reached", ErrorCode::Unsupported);
}

}  // namespace
}  // namespace qstore

int main(int argc, char** argv) {
    ::testing::InitGoogleTest(&argc, argv);
    const QCoreApplication application(argc, argv);
    return RUN_ALL_TESTS();
}
