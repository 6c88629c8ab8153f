// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/key_report.h"

namespace qstore {

nlohmann::ordered_json keyJson(const KeyState& state) {
    nlohmann::ordered_json json = {{"place", state.place ? secretPlaceName(*state.place) : "none"}};
    if (state.place) json["hint"] = state.hint;
    if (state.vaultLocked) json["vaultLocked"] = true;
    if (!state.note.empty()) json["note"] = state.note;
    return json;
}

std::string keyText(const KeyState& state) {
    if (state.place) return std::string(secretPlaceName(*state.place)) + " " + state.hint;
    return state.vaultLocked ? "none, or in the vault (locked)" : "none";
}

std::string_view stepMark(StepState state) {
    if (state == StepState::Passed) return "✓ ";
    return state == StepState::NotTried ? "· " : "✗ ";
}

}  // namespace qstore
