// SPDX-License-Identifier: Apache-2.0
#include "core/benchmark/workload_circuits.h"

#include <cassert>

#include "core/benchmark/layer_writer.h"

namespace qstore {

Circuit stateCircuit(std::size_t qubits, std::size_t layers) {
    assert(qubits >= 2);
    LayerWriter writer("W1", qubits);
    for (std::size_t layer = 0; layer < layers; ++layer) writer.rotations({"rx", "ry", "rz"}).ring();
    return writer.finish();
}

Circuit gradientCircuit(std::size_t qubits) {
    assert(qubits >= 2);
    LayerWriter writer("W2", qubits);
    for (int layer = 0; layer < 4; ++layer) writer.rotations({"ry", "rz"}).ring();
    return writer.finish();
}

Circuit classifierCircuit(std::size_t qubits) {
    assert(qubits >= 2);
    LayerWriter writer("W3", qubits);
    writer.angleEncoding();
    for (int layer = 0; layer < 3; ++layer) writer.rotations({"rz", "ry", "rz"}).ring();
    return writer.finish();
}

}  // namespace qstore
