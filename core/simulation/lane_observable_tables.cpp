// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/lane_observable_tables.h"

#include <algorithm>
#include <complex>
#include <set>

#include "core/base/memory.h"

namespace qstore {
namespace {

std::set<std::uint64_t> flipMasks(const std::vector<ObservableTerm>& terms) {
    std::set<std::uint64_t> masks;
    for (const ObservableTerm& term : terms) masks.insert(term.string.x);
    return masks;
}

/// f_i with (Pψ)_i = f_i ψ_{i^x} is i^phase·(−1)^{z·(i^x)}: real or imaginary for a whole string.
std::complex<double> valueAtZero(const ObservableTerm& term) {
    static constexpr std::complex<double> powers[] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
    const std::complex<double> value = term.coefficient * powers[term.string.phase & 3U];
    return isOdd(term.string.z & term.string.x) ? -value : value;
}

}  // namespace

template <class Real>
std::size_t LaneObservableTables<Real>::bytes(const RotationProgram& program) {
    std::size_t tables = 0;
    for (const auto& terms : program.observables) tables += 2 * flipMasks(terms).size();
    return saturatingMultiply(tables, sizeof(Real) << std::max<std::size_t>(program.bits, 7));
}

template <class Real>
LaneObservableTables<Real>::LaneObservableTables(const RotationProgram& program, LaneIndexing indexing)
    : m_inLanes(indexing.lanes > 1) {
    const std::size_t size = (std::size_t{1} << indexing.memoryBits) * indexing.lanes;
    m_diagonals.assign(program.observables.size(), nullptr);
    for (std::size_t k = 0; k < program.observables.size(); ++k) {
        for (const std::uint64_t x : flipMasks(program.observables[k]))
            addGroup(program.observables[k], x, k, size, indexing);
    }
}

template <class Real>
void LaneObservableTables<Real>::addGroup(const std::vector<ObservableTerm>& terms, std::uint64_t x,
                                          std::size_t observable, std::size_t size, LaneIndexing indexing) {
    std::vector<std::complex<double>> values(size);
    bool hasReal = false;
    bool hasImaginary = false;
    for (const ObservableTerm& term : terms) {
        if (term.string.x != x) continue;
        const std::complex<double> value = valueAtZero(term);
        hasReal |= value.real() != 0.0;
        hasImaginary |= value.imag() != 0.0;
        for (std::size_t i = 0; i < size; ++i) values[i] += isOdd(term.string.z & i) ? -value : value;
    }
    const auto table = [&](auto part) {
        m_tables.emplace_back(size);
        for (std::size_t i = 0; i < size; ++i)
            m_tables.back()[indexing.lanes * indexing.vectorOf(i) + indexing.laneOf(i)] =
                static_cast<Real>(part(values[i]));
        return m_tables.back().data();
    };
    LaneObservableGroup<Real> group;
    group.observable = observable;
    group.x = indexing.vectorOf(x);
    group.permutation = static_cast<std::uint8_t>(indexing.laneOf(x));
    if (hasReal) group.re = table([](const std::complex<double>& v) { return v.real(); });
    if (hasImaginary) group.im = table([](const std::complex<double>& v) { return v.imag(); });
    if (x == 0) {
        m_diagonals[observable] = group.re;
    } else if (hasReal || hasImaginary) {
        m_groups.push_back(group);
    }
}

template <class Real>
LaneObservables<Real> LaneObservableTables<Real>::view() const {
    return {m_diagonals.size(), m_diagonals.data(), m_groups.data(), m_groups.size(), m_inLanes};
}

template class LaneObservableTables<double>;
template class LaneObservableTables<float>;

}  // namespace qstore
