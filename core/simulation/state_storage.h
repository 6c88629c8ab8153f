// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <utility>
#include <variant>

#include "core/simulation/amplitudes.h"
#include "core/simulation/state.h"

namespace qstore {

struct State::Storage {
    std::size_t qubits = 0;
    std::variant<Amplitudes<double>, Amplitudes<float>> amplitudes;
};

template <class Real>
State makeState(std::size_t qubits, Amplitudes<Real> amplitudes) {
    auto storage = std::make_shared<State::Storage>();
    storage->qubits = qubits;
    storage->amplitudes = std::move(amplitudes);
    return State(std::move(storage));
}

}  // namespace qstore
