// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/pauli_turns.h"

#include <cassert>
#include <map>
#include <numbers>
#include <string_view>
#include <vector>

namespace qstore {
namespace {

using Turns = std::vector<PauliTurn>;
constexpr double kPi = std::numbers::pi;

/// Letters of targets 0, 1, …: "ZX" is Z on the first target and X on the second.
PauliTurn about(std::string_view letters) {
    PauliTurn turn;
    for (std::size_t j = 0; j < letters.size(); ++j) {
        const auto bit = static_cast<std::uint8_t>(1U << j);
        if (letters[j] == 'X' || letters[j] == 'Y') turn.x |= bit;
        if (letters[j] == 'Z' || letters[j] == 'Y') turn.z |= bit;
    }
    return turn;
}

PauliTurn fixed(std::string_view letters, double radians) {
    PauliTurn turn = about(letters);
    turn.constant = radians;
    return turn;
}

PauliTurn by(std::string_view letters, int angle, double scale = 1.0) {
    PauliTurn turn = about(letters);
    turn.angle = angle;
    turn.scale = scale;
    return turn;
}

PauliTurn phase(double radians) {
    return fixed("", radians);
}

PauliTurn phaseBy(int angle, double scale = 1.0) {
    return by("", angle, scale);
}

PauliTurn frame(PauliTurn turn) {
    turn.isFrame = true;
    return turn;
}

PauliTurn where(std::uint8_t mask, std::uint8_t value, PauliTurn turn) {
    turn.conditionMask = mask;
    turn.conditionValue = value;
    return turn;
}

/// A Pauli gate: half a turn, and the phase that a turn leaves.
Turns half(std::string_view letters) {
    return {fixed(letters, kPi), phase(kPi / 2)};
}

Turns rootOf(std::string_view letters, double radians) {
    return {fixed(letters, radians), phase(radians / 2)};
}

/// RZ(φ)·RY(θ)·RZ(λ), and further phases.
Turns euler(PauliTurn theta, int phi, int lambda, Turns phases = {}) {
    Turns turns{by("Z", lambda), theta, by("Z", phi)};
    turns.insert(turns.end(), phases.begin(), phases.end());
    return turns;
}

void addFixed(std::map<std::string_view, Turns>& table) {
    table["id"] = {};
    table["x"] = half("X");
    table["y"] = half("Y");
    table["z"] = half("Z");
    table["h"] = {fixed("Z", kPi), fixed("Y", kPi / 2), phase(kPi / 2)};
    table["s"] = rootOf("Z", kPi / 2);
    table["sdg"] = rootOf("Z", -kPi / 2);
    table["t"] = rootOf("Z", kPi / 4);
    table["tdg"] = rootOf("Z", -kPi / 4);
    table["sx"] = rootOf("X", kPi / 2);
    table["sxdg"] = rootOf("X", -kPi / 2);
    // XX + YY + ZZ = 2·SWAP − 1.
    table["swap"] = {fixed("XX", kPi / 2), fixed("YY", kPi / 2), fixed("ZZ", kPi / 2), phase(kPi / 4)};
    table["iswap"] = {fixed("XX", -kPi / 2), fixed("YY", -kPi / 2)};
    table["ecr"] = {fixed("ZX", kPi / 2), fixed("X", kPi), phase(kPi / 2)};
    // Y on the last target where the others are one, and a sign on |101⟩.
    table["rccx"] = {where(3, 3, fixed("IIY", kPi)), where(3, 3, phase(kPi / 2)), where(7, 5, phase(kPi))};
    table["rc3x"] = {where(7, 3, fixed("IIIZ", -kPi)), where(7, 7, fixed("IIIY", -kPi))};
}

void addRotations(std::map<std::string_view, Turns>& table) {
    table["rx"] = {by("X", 0)};
    table["ry"] = {by("Y", 0)};
    table["rz"] = {by("Z", 0)};
    table["p"] = {by("Z", 0), phaseBy(0, 0.5)};
    table["gphase"] = {phaseBy(0)};
    table["u0"] = {};
    table["u3"] = euler(by("Y", 0), 1, 2);
    table["u2"] = euler(fixed("Y", kPi / 2), 0, 1);
    table["u"] = euler(by("Y", 0), 1, 2, {phaseBy(1, 0.5), phaseBy(2, 0.5)});
    table["U"] = euler(by("Y", 0), 1, 2, {phaseBy(1, 0.5), phaseBy(2, 0.5), phaseBy(0, 0.5)});
    table["u4"] = euler(by("Y", 0), 1, 2, {phaseBy(1, 0.5), phaseBy(2, 0.5), phaseBy(3)});
    table["rxx"] = {by("XX", 0)};
    table["ryy"] = {by("YY", 0)};
    table["rzz"] = {by("ZZ", 0)};
    table["rzx"] = {by("ZX", 0)};
    table["rxz"] = {by("XZ", 0)};
    table["rxy"] = {by("XY", 0)};
    table["ryx"] = {by("YX", 0)};
    table["ryz"] = {by("YZ", 0)};
    table["rzy"] = {by("ZY", 0)};
}

void addNative(std::map<std::string_view, Turns>& table) {
    // X · RZ(−2φ).
    table["gpi"] = {by("Z", 0, -2.0), fixed("X", kPi), phase(kPi / 2)};
    table["gpi2"] = {frame(by("Z", 0, -1.0)), fixed("X", kPi / 2), frame(by("Z", 0))};
    table["ms"] = {frame(by("ZI", 0, -1.0)), frame(by("IZ", 1, -1.0)), by("XX", 2), frame(by("ZI", 0)),
                   frame(by("IZ", 1))};
    table["zz"] = {by("ZZ", 0)};
}

std::map<std::string_view, Turns> makeTable() {
    std::map<std::string_view, Turns> table;
    addFixed(table);
    addRotations(table);
    addNative(table);
    return table;
}

}  // namespace

std::span<const PauliTurn> pauliTurns(const GateInfo& gate) {
    static const std::map<std::string_view, Turns> table = makeTable();
    const auto found = table.find(gate.name);
    assert(found != table.end() && "a base gate of the table");
    return found->second;
}

}  // namespace qstore
