// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/trajectory_sums.h"

#include "core/simulation/lane_targets.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/simulation/trajectory_sums.cpp"
#include <hwy/foreach_target.h>

#include "core/simulation/trajectory_vector-inl.h"

HWY_BEFORE_NAMESPACE();
namespace qstore {
namespace HWY_NAMESPACE {
namespace {

/// Σ|amplitude|² of each entry of a group. Two groups in turn, so that an addition need not wait for the
/// one before.
template <std::size_t kSize>
void reducedDiagonal(const GateLayout& layout, const double* state, double* out) {
    const Tag<double> d;
    const Groups groups(layout);
    Doubles sums[2][kSize];
    for (auto& half : sums)
        for (Doubles& sum : half) sum = hn::Zero(d);
    const std::size_t pairs = layout.groups / 2;
    const auto add = [&](std::size_t group, Doubles(&into)[kSize]) {
        const std::size_t start = groups[group];
#pragma GCC unroll 8
        for (std::size_t m = 0; m < kSize; ++m) {
            const Lanes a = load(state + stride() * (start | layout.offsets[m]));
            into[m] = hn::Add(into[m], squaredModulus(a));
        }
    };
    for (std::size_t pair = 0; pair < pairs; ++pair) {
        add(2 * pair, sums[0]);
        add(2 * pair + 1, sums[1]);
    }
    if (layout.groups % 2 == 1) add(layout.groups - 1, sums[0]);
    for (std::size_t m = 0; m < kSize; ++m)
        store(hn::Add(sums[0][m], sums[1][m]), hn::Zero(d), out + stride() * (m * kSize + m));
}

template <std::size_t kSize>
void reducedMatrix(const GateLayout& layout, const double* state, double* out) {
    const Tag<double> d;
    const Groups groups(layout);
    constexpr std::size_t kEntries = kSize * (kSize + 1) / 2;
    Doubles re[kEntries];
    Doubles im[kEntries];
    for (std::size_t k = 0; k < kEntries; ++k) re[k] = im[k] = hn::Zero(d);
    for (std::size_t group = 0; group < layout.groups; ++group) {
        const std::size_t start = groups[group];
        Lanes a[kSize];
#pragma GCC unroll 8
        for (std::size_t m = 0; m < kSize; ++m) a[m] = load(state + stride() * (start | layout.offsets[m]));
        std::size_t k = 0;
#pragma GCC unroll 8
        for (std::size_t row = 0; row < kSize; ++row) {
#pragma GCC unroll 8
            for (std::size_t column = 0; column <= row; ++column, ++k) {
                re[k] = hn::MulAdd(a[row].im, a[column].im, hn::MulAdd(a[row].re, a[column].re, re[k]));
                if (column == row) continue;
                im[k] = hn::NegMulAdd(a[row].re, a[column].im, hn::MulAdd(a[row].im, a[column].re, im[k]));
            }
        }
    }
    std::size_t k = 0;
    for (std::size_t row = 0; row < kSize; ++row)
        for (std::size_t column = 0; column <= row; ++column, ++k)
            store(re[k], im[k], out + stride() * (row * kSize + column));
}

void reduced(const GateLayout& layout, bool diagonal, const double* state, double* out) {
    switch (layout.offsets.size()) {
        case 2:
            diagonal ? reducedDiagonal<2>(layout, state, out) : reducedMatrix<2>(layout, state, out);
            break;
        case 4:
            diagonal ? reducedDiagonal<4>(layout, state, out) : reducedMatrix<4>(layout, state, out);
            break;
        default: diagonal ? reducedDiagonal<8>(layout, state, out) : reducedMatrix<8>(layout, state, out);
    }
}

void turnReduced(const double* matrix, double* density) {
    const Tag<double> d;
    const Lanes m[2][2] = {{load(matrix), load(matrix + stride())},
                           {load(matrix + 2 * stride()), load(matrix + 3 * stride())}};
    const auto zero = hn::Load(d, density);
    const Lanes beside = load(density + 2 * stride());  // ρ[1, 0]
    const auto one = hn::Load(d, density + 3 * stride());
    // Σ m[a, c] ρ[c, e] conj(m[b, e]).
    const auto entry = [&](std::size_t a, std::size_t b) {
        const Lanes fromZero = timesConjugate(m[a][0], m[b][0]);
        const Lanes fromOne = timesConjugate(m[a][1], m[b][1]);
        const Lanes up = product<LaneEntryKind::Any>(timesConjugate(m[a][1], m[b][0]), beside);
        const Lanes down = timesConjugate(timesConjugate(m[a][0], m[b][1]), beside);
        return Lanes{hn::MulAdd(fromZero.re, zero, hn::MulAdd(fromOne.re, one, hn::Add(up.re, down.re))),
                     hn::MulAdd(fromZero.im, zero, hn::MulAdd(fromOne.im, one, hn::Add(up.im, down.im)))};
    };
    const Lanes newZero = entry(0, 0);
    const Lanes newBeside = entry(1, 0);
    const Lanes newOne = entry(1, 1);
    store(newZero.re, hn::Zero(d), density);
    store(newBeside.re, newBeside.im, density + 2 * stride());
    store(newOne.re, hn::Zero(d), density + 3 * stride());
}

HWY_INLINE Doubles probability(const double* at) {
    return squaredModulus(load(at));
}

void squaredNorms(const double* state, std::size_t vectors, double* out) {
    const Tag<double> d;
    auto total = hn::Zero(d);
    for (std::size_t i = 0; i < vectors; ++i) total = hn::Add(total, probability(state + stride() * i));
    hn::Store(total, d, out);
}

void draw(const double* state, std::size_t vectors, const double* squaredNorms, const double* shares,
          double* indices) {
    const Tag<double> d;
    const auto total = hn::Load(d, squaredNorms);
    // A product can round up to the total itself. The sums below end at the same one, above the target.
    const auto most = hn::Mul(total, hn::Set(d, 1.0 - 0x1.0p-52));
    const auto target = hn::Min(hn::Mul(hn::Load(d, shares), total), most);
    auto running = hn::Zero(d);
    auto index = hn::Zero(d);
    const auto one = hn::Set(d, 1.0);
    for (std::size_t i = 0; i < vectors; ++i) {
        running = hn::Add(running, probability(state + stride() * i));
        index = hn::Add(index, hn::IfThenElseZero(hn::Le(running, target), one));
    }
    hn::Store(index, d, indices);
}

void addSumsOfTarget(TrajectoryKernels& kernels) {
    kernels.reduced = reduced;
    kernels.turnReduced = turnReduced;
    kernels.squaredNorms = squaredNorms;
    kernels.draw = draw;
}

}  // namespace
// NOLINTNEXTLINE(google-readability-namespace-comments)
}  // namespace HWY_NAMESPACE
}  // namespace qstore
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace qstore {

HWY_EXPORT(addSumsOfTarget);

void addSums(TrajectoryKernels& kernels) {
    HWY_DYNAMIC_DISPATCH(addSumsOfTarget)(kernels);
}

}  // namespace qstore
#endif
