// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>
#include <cmath>

#include "core/circuit/circuit_writer.h"
#include "core/circuit/templates.h"

namespace qstore {
namespace {

using Amplitudes = std::vector<std::complex<double>>;

Result<Amplitudes> normalised(std::span<const std::complex<double>> given) {
    constexpr std::size_t most = std::size_t{1} << 16U;
    if (given.empty() || given.size() > most)
        return fail(ErrorCode::InvalidArgument,
                    "a state cannot be prepared from " + std::to_string(given.size()) + " amplitudes",
                    "give from 1 to " + std::to_string(most));
    double largest = 0.0;
    for (std::size_t i = 0; i < given.size(); ++i) {
        if (!std::isfinite(given[i].real()) || !std::isfinite(given[i].imag()))
            return fail(ErrorCode::InvalidArgument,
                        "amplitude " + std::to_string(i) + " is not a finite number",
                        "replace missing or infinite values first");
        largest = std::max(largest, std::abs(given[i]));
    }
    if (largest == 0.0)
        return fail(ErrorCode::InvalidArgument, "the zero vector is no quantum state",
                    "leave out rows whose values are all zero");
    double squares = 0.0;
    for (const auto& amplitude : given) squares += std::norm(amplitude / largest);
    Amplitudes padded(std::max<std::size_t>(2, std::bit_ceil(given.size())));
    for (std::size_t i = 0; i < given.size(); ++i) padded[i] = given[i] / largest / std::sqrt(squares);
    return padded;
}

/// The controls that select one assignment of the qubits from `first` up.
std::vector<Control> select(std::size_t path, std::size_t first, std::size_t qubits) {
    std::vector<Control> controls;
    for (std::size_t q = first; q < qubits; ++q) controls.push_back({q, ((path >> (q - first)) & 1U) != 0});
    return controls;
}

}  // namespace

Result<Circuit> preparedStateCircuit(std::span<const std::complex<double>> amplitudes) {
    QSTORE_TRY(const Amplitudes state, normalised(amplitudes));
    const auto qubits = static_cast<std::size_t>(std::bit_width(state.size())) - 1;
    CircuitWriter writer("prepared-state", qubits);
    // From the most significant qubit down: RY distributes the norm, RZ the mean phase, between the halves
    // that the qubits above select (Möttönen et al. 2005, here with one controlled rotation a branch).
    // `norm` and `phase` hold, for each branch, its 2-norm and the phase left over for it.
    std::vector<std::vector<double>> norms(qubits + 1), phases(qubits + 1);
    for (const auto& amplitude : state) {
        norms[0].push_back(std::abs(amplitude));
        phases[0].push_back(std::abs(amplitude) > 0.0 ? std::arg(amplitude) : 0.0);
    }
    for (std::size_t level = 0; level < qubits; ++level) {
        for (std::size_t i = 0; i < norms[level].size(); i += 2) {
            norms[level + 1].push_back(std::hypot(norms[level][i], norms[level][i + 1]));
            phases[level + 1].push_back((phases[level][i] + phases[level][i + 1]) / 2);
        }
    }
    for (std::size_t level = qubits; level-- > 0;) {
        for (std::size_t path = 0; path < norms[level + 1].size(); ++path) {
            const double theta = 2.0 * std::atan2(norms[level][2 * path + 1], norms[level][2 * path]);
            const double turn = phases[level][2 * path + 1] - phases[level][2 * path];
            const auto controls = select(path, level + 1, qubits);
            if (theta != 0.0) writer.controlled("ry", controls, {level}, {theta});
            if (turn != 0.0) writer.controlled("rz", controls, {level}, {turn});
        }
    }
    return writer.finish();
}

}  // namespace qstore
