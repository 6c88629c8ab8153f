// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/plan_bytes.h"

#include "core/circuit/circuit_bytes.h"

namespace qstore {
namespace {

/// Links and colour of a std::map's node.
constexpr std::size_t kMapNode = 32;

std::size_t formBytes(const TrigForm& form) {
    return blockBytes(kMapNode + sizeof(decltype(PlanData::forms)::value_type)) + heldBytes(form.constant) +
           heldBytes(form.cosine) + heldBytes(form.sine);
}

std::size_t signatureBytes(const Signature& signature) {
    return heldBytes(signature.weights) + heldBytes(signature.trainable) + heldBytes(signature.inputs) +
           heldBytes(signature.columns);
}

template <std::size_t R>
std::size_t passBytes(const LanePass<R>& pass) {
    return heldBytes(pass.turns) + heldBytes(pass.conditions);
}

}  // namespace

std::size_t heldBytes(const PauliSum& observable) {
    return heldBytes(observable.terms);
}

std::size_t heldBytes(const Step& step) {
    return heldBytes(step.conditions) + heldBytes(step.layout.lowMasks) + heldBytes(step.layout.offsets) +
           heldBytes(step.angles);
}

std::size_t heldBytes(const PlanData& data) {
    std::size_t bytes = heldBytes(data.circuit) + heldBytes(data.observables) +
                        signatureBytes(data.signature) + heldBytes(data.steps) +
                        heldBytes(data.finalMeasurements) + heldBytes(data.constantMatrices) +
                        heldBytes(data.deadWeights);
    for (const auto& [gate, form] : data.forms) bytes += formBytes(form);
    return bytes;
}

std::size_t heldBytes(const Rotation& rotation) {
    return heldBytes(rotation.conditions);
}

std::size_t heldBytes(const RotationLayer& layer) {
    return heldBytes(layer.phases) + heldBytes(layer.turns);
}

std::size_t heldBytes(const EulerProduct& product) {
    return heldBytes(product.parts);
}

std::size_t heldBytes(const RotationProgram& program) {
    return heldBytes(program.layers) + heldBytes(program.observables) + heldBytes(program.globalPhases) +
           heldBytes(program.products);
}

std::size_t heldBytes(const StateProgram& program) {
    return heldBytes(program.program) + heldBytes(program.exit.columns) + heldBytes(program.exit.linear) +
           heldBytes(program.exit.quadratic);
}

std::size_t heldBytes(const ForwardPass& pass) {
    return passBytes(pass);
}

std::size_t heldBytes(const BackwardPass& pass) {
    return passBytes(pass);
}

std::size_t heldBytes(const TurnBinding& turn) {
    return heldBytes(turn.laneConditions);
}

std::size_t heldBytes(const PhaseTerm& term) {
    return heldBytes(term.added) + heldBytes(term.conditions);
}

std::size_t heldBytes(const PhaseTable& table) {
    std::size_t bytes = heldBytes(table.terms) + heldBytes(table.order) +
                        blockBytes(table.groups.capacity() * sizeof(PhaseGroup));
    for (const PhaseGroup& group : table.groups) bytes += heldBytes(group.order);
    return bytes;
}

std::size_t heldBytes(const LanePlan& plan) {
    return heldBytes(plan.turns) + heldBytes(plan.tables) + heldBytes(plan.tableOfLayer) +
           heldBytes(plan.grow) + heldBytes(plan.forward) + heldBytes(plan.backward);
}

std::size_t heldBytes(const BlockMasks& masks) {
    return heldBytes(masks.conditions);
}

std::size_t heldBytes(const Round& round) {
    return round.cosets.heldBytes() + heldBytes(round.memory) + round.change.heldBytes() +
           heldBytes(round.lanes) + heldBytes(round.plan) + heldBytes(round.masks) +
           heldBytes(round.phases);
}

std::size_t heldBytes(const Sweep& sweep) {
    return heldBytes(sweep.flips) + sweep.cosets.heldBytes() + heldBytes(sweep.rounds) +
           heldBytes(sweep.reached) + heldBytes(sweep.order);
}

std::size_t heldBytes(const BlockPlan& plan) {
    return heldBytes(plan.terms) + heldBytes(plan.globalPhases) + heldBytes(plan.forward) +
           heldBytes(plan.backward);
}

std::size_t heldBytes(const EncodedBit& bit) {
    return heldBytes(bit.turns);
}

std::size_t heldBytes(const EncodedProgram& program) {
    return heldBytes(program.bits) + heldBytes(program.turns) + heldBytes(program.observables);
}

std::size_t heldBytes(const FeatureBit& bit) {
    return heldBytes(bit.turns) + heldBytes(bit.components);
}

std::size_t heldBytes(const PauliFeatures& features) {
    return heldBytes(features.a.bits) + heldBytes(features.b.bits) + heldBytes(features.uses) +
           features.otherBytes();
}

std::size_t heldBytes(const PauliWalk& walk) {
    return heldBytes(walk.turns()) + walk.entryBytes();
}

}  // namespace qstore
