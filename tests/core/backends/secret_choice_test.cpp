// SPDX-License-Identifier: Apache-2.0
#include "core/backends/secret_choice.h"

#include <gmock/gmock.h>

#include "core/backends/environment_secrets.h"
#include "core/backends/profile_rules.h"
#include "core/backends/session_secrets.h"
#include "tests/core/backends/temporary_home.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const Secret key{"planted-key-0123456789"};

class Secrets : public test::TemporaryHome {
protected:
    Secrets() {
        m_profile.name = "some-lab";
        m_profile.endpoint = "https://api.ionq.co/v0.4";
    }
    ~Secrets() override { ::unsetenv("QSTORE_KEY_SOME_LAB"); }

    BackendProfile m_profile;
    EnvironmentSecrets m_environment;
    std::shared_ptr<SecretStore> m_keychain = std::make_shared<SessionSecrets>();
    std::shared_ptr<Vault> m_vault = std::make_shared<Vault>(m_home / "keys.vault", VaultCost{1, 8});
};

TEST_F(Secrets, TheSessionForgetsWithItsStore) {
    SessionSecrets store;
    EXPECT_EQ(store.find("lab", "host").value(), std::nullopt);
    ASSERT_TRUE(store.keep("lab", "host", key));
    EXPECT_EQ(store.find("lab", "host").value(), key);
    EXPECT_EQ(store.find("lab", "other").value(), std::nullopt);
    ASSERT_TRUE(store.keep("lab", "host", Secret("another")));
    EXPECT_EQ(store.find("lab", "host").value(), Secret("another"));
    ASSERT_TRUE(store.forget("lab", "host"));
    EXPECT_EQ(store.find("lab", "host").value(), std::nullopt);
    EXPECT_EQ(SessionSecrets().find("lab", "host").value(), std::nullopt);
}

TEST_F(Secrets, TheEnvironmentIsReadAndNeverWritten) {
    EXPECT_EQ(m_environment.find("some-lab", "h").value(), std::nullopt);
    EXPECT_TRUE(m_environment.forget("some-lab", "h"));
    ::setenv("QSTORE_KEY_SOME_LAB", "planted-key-0123456789", 1);
    EXPECT_EQ(m_environment.find("some-lab", "any host").value(), key);
    EXPECT_EQ(m_environment.keep("some-lab", "h", key).error().code, ErrorCode::Unsupported);
    EXPECT_EQ(m_environment.forget("some-lab", "h").error().code, ErrorCode::Unsupported);
    ::setenv("QSTORE_KEY_SOME_LAB", "two words", 1);
    const auto bad = m_environment.find("some-lab", "h");
    ASSERT_FALSE(bad);
    EXPECT_THAT(bad.error().message, HasSubstr("QSTORE_KEY_SOME_LAB"));
    EXPECT_THAT(bad.error().message, Not(HasSubstr("two words")));
}

TEST_F(Secrets, AHealthyKeychainIsTakenWithoutAWord) {
    const auto choice = chooseSecretStore(m_keychain, {true, {}, false}, m_vault).value();
    EXPECT_EQ(choice.store, m_keychain);
    EXPECT_EQ(choice.place, SecretPlace::Keychain);
    EXPECT_EQ(choice.announcement, "");
}

TEST_F(Secrets, EveryFallbackIsAnnouncedWithItsReason) {
    const KeychainHealth broken{false, "nobody answers", false};
    const auto session = chooseSecretStore(m_keychain, broken, m_vault).value();
    EXPECT_EQ(session.place, SecretPlace::Session);
    EXPECT_THAT(session.announcement, HasSubstr("nobody answers"));
    EXPECT_THAT(session.announcement, HasSubstr("this session only"));
    ASSERT_TRUE(m_vault->create(Secret("master password")));
    const auto vault = chooseSecretStore(m_keychain, broken, m_vault).value();
    EXPECT_EQ(vault.store, m_vault);
    EXPECT_THAT(vault.announcement, HasSubstr("nobody answers"));
    EXPECT_THAT(vault.announcement, HasSubstr("vault"));
    EXPECT_EQ(chooseSecretStore(nullptr, {true, {}, false}, m_vault)->place, SecretPlace::Vault);
}

TEST_F(Secrets, AWantedPlaceIsTakenOrRefused) {
    EXPECT_EQ(chooseSecretStore(m_keychain, {true, {}, false}, m_vault, SecretPlace::Vault)->store,
              m_vault);
    EXPECT_EQ(chooseSecretStore(m_keychain, {true, {}, false}, m_vault, SecretPlace::Session)->place,
              SecretPlace::Session);
    const auto refused =
        chooseSecretStore(m_keychain, {false, "it is locked", true}, m_vault, SecretPlace::Keychain);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("it is locked"));
    EXPECT_FALSE(chooseSecretStore(m_keychain, {true, {}, false}, m_vault, SecretPlace::Environment));
    EXPECT_EQ(findSecretPlace("vault"), SecretPlace::Vault);
    EXPECT_EQ(findSecretPlace("plain-text"), std::nullopt);
}

TEST_F(Secrets, TheEnvironmentComesFirstAndSaysWhatItHides) {
    const auto choice = chooseSecretStore(m_keychain, {true, {}, false}, m_vault).value();
    EXPECT_FALSE(findKey(m_profile, m_environment, choice).value());
    ASSERT_TRUE(m_keychain->keep("some-lab", "api.ionq.co", Secret("kept-in-the-chain-WXYZ")));
    EXPECT_EQ(findKey(m_profile, m_environment, choice).value()->place, SecretPlace::Keychain);
    ::setenv("QSTORE_KEY_SOME_LAB", "planted-key-0123456789", 1);
    const auto both = findKey(m_profile, m_environment, choice).value();
    EXPECT_EQ(both->key, key);
    EXPECT_EQ(both->place, SecretPlace::Environment);
    EXPECT_THAT(both->hint, HasSubstr("QSTORE_KEY_SOME_LAB"));
    EXPECT_THAT(both->hint, HasSubstr("WXYZ"));
    EXPECT_THAT(both->hint, Not(HasSubstr("chain-WXYZ")));
    // A locked store does not stand in the way of a key that is there.
    ASSERT_TRUE(m_vault->create(Secret("master password")));
    m_vault->lock();
    const SecretChoice locked{m_vault, SecretPlace::Vault, {}};
    EXPECT_EQ(findKey(m_profile, m_environment, locked).value()->key, key);
    ::unsetenv("QSTORE_KEY_SOME_LAB");
    EXPECT_EQ(findKey(m_profile, m_environment, locked).error().code, ErrorCode::Busy);
}

TEST_F(Secrets, AChangedHostHasNoKey) {
    const auto choice = chooseSecretStore(m_keychain, {true, {}, false}, m_vault).value();
    ASSERT_TRUE(m_keychain->keep("some-lab", keyHost(m_profile), key));
    m_profile.endpoint = "https://api.evil.example/v0.4";
    EXPECT_FALSE(findKey(m_profile, m_environment, choice).value());
}

}  // namespace
}  // namespace qstore
