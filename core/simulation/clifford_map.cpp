// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/clifford_map.h"

#include <bit>
#include <cmath>

namespace qstore {
namespace {

constexpr double kTolerance = 1e-9;

/// i^power · X^x Z^z, every X left of every Z.
struct Product {
    std::uint32_t x = 0, z = 0;
    unsigned power = 0;
};

Product operator*(const Product& a, const Product& b) {
    // Moving Z^z of the left one past X^x of the right one changes the sign where both act.
    const auto crossings = static_cast<unsigned>(std::popcount(a.z & b.x));
    return {a.x ^ b.x, a.z ^ b.z, (a.power + b.power + 2 * crossings) % 4};
}

ComplexMatrix matrixOf(const Product& product, std::size_t qubits) {
    static const Complex powers[] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
    const std::uint32_t size = 1U << qubits;
    ComplexMatrix matrix = ComplexMatrix::Zero(size, size);
    for (std::uint32_t i = 0; i < size; ++i) {
        const double sign = std::popcount(product.z & i) % 2 == 0 ? 1.0 : -1.0;
        matrix(i ^ product.x, i) = sign * powers[product.power];
    }
    return matrix;
}

/// The product that a Hermitian matrix is, up to its sign, or nothing.
std::optional<Product> productOf(const ComplexMatrix& matrix, std::size_t qubits) {
    Product product;
    Eigen::Index row = 0;
    matrix.col(0).cwiseAbs().maxCoeff(&row);
    product.x = static_cast<std::uint32_t>(row);
    const Complex first = matrix(row, 0);
    if (std::abs(std::abs(first) - 1.0) > kTolerance) return std::nullopt;
    for (std::size_t j = 0; j < qubits; ++j) {
        const Eigen::Index column = Eigen::Index{1} << j;
        if ((matrix(row ^ column, column) / first).real() < 0.0) product.z |= 1U << j;
    }
    product.power = static_cast<unsigned>(std::popcount(product.x & product.z)) % 4;
    const ComplexMatrix expected = matrixOf(product, qubits);
    if ((matrix - expected).cwiseAbs().maxCoeff() <= kTolerance) return product;
    product.power = (product.power + 2) % 4;
    if ((matrix + expected).cwiseAbs().maxCoeff() <= kTolerance) return product;
    return std::nullopt;
}

}  // namespace

std::optional<CliffordMap> CliffordMap::of(const ComplexMatrix& unitary) {
    CliffordMap map;
    while ((Eigen::Index{1} << map.m_qubits) < unitary.rows()) ++map.m_qubits;
    const std::size_t k = map.m_qubits;
    if (k > kMostQubits) return std::nullopt;

    std::vector<Product> images;  // of X₀ …, then of Z₀ …
    for (std::size_t bit = 0; bit < 2 * k; ++bit) {
        Product generator;
        (bit < k ? generator.x : generator.z) = 1U << (bit % k);
        const auto image = productOf(unitary * matrixOf(generator, k) * unitary.adjoint(), k);
        if (!image) return std::nullopt;
        images.push_back(*image);
    }

    const std::uint32_t products = 1U << (2 * k);
    const std::uint32_t low = (1U << k) - 1;
    std::vector<std::uint32_t> signs(products);
    for (std::uint32_t bits = 0; bits < products; ++bits) {
        Product image;
        image.power = static_cast<unsigned>(std::popcount(bits & low & (bits >> k)));
        for (std::size_t bit = 0; bit < 2 * k; ++bit)
            if (((bits >> bit) & 1U) != 0) image = image * images[bit];
        const auto ys = static_cast<unsigned>(std::popcount(image.x & image.z));
        signs[bits] = ((image.power + 4 - ys % 4) % 4) / 2;
        map.m_table.push_back(image.x | (image.z << k) | (signs[bits] << (2 * k)));
    }
    for (std::size_t out = 0; out < 2 * k; ++out) {
        std::uint32_t inputs = 0;
        for (std::size_t bit = 0; bit < 2 * k; ++bit)
            inputs |= ((map.m_table[1U << bit] >> out) & 1U) << bit;
        map.m_inputsOf.push_back(inputs);
    }
    // The Möbius transform turns the table of the sign into the terms of its polynomial.
    for (std::uint32_t bit = 1; bit < products; bit <<= 1U)
        for (std::uint32_t bits = 0; bits < products; ++bits)
            if ((bits & bit) != 0) signs[bits] ^= signs[bits ^ bit];
    for (std::uint32_t bits = 0; bits < products; ++bits)
        if (signs[bits] != 0) map.m_signTerms.push_back(bits);
    return map;
}

bool CliffordMap::isIdentity() const {
    for (std::uint32_t bits = 0; bits < m_table.size(); ++bits)
        if (m_table[bits] != bits) return false;
    return true;
}

}  // namespace qstore
