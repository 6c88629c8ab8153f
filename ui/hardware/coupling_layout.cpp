// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hardware/coupling_layout.h"

#include <Eigen/Dense>
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>
#include <queue>
#include <set>

namespace qstore::ui {
namespace {

constexpr std::size_t mostFree = 200;
/// Nodes nearer than this would be drawn over each other.
constexpr double leastDistance = 0.3;

using Neighbours = std::vector<std::vector<std::size_t>>;

Neighbours neighboursOf(std::size_t qubits, const QubitPairs& pairs) {
    Neighbours neighbours(qubits);
    for (const auto& [a, b] : pairs) {
        neighbours[a].push_back(b);
        neighbours[b].push_back(a);
    }
    return neighbours;
}

bool isApart(const std::vector<QPointF>& places, double distance) {
    for (std::size_t i = 0; i < places.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const QPointF between = places[i] - places[j];
            if (std::hypot(between.x(), between.y()) < distance) return false;
        }
    }
    return true;
}

/// IBM's Falcon chips of 27 qubits are numbered across their rows, so their places are known only by heart.
const QubitPairs& falconPairs() {
    static const QubitPairs pairs = {{0, 1},   {1, 2},   {1, 4},   {2, 3},   {3, 5},   {4, 7},   {5, 8},
                                     {6, 7},   {7, 10},  {8, 9},   {8, 11},  {10, 12}, {11, 14}, {12, 13},
                                     {12, 15}, {13, 14}, {14, 16}, {15, 18}, {16, 19}, {17, 18}, {18, 21},
                                     {19, 20}, {19, 22}, {21, 23}, {22, 25}, {23, 24}, {24, 25}, {25, 26}};
    return pairs;
}

std::vector<QPointF> falconPlaces() {
    static constexpr std::array<std::array<int, 2>, 27> rowAndColumn = {
        {{1, 0}, {1, 1}, {2, 1}, {3, 1}, {1, 2}, {3, 2}, {0, 3}, {1, 3}, {3, 3},
         {4, 3}, {1, 4}, {3, 4}, {1, 5}, {2, 5}, {3, 5}, {1, 6}, {3, 6}, {0, 7},
         {1, 7}, {3, 7}, {4, 7}, {1, 8}, {3, 8}, {1, 9}, {2, 9}, {3, 9}, {3, 10}}};
    std::vector<QPointF> places;
    places.reserve(rowAndColumn.size());
    for (const auto& [row, column] : rowAndColumn) places.emplace_back(column, row);
    return places;
}

/// One row of a chip: qubits that are numbered and coupled one after the other, or the single ones between
/// two such rows.
struct Row {
    std::size_t first = 0, count = 0;
    bool chain = false;
};

std::vector<Row> rowsOf(std::size_t qubits, const QubitPairs& pairs) {
    const std::set<std::pair<Qubit, Qubit>> coupled(pairs.begin(), pairs.end());
    std::vector<Row> rows;
    for (std::size_t start = 0; start < qubits;) {
        std::size_t end = start + 1;
        while (end < qubits && coupled.count({static_cast<Qubit>(end - 1), static_cast<Qubit>(end)}) > 0)
            ++end;
        const bool chain = end - start > 1;
        if (!chain && !rows.empty() && !rows.back().chain)
            ++rows.back().count;
        else
            rows.push_back({start, end - start, chain});
        start = end;
    }
    return rows;
}

/// Places row under row: a coupling between rows is a vertical line. Nothing when they do not fit.
class RowLayout {
public:
    RowLayout(std::size_t qubits, const QubitPairs& pairs)
        : m_neighbours(neighboursOf(qubits, pairs)),
          m_rows(rowsOf(qubits, pairs)),
          m_x(qubits),
          m_y(qubits) {}

    std::optional<std::vector<QPointF>> places(const QubitPairs& pairs) {
        for (std::size_t row = 0; row < m_rows.size(); ++row) {
            const bool placed = m_rows[row].chain ? placeChain(row) : placeSingles(row);
            if (!placed) return std::nullopt;
        }
        for (const auto& [a, b] : pairs) {
            if (!m_x[a] || !m_x[b] || std::abs(*m_x[a] - *m_x[b]) + std::abs(m_y[a] - m_y[b]) != 1)
                return std::nullopt;
        }
        std::vector<QPointF> places;
        for (std::size_t qubit = 0; qubit < m_x.size(); ++qubit) {
            if (!m_x[qubit]) return std::nullopt;
            places.emplace_back(*m_x[qubit], m_y[qubit]);
        }
        return places;
    }

private:
    bool placeChain(std::size_t index) {
        const Row& row = m_rows[index];
        std::optional<int> offset;
        for (std::size_t i = 0; i < row.count && !offset; ++i) {
            for (const std::size_t other : m_neighbours[row.first + i]) {
                if (other < row.first && m_x[other]) offset = *m_x[other] - static_cast<int>(i);
            }
        }
        if (!offset && index > 0 && !placeBelowSingles(index, offset)) return false;
        for (std::size_t i = 0; i < row.count; ++i) {
            m_x[row.first + i] = offset.value_or(0) + static_cast<int>(i);
            m_y[row.first + i] = static_cast<int>(index);
        }
        return true;
    }

    /// The singles above hang on this row alone: it may begin where it likes.
    bool placeBelowSingles(std::size_t index, std::optional<int>& offset) {
        if (m_rows[index - 1].chain || index != 1) return false;
        offset = 0;
        const Row& row = m_rows[index];
        for (std::size_t i = 0; i < row.count; ++i) {
            for (const std::size_t other : m_neighbours[row.first + i]) {
                if (other < row.first) m_x[other] = static_cast<int>(i);
            }
        }
        return true;
    }

    bool placeSingles(std::size_t index) {
        const Row& row = m_rows[index];
        for (std::size_t qubit = row.first; qubit < row.first + row.count; ++qubit) {
            m_y[qubit] = static_cast<int>(index);
            for (const std::size_t other : m_neighbours[qubit]) {
                if (other < row.first && m_x[other]) m_x[qubit] = m_x[other];
            }
            if (!m_x[qubit] && index > 0) return false;
        }
        return true;
    }

    Neighbours m_neighbours;
    std::vector<Row> m_rows;
    std::vector<std::optional<int>> m_x;
    std::vector<int> m_y;
};

/// Couplings between all qubits; one more than the longest between parts that are not connected.
Eigen::MatrixXd distancesOf(const Neighbours& neighbours) {
    const auto count = static_cast<Eigen::Index>(neighbours.size());
    Eigen::MatrixXd distances = Eigen::MatrixXd::Constant(count, count, -1.0);
    for (Eigen::Index start = 0; start < count; ++start) {
        std::queue<Eigen::Index> next;
        next.push(start);
        distances(start, start) = 0.0;
        while (!next.empty()) {
            const Eigen::Index at = next.front();
            next.pop();
            for (const std::size_t neighbour : neighbours[static_cast<std::size_t>(at)]) {
                const auto other = static_cast<Eigen::Index>(neighbour);
                if (distances(start, other) >= 0.0) continue;
                distances(start, other) = distances(start, at) + 1.0;
                next.push(other);
            }
        }
    }
    const double apart = distances.maxCoeff() + 1.0;
    return distances.unaryExpr([apart](double value) { return value < 0.0 ? apart : value; });
}

/// Classical multidimensional scaling: the two directions in which distances differ most.
Eigen::MatrixXd startOf(const Eigen::MatrixXd& distances) {
    const Eigen::Index count = distances.rows();
    const Eigen::MatrixXd centre =
        Eigen::MatrixXd::Identity(count, count) -
        Eigen::MatrixXd::Constant(count, count, 1.0 / static_cast<double>(count));
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(-0.5 * centre * distances.cwiseAbs2() *
                                                                centre);
    Eigen::MatrixXd start(count, 2);
    for (Eigen::Index axis = 0; axis < 2; ++axis) {
        const Eigen::Index column = count - 1 - axis;
        Eigen::VectorXd direction = solver.eigenvectors().col(column);
        Eigen::Index largest = 0;
        direction.cwiseAbs().maxCoeff(&largest);
        if (direction(largest) < 0.0) direction = -direction;
        start.col(axis) = direction * std::sqrt(std::max(solver.eigenvalues()(column), 0.0));
    }
    // Twins, such as two ends of one qubit, would stay at one place for ever.
    for (Eigen::Index i = 0; i < count; ++i) {
        const double angle = 2.4 * static_cast<double>(i);
        start(i, 0) += 0.05 * std::cos(angle);
        start(i, 1) += 0.05 * std::sin(angle);
    }
    return start;
}

/// Stress majorization (Gansner, Koren and North 2004) with weights 1/d².
std::vector<QPointF> freePlaces(const Neighbours& neighbours) {
    constexpr int rounds = 120;
    const Eigen::MatrixXd distances = distancesOf(neighbours);
    Eigen::MatrixXd places = startOf(distances);
    const Eigen::Index count = places.rows();
    for (int round = 0; round < rounds; ++round) {
        for (Eigen::Index i = 0; i < count; ++i) {
            Eigen::RowVector2d sum = Eigen::RowVector2d::Zero();
            double weights = 0.0;
            for (Eigen::Index j = 0; j < count; ++j) {
                if (i == j) continue;
                const double wanted = distances(i, j);
                const double weight = 1.0 / (wanted * wanted);
                const Eigen::RowVector2d between = places.row(i) - places.row(j);
                const double now = std::max(between.norm(), 1e-9);
                sum += weight * (places.row(j) + between * (wanted / now));
                weights += weight;
            }
            places.row(i) = sum / weights;
        }
    }
    std::vector<QPointF> points;
    for (Eigen::Index i = 0; i < count; ++i) points.emplace_back(places(i, 0), places(i, 1));
    return points;
}

std::vector<QPointF> ringPlaces(std::size_t qubits) {
    std::vector<QPointF> places;
    if (qubits == 1) return {QPointF(0, 0)};
    const double step = 2.0 * std::numbers::pi / static_cast<double>(std::max<std::size_t>(qubits, 2));
    const double radius = 0.5 / std::sin(step / 2.0);
    for (std::size_t i = 0; i < qubits; ++i) {
        const double angle = step * static_cast<double>(i) - std::numbers::pi / 2.0;
        places.emplace_back(radius * std::cos(angle), radius * std::sin(angle));
    }
    return places;
}

}  // namespace

QubitPairs undirected(const QubitPairs& coupling, std::size_t qubits) {
    QubitPairs pairs;
    for (const auto& [a, b] : coupling) {
        if (a != b && a < qubits && b < qubits) pairs.emplace_back(std::min(a, b), std::max(a, b));
    }
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    return pairs;
}

CouplingLayout layoutCoupling(std::size_t qubits, const QubitPairs& pairs) {
    if (pairs.empty()) return {CouplingShape::Ring, ringPlaces(qubits)};
    if (qubits == 27 && pairs == falconPairs()) return {CouplingShape::Lattice, falconPlaces()};
    if (auto rows = RowLayout(qubits, pairs).places(pairs); rows && isApart(*rows, leastDistance))
        return {CouplingShape::Lattice, *std::move(rows)};
    if (qubits <= mostFree) {
        auto places = freePlaces(neighboursOf(qubits, pairs));
        if (isApart(places, leastDistance)) return {CouplingShape::Free, std::move(places)};
    }
    return {CouplingShape::Ring, ringPlaces(qubits)};
}

}  // namespace qstore::ui
