// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/trajectory_matrix.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace qstore {
namespace {

using Matrices = std::span<const Complex* const>;

/// Below this an entry is rounding of a product that is zero.
constexpr double kZero = 1e-16;

Complex entryOf(const Complex* matrix, std::size_t row, std::size_t column, std::size_t size) {
    if (matrix == nullptr) return row == column ? 1.0 : 0.0;
    return matrix[column * size + row];
}

/// Nothing when the entry is zero in all lanes.
std::optional<LaneEntryKind> kindOf(std::size_t row, std::size_t column, std::size_t size,
                                    Matrices matrices) {
    bool zero = true, one = true, real = true, imaginary = true;
    for (const Complex* matrix : matrices) {
        const Complex value = entryOf(matrix, row, column, size);
        zero = zero && std::abs(value.real()) <= kZero && std::abs(value.imag()) <= kZero;
        one = one && value == 1.0;
        real = real && value.imag() == 0.0;
        imaginary = imaginary && value.real() == 0.0;
    }
    if (zero) return std::nullopt;
    if (one) return LaneEntryKind::One;
    if (real) return LaneEntryKind::Real;
    return imaginary ? LaneEntryKind::Imaginary : LaneEntryKind::Any;
}

bool isRealKind(LaneEntryKind kind) {
    return kind == LaneEntryKind::One || kind == LaneEntryKind::Real;
}

}  // namespace

void LaneMatrix::fill(std::size_t size, Matrices matrices) {
    inputs.clear();
    rows.clear();
    entries.clear();
    for (std::size_t row = 0; row < size; ++row) addRow(row, size, matrices);
    const bool diagonal = std::all_of(rows.begin(), rows.end(), [this](const Row& row) {
        return row.end - row.begin == 1 && inputs[entries[row.begin].input] == row.row;
    });
    if (rows.empty()) {
        shape = LaneMatrixShape::Identity;
    } else if (diagonal) {
        shape = LaneMatrixShape::Diagonal;
    } else if (isExchange()) {
        shape = LaneMatrixShape::Exchange;
    } else if (mixesTwo()) {
        completePair(size, matrices);
        shape = shapeOfPair();
    } else {
        shape = LaneMatrixShape::Sparse;
    }
}

void LaneMatrix::addRow(std::size_t row, std::size_t size, Matrices matrices) {
    const std::size_t begin = entries.size();
    const std::size_t read = inputs.size();
    for (std::size_t column = 0; column < size; ++column)
        if (const auto kind = kindOf(row, column, size, matrices))
            addEntry(row, column, size, *kind, matrices);
    const bool identity = entries.size() == begin + 1 && entries[begin].kind == LaneEntryKind::One &&
                          inputs[entries[begin].input] == row;
    if (identity) {
        entries.resize(begin);
        inputs.resize(read);
        return;
    }
    rows.push_back({static_cast<std::uint8_t>(row), static_cast<std::uint16_t>(begin),
                    static_cast<std::uint16_t>(entries.size())});
}

void LaneMatrix::addEntry(std::size_t row, std::size_t column, std::size_t size, LaneEntryKind kind,
                          Matrices matrices) {
    const std::size_t lanes = matrices.size();
    const std::size_t first = 2 * lanes * entries.size();
    if (values.size() < first + 2 * lanes) {
        // Twice as many, so that a matrix of many entries is not copied for each of them.
        AlignedBuffer<double> larger(std::max<std::size_t>(8 * lanes, 2 * (first + 2 * lanes)));
        std::copy_n(values.data(), first, larger.data());
        values = std::move(larger);
    }
    double* at = values.data() + first;
    for (std::size_t lane = 0; lane < lanes; ++lane) {
        const Complex value = entryOf(matrices[lane], row, column, size);
        at[lane] = value.real();
        at[lanes + lane] = value.imag();
    }
    entries.push_back({inputOf(column), kind});
}

std::uint8_t LaneMatrix::inputOf(std::size_t column) {
    const auto found = std::find(inputs.begin(), inputs.end(), column);
    const auto place = static_cast<std::uint8_t>(found - inputs.begin());
    if (found == inputs.end()) inputs.push_back(static_cast<std::uint8_t>(column));
    return place;
}

bool LaneMatrix::isExchange() const {
    if (rows.size() != 2 || entries.size() != 2 || inputs.size() != 2) return false;
    return entries[0].kind == LaneEntryKind::One && entries[1].kind == LaneEntryKind::One &&
           inputs[entries[0].input] == rows[1].row && inputs[entries[1].input] == rows[0].row;
}

bool LaneMatrix::mixesTwo() const {
    return rows.size() == 2 && std::all_of(inputs.begin(), inputs.end(), [this](std::uint8_t column) {
               return column == rows[0].row || column == rows[1].row;
           });
}

/// All four entries, row by row, zeros too.
void LaneMatrix::completePair(std::size_t size, Matrices matrices) {
    const std::size_t places[] = {rows[0].row, rows[1].row};
    entries.clear();
    inputs = {rows[0].row, rows[1].row};
    for (const std::size_t row : places)
        for (const std::size_t column : places)
            addEntry(row, column, size, kindOf(row, column, size, matrices).value_or(LaneEntryKind::Real),
                     matrices);
    rows[0] = {rows[0].row, 0, 2};
    rows[1] = {rows[1].row, 2, 4};
}

LaneMatrixShape LaneMatrix::shapeOfPair() const {
    // Entries that are zero count as real ones, which they are.
    const bool diagonalIsReal = isRealKind(entries[0].kind) && isRealKind(entries[3].kind);
    if (!diagonalIsReal) return LaneMatrixShape::Pair;
    if (isRealKind(entries[1].kind) && isRealKind(entries[2].kind)) return LaneMatrixShape::RealPair;
    const bool besideIsImaginary =
        entries[1].kind == LaneEntryKind::Imaginary && entries[2].kind == LaneEntryKind::Imaginary;
    return besideIsImaginary ? LaneMatrixShape::MixedPair : LaneMatrixShape::Pair;
}

}  // namespace qstore
