// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <complex>
#include <span>
#include <vector>

#include "core/circuit/gate_table.h"

namespace qstore {

/// A gate's matrix as the kernels want it: its diagonal, or all entries row by row.
std::vector<std::complex<double>> packMatrix(const ComplexMatrix& matrix, bool diagonal);

/// U(θ) = constant + cos(fθ)·cosine + sin(fθ)·sine, found by probing the gate table's matrix at a few
/// angles and checked at others. Most gates of one angle have this form, which binds without
/// allocating; `frequency` 0 marks a gate that has not.
struct TrigForm {
    double frequency = 0.0;
    std::vector<std::complex<double>> constant, cosine, sine;
    bool real = false;  ///< every entry is real for every angle

    void writeMatrix(double angle, std::span<std::complex<double>> out) const;
    void writeDerivative(double angle, std::span<std::complex<double>> out) const;
};

TrigForm findTrigForm(const GateInfo& gate);

}  // namespace qstore
