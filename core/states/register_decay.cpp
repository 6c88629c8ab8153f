// SPDX-License-Identifier: Apache-2.0
#include "core/states/register_decay.h"

#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "core/base/number_text.h"
#include "core/simulation/channel.h"
#include "core/simulation/index_operator.h"
#include "core/states/register_qubits.h"

namespace qstore {
namespace {

constexpr double kNsPerUs = 1000.0;

/// "evolved 10 us under T1=30 us, T2=40 us", with what is not as usual.
std::string stepText(const DecayTimes& times, double timeUs, std::span<const Qubit> qubits,
                     std::size_t qubitsOfRegister) {
    constexpr std::size_t mostNamed = 4;
    std::string text = "evolved " + numberToText(timeUs) + " us under T1=" + numberToText(times.t1Us) +
                       " us, T2=" + numberToText(times.t2Us) + " us";
    if (times.excited != 0.0) text += ", towards |1> with " + numberToText(times.excited);
    if (qubits.empty() || qubits.size() == qubitsOfRegister) return text;
    if (qubits.size() > mostNamed) return text + ", " + std::to_string(qubits.size()) + " of its qubits";
    text += ", of";
    for (const Qubit qubit : qubits) text += " q" + std::to_string(qubit);
    return text;
}

std::vector<std::complex<double>> entriesOf(const DensityMatrix& density) {
    const std::uint64_t size = std::uint64_t{1} << density.qubits();
    std::vector<std::complex<double>> entries;
    entries.reserve(size * size);
    for (std::uint64_t column = 0; column < size; ++column)
        for (std::uint64_t row = 0; row < size; ++row) entries.push_back(density.entry(row, column));
    return entries;
}

}  // namespace

Status checkDecay(const DecayTimes& times, double timeUs) {
    // Said here in the words of this function; the channel below repeats the check in its own.
    for (const auto& [name, value] : {std::pair{"T1", times.t1Us}, std::pair{"T2", times.t2Us}})
        if (!(value > 0.0) || !std::isfinite(value))
            return fail(ErrorCode::InvalidArgument,
                        std::string(name) + " is " + numberToText(value) + " us, it must be above 0",
                        "Give the relaxation time in microseconds.");
    if (times.t2Us > 2.0 * times.t1Us)
        return fail(ErrorCode::InvalidArgument,
                    "T2 = " + numberToText(times.t2Us) +
                        " us is more than twice T1 = " + numberToText(times.t1Us) + " us",
                    "No physical relaxation is like that: T2 is at most 2 T1.");
    if (!(timeUs >= 0.0) || !std::isfinite(2.0 * timeUs * kNsPerUs / times.t2Us) ||
        !std::isfinite(timeUs * kNsPerUs / times.t1Us))
        return fail(ErrorCode::InvalidArgument,
                    "cannot let a register idle for " + numberToText(timeUs) + " us",
                    "Give a time from 0 on that is a finite multiple of T1 and T2.");
    return {};
}

Result<SimulatedRegister> decayed(const SimulatedRegister& reg, const DecayTimes& times, double timeUs,
                                  std::span<const Qubit> qubits) {
    QSTORE_CHECK(checkDecay(times, timeUs));
    const std::size_t n = reg.qubits();
    std::vector<Qubit> touched(qubits.begin(), qubits.end());
    if (touched.empty()) touched = otherQubits({}, n);
    if (!qubits.empty()) QSTORE_CHECK(checkRegisterQubits(qubits, n, "a decay"));
    QSTORE_TRY(const Channel channel,
               Channel::thermalRelaxation(times.t1Us, times.t2Us, timeUs * kNsPerUs, times.excited));
    QSTORE_CHECK(requireDensityMemory(n));
    QSTORE_TRY(const DensityMatrix density, reg.toDensity());
    QSTORE_CHECK(requireDensityMemory(n));
    auto entries = entriesOf(density);
    const ComplexMatrix map = channel.superoperator();
    for (const Qubit qubit : touched) {
        const std::array<std::size_t, 2> bits{qubit, qubit + n};
        IndexOperator(2 * n, bits, map).apply(entries.data());
    }
    const SimulatedRegister left = reg.after(DensityMatrix(n, std::move(entries)));
    return timeUs == 0.0 ? left : left.withStep(stepText(times, timeUs, qubits, n));
}

}  // namespace qstore
