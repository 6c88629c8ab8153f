// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/circuit/template_options.h"

namespace qstore {

// One builder a template; see circuitTemplates() for what each is.
Result<Circuit> hardwareEfficient(std::size_t qubits, const OptionReader& options);
Result<Circuit> stronglyEntangling(std::size_t qubits, const OptionReader& options);
Result<Circuit> dataReuploading(std::size_t qubits, const OptionReader& options);
Result<Circuit> qaoa(std::size_t qubits, const OptionReader& options);
Result<Circuit> unitaryCoupledCluster(std::size_t qubits, const OptionReader& options);
Result<Circuit> quantumFourierTransform(std::size_t qubits, const OptionReader& options);
Result<Circuit> ghzState(std::size_t qubits, const OptionReader& options);
Result<Circuit> wState(std::size_t qubits, const OptionReader& options);
Result<Circuit> grover(std::size_t qubits, const OptionReader& options);
Result<Circuit> phaseEstimation(std::size_t qubits, const OptionReader& options);

class CircuitWriter;
/// The Fourier transform on `qubits`, least significant first, or its inverse; swaps included.
void writeFourier(CircuitWriter& writer, const std::vector<Qubit>& qubits, bool inverse);

}  // namespace qstore
