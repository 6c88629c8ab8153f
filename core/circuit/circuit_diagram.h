// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "core/base/export.h"
#include "core/circuit/circuit.h"

namespace qstore {

struct DiagramOptions {
    std::size_t width = 0;  ///< characters a line; the diagram continues below. 0 = never wrapped
    int digits = 4;         ///< decimals of angles
};

/// A picture of the circuit in UTF-8 text, one line a qubit (qubit 0 on top) and lines between them for
/// the connections: `●` control, `○` anti-control, `⊕` controlled X, `×` swap, `M→c0` measurement,
/// `{c0=1}` condition, `░` barrier. Gates of several targets that are not symmetric number them
/// (`RZX.0`, `RZX.1`). Global phases stand on a line of their own below.
QSTORE_EXPORT std::string circuitDiagram(const Circuit& circuit, DiagramOptions options = {});

}  // namespace qstore
