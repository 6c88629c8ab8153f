// SPDX-License-Identifier: Apache-2.0
#include "core/states/entanglement.h"

#include <Eigen/Eigenvalues>
#include <Eigen/SVD>
#include <algorithm>
#include <array>
#include <cmath>

#include "core/states/register_figures.h"
#include "core/states/register_qubits.h"

namespace qstore {
namespace {

Status requirePair(const DensityMatrix& density, const std::string& what) {
    if (density.qubits() == 2) return {};
    return fail(ErrorCode::InvalidArgument,
                what + " is defined for two qubits, not for " + std::to_string(density.qubits()),
                "Reduce the state to two of its qubits.");
}

/// ρ = L L†.
ComplexMatrix factorOf(const DensityMatrix& density) {
    const Eigen::SelfAdjointEigenSolver<ComplexMatrix> solver(density.matrix());
    const Eigen::VectorXd roots =
        solver.eigenvalues().unaryExpr([](double value) { return std::sqrt(std::max(0.0, value)); });
    return solver.eigenvectors() * roots.asDiagonal();
}

/// ⟨σ_i ⊗ σ_j⟩, i on qubit 0 and j on qubit 1.
Eigen::Matrix3d correlations(const DensityMatrix& pair) {
    struct Axis {
        bool x, z;
    };
    constexpr std::array<Axis, 3> axes{{{true, false}, {true, true}, {false, true}}};
    const auto word = [](bool low, bool high) {
        return (low ? std::uint64_t{1} : 0U) | (high ? std::uint64_t{2} : 0U);
    };
    Eigen::Matrix3d table;
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 3; ++j) {
            const PauliString string{word(axes[i].x, axes[j].x), word(axes[i].z, axes[j].z)};
            table(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) =
                pair.expectation(PauliSum{{{1.0, string}}});
        }
    return table;
}

}  // namespace

Result<double> concurrence(const DensityMatrix& pair) {
    QSTORE_CHECK(requirePair(pair, "the concurrence"));
    // With ρ = L L† the λ are the singular values of Lᵀ (Y⊗Y) L, which needs no eigenvalues of a matrix
    // that is not Hermitian.
    Eigen::Matrix4cd flip = Eigen::Matrix4cd::Zero();
    flip(0, 3) = flip(3, 0) = -1.0;
    flip(1, 2) = flip(2, 1) = 1.0;
    const ComplexMatrix factor = factorOf(pair);
    const ComplexMatrix product = factor.transpose() * flip * factor;
    const Eigen::VectorXd lambda = Eigen::JacobiSVD<ComplexMatrix>(product).singularValues();
    return std::clamp(lambda[0] - lambda[1] - lambda[2] - lambda[3], 0.0, 1.0);
}

Result<double> negativity(const DensityMatrix& density, std::span<const Qubit> part) {
    const std::size_t n = density.qubits();
    QSTORE_CHECK(checkRegisterQubits(part, n, "a part"));
    if (part.size() == n)
        return fail(ErrorCode::InvalidArgument,
                    "a part of all " + std::to_string(n) + " qubits leaves nothing to be entangled with",
                    "Leave at least one qubit out.");
    if (n > kMaxSpectrumQubits)
        return fail(ErrorCode::Unsupported,
                    "the negativity of " + std::to_string(n) + " qubits needs too many eigenvalues",
                    "Look at " + std::to_string(kMaxSpectrumQubits) + " qubits or fewer.");
    const std::size_t mask = spreadBits(~std::size_t{0}, part), size = std::size_t{1} << n;
    ComplexMatrix transposed(static_cast<Eigen::Index>(size), static_cast<Eigen::Index>(size));
    for (std::size_t column = 0; column < size; ++column)
        for (std::size_t row = 0; row < size; ++row)
            transposed(static_cast<Eigen::Index>(row), static_cast<Eigen::Index>(column)) =
                density.entry((row & ~mask) | (column & mask), (column & ~mask) | (row & mask));
    const Eigen::SelfAdjointEigenSolver<ComplexMatrix> solver(transposed, Eigen::EigenvaluesOnly);
    double sum = 0.0;
    for (const double value : solver.eigenvalues())
        if (value < 0.0) sum -= value;
    return sum;
}

Result<double> largestChsh(const DensityMatrix& pair) {
    QSTORE_CHECK(requirePair(pair, "CHSH"));
    const Eigen::Matrix3d table = correlations(pair);
    const Eigen::Matrix3d squares = table.transpose() * table;
    const Eigen::SelfAdjointEigenSolver<Eigen::Matrix3d> solver(squares, Eigen::EigenvaluesOnly);
    // Eigenvalues ascend.
    return 2.0 * std::sqrt(std::max(0.0, solver.eigenvalues()[1]) + std::max(0.0, solver.eigenvalues()[2]));
}

Result<PairFigures> pairFigures(const SimulatedRegister& reg, Qubit a, Qubit b) {
    const std::array<Qubit, 2> qubits{a, b};
    QSTORE_TRY(const DensityMatrix pair, reducedState(reg, qubits));
    PairFigures figures;
    const std::array<Qubit, 1> part{0};
    QSTORE_TRY(figures.concurrence, concurrence(pair));
    QSTORE_TRY(figures.negativity, negativity(pair, part));
    QSTORE_TRY(figures.largestChsh, largestChsh(pair));
    return figures;
}

}  // namespace qstore
