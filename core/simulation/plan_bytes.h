// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "core/base/held_bytes.h"
#include "core/simulation/aligned_buffer.h"
#include "core/simulation/block_plan.h"
#include "core/simulation/lane_plan.h"
#include "core/simulation/pauli_walk.h"
#include "core/simulation/plan_data.h"

namespace qstore {

/// Bytes on the heap of what plans consist of, see core/base/held_bytes.h.

template <class T>
std::size_t heldBytes(const AlignedBuffer<T>& buffer) {
    return blockBytes(buffer.size() * sizeof(T));
}

std::size_t heldBytes(const PauliSum& observable);
std::size_t heldBytes(const Step& step);
std::size_t heldBytes(const PlanData& data);

std::size_t heldBytes(const Rotation& rotation);
std::size_t heldBytes(const RotationLayer& layer);
std::size_t heldBytes(const EulerProduct& product);
std::size_t heldBytes(const RotationProgram& program);
std::size_t heldBytes(const StateProgram& program);

std::size_t heldBytes(const ForwardPass& pass);
std::size_t heldBytes(const BackwardPass& pass);
std::size_t heldBytes(const TurnBinding& turn);
std::size_t heldBytes(const PhaseTerm& term);
std::size_t heldBytes(const PhaseTable& table);
std::size_t heldBytes(const LanePlan& plan);
std::size_t heldBytes(const BlockMasks& masks);
std::size_t heldBytes(const Round& round);
std::size_t heldBytes(const Sweep& sweep);
std::size_t heldBytes(const BlockPlan& plan);

std::size_t heldBytes(const EncodedBit& bit);
std::size_t heldBytes(const EncodedProgram& program);
std::size_t heldBytes(const FeatureBit& bit);
std::size_t heldBytes(const PauliFeatures& features);
std::size_t heldBytes(const PauliWalk& walk);

}  // namespace qstore
