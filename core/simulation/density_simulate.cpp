// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/memory.h"
#include "core/simulation/amplitudes.h"
#include "core/simulation/density_matrix.h"
#include "core/simulation/density_program.h"

namespace qstore {
namespace {

using Entries = std::vector<std::complex<double>>;
/// What is left of ρ for each value of the classical bits that are told apart; the traces add up to one.
using Branches = std::map<std::uint64_t, Entries>;

/// A branch less likely than this is rounding, not physics.
constexpr double kImpossible = 1e-14;

std::uint64_t maskOf(ClassicalBit bit) {
    return std::uint64_t{1} << (bit % 64);
}

std::uint64_t maskOf(const std::vector<Condition>& conditions) {
    std::uint64_t mask = 0;
    for (const Condition& condition : conditions)
        for (const ClassicalBit bit : condition.bits) mask |= maskOf(bit);
    return mask;
}

/// For every step the bits whose value still matters after it: some condition reads them before they are
/// written again, or they are part of the outcome.
std::vector<std::uint64_t> liveBits(const std::vector<DensityStep>& steps, const ClassicalFlow& flow,
                                    bool outcomes) {
    std::uint64_t live = outcomes ? ~std::uint64_t{0} : 0;
    for (const auto& [qubit, bit] : flow.finalMeasurements) live &= ~maskOf(bit);
    std::vector<std::uint64_t> after(steps.size());
    for (std::size_t i = steps.size(); i-- > 0;) {
        after[i] = live;
        if (steps[i].kind == NoisyStepKind::Measure && steps[i].conditions.empty())
            live &= ~maskOf(steps[i].bit);
        live |= maskOf(steps[i].conditions);
    }
    return after;
}

double traceOf(const Entries& entries, std::size_t qubits) {
    const std::size_t size = std::size_t{1} << qubits;
    double sum = 0.0;
    for (std::size_t i = 0; i < size; ++i) sum += entries[i + (i << qubits)].real();
    return sum;
}

void addTo(Entries& sum, const Entries& part) {
    forBlocks(sum.size(), [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) sum[i] += part[i];
    });
}

class DensityRun {
public:
    DensityRun(const NoisyProgram& program, const DensityOptions& options)
        : m_program(program),
          m_options(options),
          m_steps(densitySteps(program)),
          m_live(liveBits(m_steps, program.flow, options.outcomes)) {}

    Status run(const RunControl& control) {
        Entries zero(std::size_t{1} << (2 * m_program.qubits));
        zero[0] = 1.0;
        m_branches.emplace(0, std::move(zero));
        for (std::size_t i = 0; i < m_steps.size(); ++i) {
            if (control.stop.stop_requested()) return cancelled();
            control.report(i, m_steps.size());
            const DensityStep& step = m_steps[i];
            if (step.kind == NoisyStepKind::Measure) {
                QSTORE_CHECK(measure(step, (m_live[i] & maskOf(step.bit)) != 0));
            } else {
                for (auto& [bits, entries] : m_branches)
                    if (holds(step, bits))
                        for (const IndexOperator& map : step.maps) map.apply(entries.data());
            }
            forget(m_live[i]);
        }
        control.report(m_steps.size(), m_steps.size());
        return control.stop.stop_requested() ? Status(cancelled()) : Status();
    }

    DensityResult result() {
        std::map<std::uint64_t, double> outcomes;
        if (m_options.outcomes)
            for (const auto& [bits, entries] : m_branches) readOut(bits, entries, outcomes);
        const std::size_t count = m_branches.size();
        Entries sum = std::move(m_branches.begin()->second);
        for (auto branch = std::next(m_branches.begin()); branch != m_branches.end(); ++branch)
            addTo(sum, branch->second);
        return {DensityMatrix(m_program.qubits, std::move(sum)), std::move(outcomes), count};
    }

private:
    static bool holds(const DensityStep& step, std::uint64_t bits) {
        return conditionsHold(step.conditions,
                              [bits](ClassicalBit bit) { return (bits & maskOf(bit)) != 0; });
    }

    Status measure(const DensityStep& step, bool kept) {
        const std::size_t n = m_program.qubits;
        if (!kept) {
            const IndexOperator both = measuredShare(n, step.qubit, 1.0, 1.0);
            for (auto& [bits, entries] : m_branches)
                if (holds(step, bits)) both.apply(entries.data());
            return {};
        }
        const ReadoutError error = m_program.readout[step.qubit];
        const IndexOperator readZero =
            measuredShare(n, step.qubit, 1.0 - error.oneGivenZero, error.zeroGivenOne);
        const IndexOperator readOne =
            measuredShare(n, step.qubit, error.oneGivenZero, 1.0 - error.zeroGivenOne);
        Branches before = std::exchange(m_branches, {});
        while (!before.empty()) {
            auto node = before.extract(before.begin());
            Entries entries = std::move(node.mapped());
            const std::uint64_t bits = node.key();
            if (!holds(step, bits)) {
                QSTORE_CHECK(put(bits, std::move(entries)));
                continue;
            }
            QSTORE_CHECK(
                requireMemory(densityMatrixBytes(n), "another branch of a measured density matrix"));
            Entries copy = entries;
            readOne.apply(copy.data());
            QSTORE_CHECK(put(bits | maskOf(step.bit), std::move(copy)));
            readZero.apply(entries.data());
            QSTORE_CHECK(put(bits & ~maskOf(step.bit), std::move(entries)));
        }
        return {};
    }

    Status put(std::uint64_t bits, Entries entries) {
        if (traceOf(entries, m_program.qubits) <= kImpossible) return {};
        const auto found = m_branches.find(bits);
        if (found != m_branches.end()) {
            addTo(found->second, entries);
            return {};
        }
        if (m_branches.size() == m_options.maxBranches) {
            return fail(ErrorCode::Unsupported,
                        "the measurements on the way leave more than " +
                            std::to_string(m_options.maxBranches) +
                            " values of the classical bits, each with a density matrix of its own",
                        "Follow trajectories instead: they sample one value at a time.");
        }
        m_branches.emplace(bits, std::move(entries));
        return {};
    }

    /// Branches that differ only in bits that do not matter any more become one.
    void forget(std::uint64_t live) {
        const bool any = std::any_of(m_branches.begin(), m_branches.end(),
                                     [&](const auto& branch) { return (branch.first & ~live) != 0; });
        if (!any) return;
        Branches before = std::exchange(m_branches, {});
        while (!before.empty()) {
            auto node = before.extract(before.begin());
            const auto found = m_branches.find(node.key() & live);
            if (found != m_branches.end())
                addTo(found->second, node.mapped());
            else
                m_branches.emplace(node.key() & live, std::move(node.mapped()));
        }
    }

    /// Adds what the qubits that are read at the end say in one branch.
    void readOut(std::uint64_t bits, const Entries& entries,
                 std::map<std::uint64_t, double>& outcomes) const {
        const std::size_t n = m_program.qubits;
        std::vector<double> probabilities(std::size_t{1} << n);
        for (std::size_t i = 0; i < probabilities.size(); ++i)
            probabilities[i] = std::max(0.0, entries[i + (i << n)].real());
        if (!m_program.flow.assignsBits)
            for (Qubit qubit = 0; qubit < n; ++qubit) misread(qubit, probabilities);
        for (const auto& [qubit, bit] : m_program.flow.finalMeasurements) misread(qubit, probabilities);
        const auto asItIs = [](Qubit, bool one) { return one; };
        for (std::size_t i = 0; i < probabilities.size(); ++i)
            if (probabilities[i] > 0.0) outcomes[m_program.key(i, bits, asItIs)] += probabilities[i];
    }

    void misread(Qubit qubit, std::vector<double>& probabilities) const {
        const ReadoutError error = m_program.readout[qubit];
        if (error.isNone()) return;
        const std::size_t mask = std::size_t{1} << qubit;
        for (std::size_t i = 0; i < probabilities.size(); ++i) {
            if ((i & mask) != 0) continue;
            const double zero = probabilities[i], one = probabilities[i | mask];
            probabilities[i] = (1.0 - error.oneGivenZero) * zero + error.zeroGivenOne * one;
            probabilities[i | mask] = error.oneGivenZero * zero + (1.0 - error.zeroGivenOne) * one;
        }
    }

    const NoisyProgram& m_program;
    DensityOptions m_options;
    std::vector<DensityStep> m_steps;
    std::vector<std::uint64_t> m_live;
    Branches m_branches;
};

}  // namespace

Result<DensityResult> simulateDensity(const Circuit& circuit, const NoiseModel& noise,
                                      const DensityOptions& options, const RunControl& control) {
    const std::size_t n = circuit.qubits();
    if (n > kMaxDensityQubits) {
        return fail(ErrorCode::ResourceExhausted,
                    "a density matrix of " + std::to_string(n) + " qubits is larger than the limit of " +
                        std::to_string(kMaxDensityQubits) + " qubits",
                    "Follow trajectories instead: they need one state vector.");
    }
    QSTORE_CHECK(requireMemory(densityMatrixBytes(n),
                               "the density matrix of " + std::to_string(n) + " qubits",
                               "Follow trajectories instead: they need one state vector."));
    QSTORE_TRY(const NoisyProgram program, compileNoisyProgram(circuit, noise));
    DensityRun run(program, options);
    QSTORE_CHECK(run.run(control));
    return run.result();
}

}  // namespace qstore
