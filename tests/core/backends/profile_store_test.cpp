// SPDX-License-Identifier: Apache-2.0
#include "core/backends/profile_store.h"

#include <gmock/gmock.h>

#include <thread>

#include "tests/core/backends/temporary_home.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;

class Profiles : public test::TemporaryHome {
protected:
    static BackendProfile named(const std::string& name) {
        BackendProfile profile;
        profile.name = name;
        return profile;
    }
    /// Writes the file by hand and expects that nothing reads or overwrites it.
    void expectRefused(const std::string& text, ErrorCode code, const std::string& words) const {
        std::filesystem::create_directories(m_file.parent_path());
        write(m_file, text);
        const auto list = ProfileStore(m_file).list();
        ASSERT_FALSE(list) << text;
        EXPECT_EQ(list.error().code, code) << text;
        EXPECT_THAT(list.error().message, HasSubstr(words));
        EXPECT_FALSE(ProfileStore(m_file).add(named("new"))) << text;
        EXPECT_EQ(read(m_file), text);
    }

    std::filesystem::path m_file = m_home / "config" / "qstore" / "accounts.json";
};

TEST_F(Profiles, ComeBackAsTheyWereGiven) {
    const ProfileStore store(m_file);
    EXPECT_TRUE(store.list().value().empty());
    EXPECT_FALSE(std::filesystem::exists(m_file.parent_path())) << "reading makes nothing";

    BackendProfile full;
    full.name = "work";
    full.provider = ProviderKind::Ibm;
    full.endpoint = "https://eu-de.quantum.cloud.ibm.com/api/v1";
    full.proxy = "http://proxy.example:3128";
    full.instance = "crn:v1:bluemix:public:quantum-computing:eu-de:a/1:2::";
    full.tokenEndpoint = "https://iam.example/identity/token";
    full.maxConcurrentJobs = 9;
    ASSERT_TRUE(store.add(full));
    EXPECT_EQ(store.add(named("home")).value().endpoint, "https://api.ionq.co/v0.4");

    const auto list = ProfileStore(m_file).list().value();
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(list[0].name, "home");
    EXPECT_EQ(list[1], full);
    EXPECT_EQ(store.find("work").value(), full);
}

TEST_F(Profiles, TheFileIsPrivate) {
    ASSERT_TRUE(ProfileStore(m_file).add(named("home")));
    EXPECT_EQ(mode(m_file), 0600U);
    EXPECT_EQ(mode(m_file.parent_path()), 0700U);
    std::filesystem::permissions(m_file, std::filesystem::perms(0644));
    ASSERT_TRUE(ProfileStore(m_file).add(named("other")));
    EXPECT_EQ(mode(m_file), 0600U);
}

TEST_F(Profiles, NamesAreUniqueAlsoAsVariables) {
    const ProfileStore store(m_file);
    ASSERT_TRUE(store.add(named("my-lab")));
    EXPECT_EQ(store.add(named("my-lab")).error().code, ErrorCode::AlreadyExists);
    const auto near = store.add(named("My_Lab"));
    ASSERT_FALSE(near);
    EXPECT_EQ(near.error().code, ErrorCode::AlreadyExists);
    EXPECT_THAT(near.error().hint, HasSubstr("QSTORE_KEY_MY_LAB"));
    ASSERT_TRUE(store.add(named("other")));
    EXPECT_EQ(store.rename("other", "MY-LAB").error().code, ErrorCode::AlreadyExists);
    EXPECT_TRUE(store.rename("my-lab", "my_lab")) << "its own name in another spelling";
}

TEST_F(Profiles, AreChangedRenamedAndRemoved) {
    const ProfileStore store(m_file);
    ASSERT_TRUE(store.add(named("home")));
    BackendProfile changed = store.find("home").value();
    changed.endpoint = "https://example.org/v0.4/";
    ASSERT_TRUE(store.change(changed));
    EXPECT_EQ(store.find("home")->endpoint, "https://example.org/v0.4");
    changed.endpoint = "http://example.org";
    EXPECT_FALSE(store.change(changed));
    EXPECT_EQ(store.find("home")->endpoint, "https://example.org/v0.4");
    ASSERT_TRUE(store.rename("home", "house"));
    EXPECT_EQ(store.find("house")->endpoint, "https://example.org/v0.4");
    EXPECT_FALSE(store.rename("house", "no good"));
    const auto gone = store.find("hous");
    EXPECT_EQ(gone.error().code, ErrorCode::NotFound);
    EXPECT_THAT(gone.error().hint, HasSubstr("'house'"));
    EXPECT_EQ(store.change(named("home")).error().code, ErrorCode::NotFound);
    ASSERT_TRUE(store.remove("house"));
    EXPECT_EQ(store.remove("house").error().code, ErrorCode::NotFound);
    EXPECT_TRUE(store.list().value().empty());
}

TEST_F(Profiles, AForeignFileIsRefusedAndLeftAlone) {
    expectRefused("{", ErrorCode::Parse, m_file.string());
    expectRefused(R"({"version": 2, "profiles": []})", ErrorCode::NewerVersion, "version 2");
    expectRefused(R"({"profiles": []})", ErrorCode::Parse, "version");
    expectRefused(R"({"version": 1, "profiles": {}})", ErrorCode::Parse, "profiles");
    expectRefused(R"({"version": 1, "profiles": [], "more": 1})", ErrorCode::Parse, "more");
    const std::string start = R"({"version": 1, "profiles": [{"name": "a", "provider": "ionq")";
    expectRefused(start + "}]}", ErrorCode::Parse, "endpoint");
    const std::string whole = start + R"(, "endpoint": "https://api.ionq.co/v0.4")";
    expectRefused(whole + R"(, "key": "hunter2"}]})", ErrorCode::Parse, "key");
    expectRefused(whole + R"(, "practice": 1}]})", ErrorCode::Parse, "practice");
    expectRefused(start + R"(, "endpoint": "http://api.ionq.co/v0.4"}]})", ErrorCode::InvalidArgument,
                  "unencrypted");
    expectRefused(whole + "}, {" + whole.substr(whole.find("\"name\"")) + "}]}", ErrorCode::Parse,
                  "variable");
    write(m_file, whole + "}]}");
    EXPECT_EQ(ProfileStore(m_file).list().value().size(), 1U)
        << "the form that the cases above depart from";
}

TEST_F(Profiles, WritersAtTheSameTimeLoseNothing) {
    std::vector<std::jthread> writers;
    for (int writer = 0; writer < 4; ++writer)
        writers.emplace_back([this, writer] {
            for (int index = 0; index < 5; ++index)
                EXPECT_TRUE(
                    ProfileStore(m_file).add(named("p" + std::to_string(writer) + std::to_string(index))));
        });
    writers.clear();
    EXPECT_EQ(ProfileStore(m_file).list().value().size(), 20U);
}

}  // namespace
}  // namespace qstore
