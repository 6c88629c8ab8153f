// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/transpile_targets.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

namespace qstore {

namespace {

constexpr std::array<std::string_view, 5> kNames{"ionq", "ionq-forte", "line", "grid", "heavy-hex"};
constexpr std::size_t kMostQubits = 1'121;

using Coupling = std::vector<std::pair<Qubit, Qubit>>;

Coupling lineCoupling(std::size_t qubits) {
    Coupling pairs;
    for (Qubit qubit = 0; qubit + 1 < qubits; ++qubit) pairs.emplace_back(qubit, qubit + 1);
    return pairs;
}

Coupling gridCoupling(std::size_t rows, std::size_t columns) {
    Coupling pairs;
    for (std::size_t row = 0; row < rows; ++row)
        for (std::size_t column = 0; column < columns; ++column) {
            const Qubit here = row * columns + column;
            if (column + 1 < columns) pairs.emplace_back(here, here + 1);
            if (row + 1 < rows) pairs.emplace_back(here, here + columns);
        }
    return pairs;
}

/// Rows of qubits in a line and single qubits that join them, numbered from the top row by row.
struct HeavyHex {
    struct Row {
        std::size_t begin, end;  ///< columns
    };
    std::vector<Row> rows;
    /// Columns of the single qubits above each row, and below the last.
    std::vector<std::vector<std::size_t>> bridges;

    Coupling coupling(std::size_t& qubits) const {
        Coupling pairs;
        std::vector<Qubit> above, rowStart;
        Qubit next = 0;
        std::vector<Qubit> bridgeStart;
        for (std::size_t row = 0; row <= rows.size(); ++row) {
            bridgeStart.push_back(next);
            next += bridges[row].size();
            if (row == rows.size()) break;
            rowStart.push_back(next);
            for (std::size_t column = rows[row].begin; column + 1 < rows[row].end; ++column, ++next)
                pairs.emplace_back(next, next + 1);
            ++next;
        }
        const auto join = [&](std::size_t row, std::size_t column, Qubit bridge) {
            if (row >= rows.size()) return;
            const Qubit at = rowStart[row] + column - rows[row].begin;
            pairs.emplace_back(std::min(at, bridge), std::max(at, bridge));
        };
        for (std::size_t level = 0; level < bridges.size(); ++level)
            for (std::size_t i = 0; i < bridges[level].size(); ++i) {
                if (level > 0) join(level - 1, bridges[level][i], bridgeStart[level] + i);
                join(level, bridges[level][i], bridgeStart[level] + i);
            }
        qubits = next;
        std::sort(pairs.begin(), pairs.end());
        return pairs;
    }
};

/// IBM's 27 qubits: two rows of ten with four qubits that hang on them.
HeavyHex falcon() {
    return {{{0, 10}, {1, 11}}, {{3, 7}, {1, 5, 9}, {3, 7}}};
}

/// IBM's larger lattices: an odd number of rows 4k+3 wide, the first without its last qubit and the last
/// without its first; a joining qubit at every fourth column, shifted by two from level to level.
HeavyHex lattice(std::size_t rows, std::size_t width) {
    HeavyHex hex;
    for (std::size_t row = 0; row < rows; ++row) {
        hex.rows.push_back({row + 1 == rows ? 1U : 0U, row == 0 ? width - 1 : width});
        std::vector<std::size_t> columns;
        if (row > 0)
            for (std::size_t column = row % 2 == 1 ? 0 : 2; column < width; column += 4)
                columns.push_back(column);
        hex.bridges.push_back(std::move(columns));
    }
    hex.bridges.emplace_back();
    return hex;
}

HeavyHex heavyHexOf(std::size_t qubits) {
    if (qubits <= 27) return falcon();
    if (qubits <= 65) return lattice(5, 11);
    if (qubits <= 127) return lattice(7, 15);
    return qubits <= 433 ? lattice(13, 27) : lattice(21, 43);
}

}  // namespace

std::span<const std::string_view> transpileTargetNames() {
    return kNames;
}

Result<TranspileTarget> namedTarget(std::string_view name, std::size_t needed,
                                    std::optional<std::size_t> qubits) {
    if (std::find(kNames.begin(), kNames.end(), name) == kNames.end())
        return fail(ErrorCode::NotFound, "There is no target '" + std::string(name) + "'.",
                    "Known are ionq, ionq-forte, line, grid and heavy-hex.");
    const std::size_t size = qubits.value_or(needed);
    if (size < needed)
        return fail(
            ErrorCode::InvalidArgument,
            "The circuit needs " + std::to_string(needed) + " qubits, not " + std::to_string(size) + ".",
            "Ask for at least as many.");
    if (size > kMostQubits)
        return fail(ErrorCode::ResourceExhausted, "A target has at most " + std::to_string(kMostQubits) +
                                                      " qubits, not " + std::to_string(size) + ".");
    TranspileTarget target;
    target.name = name;
    target.qubits = size;
    if (name == "ionq" || name == "ionq-forte") {
        target.gates = name == "ionq" ? GateSetKind::IonqMs : GateSetKind::IonqZz;
        return target;
    }
    target.gates = GateSetKind::IbmCz;
    if (name == "line") {
        target.coupling = lineCoupling(size);
    } else if (name == "grid") {
        const auto rows = static_cast<std::size_t>(std::sqrt(static_cast<double>(size)));
        const std::size_t columns = rows == 0 ? 0 : (size + rows - 1) / rows;
        target.qubits = rows * columns;
        target.coupling = gridCoupling(rows, columns);
    } else {
        target.coupling = heavyHexOf(size).coupling(target.qubits);
    }
    return target;
}

}  // namespace qstore
