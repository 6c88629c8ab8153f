// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <cstddef>
#include <utility>
#include <vector>

#include "core/circuit/circuit.h"

namespace qstore::ui {

using QubitPairs = std::vector<std::pair<Qubit, Qubit>>;

/// How the places of qubits were found.
enum class CouplingShape {
    Lattice,  ///< rows of a chip: coupled qubits are neighbours on a grid
    Free,     ///< as near to each other as couplings lie
    Ring,     ///< no couplings, or too many qubits to lay them out
};

/// Where the qubits of a machine are drawn: coupled ones about one unit apart, no two at one place. The
/// same couplings always give the same picture.
struct CouplingLayout {
    CouplingShape shape = CouplingShape::Ring;
    std::vector<QPointF> places;  ///< one a qubit; x to the right, y downwards
};

/// Each pair once, the smaller qubit first, sorted; what names a qubit that is not there is left out.
QubitPairs undirected(const QubitPairs& coupling, std::size_t qubits);
/// `pairs` as undirected() gives them. Takes milliseconds up to 200 qubits; more than that and no
/// lattice is a ring.
CouplingLayout layoutCoupling(std::size_t qubits, const QubitPairs& pairs);

}  // namespace qstore::ui
