// SPDX-License-Identifier: Apache-2.0
#include "core/benchmark/benchmark_report.h"

namespace qstore {

GoalState BenchmarkRow::goal() const {
    if (!referenceSeconds || mustTimes <= 0.0) return GoalState::None;
    if (timesReference() <= aimTimes) return GoalState::Aim;
    return timesReference() <= mustTimes ? GoalState::Must : GoalState::Missed;
}

GoalState BenchmarkRow::peerGoal() const {
    if (!peer || peer->mustTimes <= 0.0) return GoalState::None;
    if (timesPeer() >= peer->aimTimes) return GoalState::Aim;
    return timesPeer() >= peer->mustTimes ? GoalState::Must : GoalState::Missed;
}

std::string goalStateName(GoalState state) {
    switch (state) {
        case GoalState::None: return "";
        case GoalState::Missed: return "missed";
        case GoalState::Must: return "must";
        case GoalState::Aim: return "aim";
    }
    return "";
}

}  // namespace qstore
