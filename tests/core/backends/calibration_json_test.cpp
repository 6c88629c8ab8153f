// SPDX-License-Identifier: Apache-2.0
#include "core/backends/calibration_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace qstore {
namespace {

using ::testing::HasSubstr;

std::string messageOf(std::string_view text) {
    const auto read = readCalibrationJson(text);
    return read ? std::string("read") : read.error().message;
}

TEST(CalibrationJson, TimesAreIso8601) {
    // 2025-06-16 00:00 UTC is 1750032000 s after 1970 (date -d).
    EXPECT_EQ(unixMsOfIsoTime("2025-06-16").value(), 1'750'032'000'000);
    EXPECT_EQ(unixMsOfIsoTime("2025-06-16T00:00:00Z").value(), 1'750'032'000'000);
    EXPECT_EQ(unixMsOfIsoTime("2025-06-16T02:30:00.250+02:30").value(), 1'750'032'000'250);
    EXPECT_EQ(unixMsOfIsoTime("2025-06-15T20:00:00-0400").value(), 1'750'032'000'000);
    for (const char* wrong :
         {"", "2025-13-01", "2025-02-30", "2025-06-16T25:00:00Z", "2025-06-16T00:00:00X", "16.06.2025",
          "2025-06-16T00:00:00Z tomorrow", "2025-06-16T00:00:00."})
        EXPECT_FALSE(unixMsOfIsoTime(wrong)) << wrong;
    EXPECT_EQ(utcDayText(1'750'032'000'000), "2025-06-16");
    EXPECT_EQ(utcTimeText(1'750'032'000'250), "2025-06-16T00:00:00.250Z");
    EXPECT_EQ(utcDayText(-1), "1969-12-31");
}

TEST(CalibrationJson, ReadsIonqsCharacterization) {
    // The fields of the published schema (API v0.4); times in seconds.
    const auto read = readCalibrationJson(R"({
      "id": "aa54e783-0a9b-4f73-ad2f-63983b6aa4a8", "backend": "qpu.aria-1", "date": "2025-06-16T00:00:00Z",
      "qubits": 3, "connectivity": [[0, 1], [0, 2], [1, 2]],
      "fidelity": {"spam": {"median": 0.9962, "stderr": null}, "1q": {"median": 0.9998}, "2q": {"median": 0.986}},
      "timing": {"readout": 0.0003, "reset": 2e-5, "1q": 1.35e-4, "2q": 6e-4, "t1": 10, "t2": 1}})");
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->device, "qpu.aria-1");
    EXPECT_EQ(read->measuredMs, 1'750'032'000'000);
    EXPECT_EQ(read->qubits, 3U);
    ASSERT_EQ(read->pairs.size(), 3U);
    EXPECT_EQ(read->pairs[1].b, 2U);
    EXPECT_NEAR(*read->spamError, 0.0038, 1e-12);
    EXPECT_NEAR(*read->medians.oneQubitError, 0.0002, 1e-12);
    EXPECT_NEAR(*read->medianTwoQubitError, 0.014, 1e-12);
    EXPECT_NEAR(*read->medians.t1Us, 1e7, 1e-6);
    EXPECT_NEAR(*read->medians.t2Us, 1e6, 1e-6);
    EXPECT_NEAR(*read->oneQubitTimeNs, 135'000, 1e-6);
    EXPECT_NEAR(*read->twoQubitTimeNs, 600'000, 1e-6);
    EXPECT_NEAR(*read->readTimeNs, 300'000, 1e-6);
    EXPECT_NEAR(*read->resetTimeNs, 20'000, 1e-6);
}

TEST(CalibrationJson, ReadsTheOlderFormAndThePageOfAList) {
    const auto read = readCalibrationJson(R"({"characterizations": [{
      "id": "x", "backend": "qpu.harmony", "date": 1750032000000, "qubits": 11, "connectivity": [[0, 10]],
      "fidelity": {"1q": {"mean": 0.99}, "2q": {"mean": 0.96}, "spam": {"mean": 0.995}}, "timing": {}}],
      "pages": 1})");
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->measuredMs, 1'750'032'000'000);
    EXPECT_NEAR(*read->medianTwoQubitError, 0.04, 1e-12);
    EXPECT_FALSE(read->medians.t1Us);
    EXPECT_THAT(messageOf(R"({"characterizations": null})"), HasSubstr("characterizations"));
}

constexpr const char* kIbm = R"({
  "backend_name": "ibm_test", "backend_version": "1.0", "last_update_date": "2025-06-15T20:00:00-04:00",
  "qubits": [
    [{"date": "d", "name": "T1", "unit": "us", "value": 100.0}, {"name": "T2", "unit": "ms", "value": 0.08},
     {"name": "readout_error", "unit": "", "value": 0.02}, {"name": "prob_meas0_prep1", "unit": "", "value": 0.03},
     {"name": "prob_meas1_prep0", "unit": "", "value": 0.01}, {"name": "readout_length", "unit": "ns", "value": 1200}],
    [{"name": "T1", "unit": "us", "value": 200.0}, {"name": "T2", "unit": "us", "value": 90.0},
     {"name": "readout_error", "unit": "", "value": 0.05}]],
  "gates": [
    {"gate": "sx", "qubits": [0], "parameters": [{"name": "gate_error", "unit": "", "value": 0.0003},
                                                 {"name": "gate_length", "unit": "ns", "value": 60}]},
    {"gate": "rz", "qubits": [0], "parameters": [{"name": "gate_error", "unit": "", "value": 0}]},
    {"gate": "sx", "qubits": [1], "parameters": [{"name": "gate_error", "unit": "", "value": 0.0005}]},
    {"gate": "ecr", "qubits": [1, 0], "parameters": [{"name": "gate_error", "unit": "", "value": 0.007},
                                                     {"name": "gate_length", "unit": "ns", "value": 533.3}]},
    {"gate": "reset", "qubits": [0], "parameters": []}],
  "general": []})";

TEST(CalibrationJson, ReadsIbmsProperties) {
    const auto read = readCalibrationJson(kIbm);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->device, "ibm_test");
    EXPECT_EQ(read->measuredMs, 1'750'032'000'000);
    ASSERT_EQ(read->perQubit.size(), 2U);
    EXPECT_NEAR(*read->perQubit[0].t2Us, 80.0, 1e-9);
    EXPECT_NEAR(*read->perQubit[0].readError01, 0.01, 1e-15);
    EXPECT_NEAR(*read->perQubit[0].readError10, 0.03, 1e-15);
    EXPECT_NEAR(*read->perQubit[1].readError10, 0.05, 1e-15) << "the mean where the two are not told";
    EXPECT_NEAR(*read->perQubit[1].oneQubitError, 0.0005, 1e-15);
    ASSERT_EQ(read->pairs.size(), 1U);
    EXPECT_EQ(read->pairs[0].a, 1U);
    EXPECT_NEAR(*read->pairs[0].error, 0.007, 1e-15);
    EXPECT_NEAR(*read->pairs[0].gateTimeNs, 533.3, 1e-9);
    EXPECT_NEAR(*read->medians.t1Us, 150.0, 1e-9);
    EXPECT_NEAR(*read->medians.oneQubitError, 0.0004, 1e-15);
    EXPECT_NEAR(*read->oneQubitTimeNs, 60.0, 1e-9);
    EXPECT_NEAR(*read->readTimeNs, 1200.0, 1e-9);
}

TEST(CalibrationJson, OurOwnFormReadsBack) {
    for (const char* text : {kIbm, R"({"qubits": 2, "medians": {"t1Us": 5}, "twoQubitError": 0.1})"}) {
        const auto read = readCalibrationJson(text);
        ASSERT_TRUE(read) << read.error().message;
        const std::string written = writeCalibrationJson(*read);
        const auto again = readCalibrationJson(written);
        ASSERT_TRUE(again) << again.error().message;
        EXPECT_EQ(writeCalibrationJson(*again), written);
        EXPECT_EQ(again->qubits, 2U);
        EXPECT_EQ(again->medians.t1Us, read->medians.t1Us);
        EXPECT_EQ(again->pairs.size(), read->pairs.size());
        EXPECT_EQ(again->measuredMs, read->measuredMs);
    }
}

TEST(CalibrationJson, WhatIsWrongIsNamed) {
    const std::vector<std::pair<const char*, const char*>> cases = {
        {"[]", "object"},
        {"<html>", "JSON"},
        {R"({"qubits": 0})", "'qubits'"},
        {R"({"qubits": 100001})", "'qubits'"},
        {R"({"qubits": 2, "medians": {"t1Us": -1}})", "medians.t1Us"},
        {R"({"qubits": 2, "medians": {"t3Us": 1}})", "medians.t3Us"},
        {R"({"qubits": 2, "spamError": 1.5})", "spamError"},
        {R"({"qubits": 2, "perQubit": [{}]})", "lists 1 qubits"},
        {R"({"qubits": 2, "pairs": [{"a": 0, "b": 2}]})", "qubit 2 of 2"},
        {R"({"qubits": 2, "pairs": [{"a": 1, "b": 1}]})", "to itself"},
        {R"({"qubits": 2, "measured": "yesterday"})", "yesterday"},
        {R"({"fidelity": {"2q": {"median": 99.6}}, "qubits": 2})", "fidelity.2q.median"},
        {R"({"fidelity": {}, "qubits": -2})", "qubits"},
        {R"({"connectivity": [[0]], "qubits": 2})", "connectivity"},
        {R"({"connectivity": [[0, 5]], "qubits": 2})", "qubit 5"},
        {R"({"backend_name": 5})", "backend_name"},
        {R"({"backend_name": "b", "qubits": []})", "qubits"},
        {R"({"backend_name": "b", "qubits": [[{"name": "T1", "unit": "km", "value": 1}]], "gates": []})",
         "km"},
        {R"({"backend_name": "b", "qubits": [[]], "gates": [{"gate": "sx", "qubits": [3], "parameters": []}]})",
         "gates[0].qubits"},
        {R"({"backend_name": "b", "qubits": [[]], "gates": [{"gate": "sx"}]})", "gates[0]"},
        {R"({"backend_name": "b", "qubits": [[{"name": "readout_error", "value": 2}]], "gates": []})",
         "readout_error"}};
    for (const auto& [text, part] : cases) EXPECT_THAT(messageOf(text), HasSubstr(part)) << text;
}

}  // namespace
}  // namespace qstore
