// SPDX-License-Identifier: Apache-2.0
#include "core/states/register_series.h"

#include "core/states/register_figures.h"

namespace qstore {
namespace {

Result<RegisterPoint> pointOf(const SimulatedRegister& start, const SimulatedRegister& now, double timeUs) {
    const bool spectrum = now.qubits() <= kMaxSpectrumQubits;
    RegisterPoint point;
    point.timeUs = timeUs;
    point.purity = purityOf(now);
    if (spectrum) {
        QSTORE_TRY(point.entropyBits, entropyBits(now));
    }
    if (spectrum || start.isPure()) {
        QSTORE_TRY(point.fidelityToStart, fidelityOf(start, now));
    }
    for (Qubit qubit = 0; qubit < now.qubits(); ++qubit) point.bloch.push_back(now.density()->bloch(qubit));
    if (now.qubits() == 2) {
        QSTORE_TRY(point.pair, pairFigures(now, 0, 1));
    }
    return point;
}

}  // namespace

Result<std::vector<RegisterPoint>> registerSeries(const SimulatedRegister& start, const DecayTimes& times,
                                                  std::span<const double> timesUs,
                                                  const RunControl& control) {
    std::vector<RegisterPoint> points;
    for (const double timeUs : timesUs) {
        if (control.stop.stop_requested()) return cancelled();
        control.report(points.size(), timesUs.size());
        QSTORE_TRY(const SimulatedRegister now, decayed(start, times, timeUs));
        QSTORE_TRY(RegisterPoint point, pointOf(start, now, timeUs));
        points.push_back(std::move(point));
    }
    control.report(points.size(), timesUs.size());
    return points;
}

}  // namespace qstore
