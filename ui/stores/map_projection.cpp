// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stores/map_projection.h"

#include <Eigen/Core>
#include <cmath>

namespace qstore::ui {
namespace {

using Vector = Eigen::VectorXd;
using Matrix = Eigen::MatrixXd;

constexpr int mostSteps = 300;
constexpr double nothing = 1e-12;

Matrix rowsOf(const std::vector<std::vector<float>>& vectors) {
    Matrix rows(static_cast<Eigen::Index>(vectors.size()),
                static_cast<Eigen::Index>(vectors.front().size()));
    for (Eigen::Index i = 0; i < rows.rows(); ++i)
        for (Eigen::Index j = 0; j < rows.cols(); ++j)
            rows(i, j) =
                static_cast<double>(vectors[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)]);
    return rows;
}

/// The direction in which `rows` (centred) differ most, at right angles to `before`.
Vector direction(const Matrix& rows, const Vector* before) {
    // A start that favours no component and is the same each time.
    Vector found(rows.cols());
    for (Eigen::Index j = 0; j < found.size(); ++j)
        found[j] = 1.0 + 0.1 * std::sin(static_cast<double>(j + 1));
    const auto straighten = [before](Vector& vector) {
        if (before != nullptr) vector -= before->dot(vector) * *before;
    };
    straighten(found);
    found.normalize();
    for (int step = 0; step < mostSteps; ++step) {
        Vector next = rows.transpose() * (rows * found);
        straighten(next);
        const double length = next.norm();
        if (length < nothing) break;
        next /= length;
        const double change = (next - found).norm();
        found = std::move(next);
        if (change < 1e-10) break;
    }
    Eigen::Index largest = 0;
    found.cwiseAbs().maxCoeff(&largest);
    return found[largest] < 0.0 ? Vector(-found) : found;
}

std::vector<double> listOf(const Vector& vector) {
    return std::vector<double>(vector.data(), vector.data() + vector.size());
}

}  // namespace

std::pair<double, double> MapPlane::placeOf(const std::vector<float>& vector) const {
    double x = 0.0;
    double y = 0.0;
    for (std::size_t i = 0; i < origin.size(); ++i) {
        const double from = static_cast<double>(vector[i]) - origin[i];
        x += across[i] * from;
        y += up[i] * from;
    }
    return {x, y};
}

std::vector<float> MapPlane::vectorAt(double x, double y) const {
    std::vector<float> vector(origin.size());
    for (std::size_t i = 0; i < vector.size(); ++i)
        vector[i] = static_cast<float>(origin[i] + x * across[i] + y * up[i]);
    return vector;
}

MapPlane componentPlane(const std::vector<std::vector<float>>& vectors, std::size_t across,
                        std::size_t up) {
    const Matrix rows = rowsOf(vectors);
    MapPlane plane;
    plane.origin = listOf(rows.colwise().mean().transpose());
    plane.origin[across] = plane.origin[up] = 0.0;
    plane.across.assign(plane.origin.size(), 0.0);
    plane.up = plane.across;
    plane.across[across] = 1.0;
    plane.up[up] = 1.0;
    return plane;
}

MapPlane principalPlane(const std::vector<std::vector<float>>& vectors) {
    Matrix rows = rowsOf(vectors);
    const Vector mean = rows.colwise().mean().transpose();
    rows.rowwise() -= mean.transpose();
    MapPlane plane;
    plane.origin = listOf(mean);
    const Vector across = direction(rows, nullptr);
    plane.across = listOf(across);
    // Of vectors with one component there is no second direction.
    plane.up =
        rows.cols() < 2 ? std::vector<double>(plane.origin.size(), 0.0) : listOf(direction(rows, &across));
    return plane;
}

}  // namespace qstore::ui
