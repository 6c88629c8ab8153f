// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/circuit/circuit.h"
#include "core/observables/pauli.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace qstore {

/// `FILE`, `--set name=value` and `--observable TEXT` as the circuit verbs share them. Values that do
/// not follow their grammar are wrong usage and refused while the command line is read.
struct CircuitInput {
    std::string file;
    std::vector<std::string> sets;
    std::vector<std::string> observables;
};
void addCircuitFile(CLI::App& verb, std::string& file, const std::string& name = "FILE");
void addSets(CLI::App& verb, CircuitInput& input);
CLI::Option* addObservables(CLI::App& verb, CircuitInput& input);

/// Reads OpenQASM 2, 3, JSON or Cirq's JSON from a file; `-` is standard input.
Result<Circuit> readCircuitFile(const std::string& path, const std::stop_token& stop = {});

using Values = std::map<std::string, double>;
/// A value for every parameter: from `--set`, else its own start value. Names what has none, and what
/// the circuit does not declare.
Result<Values> bindValues(const Circuit& circuit, const std::vector<std::string>& sets);
/// The values of `names` in that order.
std::vector<double> pickValues(const Values& values, const std::vector<std::string>& names);
/// Parsed and within the circuit's qubits.
Result<std::vector<PauliSum>> parseObservables(const Circuit& circuit,
                                               const std::vector<std::string>& texts);

/// A circuit's measurements that nothing follows, taken off, so that exact probabilities can be read from
/// its state.
struct FinalReadout {
    Circuit circuit;                      ///< without those measurements
    std::vector<std::size_t> qubitOfBit;  ///< per classical bit; kUnmeasured where nothing is assigned
    bool allQubits = true;                ///< the program assigns no bit: every qubit is an outcome's digit
    std::size_t digits = 0;               ///< length of a bit string
    static constexpr std::size_t kUnmeasured = ~std::size_t{0};
};
/// Unsupported when a measurement, reset or condition remains that exact simulation cannot take off.
Result<FinalReadout> splitFinalMeasurements(const Circuit& circuit);

/// `q[n-1]…q[0]` with `digits` characters.
std::string bitString(std::uint64_t outcome, std::size_t digits);

}  // namespace qstore
