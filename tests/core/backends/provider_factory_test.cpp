// SPDX-License-Identifier: Apache-2.0
#include "core/backends/provider_factory.h"

#include <gtest/gtest.h>

#include "ibm_fake.h"

namespace qstore {
namespace {

struct ProviderFactory : ::testing::Test, test::Fixture {
    static BackendProfile profile(ProviderKind kind) {
        BackendProfile made;
        made.name = "mine";
        made.provider = kind;
        made.endpoint = kind == ProviderKind::Ibm ? std::string(test::kBase) : "https://ionq.example/v0.4";
        made.tokenEndpoint = test::kTokenUrl;
        made.instance = test::kCrn;
        return made;
    }
};

TEST_F(ProviderFactory, makesTheProviderThatTheProfileNames) {
    const auto ibm = makeProvider(profile(ProviderKind::Ibm), Secret(test::kKey), transport, clock);
    ASSERT_TRUE(ibm) << ibm.error().message;
    EXPECT_EQ((*ibm)->kind(), "ibm");
    transport->reply("GET /instances/usage", 200,
                     R"({"instance_id":"i","plan_id":"p","usage_consumed_seconds":0})");
    ASSERT_TRUE((*ibm)->identity({}));
    const auto asked = transport->asked();
    EXPECT_EQ(asked.at(0).url, test::kTokenUrl);
    EXPECT_EQ(asked.at(1).url, std::string(test::kBase) + "/instances/usage");
    EXPECT_EQ(asked.at(1).headers.at("Service-CRN"), test::kCrn);

    const auto ionq = makeProvider(profile(ProviderKind::Ionq), Secret(test::kKey), transport, clock);
    ASSERT_TRUE(ionq) << ionq.error().message;
    EXPECT_EQ((*ionq)->kind(), "ionq");
    static_cast<void>((*ionq)->devices({}));
    EXPECT_EQ(transport->asked().back().url.rfind("https://ionq.example/v0.4/", 0), 0U);
}

TEST_F(ProviderFactory, anEmptyEndpointIsTheProvidersOwn) {
    BackendProfile own = profile(ProviderKind::Ibm);
    own.endpoint.clear();
    own.tokenEndpoint.clear();
    const auto ibm = makeProvider(own, Secret(test::kKey), transport, clock);
    ASSERT_TRUE(ibm);
    static_cast<void>((*ibm)->identity({}));
    EXPECT_EQ(transport->asked().front().url, kIbmTokenEndpoint);
}

TEST_F(ProviderFactory, refusesWhatCannotWork) {
    BackendProfile wrong = profile(ProviderKind::Ibm);
    wrong.endpoint = "gopher://old";
    EXPECT_FALSE(makeProvider(wrong, Secret(test::kKey), transport, clock));
    wrong = profile(ProviderKind::Ionq);
    wrong.endpoint = "gopher://old";
    EXPECT_FALSE(makeProvider(wrong, Secret(test::kKey), transport, clock));
    wrong = profile(ProviderKind::Ibm);
    wrong.instance = "not a crn";
    EXPECT_FALSE(makeProvider(wrong, Secret(test::kKey), transport, clock));
    EXPECT_FALSE(makeProvider(profile(ProviderKind::Ibm), Secret(), transport, clock));
}

}  // namespace
}  // namespace qstore
