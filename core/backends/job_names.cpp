// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <utility>

#include "core/backends/job.h"

namespace qstore {
namespace {

constexpr std::array<std::pair<JobState, std::string_view>, 10> stateNames{{
    {JobState::Prepared, "prepared"},
    {JobState::Submitting, "submitting"},
    {JobState::Queued, "queued"},
    {JobState::Running, "running"},
    {JobState::Fetching, "fetching"},
    {JobState::Completed, "completed"},
    {JobState::Cancelling, "cancelling"},
    {JobState::Cancelled, "cancelled"},
    {JobState::Failed, "failed"},
    {JobState::NeedsKey, "needs-key"},
}};

constexpr std::array<std::string_view, 5> remoteNames{"queued", "running", "completed", "failed",
                                                      "cancelled"};

}  // namespace

std::string_view jobStateName(JobState state) {
    return stateNames.at(static_cast<std::size_t>(state)).second;
}

std::optional<JobState> findJobState(std::string_view name) {
    for (const auto& [state, text] : stateNames)
        if (text == name) return state;
    return {};
}

bool isFinal(JobState state) {
    return state == JobState::Completed || state == JobState::Cancelled || state == JobState::Failed;
}

std::string_view remoteStateName(RemoteState state) {
    return remoteNames.at(static_cast<std::size_t>(state));
}

}  // namespace qstore
