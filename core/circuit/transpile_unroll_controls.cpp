// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>

#include "core/circuit/transpile_unroll.h"

namespace qstore {

namespace {

using std::numbers::pi;
/// Networks double with every qubit; beyond this borrowed qubits and halving win.
constexpr std::size_t kMostNetworkQubits = 5;

std::vector<Qubit> allButLast(const std::vector<Qubit>& qubits) {
    return {qubits.begin(), qubits.end() - 1};
}

std::vector<Qubit> with(std::vector<Qubit> qubits, Qubit more) {
    qubits.push_back(more);
    return qubits;
}

}  // namespace

void Unroller::cz(Qubit a, Qubit b) {
    interact(a, b, pi / 2);
    z(a, -pi / 2);
    z(b, -pi / 2);
}

void Unroller::cx(Qubit control, Qubit target) {
    h(target);
    cz(control, target);
    h(target);
}

/// Multiplies the states in which all qubits are 1 by e^(iλ).
void Unroller::phase(const Qubits& qubits, const AngleSum& lambda) {
    if (full() || qubits.empty()) return;
    if (qubits.size() == 1) {
        z(qubits[0], lambda);
    } else if (qubits.size() == 2) {
        z(qubits[0], lambda.scaled(0.5));
        z(qubits[1], lambda.scaled(0.5));
        interact(qubits[0], qubits[1], lambda.scaled(-0.5));
    } else if (qubits.size() <= kMostNetworkQubits && !(m_options.partialTurns && qubits.size() == 3)) {
        phaseNetwork(qubits, lambda);
    } else {
        // Lemma 7.5: the last control turns half way and back, the others flip it between.
        const Qubits controls = allButLast(qubits), rest = allButLast(controls);
        const Qubit target = qubits.back(), last = controls.back();
        phase({last, target}, lambda.scaled(0.5));
        flip(rest, last);
        phase({last, target}, lambda.scaled(-0.5));
        flip(rest, last);
        phase(with(rest, target), lambda.scaled(0.5));
    }
}

/// The product of n bits is the alternating sum of the parities of their subsets, over 2^(n−1). Subsets
/// with the same highest qubit are walked in Gray code, one CX a step.
void Unroller::phaseNetwork(const Qubits& qubits, const AngleSum& lambda) {
    const double share = std::ldexp(1.0, 1 - static_cast<int>(qubits.size()));
    for (std::size_t top = qubits.size(); top-- > 0;) {
        std::uint32_t subset = 0;
        const std::uint32_t subsets = 1U << top;
        for (std::uint32_t step = 0; step < subsets; ++step) {
            const bool odd = (std::popcount(subset) & 1) != 0;
            z(qubits[top], lambda.scaled(odd ? -share : share));
            if (top == 0) break;
            const auto flipped =
                step + 1 == subsets ? top - 1 : static_cast<std::size_t>(std::countr_zero(step + 1));
            cx(qubits[flipped], qubits[top]);
            subset ^= 1U << flipped;
        }
    }
}

/// RZ(θ) where all controls are 1.
void Unroller::turnZ(const Qubits& controls, Qubit target, const AngleSum& theta) {
    if (full()) return;
    if (controls.empty()) {
        z(target, theta);
    } else if (controls.size() == 1) {
        z(target, theta.scaled(0.5));
        interact(controls[0], target, theta.scaled(-0.5));
    } else if (controls.size() < kMostNetworkQubits) {
        const std::uint32_t subsets = 1U << controls.size();
        const double share = 1.0 / subsets;
        std::uint32_t subset = 0;
        for (std::uint32_t step = 0; step < subsets; ++step) {
            const bool odd = (std::popcount(subset) & 1) != 0;
            z(target, theta.scaled(odd ? -share : share));
            const auto flipped = step + 1 == subsets ? controls.size() - 1
                                                     : static_cast<std::size_t>(std::countr_zero(step + 1));
            cx(controls[flipped], target);
            subset ^= 1U << flipped;
        }
    } else {
        // Lemma 7.9.
        const Qubits rest = allButLast(controls);
        for (const double half : {0.5, -0.5}) {
            turnZ({controls.back()}, target, theta.scaled(half));
            flip(rest, target);
        }
    }
}

void Unroller::flip(const Qubits& controls, Qubit target) {
    flip(controls, target, idleQubits(with(controls, target)));
}

/// X on `target` under controls; `borrowed` may be in any state and come back to it.
void Unroller::flip(const Qubits& controls, Qubit target, const Qubits& borrowed) {
    if (full()) return;
    if (controls.empty()) {
        turn(target, TurnWord().halfX());
    } else if (controls.size() == 1) {
        cx(controls[0], target);
    } else if (controls.size() < kMostNetworkQubits || borrowed.empty()) {
        h(target);
        phase(with(controls, target), pi);
        h(target);
    } else if (borrowed.size() + 2 >= controls.size()) {
        ladder(controls, target, borrowed, controls.size());
        ladder(controls, target, borrowed, controls.size() - 1);
    } else {
        const auto middle = controls.begin() + static_cast<std::ptrdiff_t>((controls.size() + 1) / 2);
        const Qubits first(controls.begin(), middle);
        const Qubits second = with(Qubits(middle, controls.end()), borrowed.front());
        const Qubits freeForFirst = with(Qubits(middle, controls.end()), target);
        for (int round = 0; round < 2; ++round) {
            flip(first, borrowed.front(), freeForFirst);
            flip(second, target, first);
        }
    }
}

/// Lemma 7.2: Toffolis from control `top` down to the first two and up again.
void Unroller::ladder(const Qubits& controls, Qubit target, const Qubits& borrowed, std::size_t top) {
    const auto rung = [&](std::size_t k) {
        const Qubit below = k + 1 == controls.size() ? target : borrowed[k - 1];
        flip({controls[k], k == 1 ? controls[0] : borrowed[k - 2]}, below, {});
    };
    for (std::size_t k = top - 1; k > 1; --k) rung(k);
    for (std::size_t k = 1; k < top; ++k) rung(k);
}

}  // namespace qstore
