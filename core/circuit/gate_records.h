// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "core/circuit/gate_table.h"

namespace qstore {

inline constexpr Complex kImaginaryUnit{0.0, 1.0};

/// A record while the table is being built: names instead of pointers.
struct GateRecord {
    GateInfo info;
    std::string_view inverse;  ///< name of the inverse gate; empty = none
    std::string_view base;     ///< base gate of a controlled name; empty = itself
};
using GateRecords = std::vector<GateRecord>;

// One function per family file; called once, by gate_table.cpp.
void addFixedGates(GateRecords& records);
void addRotationGates(GateRecords& records);
void addTwoQubitGates(GateRecords& records);
void addNativeGates(GateRecords& records);
void addControlledNames(GateRecords& records);

/// 2×2 matrix, row by row.
ComplexMatrix matrix2(Complex a, Complex b, Complex c, Complex d);
/// e^{i·angle}
Complex unitPhase(double angle);

// Rules for GateInfo::inverseAngles.
std::vector<Angle> sameAngles(const std::vector<Angle>& angles);
std::vector<Angle> negatedAngles(const std::vector<Angle>& angles);

inline constexpr std::string_view kQasm3 = "OpenQASM 3 specification, standard library stdgates.inc";
inline constexpr std::string_view kQasm2 = "OpenQASM 2 (arXiv:1707.03429), qelib1.inc";

}  // namespace qstore
