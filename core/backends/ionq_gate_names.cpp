// SPDX-License-Identifier: Apache-2.0
#include "core/backends/ionq_gate_names.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace qstore {
namespace {

struct Names {
    std::string_view ours, wire;
};

constexpr std::array fixedNames{Names{"h", "h"},     Names{"x", "x"},      Names{"y", "y"},
                                Names{"z", "z"},     Names{"s", "s"},      Names{"t", "t"},
                                Names{"sdg", "si"},  Names{"tdg", "ti"},   Names{"sx", "v"},
                                Names{"sxdg", "vi"}, Names{"swap", "swap"}};
constexpr std::array rotationNames{Names{"rz", "rz"},  Names{"ry", "ry"},  Names{"rx", "rx"},
                                   Names{"rzz", "zz"}, Names{"rxx", "xx"}, Names{"ryy", "yy"},
                                   Names{"zz", "zz"}};
constexpr std::array<std::string_view, 5> eulerNames{"u", "U", "u2", "u3", "u4"};
constexpr std::array<std::string_view, 4> nativeNames{"gpi", "gpi2", "ms", "zz"};
constexpr std::array<std::string_view, 3> idleNames{"id", "u0", "gphase"};

struct NamedTurn {
    std::string_view rotation;
    double exponent;  ///< of the Pauli gate, modulo 2
    std::string_view wire;
};
constexpr std::array namedTurns{
    NamedTurn{"rx", 1, "x"},     NamedTurn{"rx", 0.5, "v"},  NamedTurn{"rx", -0.5, "vi"},
    NamedTurn{"ry", 1, "y"},     NamedTurn{"rz", 1, "z"},    NamedTurn{"rz", 0.5, "s"},
    NamedTurn{"rz", -0.5, "si"}, NamedTurn{"rz", 0.25, "t"}, NamedTurn{"rz", -0.25, "ti"}};

template <std::size_t Size>
std::string_view wireOf(const std::array<Names, Size>& names, std::string_view ours) {
    for (const Names& pair : names)
        if (pair.ours == ours) return pair.wire;
    return {};
}
template <std::size_t Size>
std::string_view oursOf(const std::array<Names, Size>& names, std::string_view wire) {
    for (const Names& pair : names)
        if (pair.wire == wire) return pair.ours;
    return {};
}
template <std::size_t Size>
bool holds(const std::array<std::string_view, Size>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

std::string_view ionqFixed(std::string_view name) {
    return wireOf(fixedNames, name);
}
std::string_view ionqRotation(std::string_view name) {
    return wireOf(rotationNames, name);
}
bool ionqEuler(std::string_view name) {
    return holds(eulerNames, name);
}
bool ionqNative(std::string_view name) {
    return holds(nativeNames, name);
}
bool ionqIdle(std::string_view name) {
    return holds(idleNames, name);
}

std::string_view nameOfIonqFixed(std::string_view wire) {
    return wire == "not" || wire == "cnot" ? "x" : oursOf(fixedNames, wire);
}
std::string_view nameOfIonqRotation(std::string_view wire) {
    return wire == "z" ? "p" : oursOf(rotationNames, wire);
}

std::string_view cirqNameOf(std::string_view wire, double radians) {
    constexpr double tolerance = 1e-8;  // cirq_ionq.Serializer's
    for (const NamedTurn& turn : namedTurns) {
        if (turn.rotation != wire) continue;
        const double beside = radians / std::numbers::pi - turn.exponent + 1;
        if (std::abs(beside - 2 * std::floor(beside / 2) - 1) <= tolerance) return turn.wire;
    }
    return {};
}

}  // namespace qstore
