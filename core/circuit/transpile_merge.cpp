// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/transpile_merge.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

namespace qstore {

namespace {

using std::numbers::pi;
/// A turn below it changes no overlap by more than 1e-24.
constexpr double kNothing = 1e-12;
/// How far back an interaction looks for one of its own pair.
constexpr std::size_t kLookBack = 48;
constexpr int kMostRounds = 4;

class Merger {
public:
    explicit Merger(std::size_t qubits) : m_wires(qubits) {}

    void add(TranspileStep step) {
        const bool conditional = !step.conditions.empty();
        if (step.kind == TranspileStepKind::Turn && !conditional) return addTurn(std::move(step));
        if (step.kind == TranspileStepKind::Interaction && !conditional)
            return addInteraction(std::move(step));
        push(std::move(step));
    }

    Steps take() {
        Steps live;
        for (std::size_t i = 0; i < m_steps.size(); ++i)
            if (m_live[i]) live.push_back(std::move(m_steps[i]));
        return live;
    }

private:
    /// A step of its own pair that the new interaction can join, and the sign with which it arrives there.
    struct Partner {
        std::size_t index;
        double sign;
    };

    void push(TranspileStep step) {
        for (const Qubit qubit : stepQubits(step)) m_wires[qubit].push_back(m_steps.size());
        m_steps.push_back(std::move(step));
        m_live.push_back(true);
    }

    void remove(std::size_t index) {
        m_live[index] = false;
        for (const Qubit qubit : stepQubits(m_steps[index])) {
            auto& wire = m_wires[qubit];
            // From the end, where it almost always is.
            const auto found = std::find(wire.rbegin(), wire.rend(), index);
            wire.erase(std::next(found).base());
        }
    }

    void addTurn(TranspileStep step) {
        auto& wire = m_wires[step.first];
        TranspileStep* last = wire.empty() ? nullptr : &m_steps[wire.back()];
        if (last == nullptr || last->kind != TranspileStepKind::Turn || !last->conditions.empty()) {
            step.word.simplify();
            if (!step.word.empty()) push(std::move(step));
            return;
        }
        last->word.append(step.word);
        last->word.simplify();
        if (last->word.empty()) remove(wire.back());
    }

    void addInteraction(TranspileStep step) {
        const auto partner = findPartner(step);
        if (!partner) {
            if (!settled(step)) push(std::move(step));
            return;
        }
        TranspileStep& earlier = m_steps[partner->index];
        earlier.theta.add(step.theta, partner->sign);
        const TranspileStep sum = earlier;
        if (isWhole(sum)) {
            remove(partner->index);
            settled(sum);
        }
    }

    /// A multiple of half a turn is no interaction: exp(−iπ/2 Z⊗Z) is Z on both.
    static bool isWhole(const TranspileStep& step) {
        if (!step.theta.isConstant()) return false;
        return std::abs(std::remainder(step.theta.number(), pi)) < kNothing;
    }

    /// Puts the Z turns of such a multiple at the end of both wires, which everything since allows.
    bool settled(const TranspileStep& step) {
        if (!isWhole(step)) return false;
        if (std::abs(wrappedAngle(step.theta.number())) < pi / 2) return true;
        for (const Qubit qubit : {step.first, step.second}) {
            TranspileStep turn;
            turn.first = qubit;
            turn.word.z(pi);
            addTurn(std::move(turn));
        }
        return true;
    }

    std::optional<Partner> findPartner(const TranspileStep& step) const {
        const auto first = walkBack(step, step.first);
        if (!first) return std::nullopt;
        const auto second = walkBack(step, step.second);
        if (!second || second->index != first->index) return std::nullopt;
        return Partner{first->index, first->sign * second->sign};
    }

    std::optional<Partner> walkBack(const TranspileStep& step, Qubit qubit) const {
        const auto& wire = m_wires[qubit];
        double sign = 1.0;
        const std::size_t most = std::min(kLookBack, wire.size());
        for (std::size_t back = 1; back <= most; ++back) {
            const std::size_t index = wire[wire.size() - back];
            const TranspileStep& other = m_steps[index];
            if (!other.conditions.empty()) return std::nullopt;
            if (other.kind == TranspileStepKind::Interaction) {
                const auto pair = std::minmax(other.first, other.second);
                if (pair == std::minmax(step.first, step.second)) return Partner{index, sign};
            } else if (other.kind == TranspileStepKind::Turn && other.word.flipping()) {
                sign = -sign;
            } else if (other.kind != TranspileStepKind::Turn || !other.word.diagonal()) {
                return std::nullopt;
            }
        }
        return std::nullopt;
    }

    Steps m_steps;
    std::vector<bool> m_live;
    std::vector<std::vector<std::size_t>> m_wires;
};

}  // namespace

Steps mergedSteps(Steps steps, std::size_t qubits) {
    for (int round = 0; round < kMostRounds; ++round) {
        const std::size_t before = steps.size();
        Merger merger(qubits);
        for (TranspileStep& step : steps) merger.add(std::move(step));
        steps = merger.take();
        if (steps.size() == before) break;
    }
    return steps;
}

}  // namespace qstore
