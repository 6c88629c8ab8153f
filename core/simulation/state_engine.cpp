// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/state_engine.h"

#include "core/base/memory.h"
#include "core/simulation/block_run.h"
#include "core/simulation/plan_bytes.h"
#include "core/simulation/state_storage.h"

namespace qstore {
namespace {

constexpr std::size_t kMaxQubits = 32;

template <class Real>
class StateEngineOf final : public StateEngine {
public:
    StateEngineOf(const PlanData& data, StateProgram program, BlockPlan plan)
        : StateEngine(data),
          m_program(std::move(program)),
          m_runner(data, m_program.program, std::move(plan)) {}

    std::size_t bytes() const override {
        return blockBytes(sizeof(StateEngineOf)) + heldBytes(m_program) + m_runner.bytes() +
               m_memory.bytes();
    }

    Result<State> run(const Bindings& bindings, const RunControl& control) const override {
        QSTORE_TRY(Amplitudes<Real> amplitudes,
                   m_runner.state(bindings, m_program.exit, m_memory, control));
        return m_memory.lend(m_data.qubits(), std::move(amplitudes));
    }

private:
    StateProgram m_program;
    BlockRunner<Real> m_runner;
    StateMemory<Real> m_memory;
};

template <class Real>
std::unique_ptr<const StateEngine> createEngine(const PlanData& data) {
    const auto laneBits = static_cast<std::size_t>(std::countr_zero(laneKernels<Real>().lanes));
    StateProgram program = makeStateProgram(data, laneBits);
    auto plan = makeBlockPlan(program.program, laneBits, data.options.blockBits, false);
    if (!plan) return nullptr;
    return std::make_unique<StateEngineOf<Real>>(data, std::move(program), std::move(*plan));
}

}  // namespace

std::unique_ptr<const StateEngine> StateEngine::create(const PlanData& data) {
    if (!data.isDeterministic() || data.qubits() > kMaxQubits) return nullptr;
    return data.options.precision == Precision::Double ? createEngine<double>(data)
                                                       : createEngine<float>(data);
}

bool StateEngine::fitsMemory() const {
    const std::size_t bytes = stateVectorBytes(m_data.qubits(), m_data.options.precision);
    constexpr std::size_t always = std::size_t{1} << 20U;  // asking the system takes longer than such a run
    if (bytes <= always) return true;
    // What earlier runs left is used again.
    return saturatingMultiply(bytes, 2) <= saturatingAdd(availableMemoryBytes(), this->bytes());
}

}  // namespace qstore
