// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/states/register_figures_job.h"

#include "core/states/register_figures.h"

namespace qstore::ui {
namespace {

Status checkStop(const RunControl& control) {
    if (control.stop.stop_requested())
        return fail(ErrorCode::Cancelled, "the figures were not wanted any more");
    return {};
}

Result<PartFigures> figuresOf(const SimulatedRegister& reg, std::vector<Qubit> qubits) {
    PartFigures part;
    QSTORE_TRY(const DensityMatrix reduced, reducedState(reg, qubits));
    QSTORE_TRY(part.entropyBits, entropyBits(reduced));
    if (qubits.size() == 2) {
        QSTORE_TRY(part.pair, pairFigures(reg, qubits[0], qubits[1]));
    }
    part.qubits = std::move(qubits);
    return part;
}

}  // namespace

Result<RegisterFigures> computeFigures(const SimulatedRegister& reg, const RunControl& control) {
    RegisterFigures figures;
    const std::size_t count = reg.qubits();
    for (Qubit qubit = 0; qubit < count; ++qubit) {
        QSTORE_CHECK(checkStop(control));
        figures.bloch.push_back(reg.isPure() ? reg.state()->bloch(qubit) : reg.density()->bloch(qubit));
        QSTORE_TRY(PartFigures part, figuresOf(reg, {qubit}));
        figures.parts.push_back(std::move(part));
    }
    for (Qubit a = 0; count <= kMostPairQubits && a < count; ++a) {
        for (Qubit b = a + 1; b < count; ++b) {
            QSTORE_CHECK(checkStop(control));
            QSTORE_TRY(PartFigures part, figuresOf(reg, {a, b}));
            figures.parts.push_back(std::move(part));
        }
    }
    figures.purity = purityOf(reg);
    if (!reg.isPure() && count > kMaxSpectrumQubits) return figures;
    QSTORE_TRY(figures.entropyBits, entropyBits(reg));
    return figures;
}

}  // namespace qstore::ui
