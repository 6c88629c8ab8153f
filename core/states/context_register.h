// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "core/base/result.h"
#include "core/states/record.h"
#include "core/states/register_measurement.h"
#include "core/states/simulated_register.h"

namespace qstore {

/// What was done to weights and vectors to make a state of them.
struct ContextShares {
    std::map<std::string, double> weights;  ///< w_c as used, sum 1: the probability of each context
    double givenWeightSum = 0.0;            ///< what the given weights were divided by
    std::map<std::string, double> norms;    ///< what each vector was divided by; 0 where the weight is 0
    std::size_t paddedLength = 0;           ///< numbers of each vector with the zeros that were added: 2^k
};

struct ContextRegister {
    SimulatedRegister reg;
    ContextShares shares;
};

/// Σ_c √w_c |c⟩|v_c⟩ of the contexts of a record, c in the order of their names. The vectors are padded
/// with zeros to one length 2^k (k ≥ 1) and divided by their norms: |v_c⟩ on the k lowest qubits (amplitude
/// encoding); c stands in the ⌈log₂(contexts)⌉ qubits above. Weights are divided by their sum.
///
/// InvalidArgument when all weights are zero, or a vector with a weight is all zeros; ResourceExhausted
/// before the allocation.
QSTORE_EXPORT Result<ContextRegister> superposeContexts(
    std::string name, const std::map<std::string, RecordContext>& contexts);

/// Measures the context and keeps the run only if it is this one: |c⟩|v_c⟩, with probability w_c as long as
/// nothing has happened to the register. NotFound, with those that there are, for an unknown context;
/// InvalidArgument when the probability is zero.
QSTORE_EXPORT Result<PostSelection> selectContext(const SimulatedRegister& reg, const std::string& context);

}  // namespace qstore
