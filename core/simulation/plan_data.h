// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/simulation/kernels.h"
#include "core/simulation/matrix_form.h"
#include "core/simulation/plan.h"

namespace qstore {

/// What a step's matrix depends on, which says how often it is computed: once at compilation, once
/// per binding (weights shared by all samples), or for each sample.
enum class Dependence : std::uint8_t { Constant, Weights, Inputs };

enum class StepKind : std::uint8_t { Gate, Measure, Reset };

/// One thing to do to the state. Matrices, derivatives and angle values live in pools shared by all
/// steps, at the offsets given here.
struct Step {
    StepKind kind = StepKind::Gate;
    std::size_t operation = 0;          ///< index in the flattened circuit
    std::vector<Condition> conditions;  ///< only those that a measurement can change

    Qubit qubit = 0;       ///< Measure, Reset
    ClassicalBit bit = 0;  ///< Measure

    const GateInfo* gate = nullptr;
    const TrigForm* form = nullptr;  ///< null: ask the gate table for every matrix
    KernelKind kernel = KernelKind::General;
    GateLayout layout;
    bool diagonal = false;
    bool monomial = false;  ///< constant, one entry per column: maps basis states to basis states
    Dependence dependence = Dependence::Constant;
    std::vector<AngleProgram> angles;  ///< over the slots: the weights first, then the inputs
    std::size_t angleOffset = 0;
    std::size_t matrixOffset = 0;
    std::size_t matrixSize = 0;
    std::size_t derivativeOffset = 0;  ///< one matrixSize per angle

    std::uint64_t touched() const { return layout.targetMask | layout.controlMask; }
};

/// Everything a Plan knows.
struct PlanData {
    Circuit circuit;
    std::vector<PauliSum> observables;
    PlanOptions options;
    Signature signature;
    std::vector<Step> steps;
    /// The first step whose effect is random or depends on a measurement; steps.size() if none.
    std::size_t firstRandomStep = 0;
    /// Measurements after which nothing happens to their qubit or bit, in order.
    std::vector<std::pair<Qubit, ClassicalBit>> finalMeasurements;
    bool assignsBits = false;
    std::map<const GateInfo*, TrigForm> forms;
    std::vector<std::complex<double>> constantMatrices;  ///< the matrix pool with the constants filled in
    std::size_t angleCount = 0;
    std::size_t derivativeSize = 0;
    std::vector<bool> deadWeights;

    PlanData() = default;
    PlanData(const PlanData&) = delete;  // steps point into forms
    PlanData& operator=(const PlanData&) = delete;

    std::size_t qubits() const { return circuit.qubits(); }
    std::size_t weights() const { return signature.weights.size(); }
    std::size_t inputs() const { return signature.inputs.size(); }
    std::size_t slots() const { return weights() + inputs(); }
    bool isDeterministic() const { return firstRandomStep == steps.size(); }
};

class LaneEngine;
class LaneMetric;
class StateEngine;

struct Plan::Impl : PlanData {
    Impl();
    ~Impl();
    std::unique_ptr<const LaneEngine> lanes;  ///< null where the circuit is not for it
    std::string withoutLanes;                 ///< why; empty where nothing could be asked of it

    /// Made when a state is first asked for; null where the circuit is not for it.
    const StateEngine* states() const;
    /// Likewise.
    const LaneMetric* metric() const;
    std::size_t bytes() const;
    /// Of everything but the engines; set once they are made.
    std::size_t fixedBytes = 0;

private:
    mutable std::atomic<const StateEngine*> m_statesMade = nullptr;
    mutable std::once_flag m_statesOnce;
    mutable std::unique_ptr<const StateEngine> m_states;
    mutable std::atomic<const LaneMetric*> m_metricMade = nullptr;
    mutable std::once_flag m_metricOnce;
    mutable std::unique_ptr<const LaneMetric> m_metric;
};

/// Fills circuit, signature, steps and matrices of an empty `data`.
Status compileSteps(const Circuit& circuit, PlanData& data);
/// Fills `deadWeights`.
void findDeadWeights(PlanData& data);
std::string describePlan(const PlanData& data);

template <class Real>
Result<VectorJacobian> planForwardBackward(const PlanData& data, const Bindings& bindings,
                                           const Cotangent& cotangent, GradientRequest request,
                                           const RunControl& control);
template <class Real>
Result<std::vector<double>> planMetric(const PlanData& data, const Bindings& bindings,
                                       const RunControl& control);
template <class Real>
Result<std::vector<Counts>> planSample(const PlanData& data, const Bindings& bindings, std::uint64_t shots,
                                       std::uint64_t seed, const RunControl& control);

}  // namespace qstore
