// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace qstore::ui {

/// A plane in the space of the vectors: every vector has a place on it, every place is a vector.
struct MapPlane {
    std::vector<double> origin;
    std::vector<double> across, up;  ///< of length 1, at right angles

    std::pair<double, double> placeOf(const std::vector<float>& vector) const;
    std::vector<float> vectorAt(double x, double y) const;
};

/// Two components as they are; all others are the mean of `vectors`, of which there is at least one.
MapPlane componentPlane(const std::vector<std::vector<float>>& vectors, std::size_t across, std::size_t up);

/// The two directions in which `vectors` differ most (principal components, by orthogonal iteration from a
/// fixed start), through their mean. Each points to where its largest component is positive.
MapPlane principalPlane(const std::vector<std::vector<float>>& vectors);

}  // namespace qstore::ui
