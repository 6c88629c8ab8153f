// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/simulation/trajectory_kernels.h"

namespace qstore {

/// A 2 × 2 matrix in each lane.
struct QubitMap {
    /// As LaneMatrix::fill.
    void fill(std::span<const Complex* const> matrices);

    AlignedBuffer<double> values;  ///< of each entry, row by row, the real parts, then the imaginary ones
    bool identity = true, diagonal = true;
};

/// A state vector in each lane. Maps of single qubits wait, multiplied together, until something else needs
/// their qubit: a gate, a channel and the next gate are then one pass over the state.
class TrajectoryState {
public:
    TrajectoryState(const TrajectoryKernels& kernels, std::size_t qubits);
    /// Bytes of such a state.
    static std::size_t bytes(std::size_t lanes, std::size_t qubits);

    /// Whether a map keeps the norm of every state; others change what is seen of all qubits.
    enum class Map : std::uint8_t { Unitary, Any };

    /// |0…0⟩ in all lanes.
    void start();
    void turn(Qubit qubit, const QubitMap& turn, Map map);
    /// `layout` has more than one target, or controls.
    void apply(const LaneMatrix& matrix, const GateLayout& layout, Map map);
    /// TrajectoryKernels::reduced of the layout's targets; it has no controls. Valid until the next call.
    const double* reduced(const GateLayout& layout, bool diagonal);
    /// After all that waits is done.
    const double* amplitudes();

private:
    /// What is known of a qubit's density matrix, without what waits at the qubit.
    enum class Known : std::uint8_t { Nothing, Diagonal, All };
    struct Waiting {
        GateLayout layout;
        bool any = false, diagonal = true;
        Map map = Map::Unitary;
        Known known = Known::Nothing;
        AlignedBuffer<double> values;   ///< as QubitMap's
        AlignedBuffer<double> density;  ///< as TrajectoryKernels::reduced
    };

    void finish(Waiting& waiting);
    void finishTouched(std::uint64_t qubits);
    void finishNotUnitary(std::uint64_t except);
    void forget(std::uint64_t qubits);
    const double* reducedOfOne(Waiting& waiting, bool diagonal);

    TrajectoryKernels m_kernels;
    AlignedBuffer<double> m_amplitudes;
    AlignedBuffer<double> m_reduced;
    std::vector<Waiting> m_waiting;  ///< of each qubit
};

}  // namespace qstore
