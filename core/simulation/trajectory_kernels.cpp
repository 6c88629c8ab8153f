// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/trajectory_kernels.h"

#include "core/simulation/lane_targets.h"
#include "core/simulation/trajectory_sums.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/simulation/trajectory_kernels.cpp"
#include <hwy/foreach_target.h>

#include "core/simulation/trajectory_vector-inl.h"

HWY_BEFORE_NAMESPACE();
namespace qstore {
namespace HWY_NAMESPACE {
namespace {

template <LaneEntryKind kKind>
void multiplyRow(const double* value, const Groups& groups, std::size_t count, double* first) {
    const Lanes entry = load(value);
    for (std::size_t group = 0; group < count; ++group) {
        double* at = first + stride() * groups[group];
        const Lanes scaled = product<kKind>(entry, load(at));
        store(scaled.re, scaled.im, at);
    }
}

void applyDiagonal(const LaneMatrix& matrix, const GateLayout& layout, double* state) {
    const Groups groups(layout);
    for (const LaneMatrix::Row& row : matrix.rows) {
        const double* value = matrix.values.data() + stride() * row.begin;
        double* first = state + stride() * layout.offsets[row.row];
        switch (matrix.entries[row.begin].kind) {
            case LaneEntryKind::One: break;
            case LaneEntryKind::Real:
                multiplyRow<LaneEntryKind::Real>(value, groups, layout.groups, first);
                break;
            case LaneEntryKind::Imaginary:
                multiplyRow<LaneEntryKind::Imaginary>(value, groups, layout.groups, first);
                break;
            case LaneEntryKind::Any:
                multiplyRow<LaneEntryKind::Any>(value, groups, layout.groups, first);
                break;
        }
    }
}

void applyExchange(const LaneMatrix& matrix, const GateLayout& layout, double* state) {
    const Groups groups(layout);
    const std::size_t low = layout.offsets[matrix.rows[0].row];
    const std::size_t high = layout.offsets[matrix.rows[1].row];
    for (std::size_t group = 0; group < layout.groups; ++group) {
        double* one = state + stride() * (groups[group] | low);
        double* two = state + stride() * (groups[group] | high);
        const Lanes a = load(one);
        const Lanes b = load(two);
        store(b.re, b.im, one);
        store(a.re, a.im, two);
    }
}

/// Entries row by row.
template <LaneEntryKind kDiagonal, LaneEntryKind kBeside>
void applyPair(const double* values, const GateLayout& layout, std::size_t low, std::size_t high,
               double* state) {
    const Groups groups(layout);
    const Lanes entries[4] = {load(values), load(values + stride()), load(values + 2 * stride()),
                              load(values + 3 * stride())};
    for (std::size_t group = 0; group < layout.groups; ++group) {
        const std::size_t start = groups[group];
        double* one = state + stride() * (start | low);
        double* two = state + stride() * (start | high);
        const Lanes a = load(one);
        const Lanes b = load(two);
        Lanes first = product<kDiagonal>(entries[0], a);
        Lanes second = product<kDiagonal>(entries[3], b);
        addProduct<kBeside>(entries[1], b, first.re, first.im);
        addProduct<kBeside>(entries[2], a, second.re, second.im);
        store(first.re, first.im, one);
        store(second.re, second.im, two);
    }
}

template <LaneEntryKind kDiagonal, LaneEntryKind kBeside>
void applyPair(const LaneMatrix& matrix, const GateLayout& layout, double* state) {
    applyPair<kDiagonal, kBeside>(matrix.values.data(), layout, layout.offsets[matrix.rows[0].row],
                                  layout.offsets[matrix.rows[1].row], state);
}

HWY_INLINE bool isAll(Doubles values, double wanted) {
    const Tag<double> d;
    return hn::AllTrue(d, hn::Eq(values, hn::Set(d, wanted)));
}

void multiplyHalf(const double* value, const GateLayout& layout, double* first) {
    const Groups groups(layout);
    const Lanes entry = load(value);
    if (!isAll(entry.im, 0.0)) {
        multiplyRow<LaneEntryKind::Any>(value, groups, layout.groups, first);
    } else if (!isAll(entry.re, 1.0)) {
        multiplyRow<LaneEntryKind::Real>(value, groups, layout.groups, first);
    }
}

/// What kind of loop it takes is seen from the numbers: they are products of others.
void turn(const double* matrix, const GateLayout& layout, double* state) {
    using Kind = LaneEntryKind;
    const std::size_t high = layout.offsets[1];
    const Lanes right = load(matrix + stride());
    const Lanes left = load(matrix + 2 * stride());
    const bool besideIsReal = isAll(right.im, 0.0) && isAll(left.im, 0.0);
    const bool besideIsImaginary = isAll(right.re, 0.0) && isAll(left.re, 0.0);
    const bool diagonalIsReal = isAll(load(matrix).im, 0.0) && isAll(load(matrix + 3 * stride()).im, 0.0);
    if (besideIsReal && besideIsImaginary) {
        multiplyHalf(matrix, layout, state);
        multiplyHalf(matrix + 3 * stride(), layout, state + stride() * high);
    } else if (diagonalIsReal && besideIsReal) {
        applyPair<Kind::Real, Kind::Real>(matrix, layout, 0, high, state);
    } else if (diagonalIsReal && besideIsImaginary) {
        applyPair<Kind::Real, Kind::Imaginary>(matrix, layout, 0, high, state);
    } else {
        applyPair<Kind::Any, Kind::Any>(matrix, layout, 0, high, state);
    }
}

void multiply(const double* left, double* matrix) {
    for (std::size_t column = 0; column < 2; ++column) {
        double* top = matrix + stride() * column;
        double* bottom = matrix + stride() * (2 + column);
        const Lanes a = load(top);
        const Lanes b = load(bottom);
        Lanes first = product<LaneEntryKind::Any>(load(left), a);
        Lanes second = product<LaneEntryKind::Any>(load(left + 2 * stride()), a);
        addProduct<LaneEntryKind::Any>(load(left + stride()), b, first.re, first.im);
        addProduct<LaneEntryKind::Any>(load(left + 3 * stride()), b, second.re, second.im);
        store(first.re, first.im, top);
        store(second.re, second.im, bottom);
    }
}

constexpr std::size_t kMostEntries = 64;
/// Groups that are worked on together, so that a choice by an entry's kind serves several of them.
constexpr std::size_t kTile = 4;

template <LaneEntryKind kKind, std::size_t kGroups>
HWY_INLINE void addEntry(const double* value, const double* input, Doubles (&re)[kGroups],
                         Doubles (&im)[kGroups]) {
    const Lanes entry = load(value);
#pragma GCC unroll 4
    for (std::size_t t = 0; t < kGroups; ++t)
        addProduct<kKind>(entry, load(input + stride() * t), re[t], im[t]);
}

template <std::size_t kGroups>
void applyTile(const LaneMatrix& matrix, const GateLayout& layout, const std::size_t (&starts)[kGroups],
               double* scratch, double* state) {
    for (std::size_t input = 0; input < matrix.inputs.size(); ++input) {
        const std::size_t offset = layout.offsets[matrix.inputs[input]];
        for (std::size_t t = 0; t < kGroups; ++t) {
            const Lanes a = load(state + stride() * (starts[t] | offset));
            store(a.re, a.im, scratch + stride() * (kGroups * input + t));
        }
    }
    const Tag<double> d;
    for (const LaneMatrix::Row& row : matrix.rows) {
        Doubles re[kGroups];
        Doubles im[kGroups];
        for (std::size_t t = 0; t < kGroups; ++t) re[t] = im[t] = hn::Zero(d);
        for (std::size_t k = row.begin; k < row.end; ++k) {
            const double* value = matrix.values.data() + stride() * k;
            const double* input = scratch + stride() * kGroups * matrix.entries[k].input;
            switch (matrix.entries[k].kind) {
                case LaneEntryKind::One: addEntry<LaneEntryKind::One>(value, input, re, im); break;
                case LaneEntryKind::Real: addEntry<LaneEntryKind::Real>(value, input, re, im); break;
                case LaneEntryKind::Imaginary:
                    addEntry<LaneEntryKind::Imaginary>(value, input, re, im);
                    break;
                case LaneEntryKind::Any: addEntry<LaneEntryKind::Any>(value, input, re, im); break;
            }
        }
        const std::size_t offset = layout.offsets[row.row];
        for (std::size_t t = 0; t < kGroups; ++t)
            store(re[t], im[t], state + stride() * (starts[t] | offset));
    }
}

template <std::size_t kGroups>
void applySparse(const LaneMatrix& matrix, const GateLayout& layout, double* state) {
    // Filling it with zeros would take as long as a gate on a small state.
    HWY_ALIGN double scratch[kMostEntries * kGroups * 2 * hn::MaxLanes(Tag<double>())];
    const Groups groups(layout);
    for (std::size_t group = 0; group < layout.groups; group += kGroups) {
        std::size_t starts[kGroups];
        for (std::size_t t = 0; t < kGroups; ++t) starts[t] = groups[group + t];
        applyTile<kGroups>(matrix, layout, starts, scratch, state);
    }
}

void apply(const LaneMatrix& matrix, const GateLayout& layout, double* state) {
    using Kind = LaneEntryKind;
    switch (matrix.shape) {
        case LaneMatrixShape::Identity: break;
        case LaneMatrixShape::Diagonal: applyDiagonal(matrix, layout, state); break;
        case LaneMatrixShape::Exchange: applyExchange(matrix, layout, state); break;
        case LaneMatrixShape::RealPair: applyPair<Kind::Real, Kind::Real>(matrix, layout, state); break;
        case LaneMatrixShape::MixedPair:
            applyPair<Kind::Real, Kind::Imaginary>(matrix, layout, state);
            break;
        case LaneMatrixShape::Pair: applyPair<Kind::Any, Kind::Any>(matrix, layout, state); break;
        case LaneMatrixShape::Sparse:
            if (layout.groups % kTile == 0) {
                applySparse<kTile>(matrix, layout, state);
            } else {
                applySparse<1>(matrix, layout, state);
            }
            break;
    }
}

static_assert(hn::MaxLanes(Tag<double>()) <= kMostTrajectoryLanes);

/// Those of this file.
TrajectoryKernels kernels() {
    TrajectoryKernels made;
    made.lanes = hn::Lanes(Tag<double>());
    made.turn = turn;
    made.multiply = multiply;
    made.apply = apply;
    return made;
}

}  // namespace
// NOLINTNEXTLINE(google-readability-namespace-comments)
}  // namespace HWY_NAMESPACE
}  // namespace qstore
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace qstore {

HWY_EXPORT(kernels);

TrajectoryKernels trajectoryKernels() {
    TrajectoryKernels all = HWY_DYNAMIC_DISPATCH(kernels)();
    addSums(all);
    return all;
}

}  // namespace qstore
#endif
