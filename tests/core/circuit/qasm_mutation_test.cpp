// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <array>

#include "core/base/random.h"
#include "core/circuit/qasm.h"
#include "qasm_random.h"

namespace qstore {
namespace {

constexpr std::array<std::string_view, 3> programs{
    R"(OPENQASM 3.0;
include "stdgates.inc";
/* block */ // line
@qstore.role frozen
@qstore.value 0.25
input float[64] theta;
const int[32] n = 3; uint[8] k = 0b101; float f = 1.5e-3 * π;
gate mine(a, b) x0, y0 { rx(a / 2) x0; ctrl @ inv @ p(-b) x0, y0; for int i in [0:2] { pow(2) @ h y0; } }
qubit[n] q; qubit r; bit[n] c; bit d;
let all = q[{0, 2}] ++ q[1:1];
mine(theta, 2 ** 3) q[0], q[-1]; negctrl(2) @ x q[0], q[1], r;
for int i in [n - 1:-1:0] { if (bool(k[i])) x q[i]; else y q[i]; k <<= 1; }
c = measure q; measure r -> d;
if (c == 5 && !d || int[3](c) != -1) { z r; barrier q, r; } else reset q[0];
while (d) { break; } switch (k) { case 1, 2 { } default { } }
def f(int[8] a, qubit b) -> bit { return measure b; }
defcal x $0 { play { } } box[10ns] { delay[2 us] $1; } array[int[8], 2] z1 = {1, {2}};
)",
    R"(OPENQASM 2.0;
include "qelib1.inc";
gate mine(a,b) x0,y0 { U(a/2,0,-b^2) x0; CX x0,y0; barrier x0,y0; }
opaque magic(z0) a;
qreg q[3]; creg c[3];
mine(pi/2,sin(0.3)) q[0],q[1]; u3(1.,.5,1e-3) q[2]; cu1(-pi/4) q[0],q[2]; h q;
measure q -> c; reset q[0]; if(c==5) x q[1];
)",
    R"({"format": "qstore-circuit", "version": 1, "name": "a", "qubits": [{"name": "q", "size": 2}],
"bits": [{"name": "c", "size": 1}], "parameters": [{"name": "theta", "role": "column", "column": "x y"}],
"definitions": [{"name": "g", "angles": ["a"], "qubits": 1, "operations": [{"gate": "rx", "targets": [0], "angles": ["a/2"]}]}],
"operations": [{"gate": "g", "defined": true, "targets": [1], "controls": [{"qubit": 0, "on": 0}], "angles": ["2*theta"],
"conditions": [{"bits": [0], "value": 1}]}, {"operation": "measure", "targets": [0], "bits": [0]}]})"};

/// Whatever is read, the answer is a circuit that can be written again, or an error that says something.
void expectAnAnswer(std::string_view text) {
    const auto circuit = readCircuit(text, "mutant.qasm");
    if (!circuit) {
        EXPECT_FALSE(circuit.error().message.empty());
        return;
    }
    const auto again = writeQasm3(*circuit);
    if (again) {
        EXPECT_TRUE(readQasm(*again)) << *again;
    }
}

TEST(QasmMutation, TruncatedProgramsGetAnAnswer) {
    for (const std::string_view program : programs) {
        for (std::size_t end = 0; end <= program.size(); ++end) expectAnAnswer(program.substr(0, end));
    }
}

TEST(QasmMutation, ChangedBytesGetAnAnswer) {
    RandomStream random(7, "mutations");
    for (const std::string_view program : programs) {
        for (int round = 0; round < 3000; ++round) {
            std::string text(program);
            for (std::size_t i = 0; i < 1 + random.below(3); ++i) {
                text[random.below(text.size())] = static_cast<char>(random.below(256));
            }
            expectAnAnswer(text);
        }
    }
}

TEST(QasmMutation, MovedPiecesGetAnAnswer) {
    RandomStream random(8, "mutations");
    for (const std::string_view program : programs) {
        for (int round = 0; round < 2000; ++round) {
            std::string text(program);
            const std::size_t from = random.below(text.size());
            const std::string piece = text.substr(from, 1 + random.below(30));
            if (random.below(2) == 0) text.erase(from, piece.size());
            text.insert(random.below(text.size()), piece);
            expectAnAnswer(text);
        }
    }
}

TEST(QasmMutation, AFileOf100000GatesReads) {
    std::string text = "OPENQASM 3.0; include \"stdgates.inc\"; qubit[20] q;\n";
    for (int i = 0; i < 50000; ++i) {
        text += "rx(0.5*pi) q[" + std::to_string(i % 20) + "];\ncx q[" + std::to_string(i % 20) + "], q[" +
                std::to_string((i + 1) % 20) + "];\n";
    }
    const auto circuit = readQasm(text);
    ASSERT_TRUE(circuit) << circuit.error().message;
    EXPECT_EQ(circuit->operations().size(), 100000U);
    EXPECT_TRUE(*readQasm(*writeQasm3(*circuit)) == *circuit);
}

}  // namespace
}  // namespace qstore
