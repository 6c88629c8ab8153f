// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/index_operator.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "core/simulation/amplitudes.h"

namespace qstore {
namespace {

/// Groups that are worked on together: their entries are gathered first, so that the arithmetic runs over
/// neighbouring numbers whatever bits the operator touches.
constexpr std::size_t kTile = 32;
constexpr std::size_t kMostEntries = std::size_t{1} << IndexOperator::kMostBits;
/// Below this an entry is rounding of a product that is zero.
constexpr double kZero = 1e-16;

std::size_t offsetOf(std::size_t entry, std::span<const std::size_t> bits) {
    std::size_t offset = 0;
    for (std::size_t j = 0; j < bits.size(); ++j)
        if (((entry >> j) & 1U) != 0) offset |= std::size_t{1} << bits[j];
    return offset;
}

}  // namespace

struct IndexOperator::Lanes {
    double re[kMostEntries][kTile], im[kMostEntries][kTile];
};

IndexOperator::IndexOperator(std::size_t vectorBits, std::span<const std::size_t> bits,
                             const ComplexMatrix& matrix, std::span<const Control> controls) {
    assert(bits.size() <= kMostBits);
    std::vector<std::size_t> touched(bits.begin(), bits.end());
    for (const Control& control : controls) {
        touched.push_back(control.qubit);
        if (control.onOne) m_fixed |= std::size_t{1} << control.qubit;
    }
    std::sort(touched.begin(), touched.end());
    for (const std::size_t bit : touched) m_lowMasks.push_back((std::size_t{1} << bit) - 1);
    m_groups = std::size_t{1} << (vectorBits - touched.size());

    const auto size = static_cast<std::size_t>(matrix.rows());
    std::vector<std::uint32_t> placeOf(size, UINT32_MAX);
    for (std::size_t row = 0; row < size; ++row) {
        std::vector<Term> terms;
        bool identity = true;
        for (std::size_t column = 0; column < size; ++column) {
            const Complex value = matrix(static_cast<Eigen::Index>(row), static_cast<Eigen::Index>(column));
            identity = identity && value == Complex(row == column ? 1.0 : 0.0);
            if (std::abs(value) > kZero)
                terms.push_back({static_cast<std::uint32_t>(column), value.real(), value.imag()});
        }
        if (identity) continue;
        m_rows.push_back({offsetOf(row, bits), m_terms.size(), m_terms.size() + terms.size()});
        for (Term& term : terms) {
            std::uint32_t& place = placeOf[term.input];
            if (place == UINT32_MAX) {
                place = static_cast<std::uint32_t>(m_inputs.size());
                m_inputs.push_back(offsetOf(term.input, bits));
            }
            term.input = place;
            m_terms.push_back(term);
        }
    }
}

void IndexOperator::apply(std::complex<double>* vector) const {
    if (m_rows.empty()) return;
    forBlocks(m_groups, [&](std::size_t begin, std::size_t end) { applyGroups(begin, end, vector); });
}

void IndexOperator::applyGroups(std::size_t begin, std::size_t end, std::complex<double>* vector) const {
    // Filling 32 KiB with zeros would take as long as a gate on a small state.
    Lanes lanes;  // NOLINT(cppcoreguidelines-pro-type-member-init)
    std::array<std::size_t, kTile> starts{};
    for (std::size_t group = begin; group < end; group += kTile) {
        const std::size_t count = std::min(kTile, end - group);
        for (std::size_t t = 0; t < count; ++t) starts[t] = expand(group + t);
        // Lanes beyond the last group repeat it and are not written back.
        for (std::size_t t = count; t < kTile; ++t) starts[t] = starts[count - 1];
        applyTile(starts.data(), count, vector, lanes);
    }
}

void IndexOperator::applyTile(const std::size_t* starts, std::size_t count, std::complex<double>* vector,
                              Lanes& lanes) const {
    for (std::size_t input = 0; input < m_inputs.size(); ++input) {
        double* re = lanes.re[input];
        double* im = lanes.im[input];
        const std::complex<double>* from = vector + m_inputs[input];
        for (std::size_t t = 0; t < kTile; ++t) {
            re[t] = from[starts[t]].real();
            im[t] = from[starts[t]].imag();
        }
    }
    for (const Row& row : m_rows) {
        std::array<double, kTile> sumRe{}, sumIm{};
        for (std::size_t k = row.begin; k < row.end; ++k) {
            const Term& term = m_terms[k];
            const double* re = lanes.re[term.input];
            const double* im = lanes.im[term.input];
            if (term.im == 0.0) {
                for (std::size_t t = 0; t < kTile; ++t) {
                    sumRe[t] += term.re * re[t];
                    sumIm[t] += term.re * im[t];
                }
            } else {
                for (std::size_t t = 0; t < kTile; ++t) {
                    sumRe[t] += term.re * re[t] - term.im * im[t];
                    sumIm[t] += term.re * im[t] + term.im * re[t];
                }
            }
        }
        std::complex<double>* to = vector + row.offset;
        for (std::size_t t = 0; t < count; ++t) to[starts[t]] = {sumRe[t], sumIm[t]};
    }
}

}  // namespace qstore
