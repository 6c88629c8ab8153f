// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "tests/core/backends/ionq_fixture.h"

namespace qstore {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

using IonqDevices = IonqFixture;

TEST_F(IonqDevices, BackendsWithWhatIsKnownOfThem) {
    transport->reply(get("/backends"), 200, R"([
        {"backend":"simulator","status":"available","qubits":29,"average_queue_time":0,
         "last_updated":"2025-06-16T00:00:00Z"},
        {"backend":"qpu.aria-1","status":"retired","qubits":25,"average_queue_time":1181215,
         "last_updated":"2025-06-16T00:00:00Z","degraded":false},
        {"backend":"qpu.forte-enterprise-1","status":"available","qubits":36,"average_queue_time":1000,
         "last_updated":"2025-06-16T00:00:00Z","degraded":true,"kw":4902.81,"location":"Basel"},
        {"backend":"qpu.new-1","status":"calibrating","qubits":64,"average_queue_time":1,
         "last_updated":"2025-06-16T00:00:00Z","supported_native_gates":["gpi","gpi2","zz"]}])");
    const auto devices = provider->devices(control).value();
    ASSERT_EQ(devices.size(), 4U);
    EXPECT_TRUE(devices[0].simulator);
    EXPECT_EQ(devices[0].gates, GateSetKind::IonqQis);
    EXPECT_THAT(devices[0].noiseModels, ::testing::Contains("aria-1"));
    EXPECT_EQ(devices[0].maxCircuits, 5000U);
    EXPECT_EQ(devices[0].maxGatesPerJob, 150'000U);
    EXPECT_EQ(devices[0].updatedMs, 1750032000000);
    EXPECT_EQ(devices[1].gates, GateSetKind::IonqMs);
    EXPECT_EQ(devices[1].status, DeviceStatus::Retired);
    EXPECT_DOUBLE_EQ(devices[1].queueSeconds.value(), 1181.215);
    EXPECT_TRUE(devices[1].coupling.empty()) << "every pair";
    EXPECT_EQ(devices[2].title, "IonQ Forte Enterprise 1");
    EXPECT_EQ(devices[2].gates, GateSetKind::IonqZz);
    EXPECT_THAT(devices[2].statusReason, HasSubstr("degraded"));
    EXPECT_EQ(devices[3].status, DeviceStatus::Unavailable) << "an unknown status is not available";
    EXPECT_THAT(devices[3].statusReason, HasSubstr("calibrating"));
    EXPECT_EQ(devices[3].gates, GateSetKind::IonqZz);
}

TEST_F(IonqDevices, BackendsThatAreNone) {
    for (const char* body :
         {"{}", "null", R"([{"backend":7,"status":"available"}])",
          R"([{"backend":"a","status":"available","qubits":-1}])",
          R"([{"backend":"a","status":"available","qubits":1e9}])",
          R"([{"backend":"a","status":"available","qubits":5000000000}])",
          R"([{"backend":"a","status":"available","last_updated":"yesterday"}])", "[7]"}) {
        transport = std::make_shared<FakeTransport>();
        provider = makeIonqProvider({"https://ionq.test/v0.4", Secret("k")}, transport).value();
        transport->reply(get("/backends"), 200, body);
        const auto devices = provider->devices(control);
        ASSERT_FALSE(devices) << body;
        EXPECT_EQ(devices.error().fault, RemoteFault::Protocol) << body;
    }
}

TEST_F(IonqDevices, CharacterizationsNewestFirst) {
    const std::string place = get("/backends/qpu.aria-1/characterizations?limit=3&page=");
    transport->reply(place + "1", 200, R"({"pages":1,"characterizations":[
        {"id":"a","backend":"qpu.aria-1","date":"2025-06-16T00:00:00Z","qubits":25,
         "connectivity":[[0,1],[10,9]],
         "fidelity":{"spam":{"median":0.9962,"stderr":null},"1q":{"median":0.9998},"2q":{"median":0.98}},
         "timing":{"readout":0.0003,"reset":0.00002,"1q":0.000135,"2q":0.0006,"t1":10,"t2":1}},
        {"id":"b","date":"2025-06-17T00:00:00Z","qubits":25,"fidelity":null,"timing":null}]})");
    const auto list = provider->calibrations("qpu.aria-1", 3, control).value();
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(list[0].id, "b");
    EXPECT_FALSE(list[0].medianTwoQubitError) << "nothing is invented";
    const Calibration& aria = list[1];
    EXPECT_NEAR(aria.spamError.value(), 0.0038, 1e-12);
    EXPECT_NEAR(aria.medians.oneQubitError.value(), 0.0002, 1e-12);
    EXPECT_NEAR(aria.medianTwoQubitError.value(), 0.02, 1e-12);
    EXPECT_DOUBLE_EQ(aria.medians.t1Us.value(), 1e7);
    EXPECT_DOUBLE_EQ(aria.medians.t2Us.value(), 1e6);
    EXPECT_DOUBLE_EQ(aria.oneQubitTimeNs.value(), 135'000);
    EXPECT_DOUBLE_EQ(aria.twoQubitTimeNs.value(), 600'000);
    ASSERT_EQ(aria.pairs.size(), 2U);
    EXPECT_EQ(aria.pairs[1].a, 10U);
    EXPECT_EQ(aria.pairs[1].b, 9U);
}

TEST_F(IonqDevices, CharacterizationsOverSeveralPages) {
    const auto page = [](int first, int count) {
        json list = json::array();
        for (int i = 0; i < count; ++i) list.push_back({{"id", std::to_string(first + i)}, {"qubits", 1}});
        return json({{"characterizations", list}, {"pages", 2}}).dump();
    };
    const std::string place = get("/backends/d/characterizations?limit=10&page=");
    transport->reply(place + "1", 200, page(0, 10));
    transport->reply(place + "2", 200, page(10, 4));
    EXPECT_EQ(provider->calibrations("d", 100, control).value().size(), 14U);
    EXPECT_EQ(provider->calibrations("d", 12, control).value().size(), 12U);
    transport->reply(get("/backends/e/characterizations?limit=1&page=1"), 200,
                     R"({"characterizations":null})");
    EXPECT_TRUE(provider->calibrations("e", 1, control).value().empty());
}

TEST_F(IonqDevices, CharacterizationsOutOfRange) {
    for (const char* body :
         {R"({"fidelity":{"spam":{"median":1.5}}})", R"({"timing":{"t1":-1}})",
          R"({"qubits":2,"connectivity":[[0,2]]})", R"({"qubits":2,"connectivity":[[0]]})",
          R"({"qubits":2,"connectivity":7})", R"({"date":"x"})", R"({"fidelity":{"1q":7}})"}) {
        transport = std::make_shared<FakeTransport>();
        provider = makeIonqProvider({"https://ionq.test/v0.4", Secret("k")}, transport).value();
        transport->reply(get("/backends/d/characterizations?limit=1&page=1"), 200,
                         std::string(R"({"characterizations":[)") + body + "]}");
        const auto list = provider->calibrations("d", 1, control);
        ASSERT_FALSE(list) << body;
        EXPECT_EQ(list.error().fault, RemoteFault::Protocol) << body;
    }
}

TEST_F(IonqDevices, EstimatesOfBothGenerations) {
    EstimateRequest request{"qpu.forte-1", 11, 1000, 100, 50, true};
    const std::string place = get(
        "/jobs/"
        "estimate?backend=qpu.forte-1&qubits=11&shots=1000&1q_gates=100&2q_gates=50&error_mitigation=true");
    transport->reply(place, 200,
                     R"({"input_values":{"backend":"qpu.forte-1"},"estimated_at":"2026-05-15T00:00:00Z",
        "cost_unit":"usd","rate_information":{"job_cost_minimum":97.5,"cost_2q_gate":0.000975,"cost_1q_gate":0.0001645,
        "organization":"o"},"estimated_cost":168.195,"estimated_execution_time":1500,"current_predicted_queue_time":60000})");
    auto estimate = provider->estimate(request, control).value();
    EXPECT_EQ(estimate.costUsd, 168.195);
    EXPECT_EQ(estimate.executionSeconds, 1.5);
    EXPECT_EQ(estimate.queueSeconds, 60.0);
    request.errorMitigation = false;
    transport->reply(get("/jobs/estimate?backend=qpu.forte-1&qubits=11&shots=1000&1q_gates=100&2q_gates=50"
                         "&error_mitigation=false"),
                     200, R"({"estimated_total_cost":12,"estimated_unit":"credit","rate_card":{},
                     "estimated_execution_time":1,"current_predicted_queue_time":2})");
    estimate = provider->estimate(request, control).value();
    EXPECT_FALSE(estimate.costUsd) << "credits are no dollars";
    EXPECT_EQ(estimate.unit, "credit");
    EXPECT_EQ(estimate.cost, 12);
}

TEST_F(IonqDevices, WhoTheKeyBelongsTo) {
    transport->reply(get("/whoami"), 200,
                     R"({"key_id":"e060759f","key_name":"My First Key","project_id":"944904d6"})");
    const auto identity = provider->identity(control).value();
    EXPECT_EQ(identity.account, "My First Key");
    EXPECT_EQ(identity.project, "944904d6");
}

}  // namespace
}  // namespace qstore
