// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/lane_observable_tables.h"

#include <algorithm>
#include <complex>
#include <map>
#include <utility>

#include "core/base/memory.h"
#include "core/base/parallel.h"
#include "core/simulation/plan_bytes.h"

namespace qstore {
namespace {

/// The terms of each flip mask.
std::map<std::uint64_t, std::vector<ObservableTerm>> byFlips(const std::vector<ObservableTerm>& terms) {
    std::map<std::uint64_t, std::vector<ObservableTerm>> groups;
    for (const ObservableTerm& term : terms) groups[term.string.x].push_back(term);
    return groups;
}

/// f_i with (Pψ)_i = f_i ψ_{i^x} is i^phase·(−1)^{z·(i^x)}: real or imaginary for a whole string.
std::complex<double> valueAtZero(const ObservableTerm& term) {
    static constexpr std::complex<double> powers[] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
    const std::complex<double> value = term.coefficient * powers[term.string.phase & 3U];
    return isOdd(term.string.z & term.string.x) ? -value : value;
}

bool isReal(const ObservableTerm& term) {
    return (term.string.phase & 1U) == 0;
}

}  // namespace

template <class Real>
typename LaneObservableTables<Real>::Cost LaneObservableTables<Real>::cost(const RotationProgram& program) {
    std::size_t tables = 0;
    std::size_t terms = 0;
    for (const auto& observable : program.observables) {
        for (const auto& [x, group] : byFlips(observable)) {
            tables += std::any_of(group.begin(), group.end(), isReal) ? 1U : 0U;
            tables += std::all_of(group.begin(), group.end(), isReal) ? 0U : 1U;
            terms += group.size();
        }
    }
    const std::size_t size = std::size_t{1} << std::max<std::size_t>(program.bits, 7);
    return {saturatingMultiply(tables, size * sizeof(Real)), saturatingMultiply(terms, size)};
}

template <class Real>
LaneObservableTables<Real>::LaneObservableTables(const RotationProgram& program, LaneIndexing indexing)
    : m_inLanes(indexing.lanes > 1) {
    const std::size_t size = (std::size_t{1} << indexing.memoryBits) * indexing.lanes;
    m_diagonals.assign(program.observables.size(), nullptr);
    for (std::size_t k = 0; k < program.observables.size(); ++k) {
        for (const auto& [x, terms] : byFlips(program.observables[k]))
            addGroup(terms, x, k, size, indexing);
    }
}

template <class Real>
void LaneObservableTables<Real>::addGroup(const std::vector<ObservableTerm>& terms, std::uint64_t x,
                                          std::size_t observable, std::size_t size, LaneIndexing indexing) {
    LaneObservableGroup<Real> group;
    group.observable = observable;
    group.x = indexing.vectorOf(x);
    group.permutation = static_cast<std::uint8_t>(indexing.laneOf(x));
    for (const bool real : {true, false}) {
        std::vector<std::pair<std::uint64_t, double>> signedTerms;
        for (const ObservableTerm& term : terms) {
            const std::complex<double> value = valueAtZero(term);
            if (isReal(term) == real)
                signedTerms.emplace_back(term.string.z, real ? value.real() : value.imag());
        }
        if (signedTerms.empty()) continue;
        AlignedBuffer<Real>& table = m_tables.emplace_back(size);
        fill(signedTerms, indexing, table);
        (real ? group.re : group.im) = table.data();
    }
    if (x == 0) {
        m_diagonals[observable] = group.re;
    } else {
        m_groups.push_back(group);
    }
}

template <class Real>
void LaneObservableTables<Real>::fill(const std::vector<std::pair<std::uint64_t, double>>& terms,
                                      LaneIndexing indexing, AlignedBuffer<Real>& table) {
    const std::size_t vectors = std::size_t{1} << indexing.memoryBits;
    const std::size_t piece = std::min<std::size_t>(vectors, 4096);
    parallelFor(vectors / piece, [&](std::size_t part) {
        for (std::size_t vector = part * piece; vector < (part + 1) * piece; ++vector) {
            for (std::size_t lane = 0; lane < indexing.lanes; ++lane) {
                const std::uint64_t index = vector | lane << indexing.memoryBits;
                double sum = 0.0;
                for (const auto& [z, value] : terms) sum += isOdd(z & index) ? -value : value;
                table[indexing.lanes * vector + lane] = static_cast<Real>(sum);
            }
        }
    });
}

template <class Real>
LaneObservables<Real> LaneObservableTables<Real>::view() const {
    return {m_diagonals.size(), m_diagonals.data(), m_groups.data(), m_groups.size(), m_inLanes};
}

template <class Real>
std::size_t LaneObservableTables<Real>::bytes() const {
    return heldBytes(m_tables) + heldBytes(m_diagonals) + heldBytes(m_groups);
}

template class LaneObservableTables<double>;
template class LaneObservableTables<float>;

}  // namespace qstore
