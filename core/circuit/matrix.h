// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>
#include <complex>

namespace qstore {

using Complex = std::complex<double>;
/// Dense 2^k × 2^k matrix; bit j of a row or column index belongs to the gate's j-th target.
using ComplexMatrix = Eigen::MatrixXcd;

}  // namespace qstore
