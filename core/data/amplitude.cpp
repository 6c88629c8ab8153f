// SPDX-License-Identifier: Apache-2.0
#include "core/data/amplitude.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace qstore {

std::size_t amplitudeQubits(std::size_t features) {
    std::size_t qubits = 1;
    while ((std::size_t{1} << qubits) < features) ++qubits;
    return qubits;
}

Result<std::vector<double>> amplitudeAngles(std::span<const double> values) {
    double largest = 0;
    for (std::size_t index = 0; index < values.size(); ++index) {
        if (!std::isfinite(values[index]))
            return fail(ErrorCode::InvalidArgument,
                        "value " + std::to_string(index + 1) + " of the vector is not a finite number");
        largest = std::max(largest, std::abs(values[index]));
    }
    if (largest == 0)
        return fail(ErrorCode::InvalidArgument,
                    "a vector of zeros has no direction, so no state stands for it",
                    "use a scaling that does not map the row to zeros, or leave the row out");
    const std::size_t leaves = std::size_t{1} << amplitudeQubits(values.size());
    // Node k of the heap has the norm of its part in norms[k]; leaves stand at [leaves-1, 2*leaves-1).
    std::vector<double> norms(2 * leaves - 1, 0.0);
    for (std::size_t index = 0; index < values.size(); ++index)
        norms[leaves - 1 + index] = values[index] / largest + 0.0;  // squares do not overflow, -0 becomes 0
    std::vector<double> angles(leaves - 1);
    for (std::size_t node = leaves - 1; node-- > 0;) {
        const double left = norms[2 * node + 1];
        const double right = norms[2 * node + 2];
        angles[node] = 2.0 * std::atan2(right, left);
        norms[node] = std::hypot(left, right);
    }
    return angles;
}

}  // namespace qstore
