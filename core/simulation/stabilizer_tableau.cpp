// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/stabilizer_tableau.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>

#include "core/base/memory.h"

namespace qstore {
namespace {

/// Gates that are applied row by row before turning the tableau over pays.
constexpr std::size_t kPatience = 32;

/// a ← a·b and the power of i that comes with it, where both are Hermitian products of n words and Y is
/// iXZ. Each bit position counts its powers modulo 4 in one bit of `low` and one of `high`.
unsigned multiplyInto(Word* ax, Word* az, const Word* bx, const Word* bz, std::size_t words) {
    Word low = 0, high = 0;
    for (std::size_t i = 0; i < words; ++i) {
        const Word x1 = ax[i], z1 = az[i], x2 = bx[i], z2 = bz[i];
        ax[i] = x1 ^ x2;
        az[i] = z1 ^ z2;
        const Word x1z2 = x1 & z2;
        const Word anticommute = x1z2 ^ (z1 & x2);
        // Of the pairs that anticommute XY, YZ and ZX bring i, the others −i.
        high ^= (low ^ ax[i] ^ az[i] ^ x1z2) & anticommute;
        low ^= anticommute;
    }
    return static_cast<unsigned>(std::popcount(low) + 2 * std::popcount(high)) % 4;
}

}  // namespace

StabilizerTableau::StabilizerTableau(std::size_t qubits)
    : m_qubits(qubits), m_x(qubits, 2 * qubits), m_z(qubits, 2 * qubits), m_negative(wordsFor(2 * qubits)) {
    for (std::size_t q = 0; q < qubits; ++q) {
        flipBit(m_x.row(q), q);
        flipBit(m_z.row(q), qubits + q);
    }
}

std::size_t StabilizerTableau::bytes(std::size_t qubits) {
    const std::size_t matrix = saturatingMultiply(saturatingMultiply(2 * qubits, wordsFor(qubits)), 8);
    return saturatingMultiply(matrix, 3);
}

void StabilizerTableau::turn() {
    m_x = m_x.transposed();
    m_z = m_z.transposed();
    m_byRow = !m_byRow;
    m_gatesByRow = 0;
}

void StabilizerTableau::keepByRow() {
    if (!m_byRow) turn();
}

void StabilizerTableau::keepByQubit() {
    if (m_byRow) turn();
}

void StabilizerTableau::apply(const CliffordMap& map, std::span<const Qubit> qubits) {
    assert(map.qubits() == qubits.size());
    if (m_byRow && ++m_gatesByRow > kPatience) keepByQubit();
    if (m_byRow)
        applyByRow(map, qubits);
    else
        applyByQubit(map, qubits);
}

void StabilizerTableau::applyByQubit(const CliffordMap& map, std::span<const Qubit> qubits) {
    constexpr std::size_t kMost = 2 * CliffordMap::kMostQubits;
    const std::size_t k = qubits.size();
    std::array<Word*, kMost> bits{};
    for (std::size_t j = 0; j < k; ++j) {
        bits[j] = m_x.row(qubits[j]);
        bits[k + j] = m_z.row(qubits[j]);
    }
    std::array<Word, kMost> in{};
    const std::size_t words = m_negative.size();
    for (std::size_t w = 0; w < words; ++w) {
        for (std::size_t b = 0; b < 2 * k; ++b) in[b] = bits[b][w];
        for (std::size_t b = 0; b < 2 * k; ++b) {
            Word out = 0;
            for (std::uint32_t left = map.inputsOf()[b]; left != 0; left &= left - 1)
                out ^= in[static_cast<std::size_t>(std::countr_zero(left))];
            bits[b][w] = out;
        }
        for (const std::uint32_t term : map.signTerms()) {
            Word all = ~Word{0};
            for (std::uint32_t left = term; left != 0; left &= left - 1)
                all &= in[static_cast<std::size_t>(std::countr_zero(left))];
            m_negative[w] ^= all;
        }
    }
}

void StabilizerTableau::applyByRow(const CliffordMap& map, std::span<const Qubit> qubits) {
    const std::size_t k = qubits.size();
    for (std::size_t row = 0; row < 2 * m_qubits; ++row) {
        Word* x = m_x.row(row);
        Word* z = m_z.row(row);
        std::uint32_t before = 0;
        for (std::size_t j = 0; j < k; ++j) {
            before |= static_cast<std::uint32_t>(bitOf(x, qubits[j])) << j;
            before |= static_cast<std::uint32_t>(bitOf(z, qubits[j])) << (k + j);
        }
        const std::uint32_t after = map.imageOf(before);
        if (after == before) continue;
        for (std::size_t j = 0; j < k; ++j) {
            setBit(x, qubits[j], ((after >> j) & 1U) != 0);
            setBit(z, qubits[j], ((after >> (k + j)) & 1U) != 0);
        }
        if ((after >> (2 * k)) != 0) flipBit(m_negative.data(), row);
    }
}

void StabilizerTableau::applyX(Qubit qubit) {
    if (!m_byRow) {
        for (std::size_t w = 0; w < m_negative.size(); ++w) m_negative[w] ^= m_z.row(qubit)[w];
        return;
    }
    for (std::size_t row = 0; row < 2 * m_qubits; ++row)
        if (m_z.at(row, qubit)) flipBit(m_negative.data(), row);
}

void StabilizerTableau::multiplyRow(std::size_t row, std::size_t by) {
    const unsigned power = multiplyInto(m_x.row(row), m_z.row(row), m_x.row(by), m_z.row(by), m_x.stride());
    // Destabilisers may pick up a factor i, which nobody ever asks for.
    if ((power >= 2) != isNegative(by)) flipBit(m_negative.data(), row);
}

StabilizerTableau::Product StabilizerTableau::productOf(
    const std::function<bool(std::size_t)>& isPart) const {
    Product product{std::vector<Word>(m_x.stride()), std::vector<Word>(m_x.stride()), false};
    for (std::size_t i = 0; i < m_qubits; ++i) {
        if (!isPart(i)) continue;
        const std::size_t row = m_qubits + i;
        const unsigned power =
            multiplyInto(product.x.data(), product.z.data(), m_x.row(row), m_z.row(row), m_x.stride());
        product.negative = product.negative != ((power >= 2) != isNegative(row));
    }
    return product;
}

bool StabilizerTableau::measure(Qubit qubit, const std::function<bool()>& coin) {
    keepByRow();
    m_gatesByRow = 0;
    std::size_t pivot = m_qubits;
    while (pivot < 2 * m_qubits && !m_x.at(pivot, qubit)) ++pivot;
    if (pivot == 2 * m_qubits)
        return productOf([&](std::size_t row) { return m_x.at(row, qubit); }).negative;

    const std::size_t partner = pivot - m_qubits;
    for (std::size_t row = 0; row < 2 * m_qubits; ++row)
        if (row != pivot && row != partner && m_x.at(row, qubit)) multiplyRow(row, pivot);
    std::copy_n(m_x.row(pivot), m_x.stride(), m_x.row(partner));
    std::copy_n(m_z.row(pivot), m_z.stride(), m_z.row(partner));
    setBit(m_negative.data(), partner, isNegative(pivot));
    std::fill_n(m_x.row(pivot), m_x.stride(), Word{0});
    std::fill_n(m_z.row(pivot), m_z.stride(), Word{0});
    flipBit(m_z.row(pivot), qubit);
    const bool one = coin();
    setBit(m_negative.data(), pivot, one);
    return one;
}

int StabilizerTableau::expectation(std::span<const Word> x, std::span<const Word> z) const {
    assert(m_byRow && x.size() == z.size());
    const std::size_t words = std::min(x.size(), m_x.stride());
    const auto anticommutes = [&](std::size_t row) {
        Word parity = 0;
        for (std::size_t w = 0; w < words; ++w)
            parity ^= (m_x.row(row)[w] & z[w]) ^ (m_z.row(row)[w] & x[w]);
        return std::popcount(parity) % 2 != 0;
    };
    for (std::size_t row = m_qubits; row < 2 * m_qubits; ++row)
        if (anticommutes(row)) return 0;
    return productOf(anticommutes).negative ? -1 : 1;
}

BitMatrix StabilizerTableau::flips(std::span<const Qubit> measured) const {
    assert(m_byRow);
    BitMatrix result(m_qubits, measured.size());
    for (std::size_t i = 0; i < m_qubits; ++i)
        for (std::size_t j = 0; j < measured.size(); ++j)
            if (m_x.at(m_qubits + i, measured[j])) flipBit(result.row(i), j);
    return result;
}

}  // namespace qstore
