// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "core/simulation/aligned_buffer.h"
#include "core/simulation/lane_kernels.h"

namespace qstore {

/// An angle of the plan; number `Step::angleOffset` + `index` of its step.
struct PlanAngle {
    const Step* step = nullptr;
    std::size_t index = 0;
    const AngleProgram& program() const { return step->angles[index]; }
};

/// The plan's angles, and their uses in a lane plan. A phase φ is a sum of uses: one for each turn, then
/// one for each term of the tables.
struct LaneAngles {
    LaneAngles(const PlanData& data, const LanePlan& plan);

    std::size_t phases() const { return tableOf.size(); }
    std::span<const AngleUse> usesOf(std::size_t phase) const {
        return std::span(uses).subspan(firstUse[phase], firstUse[phase + 1] - firstUse[phase]);
    }
    std::size_t heldBytes() const;

    std::vector<PlanAngle> angles;
    std::vector<AngleUse> uses;
    std::vector<std::size_t> firstUse;   ///< per phase, and the end
    std::vector<std::size_t> firstTerm;  ///< per table: the phase of its first term
    std::vector<std::size_t> tableOf;    ///< per phase: kNoTable for turns
};

/// The vectors and tables that the kernels read.
template <class Real>
struct LaneVectors {
    AlignedBuffer<Real> turns;
    std::vector<AlignedBuffer<Real>> tables;
};

/// Writes the signs of every turn's lanes, which no angle changes: the last two of its vectors.
template <class Real>
void fillTurnSigns(const LanePlan& plan, std::size_t lanes, Real* vectors);
/// Writes a turn's first three vectors; its signs must be there. `stride` 0 repeats one angle in all lanes.
template <class Real>
void fillTurn(const TurnBinding& turn, std::size_t lanes, const Real* cosines, const Real* sines,
              std::size_t stride, Real* vectors);

/// Turns weights and inputs into cosines and sines, vectors and tables: once per call what all samples
/// share, per group of samples the rest. A group is one sample per lane.
template <class Real>
class LaneBinder {
public:
    /// What one group needs beyond what is shared.
    struct Group {
        std::vector<double> slots;   ///< samples × plan slots; unused where all angles are bare slots
        std::vector<double> values;  ///< angles × samples
        AlignedBuffer<double> phases;
        AlignedBuffer<Real> cosines, sines;
        AlignedBuffer<Real> factors;
        LaneVectors<Real> vectors;
    };

    LaneBinder(const PlanData& data, const LanePlan& plan, const LaneAngles& angles,
               const LaneKernels<Real>& kernels, const Bindings& bindings);
    /// What the samples share; the error names an angle that is not a number.
    Status bindShared();

    /// Memory for groups; a group may serve several binders of the same plan, one after the other.
    static void prepare(const PlanData& data, const LanePlan& plan, const LaneAngles& angles,
                        std::size_t lanes, Group& group);
    /// Copies what is shared into `group`, before its first bindGroup().
    void startGroups(Group& group) const;
    /// Samples [first, first + count); lanes beyond `count` repeat the last sample.
    Status bindGroup(std::size_t first, std::size_t count, Group& group) const;

    std::size_t groupSize() const { return m_groupSize; }
    bool isPerSample(std::size_t angle) const { return m_perSample[angle] != 0; }
    /// The angles that differ from sample to sample.
    const std::vector<std::size_t>& groupAngles() const { return m_groupAngles; }
    bool isTablePerSample(std::size_t table) const { return m_tablePerSample[table] != 0; }
    /// Each of them is one weight or input.
    bool isBare() const { return m_bare; }
    /// The table of a layer for the kernels.
    LaneTable<Real> table(std::size_t layer, const Group& group) const;
    /// Slots whose weights are the shared ones; inputs are zero.
    std::span<const double> sharedSlots() const { return m_slots; }

private:
    static constexpr std::size_t kNotInGroup = std::numeric_limits<std::size_t>::max();

    bool isShared(const AngleUse& use) const {
        return use.angle == kNoAngle || m_perSample[use.angle] == 0;
    }
    Status evaluateGroup(std::size_t first, std::size_t count, Group& group) const;
    void sumPhases(Group& group) const;
    void sumUses(std::size_t phase, const Group& group, double* phases) const;
    void readBareSlots(std::size_t first, std::size_t count, Group& group) const;
    void fillSharedTable(std::size_t table);
    void fillGroupTable(std::size_t table, Group& group) const;

    const PlanData& m_data;
    const LanePlan& m_plan;
    const LaneAngles& m_angles;
    const LaneKernels<Real>& m_kernels;
    Bindings m_bindings;
    std::size_t m_groupSize;
    std::vector<double> m_slots;
    std::vector<std::uint8_t> m_perSample;       ///< per angle
    std::vector<std::uint8_t> m_tablePerSample;  ///< per table
    std::vector<std::size_t> m_groupAngles;
    bool m_bare = true;                      ///< each of them is one weight or input
    std::vector<std::size_t> m_groupPhases;  ///< phases that change from sample to sample
    std::vector<std::size_t> m_groupIndex;   ///< per phase: its place in m_groupPhases, or kNotInGroup
    std::vector<double> m_useValues;         ///< of each use that all samples share
    AlignedBuffer<double> m_phases;          ///< of each phase, what all samples share of it
    AlignedBuffer<Real> m_cosines, m_sines;  ///< likewise
    LaneVectors<Real> m_shared;
};

}  // namespace qstore
