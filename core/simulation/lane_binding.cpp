// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/lane_binding.h"

#include <algorithm>
#include <cmath>

#include "core/base/held_bytes.h"
#include "core/simulation/plan_binding.h"
#include "core/simulation/whole_turns.h"

namespace qstore {
namespace {

std::size_t roundedUp(std::size_t count) {
    return (count + 15) / 16 * 16;
}

}  // namespace

LaneAngles::LaneAngles(const PlanData& data, const LanePlan& plan) {
    for (const Step& step : data.steps) {
        for (std::size_t j = 0; j < step.angles.size(); ++j) angles.push_back({&step, j});
    }
    for (const TurnBinding& turn : plan.turns) {
        firstUse.push_back(uses.size());
        uses.push_back(turn.angle);
        tableOf.push_back(kNoTable);
    }
    for (std::size_t t = 0; t < plan.tables.size(); ++t) {
        firstTerm.push_back(tableOf.size());
        for (const PhaseTerm& term : plan.tables[t].terms) {
            firstUse.push_back(uses.size());
            term.forAngles([&](const AngleUse& use) { uses.push_back(use); });
            tableOf.push_back(t);
        }
    }
    firstUse.push_back(uses.size());
}

std::size_t LaneAngles::heldBytes() const {
    return qstore::heldBytes(angles) + qstore::heldBytes(uses) + qstore::heldBytes(firstUse) +
           qstore::heldBytes(firstTerm) + qstore::heldBytes(tableOf);
}

template <class Real>
void fillTurnSigns(const LanePlan& plan, std::size_t lanes, Real* vectors) {
    for (const TurnBinding& turn : plan.turns) {
        for (std::size_t variant = 0; variant < turn.variants(); ++variant) {
            Real* at = vectors + lanes * (turn.firstVector + kTurnVectors * variant + 3);
            for (std::size_t lane = 0; lane < lanes; ++lane) {
                const std::size_t bits = plan.laneBits == 0 ? 0 : lane;
                bool isOn = true;
                for (std::size_t j = 0; j < turn.laneConditions.size(); ++j) {
                    const ParityCondition& condition = turn.laneConditions[j];
                    isOn &=
                        (isOdd(condition.mask & bits) != (((variant >> j) & 1U) != 0)) == condition.isOdd;
                }
                at[lane] = !isOn ? Real{0} : isOdd(turn.laneSigns & bits) ? Real{-1} : Real{1};
                at[lanes + lane] = -at[lane];
            }
        }
    }
}

template <class Real>
void fillTurn(const TurnBinding& turn, std::size_t lanes, const Real* cosines, const Real* sines,
              std::size_t stride, Real* vectors) {
    for (std::size_t variant = 0; variant < turn.variants(); ++variant) {
        Real* at = vectors + lanes * (turn.firstVector + kTurnVectors * variant);
        const Real* signs = at + 3 * lanes;
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            const Real sine = signs[lane] * sines[stride * lane];
            at[lane] = signs[lane] == Real{0} ? Real{1} : cosines[stride * lane];
            at[lanes + lane] = sine;
            at[2 * lanes + lane] = -sine;
        }
    }
}

template <class Real>
LaneBinder<Real>::LaneBinder(const PlanData& data, const LanePlan& plan, const LaneAngles& angles,
                             const LaneKernels<Real>& kernels, const Bindings& bindings)
    : m_data(data),
      m_plan(plan),
      m_angles(angles),
      m_kernels(kernels),
      m_bindings(bindings),
      m_groupSize(kernels.lanes),
      m_slots(data.slots()),
      m_perSample(angles.angles.size()),
      m_tablePerSample(plan.tables.size()),
      m_groupIndex(angles.phases(), kNotInGroup) {
    for (std::size_t a = 0; a < angles.angles.size(); ++a) {
        const AngleProgram& program = angles.angles[a].program();
        const bool perSample = std::any_of(
            program.slots().begin(), program.slots().end(),
            [&](std::size_t slot) { return slot >= data.weights() || bindings.weightsPerSample; });
        if (!perSample) continue;
        m_perSample[a] = 1;
        m_groupAngles.push_back(a);
        m_bare &= program.isBareSlot();
    }
    for (std::size_t phase = 0; phase < angles.phases(); ++phase) {
        const auto uses = angles.usesOf(phase);
        if (std::all_of(uses.begin(), uses.end(), [&](const AngleUse& use) { return isShared(use); }))
            continue;
        m_groupIndex[phase] = m_groupPhases.size();
        m_groupPhases.push_back(phase);
        if (angles.tableOf[phase] != kNoTable) m_tablePerSample[angles.tableOf[phase]] = 1;
    }
}

template <class Real>
Status LaneBinder<Real>::bindShared() {
    if (!m_bindings.weightsPerSample)
        std::copy(m_bindings.weights.begin(), m_bindings.weights.end(), m_slots.begin());
    const auto& angles = m_angles.angles;
    std::vector<double> values(angles.size());
    for (std::size_t a = 0; a < angles.size(); ++a) {
        if (m_perSample[a] != 0) continue;
        values[a] = angles[a].program().evaluate(m_slots);
        QSTORE_CHECK(checkAngle(*angles[a].step, angles[a].index, values[a]));
    }
    const std::size_t count = roundedUp(m_angles.phases());
    m_phases = AlignedBuffer<double>(count);
    m_useValues.resize(m_angles.uses.size());
    for (std::size_t phase = 0; phase < m_angles.phases(); ++phase) {
        const std::size_t begin = m_angles.firstUse[phase];
        const std::size_t end = m_angles.firstUse[phase + 1];
        for (std::size_t u = begin; u < end; ++u) {
            const AngleUse& use = m_angles.uses[u];
            if (!isShared(use)) continue;
            const double value = use.valueWith(values);
            const bool isSum = end - begin > 1;
            m_useValues[u] = isSum && std::abs(value) > kFewTurns ? withoutWholeTurns(value) : value;
            m_phases[phase] += m_useValues[u];
        }
    }
    m_cosines = AlignedBuffer<Real>(count);
    m_sines = AlignedBuffer<Real>(count);
    m_kernels.sinCos(m_phases.data(), count, m_cosines.data(), m_sines.data());
    m_shared.turns = AlignedBuffer<Real>(m_plan.turnVectors * m_kernels.lanes);
    fillTurnSigns(m_plan, m_kernels.lanes, m_shared.turns.data());
    for (std::size_t t = 0; t < m_plan.turns.size(); ++t)
        fillTurn(m_plan.turns[t], m_kernels.lanes, &m_cosines[t], &m_sines[t], 0, m_shared.turns.data());
    m_shared.tables.resize(m_plan.tables.size());
    for (std::size_t t = 0; t < m_plan.tables.size(); ++t) {
        if (m_tablePerSample[t] == 0) fillSharedTable(t);
    }
    return {};
}

template <class Real>
void LaneBinder<Real>::prepare(const PlanData& data, const LanePlan& plan, const LaneAngles& angles,
                               std::size_t lanes, Group& group) {
    const std::size_t phases = roundedUp(angles.phases() * lanes);
    std::size_t terms = 0;
    for (const PhaseTable& table : plan.tables) terms = std::max(terms, table.terms.size());
    group.slots.resize(lanes * data.slots());
    group.values.resize(lanes * data.angleCount);
    group.phases = AlignedBuffer<double>(phases);
    group.cosines = AlignedBuffer<Real>(phases);
    group.sines = AlignedBuffer<Real>(phases);
    group.factors = AlignedBuffer<Real>(2 * lanes * terms);
    group.vectors.turns = AlignedBuffer<Real>(plan.turnVectors * lanes);
    group.vectors.tables.resize(plan.tables.size());
}

template <class Real>
void LaneBinder<Real>::startGroups(Group& group) const {
    std::copy_n(m_shared.turns.data(), m_shared.turns.size(), group.vectors.turns.data());
    for (std::size_t t = 0; t < m_plan.tables.size(); ++t) {
        if (m_tablePerSample[t] != 0 && group.vectors.tables[t].size() == 0)
            group.vectors.tables[t] = AlignedBuffer<Real>(2 * m_kernels.lanes * m_plan.vectors());
    }
    const std::size_t slots = m_slots.size();
    for (std::size_t s = 0; s < m_groupSize; ++s)
        std::copy(m_slots.begin(), m_slots.end(),
                  group.slots.begin() + static_cast<std::ptrdiff_t>(s * slots));
}

template <class Real>
void LaneBinder<Real>::readBareSlots(std::size_t first, std::size_t count, Group& group) const {
    const std::size_t weights = m_data.weights();
    for (const std::size_t a : m_groupAngles) {
        const std::size_t slot = m_angles.angles[a].program().slots()[0];
        const bool isWeight = slot < weights;
        const std::size_t stride = isWeight ? weights : m_data.inputs();
        const double* column =
            isWeight ? m_bindings.weights.data() + slot : m_bindings.inputs.data() + (slot - weights);
        double* values = group.values.data() + a * m_groupSize;
        column += first * stride;
        for (std::size_t s = 0; s < count; ++s) values[s] = column[s * stride];
        std::fill_n(values + count, m_groupSize - count, values[count - 1]);
    }
}

template <class Real>
Status LaneBinder<Real>::evaluateGroup(std::size_t first, std::size_t count, Group& group) const {
    const std::size_t slots = m_slots.size();
    const std::size_t weights = m_data.weights();
    const std::size_t inputs = m_data.inputs();
    for (std::size_t s = 0; s < m_groupSize; ++s) {
        const std::size_t sample = first + std::min(s, count - 1);
        double* row = group.slots.data() + s * slots;
        if (m_bindings.weightsPerSample)
            std::copy_n(m_bindings.weights.data() + sample * weights, weights, row);
        std::copy_n(m_bindings.inputs.data() + sample * inputs, inputs, row + weights);
    }
    for (const std::size_t a : m_groupAngles) {
        const PlanAngle& angle = m_angles.angles[a];
        double* values = group.values.data() + a * m_groupSize;
        for (std::size_t s = 0; s < m_groupSize; ++s) {
            values[s] = angle.program().evaluate(std::span(group.slots).subspan(s * slots, slots));
            QSTORE_CHECK(checkAngle(*angle.step, angle.index, values[s]));
        }
    }
    return {};
}

template <class Real>
void LaneBinder<Real>::sumPhases(Group& group) const {
    for (std::size_t k = 0; k < m_groupPhases.size(); ++k) {
        const std::size_t phase = m_groupPhases[k];
        double* phases = group.phases.data() + k * m_groupSize;
        const AngleUse& first = m_angles.uses[m_angles.firstUse[phase]];
        if (m_angles.firstUse[phase + 1] - m_angles.firstUse[phase] > 1) {
            sumUses(phase, group, phases);
            continue;
        }
        const double* values = group.values.data() + first.angle * m_groupSize;
        for (std::size_t s = 0; s < m_groupSize; ++s) phases[s] = first.offset + first.scale * values[s];
    }
}

/// Large angles lose their whole turns before they are added to others, which else would lose digits.
template <class Real>
void LaneBinder<Real>::sumUses(std::size_t phase, const Group& group, double* phases) const {
    std::fill_n(phases, m_groupSize, 0.0);
    for (std::size_t u = m_angles.firstUse[phase]; u < m_angles.firstUse[phase + 1]; ++u) {
        const AngleUse& use = m_angles.uses[u];
        if (isShared(use)) {
            for (std::size_t s = 0; s < m_groupSize; ++s) phases[s] += m_useValues[u];
            continue;
        }
        const double* values = group.values.data() + use.angle * m_groupSize;
        for (std::size_t s = 0; s < m_groupSize; ++s) {
            const double value = use.offset + use.scale * values[s];
            phases[s] += std::abs(value) <= kFewTurns ? value : withoutWholeTurns(value);
        }
    }
}

template <class Real>
Status LaneBinder<Real>::bindGroup(std::size_t first, std::size_t count, Group& group) const {
    if (m_bare) {
        readBareSlots(first, count, group);
    } else {
        QSTORE_CHECK(evaluateGroup(first, count, group));
    }
    sumPhases(group);
    m_kernels.sinCos(group.phases.data(), roundedUp(m_groupPhases.size() * m_groupSize),
                     group.cosines.data(), group.sines.data());
    for (std::size_t k = 0; k < m_groupPhases.size() && m_groupPhases[k] < m_plan.turns.size(); ++k)
        fillTurn(m_plan.turns[m_groupPhases[k]], m_kernels.lanes, &group.cosines[k * m_groupSize],
                 &group.sines[k * m_groupSize], 1, group.vectors.turns.data());
    for (std::size_t t = 0; t < m_plan.tables.size(); ++t) {
        if (m_tablePerSample[t] != 0) fillGroupTable(t, group);
    }
    return {};
}

template <class Real>
void LaneBinder<Real>::fillSharedTable(std::size_t index) {
    const PhaseTable& table = m_plan.tables[index];
    const std::size_t first = m_angles.firstTerm[index];
    const std::size_t terms = table.terms.size();
    const std::size_t lanes = m_kernels.lanes;
    AlignedBuffer<Real>& values = m_shared.tables[index];
    // By the same kernel as a table of each lane's own, so that both have the same bits.
    AlignedBuffer<Real> factors(2 * lanes * terms);
    for (std::size_t t = 0; t < terms; ++t) {
        std::fill_n(factors.data() + 2 * lanes * t, lanes, m_cosines[first + t]);
        std::fill_n(factors.data() + 2 * lanes * t + lanes, lanes, m_sines[first + t]);
    }
    AlignedBuffer<Real> vectors(2 * lanes * m_plan.vectors());
    m_kernels.phaseTable(table, factors.data(), vectors.data());
    values = AlignedBuffer<Real>(2 * m_plan.vectors());
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = vectors[i * lanes];
}

template <class Real>
void LaneBinder<Real>::fillGroupTable(std::size_t index, Group& group) const {
    const PhaseTable& table = m_plan.tables[index];
    const std::size_t first = m_angles.firstTerm[index];
    const std::size_t lanes = m_groupSize;
    for (std::size_t t = 0; t < table.terms.size(); ++t) {
        const std::size_t phase = first + t;
        const bool shared = m_groupIndex[phase] == kNotInGroup;
        const Real* cosine = shared ? &m_cosines[phase] : &group.cosines[m_groupIndex[phase] * lanes];
        const Real* sine = shared ? &m_sines[phase] : &group.sines[m_groupIndex[phase] * lanes];
        Real* factor = group.factors.data() + 2 * lanes * t;
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            factor[lane] = cosine[shared ? 0 : lane];
            factor[lanes + lane] = sine[shared ? 0 : lane];
        }
    }
    m_kernels.phaseTable(table, group.factors.data(), group.vectors.tables[index].data());
}

template <class Real>
LaneTable<Real> LaneBinder<Real>::table(std::size_t layer, const Group& group) const {
    const std::size_t index = m_plan.tableOfLayer[layer];
    if (index == kNoTable) return {};
    if (m_tablePerSample[index] != 0) return {group.vectors.tables[index].data(), true};
    return {m_shared.tables[index].data(), false};
}

template void fillTurnSigns<double>(const LanePlan&, std::size_t, double*);
template void fillTurnSigns<float>(const LanePlan&, std::size_t, float*);
template void fillTurn<double>(const TurnBinding&, std::size_t, const double*, const double*, std::size_t,
                               double*);
template void fillTurn<float>(const TurnBinding&, std::size_t, const float*, const float*, std::size_t,
                              float*);
template class LaneBinder<double>;
template class LaneBinder<float>;

}  // namespace qstore
