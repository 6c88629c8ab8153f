// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/qasm_gate_bodies.h"

#include <algorithm>
#include <array>

#include "core/circuit/qasm.h"
#include "core/circuit/qasm_source.h"

namespace qstore {

namespace {

constexpr std::array<std::string_view, 32> standard3{
    "p",   "x",    "y",     "z",  "h",  "s",  "sdg", "t",      "tdg", "sx",  "rx",
    "ry",  "rz",   "cx",    "cy", "cz", "cp", "ch",  "id",     "u2",  "crx", "cry",
    "crz", "swap", "cswap", "cu", "u3", "U",  "ccx", "gphase", "CX",  "u1"};

constexpr std::array<std::string_view, 42> standard2{
    "u3",  "u2",  "u1",  "cx", "id",  "u0",  "u",    "p",   "x",   "y",    "z",    "h",   "s",       "sdg",
    "t",   "tdg", "rx",  "ry", "rz",  "sx",  "sxdg", "cz",  "cy",  "swap", "ch",   "ccx", "cswap",   "crx",
    "cry", "crz", "cu1", "cp", "cu3", "csx", "cu",   "rxx", "rzz", "rccx", "rc3x", "c3x", "c3sqrtx", "c4x"};

struct GateBody {
    std::string_view name;
    std::string_view text;
};

constexpr std::array<GateBody, 25> gateBodies{{
    {"sx", "gate sx a { gphase(pi/4); rx(pi/2) a; }"},
    {"sxdg", "gate sxdg a { gphase(-pi/4); rx(-pi/2) a; }"},
    {"id", "gate id a { }"},
    {"u0", "gate u0(gamma) a { id a; }"},
    {"u", "gate u(theta, phi, lambda) a { gphase((phi+lambda)/2); rz(lambda) a; ry(theta) a; rz(phi) a; }"},
    {"U",
     "gate U(theta, phi, lambda) a { gphase((theta+phi+lambda)/2); rz(lambda) a; ry(theta) a; rz(phi) a; "
     "}"},
    {"u2", "gate u2(phi, lambda) a { rz(lambda) a; ry(pi/2) a; rz(phi) a; }"},
    {"u3", "gate u3(theta, phi, lambda) a { rz(lambda) a; ry(theta) a; rz(phi) a; }"},
    {"u4",
     "gate u4(theta, phi, lambda, gamma) a { gphase(gamma+(phi+lambda)/2); rz(lambda) a; ry(theta) a; "
     "rz(phi) a; }"},
    {"iswap", "gate iswap a, b { s a; s b; h a; cx a, b; cx b, a; h b; }"},
    {"ecr",
     "gate ecr a, b { h b; cx a, b; rz(pi/4) b; cx a, b; h b; x a; h b; cx a, b; rz(-pi/4) b; cx a, b; h "
     "b; }"},
    {"rccx", "gate rccx a, b, c { h c; t c; cx b, c; tdg c; cx a, c; t c; cx b, c; tdg c; h c; }"},
    {"rc3x",
     "gate rc3x a, b, c, d { h d; t d; cx c, d; tdg d; h d; cx a, d; t d; cx b, d; tdg d; cx a, d; t d; cx "
     "b, d; "
     "tdg d; h d; t d; cx c, d; tdg d; h d; }"},
    {"rxx", "gate rxx(theta) a, b { h a; h b; cx a, b; rz(theta) b; cx a, b; h b; h a; }"},
    {"ryy",
     "gate ryy(theta) a, b { rx(pi/2) a; rx(pi/2) b; cx a, b; rz(theta) b; cx a, b; rx(-pi/2) b; rx(-pi/2) "
     "a; }"},
    {"rzz", "gate rzz(theta) a, b { cx a, b; rz(theta) b; cx a, b; }"},
    {"rzx", "gate rzx(theta) a, b { h b; cx a, b; rz(theta) b; cx a, b; h b; }"},
    {"rxz", "gate rxz(theta) a, b { h a; cx a, b; rz(theta) b; cx a, b; h a; }"},
    {"rxy", "gate rxy(theta) a, b { h a; rx(pi/2) b; cx a, b; rz(theta) b; cx a, b; rx(-pi/2) b; h a; }"},
    {"ryx", "gate ryx(theta) a, b { rx(pi/2) a; h b; cx a, b; rz(theta) b; cx a, b; h b; rx(-pi/2) a; }"},
    {"ryz", "gate ryz(theta) a, b { rx(pi/2) a; cx a, b; rz(theta) b; cx a, b; rx(-pi/2) a; }"},
    {"rzy", "gate rzy(theta) a, b { rx(pi/2) b; cx a, b; rz(theta) b; cx a, b; rx(-pi/2) b; }"},
    {"gpi", "gate gpi(phi) a { rz(-phi) a; x a; rz(phi) a; }"},
    {"gpi2", "gate gpi2(phi) a { rz(-phi) a; rx(pi/2) a; rz(phi) a; }"},
    {"zz", "gate zz(theta) a, b { cx a, b; rz(theta) b; cx a, b; }"},
}};

constexpr std::string_view msText =
    "gate ms(phi0, phi1, theta) a, b { rz(-phi0) a; rz(-phi1) b; h a; h b; cx a, b; rz(theta) b; cx a, b; "
    "h b; h a; "
    "rz(phi0) a; rz(phi1) b; }";

template <class List>
bool contains(const List& list, std::string_view name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

}  // namespace

bool isStandardGate3(std::string_view name) {
    return contains(standard3, name);
}
bool isStandardGate2(std::string_view name) {
    return contains(standard2, name) || name == "U";
}

std::string_view gateDefinitionText(std::string_view name) {
    if (name == "ms") return msText;
    for (const GateBody& each : gateBodies) {
        if (each.name == name) return each.text;
    }
    return {};
}

std::shared_ptr<const GateDefinition> gateDefinitionOf(std::string_view name) {
    const std::string_view text = gateDefinitionText(name);
    if (text.empty()) return nullptr;
    // "custom" keeps it from being recognised as the gate it defines.
    const auto circuit = readQasm(joinText({"@qstore.custom\n", text}), "gate definition");
    return circuit && circuit->parts().definitions.size() == 1 ? circuit->parts().definitions.front()
                                                               : nullptr;
}

}  // namespace qstore
