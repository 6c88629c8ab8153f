// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "ibm_fake.h"

namespace qstore {
namespace {

using nlohmann::json;
using test::Fixture;

struct IbmEstimator : ::testing::Test, Fixture {
    static PauliSum sum(std::string_view text) { return PauliSum::parse(text).value(); }
    static IbmEstimatorRequest request() {
        IbmEstimatorRequest made;
        made.device = "ibm_chain";
        made.name = "energy";
        made.token = "t-2";
        made.circuits = {test::bellInCz()};
        made.observables = {{sum("Z0 Z1 + 0.5 X0 - Y1"), sum("I")}};
        made.precision = 0.02;
        return made;
    }
};

TEST_F(IbmEstimator, sendsAJobAsDocumented) {
    transport->reply("POST /jobs", 200, R"({"id":"e1","backend":"ibm_chain"})");
    IbmEstimatorRequest made = request();
    made.dynamicalDecoupling = true;
    made.resilienceLevel = 1;
    const auto id = provider()->submitEstimator(made, {});
    ASSERT_TRUE(id) << id.error().error.message;
    EXPECT_EQ(*id, "e1");
    const json body = json::parse(transport->asked("/jobs").front().body);
    EXPECT_EQ(body["program_id"], "estimator");
    EXPECT_EQ(body["backend"], "ibm_chain");
    EXPECT_EQ(body["tags"], json::parse(R"(["qstore-workbench","qstore-token=t-2","qstore-name=energy"])"));
    const json& params = body["params"];
    EXPECT_EQ(params["version"], 2);
    EXPECT_EQ(params["resilience_level"], 1);
    EXPECT_EQ(params["options"], json::parse(R"({"dynamical_decoupling":{"enable":true}})"));
    const json& pub = params["pubs"][0];
    ASSERT_EQ(pub.size(), 4U);
    EXPECT_EQ(
        pub[0],
        "OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit[2] q;\nrz(1.5) q[0];\nsx q[0];\ncz q[0], q[1];\n");
    // The rightmost letter is qubit 0.
    EXPECT_EQ(pub[1], json::parse(R"([{"ZZ":1.0,"IX":0.5,"YI":-1.0},{"II":1.0}])"));
    EXPECT_TRUE(pub[2].is_null());
    EXPECT_EQ(pub[3], 0.02);
}

TEST_F(IbmEstimator, padsObservablesToTheCircuitAndAddsEqualTerms) {
    CircuitParts parts;
    parts.qubits = 3;
    parts.operations = {Operation::gateOn("x", {2})};
    IbmEstimatorRequest made = request();
    made.circuits = {Circuit::of(std::move(parts))};
    made.observables = {{sum("Z0 + 2 Z0")}};
    const auto body = provider()->estimatorBody(made);
    ASSERT_TRUE(body) << body.error().error.message;
    EXPECT_EQ(json::parse(*body)["params"]["pubs"][0][1], json::parse(R"([{"IIZ":3.0}])"));
}

TEST_F(IbmEstimator, refusesWhatCannotBeAsked) {
    const auto refused = [&](auto change) {
        IbmEstimatorRequest wrong = request();
        change(wrong);
        const auto id = provider()->submitEstimator(wrong, {});
        return !id && id.error().fault == RemoteFault::Rejected && !id.error().error.hint.empty();
    };
    EXPECT_TRUE(refused([](auto& r) { r.circuits.clear(); }));
    EXPECT_TRUE(refused([](auto& r) { r.observables.clear(); }));
    EXPECT_TRUE(refused([](auto& r) { r.observables[0].clear(); }));
    EXPECT_TRUE(refused([](auto& r) { r.observables[0][0].terms.clear(); }));
    EXPECT_TRUE(refused([](auto& r) { r.observables[0] = {sum("Z2")}; }));
    EXPECT_TRUE(refused([](auto& r) { r.precision = 0; }));
    EXPECT_TRUE(refused([](auto& r) { r.precision = std::numeric_limits<double>::quiet_NaN(); }));
    EXPECT_TRUE(refused([](auto& r) { r.resilienceLevel = 3; }));
    EXPECT_TRUE(refused([](auto& r) { r.token.clear(); }));
    EXPECT_TRUE(refused([](auto& r) { r.device = "ibm_line"; }));
    EXPECT_TRUE(transport->asked("/jobs").empty());
}

TEST_F(IbmEstimator, readsValuesAndTheirErrors) {
    transport->reply("GET /jobs/e1/results", 200, R"({"results":[
      {"data":{"evs":[0.75,1.0],"stds":[0.02,0.0],"ensemble_standard_error":[0.019,0.0]},
       "metadata":{"target_precision":0.02}},
      {"data":{"evs":-0.5,"stds":0.25},"metadata":{}}],"metadata":{"version":2}})");
    const auto estimates = provider()->estimates("e1", {2, 1}, {});
    ASSERT_TRUE(estimates) << estimates.error().error.message;
    ASSERT_EQ(estimates->size(), 2U);
    EXPECT_EQ(estimates->at(0).values, (std::vector<double>{0.75, 1.0}));
    EXPECT_EQ(estimates->at(0).standardErrors, (std::vector<double>{0.02, 0.0}));
    EXPECT_EQ(estimates->at(1).values, (std::vector<double>{-0.5}));
    EXPECT_EQ(estimates->at(1).standardErrors, (std::vector<double>{0.25}));
}

TEST_F(IbmEstimator, distrustsResults) {
    for (const char* body :
         {"<html>", "", "{}", R"({"results":[]})", R"({"results":[{}]})", R"({"results":[{"data":[]}]})",
          R"({"results":[{"data":{"evs":[1]}}]})", R"({"results":[{"data":{"evs":[1,2],"stds":[0,0]}}]})",
          R"({"results":[{"data":{"evs":["1"],"stds":[0]}}]})",
          R"({"results":[{"data":{"evs":[1],"stds":[-1]}}]})",
          R"({"results":[{"data":{"evs":[null],"stds":[0]}}]})",
          R"({"results":[{"data":{"evs":[1],"stds":[0]}},{"data":{"evs":[1],"stds":[0]}}]})"}) {
        transport->forget("GET /jobs/e1/results");
        transport->reply("GET /jobs/e1/results", 200, body);
        transport->forget("GET /jobs/e1?exclude_params=true");
        transport->reply("GET /jobs/e1?exclude_params=true", 200,
                         R"({"id":"e1","status":"Completed","state":{"status":"Completed"}})");
        const auto refused = provider()->estimates("e1", {1}, {});
        ASSERT_FALSE(refused) << body;
        EXPECT_EQ(refused.error().fault, RemoteFault::Protocol) << body;
    }
}

}  // namespace
}  // namespace qstore
