// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/euler_fusion.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <optional>

namespace qstore {
namespace {

/// How far back a turn may go, so that fusing stays linear in the circuit.
constexpr std::size_t kMaxDistance = 256;

bool isPlainTurn(const Rotation& rotation) {
    return rotation.kind != RotationKind::Phase && rotation.conditions.empty();
}
bool isPlainPhase(const Rotation& rotation) {
    return rotation.kind == RotationKind::Phase && rotation.conditions.empty();
}

EulerPart partOf(const Rotation& rotation) {
    return {rotation.kind, rotation.isNegative, rotation.angle};
}

/// A rotation, or a product that begins with it.
struct Item {
    Rotation first;
    std::uint64_t axis = 0;  ///< mask of the product's phases; zero for a rotation alone
    EulerProduct product;
    bool isGone = false;

    bool commutesWith(const Rotation& other) const {
        if (!first.commutesWith(other)) return false;
        Rotation phase;
        phase.z = axis;
        return axis == 0 || phase.commutesWith(other);
    }
    /// `turn` is in the same SU(2), which phases about `result` then are in as well.
    std::optional<std::uint64_t> axisWith(const Rotation& turn) const {
        if (isGone || !isPlainTurn(first) || first.x != turn.x) return std::nullopt;
        if (axis == 0) return turn.kind != first.kind ? std::optional(first.z ^ turn.z) : std::nullopt;
        const bool isOfAxis = turn.z == first.z || turn.z == (first.z ^ axis);
        return isOfAxis ? std::optional(axis) : std::nullopt;
    }
};

/// Takes rotations one by one; a turn goes back to the product that it belongs to.
class Fusion {
public:
    void add(Rotation rotation) {
        if (isPlainTurn(rotation) && joinProduct(rotation)) return;
        m_items.push_back({std::move(rotation), 0, {}, false});
    }

    std::vector<EulerProduct> finish(std::size_t nextAngle, std::vector<Rotation>& rotations) {
        std::vector<EulerProduct> products;
        rotations.clear();
        for (Item& item : m_items) {
            if (item.isGone) continue;
            if (item.axis == 0) {
                rotations.push_back(std::move(item.first));
                continue;
            }
            writeProduct(item, nextAngle, rotations);
            products.push_back(std::move(item.product));
            nextAngle += 3;
        }
        return products;
    }

private:
    /// On the way back, everything commutes with the turn but phases that join with it.
    bool joinProduct(const Rotation& turn) {
        std::vector<std::size_t> phases;
        std::vector<std::size_t> passed;
        const std::size_t end = m_items.size() - std::min(m_items.size(), kMaxDistance);
        for (std::size_t at = m_items.size(); at-- > end;) {
            const Item& item = m_items[at];
            if (item.isGone) continue;
            if (const auto axis = item.axisWith(turn)) return join(at, *axis, phases, passed, turn);
            if (item.commutesWith(turn))
                passed.push_back(at);
            else if (isPlainPhase(item.first))
                phases.push_back(at);
            else
                return false;
        }
        return false;
    }

    bool join(std::size_t at, std::uint64_t axis, const std::vector<std::size_t>& phases,
              const std::vector<std::size_t>& passed, const Rotation& turn) {
        for (const std::size_t phase : phases) {
            const Rotation& rotation = m_items[phase].first;
            const bool isFree = std::all_of(passed.begin(), passed.end(), [&](std::size_t other) {
                return other > phase || m_items[other].commutesWith(rotation);
            });
            if (rotation.z != axis || !isFree) return false;
        }
        Item& item = m_items[at];
        item.axis = axis;
        if (item.product.parts.empty()) item.product.parts.push_back(partOf(item.first));
        for (auto phase = phases.rbegin(); phase != phases.rend(); ++phase) {
            item.product.parts.push_back(partOf(m_items[*phase].first));
            m_items[*phase].isGone = true;
        }
        item.product.parts.push_back(partOf(turn));
        return true;
    }

    static void writeProduct(const Item& item, std::size_t firstAngle, std::vector<Rotation>& rotations) {
        Rotation phase;
        phase.z = item.axis;
        Rotation turn = item.first;
        if (turn.kind != RotationKind::Real) turn.z ^= item.axis;
        turn.kind = RotationKind::Real;
        turn.isNegative = false;
        phase.angle = {firstAngle, 1.0, 0.0};
        turn.angle = {firstAngle + 1, 1.0, 0.0};
        rotations.push_back(phase);
        rotations.push_back(std::move(turn));
        phase.angle = {firstAngle + 2, 1.0, 0.0};
        rotations.push_back(std::move(phase));
    }

    std::vector<Item> m_items;
};

using Complex = std::complex<double>;

/// The first row (a, b) of a matrix of SU(2), whose second is (−b*, a*).
struct Row {
    Complex a{1.0, 0.0};
    Complex b{0.0, 0.0};
};

/// On the amplitudes of i and i ^ x, where i is such that the turns' signs are positive.
Row rowOf(const EulerPart& part, std::span<const double> values) {
    const double angle = part.angle.valueWith(values) * (part.isNegative ? -1.0 : 1.0);
    const double c = std::cos(angle);
    const double s = std::sin(angle);
    switch (part.kind) {
        case RotationKind::Phase: return {{c, s}, {0.0, 0.0}};
        case RotationKind::Real: return {{c, 0.0}, {s, 0.0}};
        case RotationKind::Imaginary: return {{c, 0.0}, {0.0, -s}};
    }
    return {};
}

/// `later` after `earlier`.
Row operator*(const Row& later, const Row& earlier) {
    return {later.a * earlier.a - later.b * std::conj(earlier.b),
            later.a * earlier.b + later.b * std::conj(earlier.a)};
}

}  // namespace

std::array<double, 3> eulerAngles(const EulerProduct& product, std::span<const double> values) {
    Row row;
    for (const EulerPart& part : product.parts) row = rowOf(part, values) * row;
    // a = e^{i(last + first)} cos(turn), b = e^{i(last − first)} sin(turn).
    const double turn = std::atan2(std::abs(row.b), std::abs(row.a));
    const double sum = std::arg(row.a);
    const double difference = std::arg(row.b);
    return {0.5 * (sum - difference), turn, 0.5 * (sum + difference)};
}

std::vector<EulerProduct> fuseTurns(std::vector<Rotation>& rotations, std::size_t firstAngle) {
    Fusion fusion;
    for (Rotation& rotation : rotations) fusion.add(std::move(rotation));
    return fusion.finish(firstAngle, rotations);
}

}  // namespace qstore
