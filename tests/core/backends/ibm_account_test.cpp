// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "ibm_fake.h"

namespace qstore {
namespace {

using test::Fixture;
using Pairs = std::vector<std::pair<Qubit, Qubit>>;

struct IbmAccount : ::testing::Test, Fixture {
    static constexpr const char* kList = "GET /backends?fields=wait_time_seconds";
    static constexpr const char* kProperties = "GET /backends/ibm_line/properties";
};

TEST_F(IbmAccount, listsDevicesWithWhatTheirConfigurationsSay) {
    transport->reply(kList, 200, R"({"devices":[
      {"name":"ibm_line","status":{"name":"online"},"is_simulator":false,"qubits":5,"queue_length":42,
       "performance_metrics":{"two_q_error_median":{"value":0.008,"unit":""}},
       "wait_time_seconds":{"average":90,"p50":60,"p95":300}},
      {"name":"ibm_chain","status":{"name":"paused","reason":"calibrating"},"queue_length":0}]})");
    const auto devices = provider()->devices({});
    ASSERT_TRUE(devices) << devices.error().error.message;
    ASSERT_EQ(devices->size(), 2U);
    const DeviceInfo& line = devices->at(0);
    EXPECT_EQ(line.name, "ibm_line");
    EXPECT_EQ(line.status, DeviceStatus::Available);
    EXPECT_EQ(line.qubits, 5U);
    EXPECT_EQ(line.gates, GateSetKind::IbmEcr);
    // ECR keeps its direction: the pairs are those of the gate, not those of the map.
    EXPECT_EQ(line.coupling, (Pairs{{1, 0}, {1, 2}, {3, 2}, {3, 4}}));
    EXPECT_EQ(line.queueLength, 42U);
    EXPECT_EQ(line.queueSeconds, 90.0);
    EXPECT_EQ(line.maxShots, 100'000U);
    EXPECT_EQ(line.maxCircuits, 300U);
    ASSERT_TRUE(line.twoQubitFidelity);
    EXPECT_DOUBLE_EQ(*line.twoQubitFidelity, 0.992);
    EXPECT_EQ(line.updatedMs, clock->unix);
    const DeviceInfo& chain = devices->at(1);
    EXPECT_EQ(chain.status, DeviceStatus::Unavailable);
    EXPECT_EQ(chain.statusReason, "paused: calibrating");
    EXPECT_EQ(chain.gates, GateSetKind::IbmCz);
    // CZ works both ways, whichever is listed.
    EXPECT_EQ(chain.coupling, (Pairs{{0, 1}, {1, 0}, {1, 2}, {2, 1}}));
    EXPECT_FALSE(chain.twoQubitFidelity);
}

TEST_F(IbmAccount, asksForTheStatusWhereTheListHasNone) {
    transport->reply(kList, 200, R"({"devices":["ibm_line","ibm_chain"]})");
    transport->reply("GET /backends/ibm_line/status", 200,
                     R"({"state":true,"status":"active","message":"","length_queue":7,
                         "backend_version":"1.2.7"})");
    transport->reply("GET /backends/ibm_chain/status", 200,
                     R"({"state":false,"status":"internal","message":"maintenance","length_queue":0})");
    const auto devices = provider()->devices({});
    ASSERT_TRUE(devices) << devices.error().error.message;
    EXPECT_EQ(devices->at(0).queueLength, 7U);
    EXPECT_EQ(devices->at(0).status, DeviceStatus::Available);
    EXPECT_EQ(devices->at(1).status, DeviceStatus::Unavailable);
    EXPECT_EQ(devices->at(1).statusReason, "maintenance");
}

TEST_F(IbmAccount, namesTheGatesOfADeviceItCannotWriteFor) {
    transport->reply(kList, 200, R"({"devices":[
      {"name":"ibm_old","status":{"name":"online"},"queue_length":0},
      {"name":"ibm_gone","status":{"name":"online"},"queue_length":0},
      {"name":"ibm_line","status":{"name":"online"},"queue_length":0}]})");
    transport->reply("GET /backends/ibm_old/configuration", 200,
                     R"({"n_qubits":2,"basis_gates":["id","rz","sx","x","cx"],"coupling_map":[[0,1]]})");
    const auto one = provider();
    const auto devices = one->devices({});
    ASSERT_TRUE(devices) << devices.error().error.message;
    EXPECT_EQ(devices->at(0).status, DeviceStatus::Unavailable);
    EXPECT_NE(devices->at(0).statusReason.find("cx, id, rz, sx, x"), std::string::npos);
    EXPECT_EQ(devices->at(1).status, DeviceStatus::Unavailable);
    EXPECT_EQ(devices->at(2).status, DeviceStatus::Available);

    JobRequest request = test::bellRequest();
    request.device = "ibm_old";
    const auto refused = one->submit(request, {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fault, RemoteFault::Rejected);
    EXPECT_NE(refused.error().error.message.find("cx, id, rz, sx, x"), std::string::npos);
    EXPECT_TRUE(transport->asked("/jobs").empty());
}

TEST_F(IbmAccount, aBrokenConnectionWithinTheListIsNotHidden) {
    transport->reply(kList, 200,
                     R"({"devices":[{"name":"ibm_line","status":{"name":"online"},"queue_length":0}]})");
    transport->forget("GET /backends/ibm_line/configuration");
    transport->fault("GET /backends/ibm_line/configuration", NetFault::Reset, true);
    const auto devices = provider()->devices({});
    ASSERT_FALSE(devices);
    EXPECT_EQ(devices.error().fault, RemoteFault::Transient);
    EXPECT_FALSE(devices.error().maybeAccepted);
}

TEST_F(IbmAccount, distrustsLists) {
    for (const char* body :
         {"<!doctype html><html></html>", "", "null", "[]", "{}", R"({"devices":{}})", R"({"devices":[1]})",
          R"({"devices":[{}]})", R"({"devices":[""]})", R"({"devices":[{"name":"a","status":{}}]})",
          R"({"devices":[{"name":"a","queue_length":-1}]})", R"({"devices":[{"name":7}]})"}) {
        transport->forget(kList);
        transport->reply(kList, 200, body);
        const auto devices = provider()->devices({});
        ASSERT_FALSE(devices) << body;
        EXPECT_EQ(devices.error().fault, RemoteFault::Protocol) << body;
    }
}

TEST_F(IbmAccount, distrustsConfigurations) {
    for (const char* body : {"<html>", "{}", R"({"n_qubits":0,"basis_gates":["cz","rz","sx","x"]})",
                             R"({"n_qubits":4000000000,"basis_gates":["cz","rz","sx","x"]})",
                             R"({"n_qubits":2})", R"({"n_qubits":"2","basis_gates":[]})",
                             R"({"n_qubits":2,"basis_gates":["cz","rz","sx","x"],"coupling_map":[[0,2]]})",
                             R"({"n_qubits":2,"basis_gates":["cz","rz","sx","x"],"coupling_map":[[0]]})",
                             R"({"n_qubits":2,"basis_gates":["cz","rz","sx","x"],"coupling_map":[[1,1]]})",
                             R"({"n_qubits":2,"basis_gates":["cz","rz","sx","x"],"coupling_map":[[-1,1]]})",
                             R"({"n_qubits":2,"basis_gates":["cz","rz","sx","x"],"coupling_map":7})"}) {
        transport->forget("GET /backends/ibm_chain/configuration");
        transport->reply("GET /backends/ibm_chain/configuration", 200, body);
        const auto refused = provider()->submit(test::bellRequest(), {});
        ASSERT_FALSE(refused) << body;
        EXPECT_EQ(refused.error().fault, RemoteFault::Protocol) << body;
        EXPECT_FALSE(refused.error().maybeAccepted);
    }
}

/// Written by hand in the shape of fake_provider/backends/*/props_*.json of qiskit-ibm-runtime.
constexpr const char* kThreeQubits = R"({
  "backend_name": "ibm_line", "backend_version": "1.2.7", "last_update_date": "2025-01-23T11:35:51-05:00",
  "qubits": [
    [{"date": "2025-01-22T22:53:18-05:00", "name": "T1", "unit": "us", "value": 60.0},
     {"date": "2025-01-22T22:57:58-05:00", "name": "T2", "unit": "us", "value": 50.0},
     {"date": "2025-01-22T22:45:21-05:00", "name": "readout_error", "unit": "", "value": 0.01},
     {"date": "2025-01-22T22:45:21-05:00", "name": "prob_meas0_prep1", "unit": "", "value": 0.016},
     {"date": "2025-01-22T22:45:21-05:00", "name": "prob_meas1_prep0", "unit": "", "value": 0.004},
     {"date": "2025-01-22T22:45:21-05:00", "name": "readout_length", "unit": "ns", "value": 1560}],
    [{"date": "2025-01-22T22:53:18-05:00", "name": "T1", "unit": "ms", "value": 0.2},
     {"date": "2025-01-22T22:45:21-05:00", "name": "readout_error", "unit": "", "value": 0.03},
     {"date": "2025-01-22T22:45:21-05:00", "name": "readout_length", "unit": "us", "value": 1.56},
     {"date": "2025-01-22T22:45:21-05:00", "name": "frequency", "unit": "GHz", "value": 4.9}],
    [{"date": "2025-01-22T22:53:18-05:00", "name": "T1", "unit": "us", "value": 100.0}]],
  "gates": [
    {"qubits": [0], "gate": "rz", "parameters": [
      {"date": "d", "name": "gate_error", "unit": "", "value": 0},
      {"date": "d", "name": "gate_length", "unit": "ns", "value": 0}], "name": "rz0"},
    {"qubits": [0], "gate": "x", "parameters": [
      {"date": "d", "name": "gate_error", "unit": "", "value": 0.5}], "name": "x0"},
    {"qubits": [0], "gate": "sx", "parameters": [
      {"date": "d", "name": "gate_error", "unit": "", "value": 0.0002},
      {"date": "d", "name": "gate_length", "unit": "ns", "value": 24}], "name": "sx0"},
    {"qubits": [1], "gate": "x", "parameters": [
      {"date": "d", "name": "gate_error", "unit": "", "value": 0.0004}], "name": "x1"},
    {"qubits": [0, 1], "gate": "cz", "parameters": [
      {"date": "d", "name": "gate_error", "unit": "", "value": 0.002},
      {"date": "d", "name": "gate_length", "unit": "ns", "value": 84}], "name": "cz0_1"},
    {"qubits": [1, 0], "gate": "cz", "parameters": [
      {"date": "d", "name": "gate_error", "unit": "", "value": 0.002},
      {"date": "d", "name": "gate_length", "unit": "ns", "value": 84}], "name": "cz1_0"},
    {"qubits": [2, 1], "gate": "cz", "parameters": [
      {"date": "d", "name": "gate_error", "unit": "", "value": 0.006},
      {"date": "d", "name": "gate_length", "unit": "ns", "value": 68}], "name": "cz2_1"},
    {"qubits": [2], "gate": "reset", "parameters": [
      {"date": "d", "name": "gate_length", "unit": "ns", "value": 2000}], "name": "reset2"}],
  "general": []})";

TEST_F(IbmAccount, readsACalibration) {
    transport->reply(kProperties, 200, kThreeQubits);
    const auto history = provider()->calibrations("ibm_line", 1, {});
    ASSERT_TRUE(history) << history.error().error.message;
    ASSERT_EQ(history->size(), 1U);
    const Calibration& one = history->front();
    EXPECT_EQ(one.device, "ibm_line");
    EXPECT_EQ(one.measuredMs, 1'737'650'151'000);  // 2025-01-23T16:35:51Z
    ASSERT_EQ(one.qubits, 3U);
    EXPECT_EQ(one.perQubit[0].t1Us, 60.0);
    EXPECT_EQ(one.perQubit[0].t2Us, 50.0);
    EXPECT_EQ(one.perQubit[0].readError10, 0.016);
    EXPECT_EQ(one.perQubit[0].readError01, 0.004);
    EXPECT_EQ(one.perQubit[0].oneQubitError, 0.0002);
    EXPECT_DOUBLE_EQ(one.perQubit[1].t1Us.value(), 200.0);
    EXPECT_FALSE(one.perQubit[1].t2Us);
    EXPECT_EQ(one.perQubit[1].oneQubitError, 0.0004);
    EXPECT_FALSE(one.perQubit[2].oneQubitError);
    ASSERT_EQ(one.pairs.size(), 2U);
    EXPECT_EQ(one.pairs[0].a, 0U);
    EXPECT_EQ(one.pairs[0].b, 1U);
    EXPECT_EQ(one.pairs[0].error, 0.002);
    EXPECT_EQ(one.pairs[0].gateTimeNs, 84.0);
    EXPECT_EQ(one.pairs[1].a, 2U);
    EXPECT_EQ(one.pairs[1].b, 1U);
    EXPECT_DOUBLE_EQ(one.medians.t1Us.value(), 100.0);
    EXPECT_DOUBLE_EQ(one.medians.oneQubitError.value(), 0.0003);
    EXPECT_DOUBLE_EQ(one.medianTwoQubitError.value(), 0.004);
    EXPECT_DOUBLE_EQ(one.spamError.value(), 0.02);
    EXPECT_DOUBLE_EQ(one.readTimeNs.value(), 1560.0);
    EXPECT_DOUBLE_EQ(one.twoQubitTimeNs.value(), 76.0);
    EXPECT_DOUBLE_EQ(one.oneQubitTimeNs.value(), 24.0);
    EXPECT_DOUBLE_EQ(one.resetTimeNs.value(), 2000.0);
}

std::string dated(const std::string& date) {
    return R"({"last_update_date":")" + date + R"(","qubits":[[]],"gates":[],"general":[]})";
}

TEST_F(IbmAccount, walksBackThroughTheHistory) {
    transport->reply(kProperties, 200, dated("2025-01-23T11:35:51-05:00"));
    transport->reply(std::string(kProperties) + "?updated_before=2025-01-23T16%3A35%3A51.000Z", 200,
                     dated("2025-01-22T08:00:00.250Z"));
    transport->reply(std::string(kProperties) + "?updated_before=2025-01-22T08%3A00%3A00.250Z", 200,
                     dated("2025-01-21T08:00:00Z"));
    const auto two = provider()->calibrations("ibm_line", 2, {});
    ASSERT_TRUE(two) << two.error().error.message;
    ASSERT_EQ(two->size(), 2U);
    EXPECT_GT(two->at(0).measuredMs, two->at(1).measuredMs);
    // The oldest one is not found again: that is where the history ends.
    const auto all = provider()->calibrations("ibm_line", 9, {});
    ASSERT_TRUE(all) << all.error().error.message;
    EXPECT_EQ(all->size(), 3U);
}

TEST_F(IbmAccount, aServiceThatKnowsNoHistoryGivesOneEntry) {
    transport->reply(kProperties, 200, dated("2025-01-23T11:35:51-05:00"));
    transport->reply(std::string(kProperties) + "?updated_before=2025-01-23T16%3A35%3A51.000Z", 200,
                     dated("2025-01-23T11:35:51-05:00"));
    const auto history = provider()->calibrations("ibm_line", 9, {});
    ASSERT_TRUE(history) << history.error().error.message;
    EXPECT_EQ(history->size(), 1U);
}

TEST_F(IbmAccount, distrustsCalibrations) {
    const std::string good = kThreeQubits;
    const std::vector<std::pair<std::string, std::string>> changes = {
        {R"("value": 0.016)", R"("value": 1.016)"},
        {R"("value": 0.016)", R"("value": -0.016)"},
        {R"("value": 60.0)", R"("value": -60.0)"},
        {R"("value": 60.0)", R"("value": "60")"},
        {R"("value": 60.0)", R"("value": null)"},
        {R"("unit": "ms")", R"("unit": "parsec")"},
        {R"("qubits": [2, 1])", R"("qubits": [3, 1])"},
        {R"("qubits": [2, 1])", R"("qubits": [1, 1])"},
        {R"("qubits": [2, 1])", R"("qubits": [1])"},
        {R"("qubits": [2, 1])", R"("qubits": {})"},
        {R"("last_update_date": "2025-01-23T11:35:51-05:00")", R"("last_update_date": "yesterday")"},
        {R"("gates": [)", R"("gates": 3, "others": [)"}};
    for (const auto& [from, to] : changes) {
        std::string body = good;
        ASSERT_NE(body.find(from), std::string::npos) << from;
        body.replace(body.find(from), from.size(), to);
        transport->forget(kProperties);
        transport->reply(kProperties, 200, body);
        const auto refused = provider()->calibrations("ibm_line", 1, {});
        ASSERT_FALSE(refused) << to;
        EXPECT_EQ(refused.error().fault, RemoteFault::Protocol) << to;
    }
}

TEST_F(IbmAccount, aSimulatorHasNoCalibration) {
    transport->reply(kProperties, 200, "{}");
    const auto history = provider()->calibrations("ibm_line", 3, {});
    ASSERT_TRUE(history) << history.error().error.message;
    EXPECT_TRUE(history->empty());
}

TEST_F(IbmAccount, hasNoEstimateOfItsOwn) {
    const auto estimate = provider()->estimate({}, {});
    ASSERT_FALSE(estimate);
    EXPECT_EQ(estimate.error().fault, RemoteFault::Rejected);
    EXPECT_EQ(ibmPrices().front().plan, "pay-as-you-go");
    EXPECT_DOUBLE_EQ(ibmPrices().front().usdPerSecond, 1.60);
    EXPECT_EQ(ibmPrices().front().date.size(), 10U);
}

}  // namespace
}  // namespace qstore
