// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/gate_matrix.h"

#include <optional>
#include <string>

namespace qstore {

Result<std::vector<double>> boundAngles(const Operation& operation) {
    std::vector<double> angles;
    for (const Angle& angle : operation.angles) {
        QSTORE_TRY(const double value, angle.evaluate([](const std::string&) { return std::nullopt; }));
        angles.push_back(value);
    }
    return angles;
}

ComplexMatrix controlledMatrix(const ComplexMatrix& matrix, std::span<const Control> controls) {
    const Eigen::Index inner = matrix.rows();
    const Eigen::Index size = inner << controls.size();
    ComplexMatrix result = ComplexMatrix::Identity(size, size);
    Eigen::Index place = 0;
    for (std::size_t c = 0; c < controls.size(); ++c)
        if (controls[c].onOne) place |= inner << c;
    result.block(place, place, inner, inner) = matrix;
    return result;
}

}  // namespace qstore
