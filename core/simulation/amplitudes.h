// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <complex>
#include <cstddef>
#include <vector>

#include "core/base/parallel.h"
#include "core/simulation/page_allocator.h"

namespace qstore {

/// One amplitude, and a state vector of them (2ⁿ entries, bit j of an index = qubit j).
template <class Real>
using Amplitude = std::complex<Real>;
template <class Real>
using Amplitudes = std::vector<Amplitude<Real>, PageAllocator<Amplitude<Real>>>;

/// Work on one state is cut into blocks of this many items, whatever the number of threads. States of
/// fewer than `kParallelStateQubits` are one block: there, threads share out samples instead.
inline constexpr std::size_t kBlockItems = std::size_t{1} << 14U;
inline constexpr std::size_t kParallelStateQubits = 15;

/// The product without the NaN recovery of operator*, which costs a branch per multiplication.
template <class Real>
inline Amplitude<Real> multiply(const Amplitude<Real>& a, const Amplitude<Real>& b) {
    return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
}

/// conj(a)·b, summed in double whatever the amplitudes are.
template <class Real>
inline std::complex<double> conjugateProduct(const Amplitude<Real>& a, const Amplitude<Real>& b) {
    const double ar = a.real();
    const double ai = a.imag();
    const double br = b.real();
    const double bi = b.imag();
    return {ar * br + ai * bi, ar * bi - ai * br};
}

template <class Real>
inline double squaredModulus(const Amplitude<Real>& a) {
    const double re = a.real();
    const double im = a.imag();
    return re * re + im * im;
}

/// Calls `body(begin, end)` for every block of [0, count).
template <class Body>
void forBlocks(std::size_t count, const Body& body) {
    if (count <= kBlockItems) {
        body(std::size_t{0}, count);
        return;
    }
    const std::size_t blocks = (count + kBlockItems - 1) / kBlockItems;
    parallelFor(blocks, [&](std::size_t block) {
        const std::size_t begin = block * kBlockItems;
        body(begin, std::min(begin + kBlockItems, count));
    });
}

/// Σ of `body(begin, end)` over the blocks, added in the blocks' order.
template <class Sum, class Body>
Sum sumBlocks(std::size_t count, const Body& body) {
    if (count <= kBlockItems) return body(std::size_t{0}, count);
    const std::size_t blocks = (count + kBlockItems - 1) / kBlockItems;
    std::vector<Sum> partial(blocks);
    parallelFor(blocks, [&](std::size_t block) {
        const std::size_t begin = block * kBlockItems;
        partial[block] = body(begin, std::min(begin + kBlockItems, count));
    });
    Sum total{};
    for (const Sum& part : partial) total += part;
    return total;
}

}  // namespace qstore
