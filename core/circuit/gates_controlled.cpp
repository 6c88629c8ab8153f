// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/gate_records.h"

namespace qstore {

namespace {

struct ControlledName {
    std::string_view name;
    std::vector<std::string_view> aliases;
    std::size_t controls;
    std::string_view base;
    std::string_view title;
    std::string_view source;
};

constexpr std::string_view kControlModifier =
    "OpenQASM 3 specification, ctrl modifier; name as in Qiskit's library";

std::vector<ControlledName> controlledNames() {
    return {
        {"cx", {"CX", "cnot"}, 1, "x", "Controlled X", kQasm3},
        {"cy", {}, 1, "y", "Controlled Y", kQasm3},
        {"cz", {}, 1, "z", "Controlled Z", kQasm3},
        {"ch", {}, 1, "h", "Controlled Hadamard", kQasm3},
        {"cs", {}, 1, "s", "Controlled S", kControlModifier},
        {"csdg", {}, 1, "sdg", "Controlled S dagger", kControlModifier},
        {"csx", {}, 1, "sx", "Controlled √X", kQasm2},
        {"cp", {"cphase", "cu1"}, 1, "p", "Controlled phase", kQasm3},
        {"crx", {}, 1, "rx", "Controlled X rotation", kQasm3},
        {"cry", {}, 1, "ry", "Controlled Y rotation", kQasm3},
        {"crz", {}, 1, "rz", "Controlled Z rotation", kQasm3},
        {"cu3", {}, 1, "u", "Controlled u", kQasm2},
        {"cu", {}, 1, "u4", "Controlled u with its phase", kQasm3},
        {"cswap", {"fredkin"}, 1, "swap", "Controlled swap", kQasm3},
        {"ccx", {"toffoli"}, 2, "x", "Doubly controlled X", kQasm3},
        {"ccz", {}, 2, "z", "Doubly controlled Z", kControlModifier},
        {"c3x", {}, 3, "x", "Triply controlled X", kQasm2},
        {"c3sqrtx", {"c3sx"}, 3, "sx", "Triply controlled √X", kQasm2},
        {"c4x", {}, 4, "x", "X under four controls", kQasm2},
    };
}

}  // namespace

void addControlledNames(GateRecords& records) {
    for (auto& entry : controlledNames()) {
        GateRecord record;
        record.info.name = entry.name;
        record.info.aliases = std::move(entry.aliases);
        record.info.controlCount = entry.controls;
        record.info.title = entry.title;
        record.info.help = "Acts on the last qubits where the leading ones, its controls, are |1⟩.";
        record.info.source = entry.source;
        record.info.clifford = entry.name == "cx" || entry.name == "cy" || entry.name == "cz";
        record.base = entry.base;
        records.push_back(std::move(record));
    }
}

}  // namespace qstore
