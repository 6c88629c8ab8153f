// SPDX-License-Identifier: Apache-2.0
#include "core/workspace/run_spending.h"

#include <array>
#include <charconv>
#include <map>

namespace qstore {
namespace {

/// The number behind `word` at the start of `text`, both taken off; 0 when it is not there.
std::size_t takeNumber(std::string_view& text, std::string_view word) {
    if (text.substr(0, word.size()) != word) return 0;
    const char* const first = text.data() + word.size();
    const char* const last = text.data() + text.size();
    std::size_t number = 0;
    const auto [end, code] = std::from_chars(first, last, number);
    if (code != std::errc()) return 0;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return number;
}

bool startsWith(std::string_view text, std::string_view start) {
    return text.substr(0, start.size()) == start;
}

/// As the ledger has it.
bool wasSent(const JobRecord& job) {
    return !job.remoteId.empty() || job.state == JobState::Submitting;
}

std::string capKey(const std::string& run) {
    return "run.cap." + run;
}

}  // namespace

JobPlace placeOfJob(std::string_view purpose) {
    if (startsWith(purpose, "start")) return {JobPlace::Part::Start, 0, 0};
    if (startsWith(purpose, "result")) return {JobPlace::Part::Result, 0, 0};
    JobPlace place;
    place.epoch = takeNumber(purpose, "epoch ");
    if (place.epoch == 0) return {};
    if (startsWith(purpose, ", end")) {
        place.part = JobPlace::Part::EpochEnd;
        return place;
    }
    place.step = takeNumber(purpose, ", step ");
    if (place.step == 0) return {};
    place.part = JobPlace::Part::Step;
    return place;
}

RunSpending spendingOf(std::span<const JobRecord> jobs) {
    RunSpending spending;
    std::map<std::size_t, EpochSpending> epochs;
    EpochSpending result;
    for (const JobRecord& job : jobs) {
        if (!isFinal(job.state)) ++spending.openJobs;
        if (job.state == JobState::NeedsKey) spending.keylessProfile = job.profile;
        if (!wasSent(job)) continue;
        ++spending.jobs;
        const double usd = job.costUsd.value_or(job.estimatedUsd.value_or(0.0));
        spending.usd += usd;
        spending.expected = spending.expected || (!job.costUsd && usd > 0.0);
        if (!job.costUsd && !job.estimatedUsd) ++spending.unpriced;
        const JobPlace place = placeOfJob(job.purpose);
        EpochSpending& epoch = place.part == JobPlace::Part::Result ? result : epochs[place.epoch];
        ++epoch.jobs;
        epoch.circuits += job.circuits;
        epoch.usd += usd;
    }
    if (result.jobs > 0) {
        EpochSpending& last = epochs.empty() ? epochs[0] : epochs.rbegin()->second;
        last.jobs += result.jobs;
        last.circuits += result.circuits;
        last.usd += result.usd;
    }
    for (auto& [number, epoch] : epochs) {
        epoch.epoch = number;
        spending.epochs.push_back(epoch);
    }
    return spending;
}

Result<double> capOfRun(const Workspace& workspace, const std::string& run, const MachineConfig& machine) {
    QSTORE_TRY(const auto kept, workspace.value(capKey(run)));
    if (!kept) return machine.maxCostUsd;
    double capUsd = 0.0;
    const char* const last = kept->data() + kept->size();
    const auto [end, code] = std::from_chars(kept->data(), last, capUsd);
    if (code == std::errc() && end == last && capUsd > 0.0) return capUsd;
    return fail(ErrorCode::Corrupt, "the cap of run '" + run + "' cannot be read: '" + *kept + "'",
                "resume the run with a cap of its own");
}

Status keepCapOfRun(Workspace& workspace, const std::string& run, double capUsd) {
    std::array<char, 32> text{};
    const auto [end, code] = std::to_chars(text.data(), text.data() + text.size(), capUsd);
    if (code != std::errc() || !(capUsd > 0.0))
        return fail(ErrorCode::InvalidArgument, "a cap is an amount above 0", "give one in US dollars");
    return workspace.setValue(capKey(run), std::string(text.data(), end));
}

}  // namespace qstore
