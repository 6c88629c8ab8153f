// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <numbers>

#include "core/base/number_text.h"
#include "core/circuit/circuit_writer.h"
#include "core/circuit/template_builders.h"

namespace qstore {
namespace {

using std::numbers::pi;

/// −1 on the one basis state `index`: Z on qubit 0 under controls of both polarities on the others.
void writePhaseFlip(CircuitWriter& writer, std::size_t qubits, std::uint64_t index) {
    std::vector<Control> controls;
    for (Qubit q = 1; q < qubits; ++q) controls.push_back({q, ((index >> q) & 1U) != 0});
    const bool lowestIsOne = (index & 1U) != 0;
    if (!lowestIsOne) writer.gate("x", {0});
    writer.controlled("z", controls, {0});
    if (!lowestIsOne) writer.gate("x", {0});
}

}  // namespace

void writeFourier(CircuitWriter& writer, const std::vector<Qubit>& qubits, bool inverse) {
    const std::size_t n = qubits.size();
    const auto swaps = [&] {
        for (std::size_t i = 0; i < n / 2; ++i) writer.gate("swap", {qubits[i], qubits[n - 1 - i]});
    };
    const auto phase = [&](std::size_t target, std::size_t control) {
        const double angle = pi / std::ldexp(1.0, static_cast<int>(target - control));
        writer.gate("cp", {qubits[control], qubits[target]}, {inverse ? -angle : angle});
    };
    if (inverse) {
        swaps();
        for (std::size_t target = 0; target < n; ++target) {
            for (std::size_t control = 0; control < target; ++control) phase(target, control);
            writer.gate("h", {qubits[target]});
        }
        return;
    }
    for (std::size_t target = n; target-- > 0;) {
        writer.gate("h", {qubits[target]});
        for (std::size_t control = target; control-- > 0;) phase(target, control);
    }
    swaps();
}

Result<Circuit> quantumFourierTransform(std::size_t qubits, const OptionReader& options) {
    CircuitWriter writer("qft", qubits);
    std::vector<Qubit> all;
    for (Qubit q = 0; q < qubits; ++q) all.push_back(q);
    writeFourier(writer, all, options.text("direction") == "inverse");
    return writer.finish();
}

Result<Circuit> ghzState(std::size_t qubits, const OptionReader&) {
    CircuitWriter writer("ghz", qubits);
    writer.gate("h", {0});
    for (Qubit q = 0; q + 1 < qubits; ++q) writer.gate("cx", {q, q + 1});
    return writer.finish();
}

Result<Circuit> wState(std::size_t qubits, const OptionReader&) {
    // One excitation is handed on: each step leaves amplitude 1/√n on its qubit (Cruz et al. 2019).
    CircuitWriter writer("w", qubits);
    writer.gate("x", {0});
    for (Qubit q = 0; q + 1 < qubits; ++q) {
        const double left = static_cast<double>(qubits - q);
        writer.gate("cry", {q, q + 1}, {2.0 * std::acos(std::sqrt(1.0 / left))});
        writer.gate("cx", {q + 1, q});
    }
    return writer.finish();
}

Result<Circuit> grover(std::size_t qubits, const OptionReader& options) {
    const std::uint64_t states = std::uint64_t{1} << qubits;
    QSTORE_TRY(const auto marked, options.number("marked", 0, states - 1));
    const double angle = std::asin(1.0 / std::sqrt(static_cast<double>(states)));
    // The nearest whole number of rotations by 2·angle to a right angle; never overshooting past it.
    auto iterations = static_cast<std::uint64_t>(std::floor(pi / (4.0 * angle)));
    if (options.text("iterations") != "best") {
        QSTORE_TRY(iterations, options.number("iterations", 0, 1000000));
    }
    CircuitWriter writer("grover", qubits);
    for (Qubit q = 0; q < qubits; ++q) writer.gate("h", {q});
    for (std::uint64_t i = 0; i < iterations; ++i) {
        writePhaseFlip(writer, qubits, marked);
        for (Qubit q = 0; q < qubits; ++q) writer.gate("h", {q});
        writePhaseFlip(writer, qubits, 0);
        for (Qubit q = 0; q < qubits; ++q) writer.gate("h", {q});
    }
    return writer.finish();
}

Result<Circuit> phaseEstimation(std::size_t qubits, const OptionReader& options) {
    const auto turns = textToNumber(options.text("phase"));
    if (!turns || !std::isfinite(*turns))
        return fail(ErrorCode::InvalidArgument,
                    "phase-estimation: option 'phase' is '" + options.text("phase") + "'",
                    "give the phase in turns, such as 0.375");
    CircuitWriter writer("phase-estimation", qubits);
    const Qubit eigenstate = qubits - 1;
    std::vector<Qubit> counting;
    for (Qubit q = 0; q < eigenstate; ++q) counting.push_back(q);
    writer.gate("x", {eigenstate});
    for (const Qubit q : counting) writer.gate("h", {q});
    for (const Qubit q : counting)
        writer.gate("cp", {q, eigenstate}, {2.0 * pi * *turns * std::ldexp(1.0, static_cast<int>(q))});
    writeFourier(writer, counting, true);
    return writer.finish();
}

}  // namespace qstore
