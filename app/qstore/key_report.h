// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "app/qstore/key_access.h"
#include "core/base/step_state.h"

namespace qstore {

/// Where a key is, as answers say it.
nlohmann::ordered_json keyJson(const KeyState& state);
std::string keyText(const KeyState& state);

/// "✓ ", "· " for a step that was not tried, else "✗ ".
std::string_view stepMark(StepState state);

/// One step of an account's or a connection's test.
template <class Step>
nlohmann::ordered_json stepJson(std::string_view name, const Step& step) {
    nlohmann::ordered_json entry = {
        {"step", name}, {"state", stepStateName(step.state)}, {"detail", step.detail}};
    if (!step.cure.empty()) entry["cure"] = step.cure;
    entry["elapsedMs"] = step.elapsedMs;
    return entry;
}
template <class Step>
std::string stepText(std::string_view name, const Step& step) {
    return std::string(stepMark(step.state)) + std::string(name) + ": " + step.detail + '\n';
}

}  // namespace qstore
