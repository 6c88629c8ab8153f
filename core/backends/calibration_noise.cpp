// SPDX-License-Identifier: Apache-2.0
#include "core/backends/calibration_noise.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "core/base/number_text.h"
#include "core/circuit/circuit_walk.h"

namespace qstore {
namespace {

double average(double process, double dimension) {
    return (dimension * process + 1.0) / (dimension + 1.0);
}

/// Gates that a machine plays as pulses; the diagonal ones of one qubit only turn its frame.
std::vector<const GateInfo*> pulsedGates() {
    std::vector<const GateInfo*> gates;
    for (const GateInfo& gate : gateTable())
        if (gate.qubits == 1 && gate.controlCount == 0 && !gate.diagonal) gates.push_back(&gate);
    return gates;
}

class NoiseBuilder {
public:
    NoiseBuilder(const Calibration& calibration, std::size_t qubits, std::vector<Qubit> placement)
        : m_calibration(calibration), m_qubits(qubits), m_placement(std::move(placement)) {}

    Result<CalibrationNoise> build();

private:
    /// Figures of one qubit of the circuit; the medians where it has none of its own, or without a qubit.
    QubitCalibration figuresOf(std::optional<Qubit> qubit) const;
    std::optional<Relaxation> relaxationOf(std::optional<Qubit> qubit, std::optional<double> timeNs);
    std::optional<double> pairError(std::optional<Qubit> a, std::optional<Qubit> b) const;
    Status addOneQubit(std::optional<Qubit> qubit);
    Status addPairRelaxation(std::optional<Qubit> qubit);
    Status addPair(std::optional<Qubit> a, std::optional<Qubit> b);
    Status addReadout(std::optional<Qubit> qubit);
    Result<double> depolarizing(double error, std::size_t qubits, double before);
    void note(const std::string& text) {
        if (m_said.insert(text).second) m_noise.notes.push_back(text);
    }

    const Calibration& m_calibration;
    std::size_t m_qubits;
    std::vector<Qubit> m_placement;
    CalibrationNoise m_noise;
    std::set<std::string> m_said;
};

std::vector<Qubit> places(std::optional<Qubit> qubit) {
    return qubit ? std::vector<Qubit>{*qubit} : std::vector<Qubit>{};
}

QubitCalibration NoiseBuilder::figuresOf(std::optional<Qubit> qubit) const {
    QubitCalibration figures = m_calibration.medians;
    if (!qubit || m_calibration.perQubit.empty()) return figures;
    const QubitCalibration& own = m_calibration.perQubit[m_placement[*qubit]];
    const auto take = [](std::optional<double>& value, const std::optional<double>& better) {
        if (better) value = better;
    };
    take(figures.t1Us, own.t1Us);
    take(figures.t2Us, own.t2Us);
    take(figures.oneQubitError, own.oneQubitError);
    take(figures.readError01, own.readError01);
    take(figures.readError10, own.readError10);
    return figures;
}

std::optional<Relaxation> NoiseBuilder::relaxationOf(std::optional<Qubit> qubit,
                                                     std::optional<double> timeNs) {
    const QubitCalibration figures = figuresOf(qubit);
    if (!figures.t1Us || !figures.t2Us || !timeNs || *figures.t1Us <= 0.0 || *figures.t2Us <= 0.0)
        return std::nullopt;
    double t2 = *figures.t2Us;
    if (t2 > 2.0 * *figures.t1Us) {
        note("T2 was measured above 2 T1, which no relaxation has; 2 T1 is taken");
        t2 = 2.0 * *figures.t1Us;
    }
    return Relaxation{*figures.t1Us, t2, *timeNs};
}

Result<double> NoiseBuilder::depolarizing(double error, std::size_t qubits, double before) {
    const double p = depolarizingProbability(error, qubits, before);
    if (p < 0.0) {
        note("T1 and T2 alone give more error than was measured for gates of " + std::to_string(qubits) +
             (qubits == 1 ? " qubit" : " qubits") + "; nothing is added to them");
        return 0.0;
    }
    if (p > 1.0) note("a gate error of " + numberToText(error) + " is taken as complete depolarisation");
    return std::min(p, 1.0);
}

Status NoiseBuilder::addOneQubit(std::optional<Qubit> qubit) {
    const auto error = figuresOf(qubit).oneQubitError;
    const auto relaxation = relaxationOf(qubit, m_calibration.oneQubitTimeNs);
    std::vector<Channel> channels;
    if (relaxation) {
        QSTORE_TRY(auto channel,
                   Channel::thermalRelaxation(relaxation->t1Us, relaxation->t2Us, relaxation->timeNs));
        channels.push_back(std::move(channel));
    }
    if (error) {
        const double before = relaxation ? relaxationFidelity({*relaxation}) : 1.0;
        QSTORE_TRY(const double p, depolarizing(*error, 1, before));
        QSTORE_TRY(auto channel, Channel::depolarizing(p, 1));
        if (p > 0.0) channels.push_back(std::move(channel));
    } else {
        note("errors of one-qubit gates are not known");
    }
    for (const GateInfo* gate : pulsedGates())
        for (const Channel& channel : channels)
            QSTORE_CHECK(m_noise.model.add({channel, gate, 0, places(qubit)}));
    return {};
}

Status NoiseBuilder::addPairRelaxation(std::optional<Qubit> qubit) {
    const auto relaxation = relaxationOf(qubit, m_calibration.twoQubitTimeNs);
    if (!relaxation) {
        note("T1, T2 or the times of gates are not known: nothing relaxes by itself");
        return {};
    }
    QSTORE_TRY(auto channel,
               Channel::thermalRelaxation(relaxation->t1Us, relaxation->t2Us, relaxation->timeNs));
    return m_noise.model.add({std::move(channel), nullptr, 2, places(qubit)});
}

std::optional<double> NoiseBuilder::pairError(std::optional<Qubit> a, std::optional<Qubit> b) const {
    if (!a || !b) return m_calibration.medianTwoQubitError;
    const Qubit first = m_placement[*a], second = m_placement[*b];
    std::optional<double> best;
    // A pair may stand there in both directions: the machine plays the better one.
    for (const PairCalibration& pair : m_calibration.pairs) {
        const bool same = (pair.a == first && pair.b == second) || (pair.a == second && pair.b == first);
        if (same && pair.error) best = std::min(best.value_or(1.0), *pair.error);
    }
    return best ? best : m_calibration.medianTwoQubitError;
}

Status NoiseBuilder::addPair(std::optional<Qubit> a, std::optional<Qubit> b) {
    const auto error = pairError(a, b);
    if (!error) {
        note("errors of two-qubit gates are not known");
        return {};
    }
    const auto first = relaxationOf(a, m_calibration.twoQubitTimeNs);
    const auto second = relaxationOf(b, m_calibration.twoQubitTimeNs);
    const Relaxation none{1.0, 1.0, 0.0};
    const double before = relaxationFidelity({first.value_or(none), second.value_or(none)});
    QSTORE_TRY(const double p, depolarizing(*error, 2, before));
    if (p == 0.0) return {};
    QSTORE_TRY(auto channel, Channel::depolarizing(p, 2));
    std::vector<Qubit> where;
    if (a && b) where = {*a, *b};
    return m_noise.model.add({std::move(channel), nullptr, 2, std::move(where)});
}

Status NoiseBuilder::addReadout(std::optional<Qubit> qubit) {
    const QubitCalibration figures = figuresOf(qubit);
    ReadoutError error;
    if (figures.readError01 || figures.readError10) {
        error = {figures.readError01.value_or(0.0), figures.readError10.value_or(0.0)};
        if (!figures.readError01 || !figures.readError10)
            note("only one of the two errors of reading is known");
    } else if (m_calibration.spamError) {
        error = {*m_calibration.spamError, *m_calibration.spamError};
        note("the error of preparation and measurement is taken as that of reading, for both values");
    } else {
        note("errors of reading are not known: everything is read without error");
        return {};
    }
    return qubit ? m_noise.model.addReadout(*qubit, error) : m_noise.model.addReadout(error);
}

Result<CalibrationNoise> NoiseBuilder::build() {
    const bool medians = m_calibration.perQubit.empty() &&
                         std::none_of(m_calibration.pairs.begin(), m_calibration.pairs.end(),
                                      [](const PairCalibration& pair) { return pair.error.has_value(); });
    if (medians) {
        QSTORE_CHECK(addOneQubit({}));
        QSTORE_CHECK(addPairRelaxation({}));
        QSTORE_CHECK(addPair({}, {}));
        QSTORE_CHECK(addReadout({}));
        return std::move(m_noise);
    }
    for (Qubit a = 0; a < m_qubits; ++a) {
        QSTORE_CHECK(addOneQubit(a));
        QSTORE_CHECK(addPairRelaxation(a));
        QSTORE_CHECK(addReadout(a));
    }
    for (Qubit a = 0; a < m_qubits; ++a)
        for (Qubit b = a + 1; b < m_qubits; ++b) QSTORE_CHECK(addPair(a, b));
    return std::move(m_noise);
}

}  // namespace

double relaxationFidelity(const std::vector<Relaxation>& qubits) {
    double process = 1.0, dimension = 1.0;
    for (const Relaxation& qubit : qubits) {
        const double us = qubit.timeNs / 1000.0;
        process *= (1.0 + 2.0 * std::exp(-us / qubit.t2Us) + std::exp(-us / qubit.t1Us)) / 4.0;
        dimension *= 2.0;
    }
    return average(process, dimension);
}

double depolarizingProbability(double infidelity, std::size_t qubits, double before) {
    const double dimension = std::exp2(static_cast<double>(qubits));
    return (before - 1.0 + infidelity) / (before - 1.0 / dimension);
}

Result<CalibrationNoise> noiseModelOf(const Calibration& calibration, std::size_t qubits,
                                      const std::vector<Qubit>& placement) {
    std::vector<Qubit> where = placement;
    if (where.empty())
        for (Qubit qubit = 0; qubit < qubits; ++qubit) where.push_back(qubit);
    if (where.size() != qubits)
        return fail(ErrorCode::InvalidArgument, "the placement is of " + std::to_string(where.size()) +
                                                    " qubits, the circuit has " + std::to_string(qubits));
    std::set<Qubit> seen;
    for (const Qubit qubit : where) {
        if (qubit >= calibration.qubits)
            return fail(ErrorCode::InvalidArgument,
                        "the circuit needs qubit " + std::to_string(qubit) + " of the machine, which has " +
                            std::to_string(calibration.qubits),
                        "Use fewer qubits, or a larger machine.");
        if (!seen.insert(qubit).second)
            return fail(ErrorCode::InvalidArgument,
                        "the placement names qubit " + std::to_string(qubit) + " twice");
    }
    return NoiseBuilder(calibration, qubits, std::move(where)).build();
}

Status checkGateSizes(const Circuit& circuit) {
    const Circuit flat = circuit.flattened();
    for (const Operation& operation : flat.operations()) {
        if (operation.kind != OperationKind::Gate) continue;
        const std::size_t touched = touchedQubits(operation).size();
        if (touched <= 2) continue;
        return fail(ErrorCode::Unsupported,
                    "a gate '" + std::string(gateName(operation)) + "' touches " + std::to_string(touched) +
                        " qubits; a machine's errors are known for gates of one and two",
                    "Transpile the circuit to the machine's gates first: `qstore circuit transpile`.");
    }
    return {};
}

}  // namespace qstore
