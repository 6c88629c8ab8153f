// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "core/circuit/circuit.h"

namespace qstore::testing {

using Bindings = std::vector<std::pair<std::string, double>>;

/// The state a circuit takes |0…0⟩ to, all symbols bound first.
inline Eigen::VectorXcd finalState(const Circuit& circuit, const Bindings& bindings = {}) {
    const auto bound = circuit.bound(bindings);
    EXPECT_TRUE(bound) << (bound ? "" : bound.error().message);
    if (!bound) return {};
    const auto unitary = circuitUnitary(*bound);
    EXPECT_TRUE(unitary) << (unitary ? "" : unitary.error().message);
    return unitary ? Eigen::VectorXcd(unitary->col(0)) : Eigen::VectorXcd();
}

inline double fidelity(const Eigen::VectorXcd& a, const Eigen::VectorXcd& b) {
    EXPECT_EQ(a.size(), b.size());
    return a.size() == b.size() ? std::norm(a.dot(b)) : 0.0;
}

/// ⟨Z⟩ of one qubit.
inline double expectationZ(const Eigen::VectorXcd& state, std::size_t qubit) {
    double sum = 0;
    for (Eigen::Index i = 0; i < state.size(); ++i)
        sum += std::norm(state[i]) * (((static_cast<std::size_t>(i) >> qubit) & 1U) != 0 ? -1.0 : 1.0);
    return sum;
}

}  // namespace qstore::testing
