// SPDX-License-Identifier: Apache-2.0
#include "core/backends/profile_rules.h"

#include <gmock/gmock.h>

#include "tests/core/backends/temporary_home.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

BackendProfile ionq() {
    BackendProfile profile;
    profile.name = "lab";
    profile.endpoint = "https://api.ionq.co/v0.4";
    return profile;
}

BackendProfile ibm() {
    BackendProfile profile;
    profile.name = "lab";
    profile.provider = ProviderKind::Ibm;
    profile.endpoint = "https://quantum.cloud.ibm.com/api/v1";
    profile.instance = "crn:v1:bluemix:public:quantum-computing:us-east:a/1:2::";
    return profile;
}

void expectRefused(const BackendProfile& profile, const std::string& words) {
    const Status status = checkProfile(profile);
    ASSERT_FALSE(status) << words;
    EXPECT_EQ(status.error().code, ErrorCode::InvalidArgument) << words;
    EXPECT_THAT(status.error().message, HasSubstr(words));
    EXPECT_FALSE(status.error().hint.empty()) << words;
}

TEST(ProfileRules, ProvidersHaveTheAddressesTheirManualsName) {
    EXPECT_EQ(defaultEndpoint(ProviderKind::Ionq).value(), "https://api.ionq.co/v0.4");
    EXPECT_EQ(defaultEndpoint(ProviderKind::Ibm).value(), "https://quantum.cloud.ibm.com/api/v1");
    EXPECT_EQ(defaultEndpoint(ProviderKind::Ibm, "eu-de").value(),
              "https://eu-de.quantum.cloud.ibm.com/api/v1");
    const auto unknown = defaultEndpoint(ProviderKind::Ibm, "mars");
    ASSERT_FALSE(unknown);
    EXPECT_THAT(unknown.error().hint, HasSubstr("us-east, eu-de"));
    EXPECT_FALSE(defaultEndpoint(ProviderKind::Ionq, "us-east"));
    EXPECT_EQ(findProviderKind("ibm"), ProviderKind::Ibm);
    EXPECT_EQ(findProviderKind("braket"), std::nullopt);
}

TEST(ProfileRules, NamesAreLettersDigitsDashesAndUnderscores) {
    BackendProfile profile = ionq();
    for (const char* good : {"a", "Lab-2_b", "7"}) {
        profile.name = good;
        EXPECT_TRUE(checkProfile(profile)) << good;
    }
    for (const char* bad : {"", "-lab", "my lab", "a/b", "a@b", "ä", "a\n"}) {
        profile.name = bad;
        expectRefused(profile, "cannot name an account");
    }
    profile.name = std::string(64, 'a');
    EXPECT_TRUE(checkProfile(profile));
    profile.name += 'a';
    EXPECT_FALSE(checkProfile(profile));
}

TEST(ProfileRules, AKeyIsNeverSentUnencryptedButToAPracticeCloudOnThisMachine) {
    BackendProfile profile = ionq();
    for (const char* local :
         {"http://127.0.0.1:8080/v0.4", "http://localhost:1/v0.4", "http://[::1]:8080"}) {
        profile.endpoint = local;
        profile.practice = false;
        expectRefused(profile, "not encrypted");
        profile.practice = true;
        EXPECT_TRUE(checkProfile(profile)) << local;
    }
    profile.practice = false;
    for (const char* far :
         {"http://api.ionq.co/v0.4", "http://127.evil.example/", "http://localhost.evil.example"}) {
        profile.endpoint = far;
        expectRefused(profile, "unencrypted");
    }
    BackendProfile other = ibm();
    other.tokenEndpoint = "http://iam.example/identity/token";
    expectRefused(other, "token endpoint");
}

// Otherwise money would be spent with nobody asked: what is marked as practice costs nothing.
TEST(ProfileRules, APracticeAccountIsOnThisMachineAndNowhereElse) {
    for (const ProviderKind provider : {ProviderKind::Ionq, ProviderKind::Ibm}) {
        BackendProfile profile = provider == ProviderKind::Ionq ? ionq() : ibm();
        EXPECT_TRUE(checkProfile(profile));
        profile.practice = true;
        const auto complete = completeProfile(profile);
        ASSERT_TRUE(complete);
        expectRefused(*complete, profile.endpoint);
        profile.endpoint.clear();
        const auto empty = completeProfile(profile);
        ASSERT_TRUE(empty);
        EXPECT_EQ(empty->endpoint, "");
        EXPECT_EQ(empty->tokenEndpoint, "");
        expectRefused(*empty, "endpoint is missing");
        for (const char* near :
             {"https://127.0.0.1.example/v1", "https://localhost.example/v1", "https://10.0.0.1/v1"}) {
            profile.endpoint = near;
            expectRefused(*completeProfile(profile), "not on this machine");
        }
        for (const char* here :
             {"https://127.0.0.1:8443/v1", "http://localhost:8080/v1", "https://[::1]:1/v1"}) {
            profile.endpoint = here;
            EXPECT_TRUE(checkProfile(*completeProfile(profile))) << here;
        }
    }
    BackendProfile profile = ibm();
    profile.practice = true;
    profile.endpoint = "http://127.0.0.1:8080/api/v1";
    profile.tokenEndpoint = "https://iam.cloud.ibm.com/identity/token";
    expectRefused(profile, "token endpoint");
}

TEST(ProfileRules, NamesOfPracticeAccountsAreKeptForThem) {
    for (const char* name : {"practice", "practice-ibm", "practice-2"}) {
        EXPECT_TRUE(isPracticeName(name));
        BackendProfile profile = ionq();
        profile.name = name;
        expectRefused(profile, "practice cloud");
        profile.practice = true;
        profile.endpoint = "http://127.0.0.1:8080/v0.4";
        EXPECT_TRUE(checkProfile(profile)) << name;
    }
    for (const char* name : {"practices", "my-practice", "lab", ""}) EXPECT_FALSE(isPracticeName(name));
}

TEST(ProfileRules, UrlsHoldNoCredentialsAndNoQuery) {
    BackendProfile profile = ionq();
    profile.endpoint = "https://me:pa55word@api.ionq.co/v0.4";
    expectRefused(profile, "user name or password");
    EXPECT_THAT(checkProfile(profile).error().message, Not(HasSubstr("pa55word")));
    profile.endpoint = "https://api.ionq.co/v0.4?key=1";
    expectRefused(profile, "query");
    for (const char* bad :
         {"", "api.ionq.co", "ftp://api.ionq.co", "https://", "https://a b/", "https://x:99999/"}) {
        profile.endpoint = bad;
        EXPECT_FALSE(checkProfile(profile)) << bad;
    }
    profile = ionq();
    profile.proxy = "http://me:pa55word@proxy:3128";
    expectRefused(profile, "proxy holds a user name");
    EXPECT_THAT(checkProfile(profile).error().message, Not(HasSubstr("pa55word")));
    profile.proxy = "proxy:3128";
    EXPECT_FALSE(checkProfile(profile));
    for (const char* good : {"http://proxy:3128", "socks5h://127.0.0.1:1080"}) {
        profile.proxy = good;
        EXPECT_TRUE(checkProfile(profile)) << good;
    }
}

TEST(ProfileRules, AnIbmAccountNamesItsInstanceAndAnIonqAccountHasNone) {
    BackendProfile profile = ibm();
    EXPECT_TRUE(checkProfile(profile));
    profile.instance.clear();
    expectRefused(profile, "needs an instance");
    profile.instance = "my-instance";
    expectRefused(profile, "no CRN");
    profile = ionq();
    profile.instance = ibm().instance;
    expectRefused(profile, "no instance");
    profile = ionq();
    profile.maxConcurrentJobs = 0;
    expectRefused(profile, "0 jobs");
    profile = ionq();
    profile.caFile = "ca.pem";
    expectRefused(profile, "absolute");
}

TEST(ProfileRules, WhatIsLeftOutIsFilledIn) {
    BackendProfile profile;
    EXPECT_EQ(completeProfile(profile)->endpoint, "https://api.ionq.co/v0.4");
    profile.endpoint = "https://example.org/v0.4//";
    EXPECT_EQ(completeProfile(profile)->endpoint, "https://example.org/v0.4");
    // A practice key goes to the practice cloud, not to IBM's own token service.
    profile.provider = ProviderKind::Ibm;
    profile.practice = true;
    profile.endpoint = "http://127.0.0.1:8080/api/v1/";
    EXPECT_EQ(completeProfile(profile)->tokenEndpoint, "http://127.0.0.1:8080/identity/token");
    profile.practice = false;
    EXPECT_EQ(completeProfile(profile)->tokenEndpoint, "");
}

TEST(ProfileRules, AKeyIsBoundToEveryHostThatSeesIt) {
    BackendProfile profile = ionq();
    EXPECT_EQ(keyHost(profile), "api.ionq.co");
    profile.endpoint = "https://API.ionq.co:8443/v0.5";
    EXPECT_EQ(keyHost(profile), "api.ionq.co");
    profile = ibm();
    EXPECT_EQ(keyHost(profile), "quantum.cloud.ibm.com");
    profile.tokenEndpoint = "https://evil.example/token";
    EXPECT_EQ(keyHost(profile), "quantum.cloud.ibm.com,evil.example");
    profile.endpoint = "nonsense";
    EXPECT_EQ(keyHost(profile), "");
}

TEST(ProfileRules, VariablesAndKeys) {
    EXPECT_EQ(keyVariable("my-Lab_2"), "QSTORE_KEY_MY_LAB_2");
    EXPECT_TRUE(checkKey(Secret("abc~!{}\"\\")));
    for (const char* bad : {"", "two words", "line\nbreak", "schl\xC3\xBCssel", "tab\t"}) {
        const Status status = checkKey(Secret(bad));
        ASSERT_FALSE(status) << bad;
        if (*bad != '\0') {
            EXPECT_THAT(status.error().message, Not(HasSubstr(bad)));
        }
    }
    EXPECT_TRUE(checkKey(Secret(std::string(4096, 'k'))));
    EXPECT_FALSE(checkKey(Secret(std::string(4097, 'k'))));
}

class CaFile : public test::TemporaryHome {};

TEST_F(CaFile, MustExistAndHoldACertificate) {
    BackendProfile profile = ionq();
    EXPECT_TRUE(checkCaFile(profile));
    profile.caFile = (m_home / "ca.pem").string();
    EXPECT_EQ(checkCaFile(profile).error().code, ErrorCode::NotFound);
    write(profile.caFile, "not a certificate");
    EXPECT_EQ(checkCaFile(profile).error().code, ErrorCode::Parse);
    write(profile.caFile, "# ours\n-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n");
    EXPECT_TRUE(checkCaFile(profile));
}

}  // namespace
}  // namespace qstore
