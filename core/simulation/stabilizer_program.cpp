// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/stabilizer_program.h"

#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "core/base/memory.h"
#include "core/base/number_text.h"
#include "core/circuit/circuit_walk.h"
#include "core/simulation/gate_matrix.h"

namespace qstore {
namespace {

/// A person who cancels waits for at most so many gates.
constexpr std::size_t kStepsBetweenStops = 1024;

using Map = std::shared_ptr<const CliffordMap>;

/// Gates as maps; equal gates are looked at once.
class MapBook {
public:
    Result<Map> mapOf(const Operation& gate, std::size_t operation) {
        const GateInfo* info = tableGate(gate);
        if (info == nullptr || info->matrix == nullptr)
            return fail(ErrorCode::Unsupported,
                        "operation " + std::to_string(operation) + " is a gate without a matrix");
        QSTORE_TRY(const auto angles, boundAngles(gate));
        std::vector<bool> onOne;
        for (const Control& control : gate.controls) onOne.push_back(control.onOne);
        const auto [entry, isNew] = m_maps.try_emplace({info, onOne, angles});
        if (isNew && gate.targets.size() + gate.controls.size() <= CliffordMap::kMostQubits) {
            if (auto map = CliffordMap::of(controlledMatrix(info->matrix(angles), gate.controls)))
                entry->second = std::make_shared<const CliffordMap>(std::move(*map));
        }
        if (entry->second == nullptr) return notClifford(gate, *info, operation, angles);
        return entry->second;
    }

private:
    static tl::unexpected<Error> notClifford(const Operation& gate, const GateInfo& info,
                                             std::size_t operation, const std::vector<double>& angles) {
        const GateInfo* named = findControlledGate(info, gate.controls.size());
        std::string text = "operation " + std::to_string(operation) + " (" +
                           std::string(named != nullptr ? named->name : info.name);
        if (named == nullptr) text += " under " + std::to_string(gate.controls.size()) + " controls";
        text += ")";
        for (std::size_t j = 0; j < angles.size(); ++j)
            text += (j == 0 ? " with " : ", ") + std::string(info.angleNames[j]) + " = " +
                    numberToText(angles[j]);
        return fail(
            ErrorCode::Unsupported, text + " is no Clifford gate",
            "Stabiliser simulation knows Clifford gates alone: Pauli, H, S, controlled Pauli, swaps, "
            "and rotations by multiples of pi/2. Use the state vector for others.");
    }

    std::map<std::tuple<const GateInfo*, std::vector<bool>, std::vector<double>>, Map> m_maps;
};

}  // namespace

Result<StabilizerProgram> compileStabilizer(const Circuit& circuit) {
    QSTORE_CHECK(requireMemory(StabilizerTableau::bytes(circuit.qubits()),
                               "the stabiliser tableau of " + std::to_string(circuit.qubits()) + " qubits",
                               "Use fewer qubits."));
    StabilizerProgram program;
    program.qubits = circuit.qubits();
    QSTORE_TRY(program.flow, classicalFlow(circuit));
    program.firstRandomStep = program.flow.firstRandomStep();
    MapBook book;
    for (const FlowStep& flow : program.flow.steps) {
        StabilizerStep& step = program.steps.emplace_back();
        if (flow.kind != OperationKind::Gate) continue;
        const Operation& gate = program.flow.operationOf(flow);
        QSTORE_TRY(step.map, book.mapOf(gate, flow.operation));
        step.qubits = gate.targets;
        for (const Control& control : gate.controls) step.qubits.push_back(control.qubit);
        if (step.map->isIdentity()) step.map = nullptr;
    }
    return program;
}

bool runSteps(const StabilizerProgram& program, std::size_t begin, std::size_t end,
              StabilizerTableau& tableau, std::vector<bool>& bits, const std::function<bool()>& coin,
              const std::stop_token& stop) {
    const auto bitAt = [&](ClassicalBit bit) { return bits[bit]; };
    for (std::size_t i = begin; i < end; ++i) {
        if (i % kStepsBetweenStops == 0 && stop.stop_requested()) return false;
        const FlowStep& flow = program.flow.steps[i];
        if (!conditionsHold(flow.conditions, bitAt)) continue;
        if (flow.kind == OperationKind::Gate) {
            if (program.steps[i].map != nullptr)
                tableau.apply(*program.steps[i].map, program.steps[i].qubits);
            continue;
        }
        const bool one = tableau.measure(flow.qubit, coin);
        if (flow.kind == OperationKind::Measure)
            bits[flow.bit] = one;
        else if (one)
            tableau.applyX(flow.qubit);
    }
    return !stop.stop_requested();
}

}  // namespace qstore
