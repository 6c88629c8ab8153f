// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "ibm_fake.h"

namespace qstore {
namespace {

using nlohmann::json;
using test::Fixture;

struct IbmSubmit : ::testing::Test, Fixture {};

TEST_F(IbmSubmit, sendsASamplerJobAsDocumented) {
    transport->reply("POST /jobs", 200, R"({"id":"d2r8239olshc73bmt49g","backend":"ibm_chain"})");
    JobRequest request = test::bellRequest();
    request.circuits.push_back(request.circuits.front());
    request.errorMitigation = true;
    request.seed = 7;
    request.metadata["epoch"] = "3";
    const auto id = provider()->submit(request, {});
    ASSERT_TRUE(id) << id.error().error.message;
    EXPECT_EQ(*id, "d2r8239olshc73bmt49g");
    const auto asked = transport->asked("/jobs").front();
    EXPECT_EQ(asked.method, HttpMethod::Post);
    EXPECT_EQ(asked.headers.at("Content-Type"), "application/json");
    const json body = json::parse(asked.body);
    EXPECT_EQ(body["program_id"], "sampler");
    EXPECT_EQ(body["backend"], "ibm_chain");
    EXPECT_EQ(body["tags"],
              json::parse(R"(["qstore-workbench","qstore-token=t-1","qstore-name=first","epoch=3"])"));
    const json& params = body["params"];
    EXPECT_EQ(params["version"], 2);
    EXPECT_FALSE(params.contains("support_qiskit"));
    EXPECT_EQ(params["options"],
              json::parse(R"({"dynamical_decoupling":{"enable":true},"simulator":{"seed_simulator":7}})"));
    ASSERT_EQ(params["pubs"].size(), 2U);
    ASSERT_EQ(params["pubs"][1].size(), 3U);
    EXPECT_TRUE(params["pubs"][1][1].is_null());
    EXPECT_EQ(params["pubs"][1][2], 4);
    // What the interface lists and nothing else.
    EXPECT_EQ(body.size(), 4U);
    EXPECT_EQ(params.size(), 3U);
}

TEST_F(IbmSubmit, keepsTagsWithinTheirLimits) {
    transport->reply("POST /jobs", 200, R"({"id":"j1","backend":"b"})");
    JobRequest request = test::bellRequest();
    request.name = std::string(80, 'n') + "äöü";
    ASSERT_TRUE(provider()->submit(request, {}));
    const json body = json::parse(transport->asked("/jobs").front().body);
    const auto name = body["tags"][2].get<std::string>();
    EXPECT_LE(name.size(), 86U);
    EXPECT_EQ(name.substr(0, 20), "qstore-name=nnnnnnnn");
    EXPECT_EQ(name.substr(name.size() - 3), "…");

    const auto refused = [&](auto change) {
        JobRequest wrong = test::bellRequest();
        change(wrong);
        const auto id = provider()->submit(wrong, {});
        return !id && id.error().fault == RemoteFault::Rejected && !id.error().error.hint.empty();
    };
    EXPECT_TRUE(refused([](JobRequest& r) { r.token = ""; }));
    EXPECT_TRUE(refused([](JobRequest& r) { r.token = std::string(74, 't'); }));
    EXPECT_TRUE(refused([](JobRequest& r) { r.metadata["k"] = std::string(85, 'v'); }));
    EXPECT_TRUE(refused([](JobRequest& r) {
        for (char c = 'a'; c < 'g'; ++c) r.metadata[std::string(1, c)] = "v";
    }));
    EXPECT_TRUE(refused([](JobRequest& r) { r.name = "\xff\xfe"; }));
    EXPECT_EQ(transport->asked("/jobs").size(), 1U);
}

TEST_F(IbmSubmit, refusesBeforeSendingWhatTheMachineDoesNotTake) {
    const auto message = [&](auto change) {
        JobRequest wrong = test::bellRequest();
        change(wrong);
        const auto id = provider()->submit(wrong, {});
        EXPECT_FALSE(id);
        return id ? std::string() : id.error().error.message;
    };
    EXPECT_NE(message([](JobRequest& r) { r.shots = 0; }).find("no shots"), std::string::npos);
    EXPECT_NE(message([](JobRequest& r) { r.shots = 10'001; }).find("at most 10000"), std::string::npos);
    EXPECT_NE(message([](JobRequest& r) { r.circuits.clear(); }).find("no circuits"), std::string::npos);
    EXPECT_NE(
        message([](JobRequest& r) { r.circuits.assign(5, r.circuits.front()); }).find("ibm_chain takes 4"),
        std::string::npos);
    EXPECT_NE(message([](JobRequest& r) { r.noiseModel = "aria-1"; }).find("aria-1"), std::string::npos);
    EXPECT_NE(message([](JobRequest& r) { r.dryRun = true; }).find("dry runs"), std::string::npos);
    EXPECT_NE(message([](JobRequest& r) { r.dialect = JobDialect::Cirq; }).find("Cirq"), std::string::npos);
    EXPECT_NE(message([](JobRequest& r) {
                  CircuitParts bad;
                  bad.qubits = 1;
                  bad.operations = {Operation::gateOn("h", {0})};
                  r.circuits.push_back(Circuit::of(std::move(bad)));
              }).find("circuit 2: operation 1"),
              std::string::npos);
    EXPECT_TRUE(transport->asked("/jobs").empty());
}

TEST_F(IbmSubmit, knowsWhetherALostSubmissionMayHaveArrived) {
    const auto submitted = [&] {
        const auto id = provider()->submit(test::bellRequest(), {});
        EXPECT_FALSE(id);
        return id.error();
    };
    transport->fault("POST /jobs", NetFault::Reset, true);
    EXPECT_TRUE(submitted().maybeAccepted);
    transport->forget("POST /jobs");
    transport->fault("POST /jobs", NetFault::Refused, false);
    EXPECT_FALSE(submitted().maybeAccepted);
    for (const int status : {500, 502, 503, 504, 520, 524}) {
        transport->forget("POST /jobs");
        transport->reply("POST /jobs", status, "bad gateway");
        const RemoteError error = submitted();
        EXPECT_EQ(error.fault, RemoteFault::Transient) << status;
        EXPECT_TRUE(error.maybeAccepted) << status;
    }
    // Accepted, but the reply does not say under which id.
    for (const char* reply :
         {"<html></html>", "{}", R"({"id":""})", R"({"id":"../jobs"})", R"({"id":7})"}) {
        transport->forget("POST /jobs");
        transport->reply("POST /jobs", 200, reply);
        const RemoteError error = submitted();
        EXPECT_EQ(error.fault, RemoteFault::Protocol) << reply;
        EXPECT_TRUE(error.maybeAccepted) << reply;
    }
    transport->forget("POST /jobs");
    transport->reply("POST /jobs", 409, R"({"errors":[{"code":"1217","message":"Usage exceeds limit"}]})");
    const RemoteError limit = submitted();
    EXPECT_EQ(limit.fault, RemoteFault::QuotaExceeded);
    EXPECT_FALSE(limit.maybeAccepted);
    EXPECT_FALSE(limit.error.hint.empty());
    // A configuration that cannot be had: nothing was submitted.
    transport->forget("GET /backends/ibm_chain/configuration");
    transport->fault("GET /backends/ibm_chain/configuration", NetFault::Timeout, true);
    EXPECT_FALSE(submitted().maybeAccepted);
}

TEST_F(IbmSubmit, theConfigurationIsAskedForOnceAnHour) {
    transport->reply("POST /jobs", 200, R"({"id":"j1","backend":"b"})");
    const auto one = provider();
    ASSERT_TRUE(one->submit(test::bellRequest(), {}));
    ASSERT_TRUE(one->submit(test::bellRequest(), {}));
    EXPECT_EQ(transport->asked("/configuration").size(), 1U);
    clock->steady += 3'600'001;
    ASSERT_TRUE(one->submit(test::bellRequest(), {}));
    EXPECT_EQ(transport->asked("/configuration").size(), 2U);
}

}  // namespace
}  // namespace qstore
