// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/kernels.h"

#include <algorithm>
#include <array>
#include <utility>

namespace qstore {

GateLayout::GateLayout(std::size_t stateQubits, std::span<const Qubit> targets,
                       std::span<const Control> controls) {
    std::vector<std::size_t> touched(targets.begin(), targets.end());
    for (const Qubit target : targets) targetMask |= std::uint64_t{1} << target;
    for (const Control& control : controls) {
        touched.push_back(control.qubit);
        controlMask |= std::uint64_t{1} << control.qubit;
        if (control.onOne) controlBits |= std::size_t{1} << control.qubit;
    }
    std::sort(touched.begin(), touched.end());
    for (const std::size_t qubit : touched) lowMasks.push_back((std::size_t{1} << qubit) - 1);
    groups = std::size_t{1} << (stateQubits - touched.size());
    runLength = touched.empty() ? groups : std::size_t{1} << touched.front();
    offsets.assign(std::size_t{1} << targets.size(), 0);
    for (std::size_t entry = 0; entry < offsets.size(); ++entry) {
        for (std::size_t j = 0; j < targets.size(); ++j) {
            if (((entry >> j) & 1U) != 0) offsets[entry] |= std::size_t{1} << targets[j];
        }
    }
}

namespace {

/// Calls `body(base, length)` for every run of neighbouring groups in [begin, end).
template <class Body>
inline void forRuns(const GateLayout& layout, std::size_t begin, std::size_t end, const Body& body) {
    for (std::size_t group = begin; group < end;) {
        const std::size_t length =
            std::min(end - group, layout.runLength - (group & (layout.runLength - 1)));
        body(layout.expand(group), length);
        group += length;
    }
}

template <class Real>
Amplitude<Real> entry(const Amplitude<Real>* matrix, std::size_t size, bool adjoint, std::size_t row,
                      std::size_t column) {
    return adjoint ? std::conj(matrix[column * size + row]) : matrix[row * size + column];
}

template <class Real>
void applyDiagonal(const GateLayout& layout, const Amplitude<Real>* matrix, bool adjoint,
                   Amplitude<Real>* state) {
    const Amplitude<Real> one{1};
    for (std::size_t m = 0; m < layout.offsets.size(); ++m) {
        if (matrix[m] == one) continue;
        const Amplitude<Real> factor = adjoint ? std::conj(matrix[m]) : matrix[m];
        Amplitude<Real>* first = state + layout.offsets[m];
        forBlocks(layout.groups, [&](std::size_t begin, std::size_t end) {
            forRuns(layout, begin, end, [&](std::size_t base, std::size_t length) {
                Amplitude<Real>* a = first + base;
                for (std::size_t j = 0; j < length; ++j) a[j] = multiply(factor, a[j]);
            });
        });
    }
}

/// Exchanges the group entries `first` and `second`.
template <class Real>
void exchange(const GateLayout& layout, std::size_t first, std::size_t second, Amplitude<Real>* state) {
    forBlocks(layout.groups, [&](std::size_t begin, std::size_t end) {
        forRuns(layout, begin, end, [&](std::size_t base, std::size_t length) {
            Amplitude<Real>* a = state + base + layout.offsets[first];
            Amplitude<Real>* b = state + base + layout.offsets[second];
            for (std::size_t j = 0; j < length; ++j) std::swap(a[j], b[j]);
        });
    });
}

template <class Real>
void applyReal1(const GateLayout& layout, const Amplitude<Real>* matrix, bool adjoint,
                Amplitude<Real>* state) {
    const Real m00 = matrix[0].real();
    const Real m01 = matrix[adjoint ? 2 : 1].real();
    const Real m10 = matrix[adjoint ? 1 : 2].real();
    const Real m11 = matrix[3].real();
    const std::size_t stride = layout.offsets[1];
    forBlocks(layout.groups, [&](std::size_t begin, std::size_t end) {
        forRuns(layout, begin, end, [&](std::size_t base, std::size_t length) {
            Amplitude<Real>* a = state + base;
            Amplitude<Real>* b = a + stride;
            for (std::size_t j = 0; j < length; ++j) {
                const Amplitude<Real> x = a[j];
                const Amplitude<Real> y = b[j];
                a[j] = {m00 * x.real() + m01 * y.real(), m00 * x.imag() + m01 * y.imag()};
                b[j] = {m10 * x.real() + m11 * y.real(), m10 * x.imag() + m11 * y.imag()};
            }
        });
    });
}

template <class Real>
void applyGeneral1(const GateLayout& layout, const Amplitude<Real>* matrix, bool adjoint,
                   Amplitude<Real>* state) {
    const Amplitude<Real> m00 = entry(matrix, 2, adjoint, 0, 0);
    const Amplitude<Real> m01 = entry(matrix, 2, adjoint, 0, 1);
    const Amplitude<Real> m10 = entry(matrix, 2, adjoint, 1, 0);
    const Amplitude<Real> m11 = entry(matrix, 2, adjoint, 1, 1);
    const std::size_t stride = layout.offsets[1];
    forBlocks(layout.groups, [&](std::size_t begin, std::size_t end) {
        forRuns(layout, begin, end, [&](std::size_t base, std::size_t length) {
            Amplitude<Real>* a = state + base;
            Amplitude<Real>* b = a + stride;
            for (std::size_t j = 0; j < length; ++j) {
                const Amplitude<Real> x = a[j];
                const Amplitude<Real> y = b[j];
                a[j] = multiply(m00, x) + multiply(m01, y);
                b[j] = multiply(m10, x) + multiply(m11, y);
            }
        });
    });
}

template <class Real>
void applyGeneral2(const GateLayout& layout, const Amplitude<Real>* matrix, bool adjoint,
                   Amplitude<Real>* state) {
    std::array<Amplitude<Real>, 16> m{};
    for (std::size_t row = 0; row < 4; ++row) {
        for (std::size_t column = 0; column < 4; ++column)
            m[row * 4 + column] = entry(matrix, 4, adjoint, row, column);
    }
    const std::size_t o1 = layout.offsets[1];
    const std::size_t o2 = layout.offsets[2];
    const std::size_t o3 = layout.offsets[3];
    forBlocks(layout.groups, [&](std::size_t begin, std::size_t end) {
        forRuns(layout, begin, end, [&](std::size_t base, std::size_t length) {
            for (std::size_t j = base; j < base + length; ++j) {
                const Amplitude<Real> x0 = state[j];
                const Amplitude<Real> x1 = state[j + o1];
                const Amplitude<Real> x2 = state[j + o2];
                const Amplitude<Real> x3 = state[j + o3];
                const auto rowTimes = [&](std::size_t row) {
                    return (multiply(m[row], x0) + multiply(m[row + 1], x1)) +
                           (multiply(m[row + 2], x2) + multiply(m[row + 3], x3));
                };
                state[j] = rowTimes(0);
                state[j + o1] = rowTimes(4);
                state[j + o2] = rowTimes(8);
                state[j + o3] = rowTimes(12);
            }
        });
    });
}

constexpr std::size_t kMaxEntries = std::size_t{1} << kMaxKernelTargets;

template <class Real>
void applyGeneral(const GateLayout& layout, const Amplitude<Real>* matrix, bool adjoint,
                  Amplitude<Real>* state) {
    const std::size_t size = layout.offsets.size();
    forBlocks(layout.groups, [&](std::size_t begin, std::size_t end) {
        std::array<Amplitude<Real>, kMaxEntries> x;
        forRuns(layout, begin, end, [&](std::size_t base, std::size_t length) {
            for (std::size_t j = base; j < base + length; ++j) {
                for (std::size_t m = 0; m < size; ++m) x[m] = state[j + layout.offsets[m]];
                for (std::size_t row = 0; row < size; ++row) {
                    Amplitude<Real> sum{};
                    for (std::size_t column = 0; column < size; ++column)
                        sum += multiply(entry(matrix, size, adjoint, row, column), x[column]);
                    state[j + layout.offsets[row]] = sum;
                }
            }
        });
    });
}

template <class Real>
void correlateGroups(const GateLayout& layout, bool diagonal, const Amplitude<Real>* left,
                     const Amplitude<Real>* right, std::size_t begin, std::size_t end,
                     std::complex<double>* out) {
    const std::size_t size = layout.offsets.size();
    forRuns(layout, begin, end, [&](std::size_t base, std::size_t length) {
        for (std::size_t a = 0; a < size; ++a) {
            const Amplitude<Real>* l = left + base + layout.offsets[a];
            for (std::size_t b = diagonal ? a : 0; b < (diagonal ? a + 1 : size); ++b) {
                const Amplitude<Real>* r = right + base + layout.offsets[b];
                std::complex<double> sum{};
                for (std::size_t j = 0; j < length; ++j) sum += conjugateProduct(l[j], r[j]);
                out[diagonal ? a : a * size + b] += sum;
            }
        }
    });
}

}  // namespace

template <class Real>
void applyGate(KernelKind kind, const GateLayout& layout, const Amplitude<Real>* matrix, bool adjoint,
               Amplitude<Real>* state) {
    switch (kind) {
        case KernelKind::Diagonal: applyDiagonal(layout, matrix, adjoint, state); break;
        case KernelKind::Flip: exchange(layout, 0, 1, state); break;
        case KernelKind::Swap: exchange(layout, 1, 2, state); break;
        case KernelKind::Real1: applyReal1(layout, matrix, adjoint, state); break;
        case KernelKind::General1: applyGeneral1(layout, matrix, adjoint, state); break;
        case KernelKind::General2: applyGeneral2(layout, matrix, adjoint, state); break;
        case KernelKind::General: applyGeneral(layout, matrix, adjoint, state); break;
    }
}

template <class Real>
void correlate(const GateLayout& layout, bool diagonal, const Amplitude<Real>* left,
               const Amplitude<Real>* right, std::span<std::complex<double>> out) {
    std::fill(out.begin(), out.end(), std::complex<double>{});
    if (layout.groups <= kBlockItems) {
        correlateGroups(layout, diagonal, left, right, 0, layout.groups, out.data());
        return;
    }
    const std::size_t blocks = (layout.groups + kBlockItems - 1) / kBlockItems;
    std::vector<std::complex<double>> partial(blocks * out.size());
    parallelFor(blocks, [&](std::size_t block) {
        const std::size_t begin = block * kBlockItems;
        correlateGroups(layout, diagonal, left, right, begin, std::min(begin + kBlockItems, layout.groups),
                        partial.data() + block * out.size());
    });
    for (std::size_t block = 0; block < blocks; ++block) {
        for (std::size_t m = 0; m < out.size(); ++m) out[m] += partial[block * out.size() + m];
    }
}

template <class Real>
void accumulateGate(const GateLayout& layout, bool diagonal, std::span<const std::complex<double>> matrix,
                    const Amplitude<Real>* state, Amplitude<Real>* out) {
    const std::size_t size = layout.offsets.size();
    forBlocks(layout.groups, [&](std::size_t begin, std::size_t end) {
        forRuns(layout, begin, end, [&](std::size_t base, std::size_t length) {
            for (std::size_t a = 0; a < size; ++a) {
                Amplitude<Real>* target = out + base + layout.offsets[a];
                for (std::size_t b = diagonal ? a : 0; b < (diagonal ? a + 1 : size); ++b) {
                    const Amplitude<Real> factor(matrix[diagonal ? a : a * size + b]);
                    if (factor == Amplitude<Real>{}) continue;
                    const Amplitude<Real>* source = state + base + layout.offsets[b];
                    for (std::size_t j = 0; j < length; ++j) target[j] += multiply(factor, source[j]);
                }
            }
        });
    });
}

template <class Real>
std::complex<double> innerProduct(const Amplitudes<Real>& left, const Amplitudes<Real>& right) {
    return sumBlocks<std::complex<double>>(left.size(), [&](std::size_t begin, std::size_t end) {
        std::complex<double> sum{};
        for (std::size_t i = begin; i < end; ++i) sum += conjugateProduct(left[i], right[i]);
        return sum;
    });
}

template <class Real>
double probabilityOfOne(const Amplitudes<Real>& state, std::size_t qubit) {
    return sumBlocks<double>(state.size(), [&](std::size_t begin, std::size_t end) {
        double sum = 0.0;
        for (std::size_t i = begin; i < end; ++i) {
            if (((i >> qubit) & 1U) != 0) sum += squaredModulus(state[i]);
        }
        return sum;
    });
}

#define QSTORE_INSTANTIATE_KERNELS(Real)                                                                   \
    template void applyGate<Real>(KernelKind, const GateLayout&, const Amplitude<Real>*, bool,             \
                                  Amplitude<Real>*);                                                       \
    template void correlate<Real>(const GateLayout&, bool, const Amplitude<Real>*, const Amplitude<Real>*, \
                                  std::span<std::complex<double>>);                                        \
    template void accumulateGate<Real>(const GateLayout&, bool, std::span<const std::complex<double>>,     \
                                       const Amplitude<Real>*, Amplitude<Real>*);                          \
    template std::complex<double> innerProduct<Real>(const Amplitudes<Real>&, const Amplitudes<Real>&);    \
    template double probabilityOfOne<Real>(const Amplitudes<Real>&, std::size_t)

QSTORE_INSTANTIATE_KERNELS(double);
QSTORE_INSTANTIATE_KERNELS(float);

}  // namespace qstore
