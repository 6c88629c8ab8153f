// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include "core/backends/job.h"

namespace qstore {

inline JobRecord someJob(const std::string& id) {
    JobRecord record;
    record.id = id;
    record.profile = "lab";
    record.device = "simulator";
    record.name = "a job";
    record.token = "token of " + id;
    record.circuits = 2;
    record.shots = 100;
    record.createdMs = 1'700'000'000'000;
    return record;
}

inline JobRequest someRequest(const std::string& token) {
    CircuitParts parts;
    parts.name = "bell";
    parts.qubits = 2;
    parts.bits = 2;
    parts.operations = {Operation::gateOn("h", {0}), Operation::gateOn("cx", {0, 1}),
                        Operation::gateOn("rz", {1}, {Angle(1.0 / 3.0)}), Operation::measure(0, 1)};
    JobRequest request;
    request.device = "simulator";
    request.name = "a job";
    request.circuits = {Circuit::of(parts), Circuit()};
    request.shots = 100;
    request.token = token;
    request.metadata = {{"shape", "ring"}, {"empty", ""}};
    request.noiseModel = "forte-1";
    request.seed = 12345678901234567890ULL;
    request.native = true;
    request.errorMitigation = false;
    request.dialect = JobDialect::Qiskit;
    request.dryRun = true;
    return request;
}

inline void expectSameRequest(const JobRequest& a, const JobRequest& b) {
    EXPECT_EQ(a.device, b.device);
    EXPECT_EQ(a.name, b.name);
    EXPECT_EQ(a.circuits, b.circuits);
    EXPECT_EQ(a.shots, b.shots);
    EXPECT_EQ(a.token, b.token);
    EXPECT_EQ(a.metadata, b.metadata);
    EXPECT_EQ(a.noiseModel, b.noiseModel);
    EXPECT_EQ(a.seed, b.seed);
    EXPECT_EQ(a.native, b.native);
    EXPECT_EQ(a.errorMitigation, b.errorMitigation);
    EXPECT_EQ(a.dialect, b.dialect);
    EXPECT_EQ(a.dryRun, b.dryRun);
}

inline void expectSameRecord(const JobRecord& a, const JobRecord& b) {
    for (const auto field : {&JobRecord::id, &JobRecord::profile, &JobRecord::device, &JobRecord::name,
                             &JobRecord::token, &JobRecord::remoteId, &JobRecord::run, &JobRecord::purpose,
                             &JobRecord::errorCode, &JobRecord::errorMessage, &JobRecord::errorHint})
        EXPECT_EQ(a.*field, b.*field);
    for (const auto field : {&JobRecord::createdMs, &JobRecord::submittedMs, &JobRecord::finishedMs})
        EXPECT_EQ(a.*field, b.*field);
    EXPECT_EQ(a.state, b.state);
    EXPECT_EQ(a.stateBeforeKey, b.stateBeforeKey);
    EXPECT_EQ(a.circuits, b.circuits);
    EXPECT_EQ(a.shots, b.shots);
    EXPECT_EQ(a.merged, b.merged);
    EXPECT_EQ(a.estimatedUsd, b.estimatedUsd);
    EXPECT_EQ(a.costUsd, b.costUsd);
    EXPECT_EQ(a.practice, b.practice);
}

}  // namespace qstore
