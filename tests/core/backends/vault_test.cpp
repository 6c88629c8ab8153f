// SPDX-License-Identifier: Apache-2.0
#include "core/backends/vault.h"

#include <gmock/gmock.h>

#include "core/backends/vault_file.h"
#include "tests/core/backends/temporary_home.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr VaultCost cheap{1, 8};  // Argon2id's least

class VaultFile : public test::TemporaryHome {
protected:
    /// One key in it, under `m_password`.
    void makeVault() const {
        Vault vault(m_file, cheap);
        ASSERT_TRUE(vault.create(m_password));
        ASSERT_TRUE(vault.keep("lab", "api.ionq.co", m_key));
    }
    Status unlock(const std::string& bytes) const {
        std::filesystem::create_directories(m_file.parent_path());
        write(m_file, bytes);
        return Vault(m_file).unlock(m_password);
    }
    static void put(std::string& bytes, std::size_t place, std::uint32_t value) {
        for (std::size_t index = 0; index < 4; ++index)
            bytes[place + index] = static_cast<char>((value >> (8 * index)) & 0xFFU);
    }

    std::filesystem::path m_file = m_home / "config" / "keys.vault";
    Secret m_password{"correct horse"};
    Secret m_key{"sk_\"quoted\\key\"_0123456789"};
};

TEST_F(VaultFile, KeepsKeysForTheNextProgram) {
    makeVault();
    Vault vault(m_file);
    EXPECT_TRUE(vault.exists());
    EXPECT_FALSE(vault.unlocked());
    EXPECT_EQ(vault.find("lab", "api.ionq.co").error().code, ErrorCode::Busy);
    EXPECT_EQ(vault.keep("lab", "api.ionq.co", m_key).error().code, ErrorCode::Busy);
    ASSERT_TRUE(vault.unlock(m_password));
    EXPECT_EQ(vault.find("lab", "api.ionq.co").value(), m_key);
    EXPECT_EQ(vault.find("lab", "evil.example").value(), std::nullopt) << "bound to its host";
    EXPECT_EQ(vault.find("lab2", "api.ionq.co").value(), std::nullopt);
    ASSERT_TRUE(vault.forget("lab", "api.ionq.co"));
    EXPECT_EQ(vault.find("lab", "api.ionq.co").value(), std::nullopt);
    vault.lock();
    EXPECT_FALSE(vault.unlocked());
    EXPECT_EQ(vault.find("lab", "api.ionq.co").error().code, ErrorCode::Busy);
}

TEST_F(VaultFile, ShowsNeitherKeysNorNamesAndIsPrivate) {
    makeVault();
    EXPECT_EQ(mode(m_file), 0600U);
    const std::string bytes = read(m_file);
    for (const char* word : {"sk_", "quoted", "0123456789", "lab", "ionq", "horse"})
        EXPECT_THAT(bytes, Not(HasSubstr(word)));
    // The same content never looks the same twice.
    std::filesystem::remove(m_file);
    makeVault();
    EXPECT_NE(read(m_file).substr(20), bytes.substr(20));
}

TEST_F(VaultFile, AWrongPasswordIsToldFromADamagedFile) {
    makeVault();
    const auto wrong = Vault(m_file).unlock(Secret("correct horsf"));
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code, ErrorCode::InvalidArgument);
    EXPECT_THAT(wrong.error().message, Not(HasSubstr("horsf")));
    const std::string whole = read(m_file);
    ASSERT_TRUE(unlock(whole));
    for (std::size_t place = 0; place < whole.size(); ++place) {
        std::string bytes = whole;
        bytes[place] = static_cast<char>(bytes[place] ^ 1);
        const Status status = unlock(bytes);
        ASSERT_FALSE(status) << place;
        // Bytes 9 to 11 are the version's: more there is a later one. Nothing passes for a wrong password.
        const bool version = place >= 9 && place <= 11;
        EXPECT_EQ(status.error().code, version ? ErrorCode::NewerVersion : ErrorCode::Corrupt) << place;
    }
    for (std::size_t size = 0; size < whole.size(); ++size)
        ASSERT_EQ(unlock(whole.substr(0, size)).error().code, ErrorCode::Corrupt) << size;
    EXPECT_EQ(unlock(whole + "x").error().code, ErrorCode::Corrupt);
    std::filesystem::remove(m_file);
    EXPECT_EQ(Vault(m_file).unlock(m_password).error().code, ErrorCode::NotFound);
}

TEST_F(VaultFile, ALaterVersionIsNotCalledDamaged) {
    makeVault();
    std::string bytes = read(m_file);
    put(bytes, 8, 2);
    EXPECT_EQ(unlock(bytes).error().code, ErrorCode::NewerVersion);
}

TEST_F(VaultFile, AnAbsurdCostIsRefusedBeforeItIsPaid) {
    for (const VaultCost cost :
         {VaultCost{1, 0x7FFFFFFF}, VaultCost{0xFFFFFFFF, 8}, VaultCost{0, 8}, VaultCost{1, 7}}) {
        EXPECT_EQ(Vault(m_file, cost).create(m_password).error().code, ErrorCode::ResourceExhausted);
        EXPECT_FALSE(std::filesystem::exists(m_file));
        // A file whose checksum holds, as somebody with bad intentions would write it.
        SealedVault sealed;
        sealed.cost = cost;
        sealed.content.assign(16, 'x');
        EXPECT_EQ(unlock(sealed.toBytes()).error().code, ErrorCode::ResourceExhausted);
        std::filesystem::remove(m_file);
    }
}

TEST_F(VaultFile, OneIsMadeOnceWithAPasswordThatIsOne) {
    EXPECT_EQ(Vault(m_file, cheap).create(Secret("7 chars")).error().code, ErrorCode::InvalidArgument);
    EXPECT_FALSE(std::filesystem::exists(m_file));
    makeVault();
    EXPECT_EQ(Vault(m_file, cheap).create(m_password).error().code, ErrorCode::AlreadyExists);
}

TEST_F(VaultFile, ThePasswordIsChangedWithTheVaultKey) {
    makeVault();
    const std::string before = read(m_file);
    Vault other(m_file);
    ASSERT_TRUE(other.unlock(m_password));
    Vault vault(m_file, cheap);
    EXPECT_EQ(vault.changePassword(Secret("not this one"), Secret("new password")).error().code,
              ErrorCode::InvalidArgument);
    EXPECT_EQ(read(m_file), before);
    EXPECT_FALSE(vault.changePassword(m_password, Secret("short")));
    ASSERT_TRUE(vault.changePassword(m_password, Secret("new password")));
    EXPECT_EQ(vault.find("lab", "api.ionq.co").value(), m_key);
    EXPECT_EQ(Vault(m_file).unlock(m_password).error().code, ErrorCode::InvalidArgument);
    // A program that had it open must ask again, and writes nothing under the old key.
    EXPECT_EQ(other.keep("x", "y", m_key).error().code, ErrorCode::Busy);
    EXPECT_FALSE(other.unlocked());
    ASSERT_TRUE(other.unlock(Secret("new password")));
    EXPECT_EQ(other.find("lab", "api.ionq.co").value(), m_key);
}

TEST_F(VaultFile, TwoProgramsSeeEachOthersKeys) {
    makeVault();
    Vault one(m_file), two(m_file);
    ASSERT_TRUE(one.unlock(m_password));
    ASSERT_TRUE(two.unlock(m_password));
    ASSERT_TRUE(one.keep("a", "h", Secret("key-a")));
    ASSERT_TRUE(two.keep("b", "h", Secret("key-b")));
    EXPECT_EQ(one.find("b", "h").value(), Secret("key-b"));
    EXPECT_EQ(two.find("a", "h").value(), Secret("key-a"));
    EXPECT_FALSE(one.keep("c", "h", Secret("not a key")));
}

}  // namespace
}  // namespace qstore
