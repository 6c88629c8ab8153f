// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/noisy_program.h"

#include "core/circuit/circuit_walk.h"
#include "core/simulation/gate_matrix.h"
#include "core/simulation/index_operator.h"

namespace qstore {
namespace {

/// Gates and channels of a circuit; equal channels are kept once.
class NoisyCompiler {
public:
    NoisyCompiler(const NoiseModel& noise, NoisyProgram& program) : m_noise(noise), m_program(program) {
        for (const NoiseRule& rule : noise.rules()) program.channels.push_back(rule.channel);
    }

    Status add(const FlowStep& flow) {
        NoisyStep step;
        step.operation = flow.operation;
        step.conditions = flow.conditions;
        if (flow.kind == OperationKind::Gate) return addGate(m_program.flow.operationOf(flow), step);
        step.kind = flow.kind == OperationKind::Measure ? NoisyStepKind::Measure : NoisyStepKind::Reset;
        step.qubits = {flow.qubit};
        step.bit = flow.bit;
        m_program.steps.push_back(std::move(step));
        return {};
    }

private:
    Status addGate(const Operation& operation, NoisyStep step) {
        const GateInfo* gate = tableGate(operation);
        if (gate == nullptr || gate->matrix == nullptr ||
            operation.targets.size() > IndexOperator::kMostBits) {
            return fail(ErrorCode::Unsupported,
                        "operation " + std::to_string(step.operation) + " is a gate without a matrix");
        }
        QSTORE_TRY(const auto angles, boundAngles(operation));
        step.qubits = operation.targets;
        step.controls = operation.controls;
        step.matrix = gate->matrix(angles);
        NoisyStep noise;
        noise.kind = NoisyStepKind::Channel;
        noise.operation = step.operation;
        noise.conditions = step.conditions;
        m_program.steps.push_back(std::move(step));
        for (NoiseAction& action : m_noise.after(operation)) {
            noise.channel = channelIndex(action.channel);
            noise.qubits = std::move(action.qubits);
            m_program.steps.push_back(noise);
        }
        return {};
    }

    std::size_t channelIndex(const Channel* channel) const {
        std::size_t index = 0;
        while (&m_noise.rules()[index].channel != channel) ++index;
        return index;
    }

    const NoiseModel& m_noise;
    NoisyProgram& m_program;
};

}  // namespace

Result<NoisyProgram> compileNoisyProgram(const Circuit& circuit, const NoiseModel& noise) {
    QSTORE_CHECK(noise.checkFor(circuit));
    NoisyProgram program;
    program.qubits = circuit.qubits();
    QSTORE_TRY(program.flow, classicalFlow(circuit));
    if (program.flow.assignsBits && circuit.bits() > 64) {
        return fail(ErrorCode::Unsupported,
                    "outcomes are keyed by at most 64 classical bits, but the circuit has " +
                        std::to_string(circuit.bits()),
                    "Measure into fewer bits.");
    }
    for (Qubit qubit = 0; qubit < circuit.qubits(); ++qubit)
        program.readout.push_back(noise.readout(qubit));
    NoisyCompiler compiler(noise, program);
    for (const FlowStep& step : program.flow.steps) QSTORE_CHECK(compiler.add(step));
    return program;
}

Status checkObservables(const std::vector<PauliSum>& observables, std::size_t qubits) {
    for (std::size_t k = 0; k < observables.size(); ++k) {
        if (observables[k].qubits() <= qubits) continue;
        return fail(ErrorCode::InvalidArgument,
                    "observable " + std::to_string(k) + " acts on qubit " +
                        std::to_string(observables[k].qubits() - 1) + ", but the circuit has only " +
                        std::to_string(qubits) + " qubits",
                    "Qubits are counted from 0.");
    }
    return {};
}

}  // namespace qstore
