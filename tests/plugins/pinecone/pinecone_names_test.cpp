// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/pinecone/pinecone_names.h"

#include <gtest/gtest.h>

#include <set>

namespace qstore {
namespace {

TEST(PineconeNames, TakesWhatPineconeTakes) {
    for (const char* name : {"a", "7", "iris-2026", "a--b"}) EXPECT_TRUE(checkPineconeName(name)) << name;
    EXPECT_TRUE(checkPineconeName(std::string(45, 'x')));
}

TEST(PineconeNames, RefusesOthersWithOneThatWouldDo) {
    const auto hintOf = [](const std::string& name) {
        const Status status = checkPineconeName(name);
        EXPECT_FALSE(status) << name;
        EXPECT_EQ(status.error().code, ErrorCode::InvalidArgument);
        return status.error().hint;
    };
    EXPECT_NE(hintOf("Iris Data_2").find("'iris-data-2'"), std::string::npos);
    EXPECT_NE(hintOf("-edge-").find("'edge'"), std::string::npos);
    EXPECT_NE(hintOf(std::string(46, 'x')).find("'" + std::string(45, 'x') + "'"), std::string::npos);
    EXPECT_EQ(hintOf("__").find("say"), std::string::npos);
    EXPECT_FALSE(checkPineconeName(""));
}

TEST(PineconeNames, NamespacesAreAsciiWithoutSpaces) {
    EXPECT_TRUE(checkPineconeNamespace("__default__"));
    for (const char* name : {"", "a b", "Zürich", "a\nb"})
        EXPECT_FALSE(checkPineconeNamespace(name)) << name;
    EXPECT_FALSE(checkPineconeNamespace(std::string(513, 'x')));
}

TEST(PineconeNames, MetricsHaveOneNameEach) {
    EXPECT_EQ(pineconeMetricName(Metric::Dot), "dotproduct");
    for (const Metric metric : kMetrics) EXPECT_EQ(pineconeMetricOf(pineconeMetricName(metric)), metric);
    EXPECT_FALSE(pineconeMetricOf("manhattan"));
}

TEST(PineconeNames, IdsComeBackAsTheyWere) {
    // The second is what RFC 4648 makes of the bytes of the first one's text.
    EXPECT_EQ(pineconeIdOf("a b"), "qstore-id:YSBi");
    EXPECT_EQ(pineconeIdOf("row-1#7%2F"), "row-1#7%2F");
    std::set<std::string> there;
    const std::vector<std::string> ids = {"a",          "a b", "Zürich",   "qstore-id:YSBi",
                                          "qstore-id:", "ü",   "日本語",   "a/b",
                                          "%20",        "a  ", "🙂🙂", "x y z"};
    for (const std::string& id : ids) {
        const std::string sent = pineconeIdOf(id);
        for (const char c : sent) EXPECT_TRUE(c > ' ' && c <= '~') << id;
        EXPECT_EQ(idOfPinecone(sent), id);
        there.insert(sent);
    }
    EXPECT_EQ(there.size(), ids.size());
}

TEST(PineconeNames, TheLongestIdFits) {
    std::string id;
    while (id.size() < 256) id += "ü";
    EXPECT_LE(pineconeIdOf(id).size(), 512U);
    EXPECT_EQ(idOfPinecone(pineconeIdOf(id)), id);
}

TEST(PineconeNames, IdsOfOthersStayWhatTheyAre) {
    // No base64, bits beyond the last byte, no UTF-8, one that needs no coat.
    for (const char* id : {"qstore-id:!!", "qstore-id:YSBj1", "qstore-id:_w", "qstore-id:YQ"})
        EXPECT_EQ(idOfPinecone(id), id);
}

TEST(PineconeHosts, DataLiesBelowTheControlPlane) {
    const std::string endpoint = "https://api.pinecone.io";
    const auto url = pineconeDataUrl(endpoint, "iris-c01b5b5.svc.us-east1-gcp.pinecone.io");
    ASSERT_TRUE(url) << url.error().message;
    EXPECT_EQ(*url, "https://iris-c01b5b5.svc.us-east1-gcp.pinecone.io");
    EXPECT_TRUE(pineconeDataUrl("https://pc.example.org", "iris.pc.example.org"));
}

TEST(PineconeHosts, TheKeyGoesNowhereElse) {
    const std::string endpoint = "https://api.pinecone.io";
    for (const char* host :
         {"evil.example", "pinecone.io.evil.example", "evilpinecone.io", "127.0.0.1:80", "localhost", "",
          "a.pinecone.io@evil.example", "a.pinecone.io/path", "http://a.pinecone.io", "a.pinecone.io?x",
          "evil.example#.pinecone.io", "a b.pinecone.io"}) {
        const auto url = pineconeDataUrl(endpoint, host);
        ASSERT_FALSE(url) << host << " became " << *url;
        EXPECT_EQ(url.error().code, ErrorCode::Failed);
        EXPECT_NE(url.error().hint.find("nowhere else"), std::string::npos);
    }
    EXPECT_FALSE(pineconeDataUrl("https://pc.co.uk", "other.co.uk"));
}

TEST(PineconeHosts, AControlPlaneOnThisMachineStaysHere) {
    const auto url = pineconeDataUrl("http://127.0.0.1:5080", "localhost:5081");
    ASSERT_TRUE(url) << url.error().message;
    EXPECT_EQ(*url, "http://localhost:5081");
    EXPECT_FALSE(pineconeDataUrl("http://127.0.0.1:5080", "iris.svc.pinecone.io"));
    EXPECT_FALSE(pineconeDataUrl("http://127.0.0.1:5080", "127.evil.example:80"));
}

}  // namespace
}  // namespace qstore
