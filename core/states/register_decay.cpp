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

Status checkTimes(const DecayTimes& times, double timeUs) {
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

std::vector<std::complex<double>> entriesOf(const DensityMatrix& density) {
    const std::uint64_t size = std::uint64_t{1} << density.qubits();
    std::vector<std::complex<double>> entries;
    entries.reserve(size * size);
    for (std::uint64_t column = 0; column < size; ++column)
        for (std::uint64_t row = 0; row < size; ++row) entries.push_back(density.entry(row, column));
    return entries;
}

}  // namespace

Result<SimulatedRegister> decayed(const SimulatedRegister& reg, const DecayTimes& times, double timeUs,
                                  std::span<const Qubit> qubits) {
    QSTORE_CHECK(checkTimes(times, timeUs));
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
    return reg.after(DensityMatrix(n, std::move(entries)));
}

}  // namespace qstore
