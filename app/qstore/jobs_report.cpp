// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/jobs_report.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/qstore/text_table.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t shownCircuits = 4, shownOutcomes = 4;

Json numberOrNull(const std::optional<double>& value) {
    return value ? Json(*value) : Json(nullptr);
}

std::string bitText(std::uint64_t key, std::size_t bits) {
    std::string text;
    for (std::size_t bit = bits; bit > 0; --bit)
        text.push_back(bit <= 64 && ((key >> (bit - 1)) & 1U) != 0 ? '1' : '0');
    return text;
}

std::string money(double usd) {
    return shortNumber(usd, 6) + " USD";
}

}  // namespace

std::string priceText(const JobRecord& job) {
    if (job.costUsd) return money(*job.costUsd);
    return job.estimatedUsd ? "about " + money(*job.estimatedUsd) : std::string();
}

Json jobJson(const JobRecord& job) {
    Json document = {{"job", job.id},
                     {"profile", job.profile},
                     {"device", job.device},
                     {"name", job.name},
                     {"state", jobStateName(job.state)},
                     {"remoteId", job.remoteId},
                     {"run", job.run},
                     {"purpose", job.purpose},
                     {"circuits", job.circuits},
                     {"merged", job.merged},
                     {"shots", job.shots},
                     {"estimatedUsd", numberOrNull(job.estimatedUsd)},
                     {"costUsd", numberOrNull(job.costUsd)},
                     {"createdMs", job.createdMs},
                     {"submittedMs", job.submittedMs},
                     {"finishedMs", job.finishedMs},
                     {"practice", job.practice}};
    if (job.state == JobState::NeedsKey) document["stateBeforeKey"] = jobStateName(job.stateBeforeKey);
    if (!job.errorMessage.empty())
        document["error"] = {
            {"code", job.errorCode}, {"message", job.errorMessage}, {"hint", job.errorHint}};
    return document;
}

std::string jobTable(const std::vector<JobRecord>& jobs) {
    TextTable table({"job", "profile", "device", "state", "circuits", "shots", "price", "created", "for"});
    std::string errors;
    for (const JobRecord& job : jobs) {
        const std::string purpose = job.run.empty() ? job.name : job.run + ", " + job.purpose;
        table.add({job.id, job.profile, job.device, std::string(jobStateName(job.state)),
                   std::to_string(job.circuits), std::to_string(job.shots), priceText(job),
                   localTime(job.createdMs), purpose});
        if (!job.errorMessage.empty())
            errors += job.id + ": " + job.errorMessage +
                      (job.errorHint.empty() ? "" : " (" + job.errorHint + ")") + '\n';
    }
    return table.toText() + errors;
}

Json eventsJson(const std::vector<JobEvent>& events) {
    Json list = Json::array();
    for (const JobEvent& event : events)
        list.push_back({{"atMs", event.atMs}, {"state", jobStateName(event.state)}, {"note", event.note}});
    return list;
}

std::string eventsText(const std::vector<JobEvent>& events) {
    TextTable table({"when", "state", "note"});
    for (const JobEvent& event : events)
        table.add({localTime(event.atMs), std::string(jobStateName(event.state)), event.note});
    return table.toText();
}

Json outcomesJson(const std::vector<CircuitOutcome>& outcomes) {
    Json list = Json::array();
    for (const CircuitOutcome& outcome : outcomes) {
        Json counts = Json::object(), probabilities = Json::object();
        for (const auto& [key, count] : outcome.counts) counts[bitText(key, outcome.bits)] = count;
        for (const auto& [key, probability] : outcome.probabilities)
            probabilities[bitText(key, outcome.bits)] = probability;
        list.push_back({{"shots", outcome.shots}, {"counts", counts}, {"probabilities", probabilities}});
    }
    return list;
}

std::string outcomesText(const std::vector<CircuitOutcome>& outcomes) {
    std::string text;
    for (std::size_t index = 0; index < outcomes.size() && index < shownCircuits; ++index) {
        const CircuitOutcome& outcome = outcomes[index];
        std::vector<std::pair<std::uint64_t, std::uint64_t>> sorted;
        for (const auto& [key, count] : outcome.counts) sorted.emplace_back(count, key);
        std::sort(sorted.rbegin(), sorted.rend());
        text += "circuit " + std::to_string(index) + ":";
        for (std::size_t each = 0; each < sorted.size() && each < shownOutcomes; ++each)
            text += " " + bitText(sorted[each].second, outcome.bits) + " × " +
                    std::to_string(sorted[each].first);
        text += sorted.size() > shownOutcomes ? " …\n" : "\n";
    }
    if (outcomes.size() > shownCircuits)
        text += "and " + std::to_string(outcomes.size() - shownCircuits) + " more; --json prints all\n";
    return text;
}

}  // namespace qstore
