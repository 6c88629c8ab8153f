// SPDX-License-Identifier: Apache-2.0
#include <numbers>

#include "core/circuit/gate_records.h"

namespace qstore {

namespace {

using MatrixFunction = ComplexMatrix (*)(std::span<const double>);

struct Text {
    std::string_view name;
    std::vector<std::string_view> aliases;
    std::string_view symbol, title, help, source;
};

GateRecord fixedGate(Text text, std::size_t qubits, MatrixFunction matrix, std::string_view inverse) {
    GateRecord record;
    record.info.name = text.name;
    record.info.aliases = std::move(text.aliases);
    record.info.qubits = qubits;
    record.info.family = qubits > 1 ? GateFamily::TwoQubit : GateFamily::Fixed;
    record.info.symbol = text.symbol;
    record.info.title = text.title;
    record.info.help = text.help;
    record.info.source = text.source;
    record.info.matrix = matrix;
    record.info.inverseAngles = sameAngles;
    record.inverse = inverse;
    return record;
}

GateRecord clifford(GateRecord record) {
    record.info.clifford = true;
    return record;
}

GateRecord diagonal(GateRecord record) {
    record.info.diagonal = true;
    return record;
}

ComplexMatrix identityMatrix(std::span<const double>) {
    return matrix2(1, 0, 0, 1);
}
ComplexMatrix xMatrix(std::span<const double>) {
    return matrix2(0, 1, 1, 0);
}
ComplexMatrix yMatrix(std::span<const double>) {
    return matrix2(0, -kImaginaryUnit, kImaginaryUnit, 0);
}
ComplexMatrix zMatrix(std::span<const double>) {
    return matrix2(1, 0, 0, -1);
}
ComplexMatrix hMatrix(std::span<const double>) {
    constexpr double r = 1.0 / std::numbers::sqrt2;
    return matrix2(r, r, r, -r);
}
ComplexMatrix sMatrix(std::span<const double>) {
    return matrix2(1, 0, 0, kImaginaryUnit);
}
ComplexMatrix sdgMatrix(std::span<const double>) {
    return matrix2(1, 0, 0, -kImaginaryUnit);
}
ComplexMatrix tMatrix(std::span<const double>) {
    constexpr double r = 1.0 / std::numbers::sqrt2;
    return matrix2(1, 0, 0, Complex(r, r));
}
ComplexMatrix tdgMatrix(std::span<const double>) {
    constexpr double r = 1.0 / std::numbers::sqrt2;
    return matrix2(1, 0, 0, Complex(r, -r));
}
ComplexMatrix sxMatrix(std::span<const double>) {
    return 0.5 *
           matrix2(1.0 + kImaginaryUnit, 1.0 - kImaginaryUnit, 1.0 - kImaginaryUnit, 1.0 + kImaginaryUnit);
}
ComplexMatrix sxdgMatrix(std::span<const double>) {
    return 0.5 *
           matrix2(1.0 - kImaginaryUnit, 1.0 + kImaginaryUnit, 1.0 + kImaginaryUnit, 1.0 - kImaginaryUnit);
}

ComplexMatrix swapMatrix(std::span<const double>) {
    ComplexMatrix m = ComplexMatrix::Zero(4, 4);
    m(0, 0) = m(1, 2) = m(2, 1) = m(3, 3) = 1;
    return m;
}
ComplexMatrix iswapMatrix(std::span<const double>) {
    ComplexMatrix m = ComplexMatrix::Zero(4, 4);
    m(0, 0) = m(3, 3) = 1;
    m(1, 2) = m(2, 1) = kImaginaryUnit;
    return m;
}
/// (X₀ − Y₀X₁)/√2: Pauli X on the first target, an echoed ZX on both.
ComplexMatrix ecrMatrix(std::span<const double>) {
    ComplexMatrix m = ComplexMatrix::Zero(4, 4);
    constexpr double r = 1.0 / std::numbers::sqrt2;
    m(0, 1) = m(1, 0) = m(2, 3) = m(3, 2) = r;
    m(0, 3) = m(2, 1) = r * kImaginaryUnit;
    m(1, 2) = m(3, 0) = -r * kImaginaryUnit;
    return m;
}
/// Toffoli up to relative phases (Margolus): exact Toffoli but for a sign on |101⟩ and ∓i in the swap.
ComplexMatrix rccxMatrix(std::span<const double>) {
    ComplexMatrix m = ComplexMatrix::Identity(8, 8);
    m(3, 3) = m(7, 7) = 0;
    m(3, 7) = -kImaginaryUnit;
    m(7, 3) = kImaginaryUnit;
    m(5, 5) = -1;
    return m;
}
ComplexMatrix rc3xMatrix(std::span<const double>) {
    ComplexMatrix m = ComplexMatrix::Identity(16, 16);
    m(3, 3) = kImaginaryUnit;
    m(11, 11) = -kImaginaryUnit;
    m(7, 7) = m(15, 15) = 0;
    m(7, 15) = 1;
    m(15, 7) = -1;
    return m;
}

void addOneQubit(GateRecords& records) {
    records.push_back(diagonal(clifford(fixedGate(
        {"id", {}, "I", "Identity", "Leaves the qubit as it is.", kQasm3}, 1, identityMatrix, "id"))));
    records.push_back(clifford(fixedGate(
        {"x", {}, "X", "Pauli X", "Flips |0⟩ and |1⟩: the quantum NOT.", kQasm3}, 1, xMatrix, "x")));
    records.push_back(clifford(
        fixedGate({"y", {}, "Y", "Pauli Y", "Half a turn about the Y axis: flips bit and phase.", kQasm3},
                  1, yMatrix, "y")));
    records.push_back(diagonal(
        clifford(fixedGate({"z", {}, "Z", "Pauli Z", "Flips the sign of |1⟩.", kQasm3}, 1, zMatrix, "z"))));
    records.push_back(clifford(fixedGate(
        {"h", {}, "H", "Hadamard", "Takes |0⟩ and |1⟩ to their equal superpositions and back.", kQasm3}, 1,
        hMatrix, "h")));
    records.push_back(diagonal(clifford(
        fixedGate({"s", {}, "S", "S gate", "Quarter turn about the Z axis, the square root of Z.", kQasm3},
                  1, sMatrix, "sdg"))));
    records.push_back(diagonal(clifford(
        fixedGate({"sdg", {}, "S†", "S dagger", "The inverse of S.", kQasm3}, 1, sdgMatrix, "s"))));
    records.push_back(diagonal(fixedGate(
        {"t", {}, "T", "T gate", "Eighth of a turn about the Z axis, the square root of S.", kQasm3}, 1,
        tMatrix, "tdg")));
    records.push_back(
        diagonal(fixedGate({"tdg", {}, "T†", "T dagger", "The inverse of T.", kQasm3}, 1, tdgMatrix, "t")));
    records.push_back(clifford(fixedGate(
        {"sx", {"v"}, "√X", "Square root of X", "Applied twice it is X.", kQasm3}, 1, sxMatrix, "sxdg")));
    records.push_back(clifford(
        fixedGate({"sxdg", {"vi"}, "√X†", "Inverse square root of X", "The inverse of √X.", kQasm2}, 1,
                  sxdgMatrix, "sx")));
}

}  // namespace

void addFixedGates(GateRecords& records) {
    addOneQubit(records);
    records.push_back(
        clifford(fixedGate({"swap", {}, "SWAP", "Swap", "Exchanges the states of two qubits.", kQasm3}, 2,
                           swapMatrix, "swap")));
    records.push_back(clifford(fixedGate({"iswap",
                                          {},
                                          "iSWAP",
                                          "iSwap",
                                          "Exchanges two qubits and multiplies |01⟩ and |10⟩ by i.",
                                          "Schuch and Siewert, Phys. Rev. A 67, 032301 (2003)"},
                                         2, iswapMatrix, "")));
    records.push_back(
        clifford(fixedGate({"ecr",
                            {},
                            "ECR",
                            "Echoed cross-resonance",
                            "IBM's native entangler, (X⊗1 − Y⊗X)/√2 with the first target first.",
                            "Sheldon et al., Phys. Rev. A 93, 060302 (2016)"},
                           2, ecrMatrix, "ecr")));
    records.push_back(fixedGate({"rccx",
                                 {},
                                 "RCCX",
                                 "Relative-phase Toffoli",
                                 "A Toffoli up to phases, with only three CX gates.",
                                 kQasm2},
                                3, rccxMatrix, "rccx"));
    records.push_back(fixedGate({"rc3x",
                                 {},
                                 "RC3X",
                                 "Relative-phase triple-controlled X",
                                 "A triple-controlled X up to phases.",
                                 kQasm2},
                                4, rc3xMatrix, ""));
}

}  // namespace qstore
