// SPDX-License-Identifier: Apache-2.0
#include "core/benchmark/machine_kernels.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/benchmark/machine_kernels.cpp"
// The two that matter on servers and laptops, and what every machine has.
#ifndef HWY_DISABLED_TARGETS
#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_SSE4 | HWY_AVX3_DL)
#endif
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace qstore {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

/// Two units of four cycles each need eight; sixteen registers of AVX2 hold twelve and two constants.
constexpr std::size_t kChains = 12;

template <class Real>
double chains(std::size_t rounds) {
    const hn::ScalableTag<Real> d;
    const auto factor = hn::Set(d, static_cast<Real>(0.75));
    const auto summand = hn::Set(d, static_cast<Real>(0.125));
    // Different starts, or the compiler would see twelve times the same chain.
    auto a = hn::Set(d, static_cast<Real>(0.1));
    auto b = hn::Set(d, static_cast<Real>(0.2));
    auto c = hn::Set(d, static_cast<Real>(0.3));
    auto e = hn::Set(d, static_cast<Real>(0.4));
    auto f = hn::Set(d, static_cast<Real>(0.6));
    auto g = hn::Set(d, static_cast<Real>(0.7));
    auto h = hn::Set(d, static_cast<Real>(0.8));
    auto i = hn::Set(d, static_cast<Real>(0.9));
    auto j = hn::Set(d, static_cast<Real>(1.1));
    auto k = hn::Set(d, static_cast<Real>(1.2));
    auto l = hn::Set(d, static_cast<Real>(1.3));
    auto m = hn::Set(d, static_cast<Real>(1.4));
    for (std::size_t round = 0; round < rounds; ++round) {
        a = hn::MulAdd(a, factor, summand);
        b = hn::MulAdd(b, factor, summand);
        c = hn::MulAdd(c, factor, summand);
        e = hn::MulAdd(e, factor, summand);
        f = hn::MulAdd(f, factor, summand);
        g = hn::MulAdd(g, factor, summand);
        h = hn::MulAdd(h, factor, summand);
        i = hn::MulAdd(i, factor, summand);
        j = hn::MulAdd(j, factor, summand);
        k = hn::MulAdd(k, factor, summand);
        l = hn::MulAdd(l, factor, summand);
        m = hn::MulAdd(m, factor, summand);
    }
    const auto first = hn::Add(hn::Add(hn::Add(a, b), hn::Add(c, e)), hn::Add(f, g));
    const auto second = hn::Add(hn::Add(hn::Add(h, i), hn::Add(j, k)), hn::Add(l, m));
    return static_cast<double>(hn::GetLane(hn::SumOfLanes(d, hn::Add(first, second))));
}

double chainsDouble(std::size_t rounds) {
    return chains<double>(rounds);
}
double chainsFloat(std::size_t rounds) {
    return chains<float>(rounds);
}
std::size_t roundFlopsDouble() {
    return 2 * kChains * hn::Lanes(hn::ScalableTag<double>());
}
std::size_t roundFlopsFloat() {
    return 2 * kChains * hn::Lanes(hn::ScalableTag<float>());
}

void scale(double* values, std::size_t count, double factor) {
    const hn::ScalableTag<double> d;
    const std::size_t lanes = hn::Lanes(d);
    const auto times = hn::Set(d, factor);
    for (std::size_t i = 0; i < count; i += 4 * lanes) {
        const auto a = hn::Mul(hn::Load(d, values + i), times);
        const auto b = hn::Mul(hn::Load(d, values + i + lanes), times);
        const auto c = hn::Mul(hn::Load(d, values + i + 2 * lanes), times);
        const auto e = hn::Mul(hn::Load(d, values + i + 3 * lanes), times);
        hn::Store(a, d, values + i);
        hn::Store(b, d, values + i + lanes);
        hn::Store(c, d, values + i + 2 * lanes);
        hn::Store(e, d, values + i + 3 * lanes);
    }
}

const char* targetName() {
    return hwy::TargetName(HWY_TARGET);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace qstore
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace qstore {

HWY_EXPORT(chainsDouble);
HWY_EXPORT(chainsFloat);
HWY_EXPORT(roundFlopsDouble);
HWY_EXPORT(roundFlopsFloat);
HWY_EXPORT(scale);
HWY_EXPORT(targetName);

double multiplyAddRounds(Precision precision, std::size_t rounds) {
    return precision == Precision::Double ? HWY_DYNAMIC_DISPATCH(chainsDouble)(rounds)
                                          : HWY_DYNAMIC_DISPATCH(chainsFloat)(rounds);
}

std::size_t multiplyAddRoundFlops(Precision precision) {
    return precision == Precision::Double ? HWY_DYNAMIC_DISPATCH(roundFlopsDouble)()
                                          : HWY_DYNAMIC_DISPATCH(roundFlopsFloat)();
}

void scaleInPlace(double* values, std::size_t count, double factor) {
    HWY_DYNAMIC_DISPATCH(scale)(values, count, factor);
}

std::uint64_t dependentAdditions(std::uint64_t count) {
    std::uint64_t sum = 0;
    constexpr std::uint64_t unrolled = 16;
    for (std::uint64_t i = 0; i < count; i += unrolled) {
#pragma GCC unroll 16
        for (std::uint64_t step = 0; step < unrolled; ++step) {
            sum += i;
            // Hides the sum from the compiler, which would add sixteen at once.
            asm volatile("" : "+r"(sum));
        }
    }
    return sum;
}

std::string instructionSetName() {
    return HWY_DYNAMIC_DISPATCH(targetName)();
}

}  // namespace qstore
#endif
