// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/density_program.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "core/simulation/gate_matrix.h"

namespace qstore {
namespace {

/// Gates on more qubits than this turn rows and columns one after the other: their superoperator would have
/// more entries than the two passes take.
constexpr std::size_t kFusedQubits = 2;

/// The bits of `places` of an index, packed.
Eigen::Index picked(Eigen::Index index, std::span<const std::size_t> places) {
    Eigen::Index result = 0;
    for (std::size_t j = 0; j < places.size(); ++j) result |= ((index >> places[j]) & 1) << j;
    return result;
}

/// `matrix` on the bits `places` of `bits` bits; the identity on the others.
ComplexMatrix embedded(const ComplexMatrix& matrix, std::span<const std::size_t> places, std::size_t bits) {
    const Eigen::Index size = Eigen::Index{1} << bits;
    Eigen::Index touched = 0;
    for (const std::size_t place : places) touched |= Eigen::Index{1} << place;
    ComplexMatrix result = ComplexMatrix::Zero(size, size);
    for (Eigen::Index row = 0; row < size; ++row)
        for (Eigen::Index column = 0; column < size; ++column)
            if (((row ^ column) & ~touched) == 0)
                result(row, column) = matrix(picked(row, places), picked(column, places));
    return result;
}

/// U ρ U† as conj(U) ⊗ U on the vector.
ComplexMatrix conjugation(const ComplexMatrix& unitary) {
    const Eigen::Index size = unitary.rows();
    ComplexMatrix result(size * size, size * size);
    for (Eigen::Index c = 0; c < size; ++c)
        for (Eigen::Index d = 0; d < size; ++d)
            result.block(c * size, d * size, size, size) = std::conj(unitary(c, d)) * unitary;
    return result;
}

class DensityCompiler {
public:
    explicit DensityCompiler(const NoisyProgram& program) : m_program(program), m_n(program.qubits) {}

    std::vector<DensityStep> run() {
        for (const NoisyStep& step : m_program.steps) {
            switch (step.kind) {
                case NoisyStepKind::Gate: addGate(step); break;
                case NoisyStepKind::Channel: addChannel(step); break;
                case NoisyStepKind::Reset: addReset(step); break;
                case NoisyStepKind::Measure:
                    flush();
                    release(step.qubits);
                    m_steps.push_back({step.kind, step.conditions, {}, step.qubits[0], step.bit});
                    break;
            }
        }
        flush();
        releaseAll();
        return std::move(m_steps);
    }

private:
    void addGate(const NoisyStep& gate) {
        flush();
        std::vector<Qubit> touched = gate.qubits;
        for (const Control& control : gate.controls) touched.push_back(control.qubit);
        if (touched.empty()) return;  // a global phase
        if (touched.size() <= kFusedQubits) {
            m_open = {gate.operation, gate.conditions, std::move(touched),
                      conjugation(controlledMatrix(gate.matrix, gate.controls))};
            return;
        }
        release(touched);
        std::vector<Control> columnControls = gate.controls;
        for (Control& control : columnControls) control.qubit += m_n;
        std::vector<std::size_t> columns = gate.qubits;
        for (std::size_t& bit : columns) bit += m_n;
        DensityStep step;
        step.conditions = gate.conditions;
        step.maps.emplace_back(2 * m_n, gate.qubits, gate.matrix, gate.controls);
        step.maps.emplace_back(2 * m_n, columns, gate.matrix.conjugate(), columnControls);
        m_steps.push_back(std::move(step));
    }

    void addChannel(const NoisyStep& step) {
        const ComplexMatrix map = m_program.channels[step.channel].superoperator();
        if (m_open.operation == step.operation) {
            std::vector<std::size_t> places;
            for (const std::size_t shift : {std::size_t{0}, m_open.qubits.size()}) {
                for (const Qubit qubit : step.qubits) {
                    const auto found = std::find(m_open.qubits.begin(), m_open.qubits.end(), qubit);
                    places.push_back(static_cast<std::size_t>(found - m_open.qubits.begin()) + shift);
                }
            }
            m_open.map = embedded(map, places, 2 * m_open.qubits.size()) * m_open.map;
            return;
        }
        flush();
        addMap(step.conditions, step.qubits, map);
    }

    void addReset(const NoisyStep& step) {
        flush();
        ComplexMatrix map = ComplexMatrix::Zero(4, 4);
        map(0, 0) = map(0, 3) = 1.0;
        addMap(step.conditions, step.qubits, map);
    }

    /// One map, or, for a single qubit, a part of the map that waits for it: maps of different qubits
    /// commute, so that a run of them is one pass.
    void addMap(const std::vector<Condition>& conditions, const std::vector<Qubit>& qubits,
                const ComplexMatrix& map) {
        if (qubits.size() == 1 && conditions.empty()) {
            const auto [waiting, isNew] = m_waiting.try_emplace(qubits[0], map);
            if (!isNew) waiting->second = map * waiting->second;
            return;
        }
        release(qubits);
        place(conditions, qubits, map);
    }

    /// Nothing else may touch these qubits before what waits for them has happened.
    void release(const std::vector<Qubit>& qubits) {
        for (const Qubit qubit : qubits) {
            const auto waiting = m_waiting.extract(qubit);
            if (!waiting.empty()) place({}, {qubit}, waiting.mapped());
        }
    }

    void releaseAll() {
        while (!m_waiting.empty()) release({m_waiting.begin()->first});
    }

    void place(const std::vector<Condition>& conditions, const std::vector<Qubit>& qubits,
               const ComplexMatrix& map) {
        std::vector<std::size_t> bits = qubits;
        for (const Qubit qubit : qubits) bits.push_back(qubit + m_n);
        DensityStep step;
        step.conditions = conditions;
        step.maps.emplace_back(2 * m_n, bits, map);
        m_steps.push_back(std::move(step));
    }

    void flush() {
        if (m_open.operation == kNone) return;
        addMap(m_open.conditions, m_open.qubits, m_open.map);
        m_open.operation = kNone;
    }

    static constexpr std::size_t kNone = ~std::size_t{0};
    /// A gate to which its channels are still being added.
    struct Open {
        std::size_t operation = kNone;
        std::vector<Condition> conditions;
        std::vector<Qubit> qubits;
        ComplexMatrix map;
    };

    const NoisyProgram& m_program;
    std::size_t m_n;
    Open m_open;
    std::map<Qubit, ComplexMatrix> m_waiting;  ///< on row and column bit of one qubit, unconditional
    std::vector<DensityStep> m_steps;
};

}  // namespace

std::vector<DensityStep> densitySteps(const NoisyProgram& program) {
    return DensityCompiler(program).run();
}

IndexOperator measuredShare(std::size_t qubits, Qubit qubit, double ofZero, double ofOne) {
    ComplexMatrix map = ComplexMatrix::Zero(4, 4);
    map(0, 0) = ofZero;
    map(3, 3) = ofOne;
    const std::array<std::size_t, 2> bits = {qubit, qubit + qubits};
    return {2 * qubits, bits, map};
}

}  // namespace qstore
