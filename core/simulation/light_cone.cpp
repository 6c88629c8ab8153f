// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/pauli_kernels.h"
#include "core/simulation/plan_data.h"

namespace qstore {
namespace {

bool within(std::uint64_t inner, std::uint64_t outer) {
    return (inner & ~outer) == 0;
}

/// Steps before which every qubit they touch is in a basis state (whichever), so that a diagonal gate
/// only turns the global phase.
std::vector<bool> onlyGlobalPhase(const PlanData& data) {
    std::vector<bool> result(data.steps.size());
    std::uint64_t basis = ~std::uint64_t{0};
    for (std::size_t i = 0; i < data.steps.size(); ++i) {
        const Step& step = data.steps[i];
        const bool allBasis = within(step.touched(), basis);
        result[i] = step.diagonal && allBasis;
        if (!step.diagonal && !(step.monomial && allBasis)) basis &= ~step.layout.targetMask;
    }
    return result;
}

/// The observable in the Heisenberg picture, walked backwards through the circuit: outside `support`
/// it is the identity, and it commutes with Z of every qubit in `commutesWithZ`.
struct BackwardObservable {
    std::uint64_t support = 0;
    std::uint64_t commutesWithZ = ~std::uint64_t{0};

    explicit BackwardObservable(const PauliSum& observable) : support(pauliSupport(observable)) {
        for (const PauliTerm& term : observable.terms) commutesWithZ &= ~term.string.x;
    }

    /// Nothing the step does changes the observable.
    bool ignores(const Step& step) const {
        return (step.touched() & support) == 0 || (step.diagonal && within(step.touched(), commutesWithZ));
    }

    void passThrough(const Step& step) {
        if (ignores(step)) return;
        support |= step.touched();
        // A gate commutes with Z of its controls, and of its targets when it is diagonal. One that
        // permutes basis states turns diagonal operators into diagonal operators.
        const bool keeps = step.diagonal || (step.monomial && within(step.touched(), commutesWithZ));
        if (!keeps) commutesWithZ &= ~step.layout.targetMask;
    }
};

}  // namespace

void findDeadWeights(PlanData& data) {
    data.deadWeights.assign(data.weights(), data.isDeterministic());
    if (!data.isDeterministic()) return;
    const std::vector<bool> phaseOnly = onlyGlobalPhase(data);
    for (const PauliSum& sum : data.observables) {
        BackwardObservable observable(sum);
        for (std::size_t i = data.steps.size(); i-- > 0;) {
            const Step& step = data.steps[i];
            if (!phaseOnly[i] && !observable.ignores(step)) {
                for (const AngleProgram& angle : step.angles) {
                    for (const std::size_t slot : angle.slots()) {
                        if (slot < data.weights()) data.deadWeights[slot] = false;
                    }
                }
            }
            observable.passThrough(step);
        }
    }
}

}  // namespace qstore
