// SPDX-License-Identifier: Apache-2.0
#include "core/serving/practice_ledger.h"

namespace qstore {

std::uint64_t PracticeLedger::circuitsRun() const {
    std::uint64_t sum = 0;
    for (const LedgerJob& job : jobs)
        for (const LedgerCircuit& circuit : job.circuits) sum += circuit.runs;
    return sum;
}

std::uint64_t PracticeLedger::circuitsBilled() const {
    std::uint64_t sum = 0;
    for (const LedgerJob& job : jobs)
        for (const LedgerCircuit& circuit : job.circuits) sum += circuit.billed ? 1 : 0;
    return sum;
}

double PracticeLedger::billedUsd() const {
    double sum = 0.0;
    for (const LedgerJob& job : jobs) sum += job.billedUsd;
    return sum;
}

std::map<std::string, std::uint64_t> PracticeLedger::runsByHash() const {
    std::map<std::string, std::uint64_t> runs;
    for (const LedgerJob& job : jobs)
        for (const LedgerCircuit& circuit : job.circuits) runs[circuit.hash] += circuit.runs;
    return runs;
}

std::map<std::string, std::uint64_t> PracticeLedger::jobsByToken() const {
    std::map<std::string, std::uint64_t> counts;
    for (const LedgerJob& job : jobs)
        if (!job.token.empty()) ++counts[job.token];
    return counts;
}

}  // namespace qstore
