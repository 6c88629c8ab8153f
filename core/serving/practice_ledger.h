// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/base/export.h"

namespace qstore {

/// What the server itself knows of one circuit of one job.
struct LedgerCircuit {
    std::string hash;  ///< of what was asked: gates, shots, device, noise; equal circuits have equal ones
    std::uint64_t shots = 0;
    std::uint64_t runs = 0;  ///< 0 or 1: a job runs a circuit once
    bool billed = false;
};

struct LedgerJob {
    std::string id;
    /// The client's token: the first metadata entry whose name, or tag whose text, holds "token".
    std::string token;
    std::string device, state;
    std::map<std::string, std::string> metadata;
    std::vector<std::string> tags;
    std::vector<LedgerCircuit> circuits;
    double billedUsd = 0.0;
};

/// Every job that was ever accepted, deleted ones too, in the order of submission.
struct PracticeLedger {
    std::vector<LedgerJob> jobs;
    QSTORE_EXPORT std::uint64_t circuitsRun() const;
    QSTORE_EXPORT std::uint64_t circuitsBilled() const;
    QSTORE_EXPORT double billedUsd() const;
    /// How often each circuit was run, over all jobs.
    QSTORE_EXPORT std::map<std::string, std::uint64_t> runsByHash() const;
    /// How many jobs carried each token; more than one means that something was submitted twice.
    QSTORE_EXPORT std::map<std::string, std::uint64_t> jobsByToken() const;
};

}  // namespace qstore
