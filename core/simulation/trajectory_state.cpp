// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/trajectory_state.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "core/base/memory.h"

namespace qstore {
namespace {

constexpr std::size_t kMostReduced = 64;  ///< entries of the density matrix of three qubits
constexpr std::uint64_t kAllQubits = ~std::uint64_t{0};

std::uint64_t touchedBy(const GateLayout& layout) {
    return layout.targetMask | layout.controlMask;
}

}  // namespace

void QubitMap::fill(std::span<const Complex* const> matrices) {
    static constexpr Complex kIdentity[] = {1.0, 0.0, 0.0, 1.0};
    const std::size_t lanes = matrices.size();
    if (values.size() < 8 * lanes) values = AlignedBuffer<double>(8 * lanes);
    identity = diagonal = true;
    for (std::size_t lane = 0; lane < lanes; ++lane) {
        const Complex* matrix = matrices[lane] != nullptr ? matrices[lane] : kIdentity;
        for (std::size_t entry = 0; entry < 4; ++entry) {
            // Column by column there, row by row here.
            const Complex value = matrix[entry / 2 + 2 * (entry % 2)];
            identity = identity && value == kIdentity[entry];
            diagonal = diagonal && (entry == 0 || entry == 3 || value == 0.0);
            values[2 * lanes * entry + lane] = value.real();
            values[2 * lanes * entry + lanes + lane] = value.imag();
        }
    }
}

TrajectoryState::TrajectoryState(const TrajectoryKernels& kernels, std::size_t qubits)
    : m_kernels(kernels),
      m_amplitudes((2 * kernels.lanes) << qubits),
      m_reduced(2 * kernels.lanes * kMostReduced),
      m_waiting(qubits) {
    for (Qubit qubit = 0; qubit < qubits; ++qubit) {
        m_waiting[qubit].layout = GateLayout(qubits, {&qubit, 1}, {});
        m_waiting[qubit].values = AlignedBuffer<double>(8 * kernels.lanes);
        m_waiting[qubit].density = AlignedBuffer<double>(8 * kernels.lanes);
    }
}

std::size_t TrajectoryState::bytes(std::size_t lanes, std::size_t qubits) {
    const std::size_t amplitudes = qubits < 60 ? std::size_t{1} << qubits : std::size_t{1} << 60U;
    return saturatingMultiply(saturatingAdd(amplitudes, kMostReduced + 8 * qubits),
                              2 * lanes * sizeof(double));
}

void TrajectoryState::start() {
    std::fill_n(m_amplitudes.data(), m_amplitudes.size(), 0.0);
    std::fill_n(m_amplitudes.data(), m_kernels.lanes, 1.0);
    for (Waiting& waiting : m_waiting) waiting.any = false;
    forget(kAllQubits);
}

void TrajectoryState::turn(Qubit qubit, const QubitMap& turn, Map map) {
    if (turn.identity) return;
    Waiting& waiting = m_waiting[qubit];
    if (waiting.any) {
        m_kernels.multiply(turn.values.data(), waiting.values.data());
        waiting.diagonal = waiting.diagonal && turn.diagonal;
        if (map == Map::Any) waiting.map = map;
        return;
    }
    std::copy_n(turn.values.data(), waiting.values.size(), waiting.values.data());
    waiting.any = true;
    waiting.diagonal = turn.diagonal;
    waiting.map = map;
}

void TrajectoryState::apply(const LaneMatrix& matrix, const GateLayout& layout, Map map) {
    if (matrix.shape == LaneMatrixShape::Identity) return;
    finishTouched(touchedBy(layout));
    m_kernels.apply(matrix, layout, m_amplitudes.data());
    // What others see of their qubits, a unitary elsewhere leaves alone.
    forget(map == Map::Unitary ? touchedBy(layout) : kAllQubits);
}

const double* TrajectoryState::reduced(const GateLayout& layout, bool diagonal) {
    const std::uint64_t touched = touchedBy(layout);
    if (layout.offsets.size() == 2) {
        finishNotUnitary(touched);
        return reducedOfOne(m_waiting[static_cast<std::size_t>(std::countr_zero(touched))], diagonal);
    }
    finishNotUnitary(0);
    finishTouched(touched);
    m_kernels.reduced(layout, diagonal, m_amplitudes.data(), m_reduced.data());
    return m_reduced.data();
}

const double* TrajectoryState::reducedOfOne(Waiting& waiting, bool diagonal) {
    const Known wanted = diagonal && (!waiting.any || waiting.diagonal) ? Known::Diagonal : Known::All;
    if (waiting.known < wanted) {
        m_kernels.reduced(waiting.layout, wanted == Known::Diagonal, m_amplitudes.data(),
                          waiting.density.data());
        waiting.known = wanted;
    }
    if (!waiting.any) return waiting.density.data();
    std::copy_n(waiting.density.data(), waiting.density.size(), m_reduced.data());
    m_kernels.turnReduced(waiting.values.data(), m_reduced.data());
    return m_reduced.data();
}

const double* TrajectoryState::amplitudes() {
    finishTouched(kAllQubits);
    return m_amplitudes.data();
}

void TrajectoryState::finish(Waiting& waiting) {
    if (!waiting.any) return;
    m_kernels.turn(waiting.values.data(), waiting.layout, m_amplitudes.data());
    waiting.any = false;
    const Known known = waiting.known;
    if (waiting.map == Map::Any) forget(kAllQubits);
    // What is known of its own qubit turns along.
    if (known == Known::All || (known == Known::Diagonal && waiting.diagonal)) {
        m_kernels.turnReduced(waiting.values.data(), waiting.density.data());
        waiting.known = known;
    } else {
        waiting.known = Known::Nothing;
    }
}

void TrajectoryState::finishTouched(std::uint64_t qubits) {
    for (std::size_t qubit = 0; qubit < m_waiting.size(); ++qubit)
        if (((qubits >> qubit) & 1U) != 0) finish(m_waiting[qubit]);
}

/// A map that is not unitary changes what is seen of other qubits.
void TrajectoryState::finishNotUnitary(std::uint64_t except) {
    for (std::size_t qubit = 0; qubit < m_waiting.size(); ++qubit)
        if (((except >> qubit) & 1U) == 0 && m_waiting[qubit].map == Map::Any) finish(m_waiting[qubit]);
}

void TrajectoryState::forget(std::uint64_t qubits) {
    for (std::size_t qubit = 0; qubit < m_waiting.size(); ++qubit)
        if (((qubits >> qubit) & 1U) != 0) m_waiting[qubit].known = Known::Nothing;
}

}  // namespace qstore
