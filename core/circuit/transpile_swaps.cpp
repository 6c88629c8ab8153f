// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/transpile_swaps.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace qstore {

namespace {

using std::numbers::pi;

class SwapWriter {
public:
    SwapWriter(std::size_t qubits, bool partialTurns) : m_partialTurns(partialTurns), m_wires(qubits) {}

    void add(TranspileStep step) {
        if (step.kind == TranspileStepKind::Swap) return swap(step.first, step.second);
        const std::size_t index = m_steps.size();
        const bool turn = step.kind == TranspileStepKind::Turn && step.conditions.empty();
        for (const Qubit qubit : stepQubits(step)) {
            if (turn) {
                m_wires[qubit].turns.push_back(index);
            } else {
                m_wires[qubit] = {index, {}};
            }
        }
        m_steps.push_back(std::move(step));
        m_swapped.push_back(false);
    }

    Steps take() {
        Steps result;
        for (std::size_t i = 0; i < m_steps.size(); ++i) {
            if (m_swapped[i])
                write(m_steps[i], result);
            else
                result.push_back(std::move(m_steps[i]));
        }
        return result;
    }

private:
    static constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();
    struct Wire {
        std::size_t last = kNone;        ///< the last step that is no turn
        std::vector<std::size_t> turns;  ///< the turns since
    };

    void swap(Qubit a, Qubit b) {
        const std::size_t last = m_wires[a].last;
        const bool joins = last != kNone && last == m_wires[b].last &&
                           m_steps[last].kind == TranspileStepKind::Interaction &&
                           m_steps[last].conditions.empty();
        if (!joins) {
            TranspileStep step;
            step.kind = TranspileStepKind::Interaction;
            step.first = a;
            step.second = b;
            add(std::move(step));
            m_swapped.back() = true;
            return;
        }
        // SWAP·(u⊗v) = (v⊗u)·SWAP: the swap reaches the interaction, with which it commutes.
        for (const std::size_t turn : m_wires[a].turns) m_steps[turn].first = b;
        for (const std::size_t turn : m_wires[b].turns) m_steps[turn].first = a;
        std::swap(m_wires[a].turns, m_wires[b].turns);
        m_swapped[last] = !m_swapped[last];
    }

    static TranspileStep turn(Qubit qubit, TurnWord word) {
        TranspileStep step;
        step.first = qubit;
        step.word = std::move(word);
        return step;
    }
    static TranspileStep interaction(const TranspileStep& pair, const AngleSum& theta) {
        TranspileStep step;
        step.kind = TranspileStepKind::Interaction;
        step.first = pair.first;
        step.second = pair.second;
        step.theta = theta;
        return step;
    }
    static void writeBetween(const TurnWord& before, const TurnWord& after, const TranspileStep& pair,
                             const AngleSum& theta, Steps& out) {
        for (const Qubit qubit : {pair.first, pair.second}) out.push_back(turn(qubit, before));
        out.push_back(interaction(pair, theta));
        for (const Qubit qubit : {pair.first, pair.second}) out.push_back(turn(qubit, after));
    }

    /// exp(−iθ/2 Z⊗Z) and a swap, which is exp(−iπ/4 (X⊗X + Y⊗Y + Z⊗Z)).
    void write(const TranspileStep& step, Steps& out) const {
        AngleSum gamma = step.theta;
        gamma.add(pi / 2);
        const bool quarters =
            gamma.isConstant() && std::abs(std::remainder(gamma.number(), pi / 2)) < 1e-12;
        if (m_partialTurns || quarters) {
            out.push_back(interaction(step, gamma));
            writeBetween(TurnWord().h(), TurnWord().h(), step, pi / 2, out);
        } else {
            // CX·RX(α)⊗RZ(γ)·CX is exp(−i/2 (α X⊗X + γ Z⊗Z)): two entanglers for both.
            writeCx(step, out);
            out.push_back(turn(step.first, TurnWord().quarterX()));
            out.push_back(turn(step.second, TurnWord().z(gamma)));
            writeCx(step, out);
        }
        writeBetween(TurnWord().z(-pi / 2).h(), TurnWord().h().z(pi / 2), step, pi / 2, out);
    }

    static void writeCx(const TranspileStep& pair, Steps& out) {
        out.push_back(turn(pair.second, TurnWord().h()));
        out.push_back(interaction(pair, pi / 2));
        out.push_back(turn(pair.first, TurnWord().z(-pi / 2)));
        out.push_back(turn(pair.second, TurnWord().z(-pi / 2).h()));
    }

    bool m_partialTurns;
    Steps m_steps;
    std::vector<bool> m_swapped;
    std::vector<Wire> m_wires;
};

}  // namespace

Steps withoutSwaps(Steps steps, std::size_t qubits, bool partialTurns) {
    SwapWriter writer(qubits, partialTurns);
    for (TranspileStep& step : steps) writer.add(std::move(step));
    return writer.take();
}

}  // namespace qstore
