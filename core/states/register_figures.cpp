// SPDX-License-Identifier: Apache-2.0
#include "core/states/register_figures.h"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "core/base/memory.h"
#include "core/states/register_qubits.h"

namespace qstore {
namespace {

Status requireSpectrum(std::size_t qubits) {
    if (qubits <= kMaxSpectrumQubits) return {};
    return fail(ErrorCode::Unsupported,
                "a mixed state of " + std::to_string(qubits) +
                    " qubits is too large for its eigenvalues; the limit is " +
                    std::to_string(kMaxSpectrumQubits) + " qubits",
                "Look at fewer of its qubits.");
}

/// ψ as a matrix, kept qubits by others: ρ = M M†.
DensityMatrix reducePure(const State& state, std::span<const Qubit> kept, std::span<const Qubit> others) {
    const auto rows = Eigen::Index{1} << kept.size(), columns = Eigen::Index{1} << others.size();
    ComplexMatrix matrix(rows, columns);
    for (Eigen::Index column = 0; column < columns; ++column) {
        const std::size_t base = spreadBits(static_cast<std::size_t>(column), others);
        for (Eigen::Index row = 0; row < rows; ++row)
            matrix(row, column) = state.amplitude(base | spreadBits(static_cast<std::size_t>(row), kept));
    }
    const ComplexMatrix product = matrix * matrix.adjoint();
    return {kept.size(), {product.data(), product.data() + product.size()}};
}

DensityMatrix reduceMixed(const DensityMatrix& density, std::span<const Qubit> kept,
                          std::span<const Qubit> others) {
    const std::size_t size = std::size_t{1} << kept.size(), summed = std::size_t{1} << others.size();
    std::vector<std::complex<double>> entries;
    entries.reserve(size * size);
    for (std::size_t column = 0; column < size; ++column)
        for (std::size_t row = 0; row < size; ++row) {
            std::complex<double> sum{};
            for (std::size_t other = 0; other < summed; ++other) {
                const std::size_t base = spreadBits(other, others);
                sum += density.entry(base | spreadBits(row, kept), base | spreadBits(column, kept));
            }
            entries.push_back(sum);
        }
    return {kept.size(), std::move(entries)};
}

/// √ρ. Eigenvalues within rounding of zero count as zero: their roots would be a hundred million times
/// larger.
ComplexMatrix rootOf(const DensityMatrix& density) {
    const Eigen::SelfAdjointEigenSolver<ComplexMatrix> solver(density.matrix());
    const double rounding =
        std::numeric_limits<double>::epsilon() * static_cast<double>(solver.eigenvalues().size());
    const Eigen::VectorXd roots = solver.eigenvalues().unaryExpr(
        [rounding](double value) { return value > rounding ? std::sqrt(value) : 0.0; });
    return solver.eigenvectors() * roots.asDiagonal() * solver.eigenvectors().adjoint();
}

/// The sum of A's singular values. They are the positive eigenvalues of (0 A; A† 0), which keeps their full
/// accuracy; the roots of those of A†A would not.
double traceNorm(const ComplexMatrix& a) {
    const Eigen::Index size = a.rows();
    ComplexMatrix block = ComplexMatrix::Zero(2 * size, 2 * size);
    block.topRightCorner(size, size) = a;
    block.bottomLeftCorner(size, size) = a.adjoint();
    const Eigen::SelfAdjointEigenSolver<ComplexMatrix> solver(block, Eigen::EigenvaluesOnly);
    return solver.eigenvalues().tail(size).cwiseMax(0.0).sum();
}

}  // namespace

Result<DensityMatrix> reducedState(const SimulatedRegister& reg, std::span<const Qubit> qubits) {
    QSTORE_CHECK(checkRegisterQubits(qubits, reg.qubits(), "a reduced state"));
    QSTORE_CHECK(requireDensityMemory(qubits.size()));
    const std::vector<Qubit> others = otherQubits(qubits, reg.qubits());
    if (!reg.isPure()) return reduceMixed(*reg.density(), qubits, others);
    const std::size_t bytes = saturatingAdd(saturatingMultiply(2, densityMatrixBytes(qubits.size())),
                                            stateVectorBytes(reg.qubits(), Precision::Double));
    QSTORE_CHECK(requireMemory(bytes, "the reduced state of " + std::to_string(qubits.size()) + " qubits"));
    return reducePure(*reg.state(), qubits, others);
}

double purityOf(const SimulatedRegister& reg) {
    if (!reg.isPure()) return reg.density()->purity();
    const double norm = reg.state()->norm();
    return norm * norm * norm * norm;
}

Result<double> entropyBits(const DensityMatrix& density) {
    QSTORE_CHECK(requireSpectrum(density.qubits()));
    const Eigen::SelfAdjointEigenSolver<ComplexMatrix> solver(density.matrix(), Eigen::EigenvaluesOnly);
    double bits = 0.0;
    for (const double p : solver.eigenvalues())
        if (p > 0.0) bits -= p * std::log2(p);
    // The largest eigenvalue of a pure state rounds to either side of one.
    return std::max(0.0, bits);
}

Result<double> entropyBits(const SimulatedRegister& reg) {
    if (reg.isPure()) return 0.0;
    return entropyBits(*reg.density());
}

Result<double> entropyBits(const SimulatedRegister& reg, std::span<const Qubit> qubits) {
    QSTORE_CHECK(checkRegisterQubits(qubits, reg.qubits(), "an entropy"));
    std::vector<Qubit> side(qubits.begin(), qubits.end());
    if (reg.isPure() && 2 * side.size() > reg.qubits()) side = otherQubits(qubits, reg.qubits());
    if (side.empty()) return 0.0;  // all qubits of a pure register
    QSTORE_CHECK(requireSpectrum(side.size()));
    QSTORE_TRY(const DensityMatrix density, reducedState(reg, side));
    return entropyBits(density);
}

Result<double> fidelityOf(const SimulatedRegister& a, const SimulatedRegister& b) {
    if (a.qubits() != b.qubits())
        return fail(ErrorCode::InvalidArgument,
                    "registers of " + std::to_string(a.qubits()) + " and " + std::to_string(b.qubits()) +
                        " qubits have no fidelity",
                    "Compare registers of one size.");
    const auto within = [](double value) { return std::clamp(value, 0.0, 1.0); };
    if (a.isPure() && b.isPure()) return within(State::fidelity(*a.state(), *b.state()));
    if (a.isPure()) return within(b.density()->fidelity(*a.state()));
    if (b.isPure()) return within(a.density()->fidelity(*b.state()));
    QSTORE_CHECK(requireSpectrum(a.qubits()));
    // Tr √(√ρ σ √ρ) is the sum of the singular values of √ρ √σ.
    const double sum = traceNorm(rootOf(*a.density()) * rootOf(*b.density()));
    return within(sum * sum);
}

}  // namespace qstore
