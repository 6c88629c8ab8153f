// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/device_transpile.h"

#include <cmath>
#include <complex>
#include <map>

#include "ui/controllers/live_state.h"

namespace qstore::ui {
namespace {

/// Every qubit that is acted on, or that a logical qubit ends on, numbered without gaps.
std::map<Qubit, Qubit> usedQubits(const Transpiled& transpiled) {
    std::map<Qubit, Qubit> used;
    for (const Operation& operation : transpiled.circuit.operations()) {
        for (const Qubit qubit : operation.targets) used.emplace(qubit, 0);
        for (const Control& control : operation.controls) used.emplace(control.qubit, 0);
    }
    for (const Qubit qubit : transpiled.finalLayout) used.emplace(qubit, 0);
    Qubit next = 0;
    for (auto& [physical, compact] : used) compact = next++;
    return used;
}

/// Without measurements, with the frame played, on the used qubits alone.
Result<Circuit> playedOut(const Transpiled& transpiled, const std::map<Qubit, Qubit>& used) {
    CircuitParts parts = transpiled.circuit.parts();
    parts.qubits = used.size();
    parts.qubitRegisters.clear();
    std::erase_if(parts.operations, [](const Operation& operation) {
        return operation.kind == OperationKind::Measure || operation.kind == OperationKind::Barrier;
    });
    for (std::size_t qubit = 0; qubit < transpiled.frame.size(); ++qubit)
        if (used.contains(qubit) && transpiled.frame[qubit].constant() != std::optional(0.0))
            parts.operations.push_back(Operation::gateOn("rz", {qubit}, {transpiled.frame[qubit]}));
    for (Operation& operation : parts.operations) {
        for (Qubit& qubit : operation.targets) qubit = used.at(qubit);
        for (Control& control : operation.controls) control.qubit = used.at(control.qubit);
    }
    return Circuit::create(std::move(parts));
}

/// Values that are no special angles, so that what only holds for those is noticed.
Result<Circuit> atSomeValues(const Circuit& circuit, const Circuit& named) {
    std::vector<std::pair<std::string, double>> values;
    for (const Parameter& parameter : circuit.parameters()) {
        std::size_t place = 0;
        while (place < named.parameters().size() && named.parameters()[place].name != parameter.name)
            ++place;
        values.emplace_back(parameter.name, 0.37 + 0.61 * static_cast<double>(place));
    }
    return circuit.bound(values);
}

Result<State> stateOf(const Circuit& circuit, const Circuit& named, const RunControl& control) {
    QSTORE_TRY(const Circuit bound, atSomeValues(circuit, named));
    QSTORE_TRY(CircuitPreview preview, previewCircuit(bound, {}, nullptr, control));
    if (!preview.state) return fail(ErrorCode::Unsupported, "the circuit leaves no single state");
    return *std::move(preview.state);
}

Result<double> overlapOf(const Circuit& original, const Transpiled& transpiled,
                         const std::map<Qubit, Qubit>& used, const RunControl& control) {
    QSTORE_TRY(const State wanted, stateOf(original, original, control));
    QSTORE_TRY(const Circuit played, playedOut(transpiled, used));
    QSTORE_TRY(const State got, stateOf(played, original, control));
    std::complex<double> sum;
    for (std::uint64_t index = 0; index < std::uint64_t{1} << original.qubits(); ++index) {
        std::uint64_t there = 0;
        for (Qubit qubit = 0; qubit < original.qubits(); ++qubit)
            there |= (index >> qubit & 1U) << used.at(transpiled.finalLayout[qubit]);
        sum += std::conj(wanted.amplitude(index)) * got.amplitude(there);
    }
    return std::abs(sum);
}

}  // namespace

Result<DeviceTranspile> transpileForDevice(const Circuit& circuit, const DeviceInfo& device,
                                           const std::stop_token& stop) {
    const std::string name = device.title.empty() ? device.name : device.title;
    if (device.gates == GateSetKind::Any && device.coupling.empty())
        return fail(ErrorCode::Unsupported, "'" + name + "' takes every gate on every pair of qubits",
                    "choose a device with gates of its own");
    TranspileOptions options;
    options.stop = stop;
    if (circuit.qubits() > device.qubits)
        return fail(ErrorCode::InvalidArgument,
                    "the circuit needs " + std::to_string(circuit.qubits()) + " qubits, '" + name +
                        "' has " + std::to_string(device.qubits),
                    "choose a larger device");
    // Where every pair is coupled, idle qubits are of no use in the drawing.
    const std::size_t qubits = device.coupling.empty() ? circuit.qubits() : device.qubits;
    const TranspileTarget target{device.name, device.gates, qubits, device.coupling};
    QSTORE_TRY(Transpiled transpiled, transpile(circuit, target, options));
    DeviceTranspile result{transpiled.circuit, transpiled.before, transpiled.after, transpiled.swaps, {}};
    const auto used = usedQubits(transpiled);
    const bool comparable = circuit.qubits() <= LiveState::maxQubits &&
                            used.size() <= LiveState::maxQubits && !measuresOnTheWay(circuit) &&
                            !measuresOnTheWay(transpiled.circuit);
    if (!comparable) return result;
    QSTORE_TRY(result.overlap, overlapOf(circuit, transpiled, used, {stop, {}}));
    return result;
}

}  // namespace qstore::ui
