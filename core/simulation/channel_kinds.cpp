// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/number_text.h"
#include "core/simulation/channel.h"

namespace qstore {
namespace {

using Operators = std::vector<ComplexMatrix>;
using Parameters = std::span<const double>;

ComplexMatrix twoByTwo(Complex a, Complex b, Complex c, Complex d) {
    ComplexMatrix m(2, 2);
    m << a, b, c, d;
    return m;
}

/// 1, X, Y, Z.
Operators paulis() {
    const Complex i{0.0, 1.0};
    return {twoByTwo(1, 0, 0, 1), twoByTwo(0, 1, 1, 0), twoByTwo(0, -i, i, 0), twoByTwo(1, 0, 0, -1)};
}

Result<Operators> bitFlip(Parameters p) {
    return Operators{std::sqrt(1.0 - p[0]) * paulis()[0], std::sqrt(p[0]) * paulis()[1]};
}

Result<Operators> phaseFlip(Parameters p) {
    return Operators{std::sqrt(1.0 - p[0]) * paulis()[0], std::sqrt(p[0]) * paulis()[3]};
}

Result<Operators> depolarizing(Parameters p) {
    Operators operators;
    for (const ComplexMatrix& pauli : paulis()) operators.emplace_back(std::sqrt(p[0] / 4.0) * pauli);
    operators.front() = std::sqrt(1.0 - 0.75 * p[0]) * paulis()[0];
    return operators;
}

Result<Operators> twoQubitDepolarizing(Parameters p) {
    Operators operators;
    for (const ComplexMatrix& high : paulis()) {
        for (const ComplexMatrix& low : paulis()) {
            ComplexMatrix m(4, 4);
            for (Eigen::Index row = 0; row < 4; ++row)
                for (Eigen::Index column = 0; column < 4; ++column)
                    m(row, column) = high(row / 2, column / 2) * low(row % 2, column % 2);
            operators.emplace_back(std::sqrt(p[0] / 16.0) * m);
        }
    }
    operators.front() = std::sqrt(1.0 - 15.0 / 16.0 * p[0]) * ComplexMatrix::Identity(4, 4);
    return operators;
}

/// Towards |0⟩ with probability 1 − excited, towards |1⟩ with probability excited.
Operators damping(double gamma, double excited) {
    const double keep = std::sqrt(1.0 - gamma), fall = std::sqrt(gamma);
    const double down = std::sqrt(1.0 - excited), up = std::sqrt(excited);
    return {down * twoByTwo(1, 0, 0, keep), down * twoByTwo(0, fall, 0, 0), up * twoByTwo(keep, 0, 0, 1),
            up * twoByTwo(0, 0, fall, 0)};
}

Operators dephasing(double lambda) {
    return {twoByTwo(1, 0, 0, std::sqrt(1.0 - lambda)), twoByTwo(0, 0, 0, std::sqrt(lambda))};
}

Result<Operators> amplitudeDamping(Parameters p) {
    return damping(p[0], 0.0);
}

Result<Operators> phaseDamping(Parameters p) {
    return dephasing(p[0]);
}

Result<Operators> generalizedAmplitudeDamping(Parameters p) {
    return damping(p[0], p[1]);
}

Result<Operators> thermalRelaxation(Parameters p) {
    const double t1 = p[0], t2 = p[1], time = p[2] / 1000.0;
    if (t2 > 2.0 * t1) {
        return fail(ErrorCode::InvalidArgument,
                    "t2Us " + numberToText(t2) + " is more than twice t1Us " + numberToText(t1),
                    "No physical relaxation is like that: T2 is at most 2 T1.");
    }
    // Damping alone shrinks coherences by exp(−t/2T1); what is missing to exp(−t/T2) is pure dephasing.
    const Operators decay = damping(-std::expm1(-time / t1), p[3]);
    const Operators phases = dephasing(std::clamp(-std::expm1(time / t1 - 2.0 * time / t2), 0.0, 1.0));
    Operators operators;
    for (const ComplexMatrix& second : phases)
        for (const ComplexMatrix& first : decay) operators.emplace_back(second * first);
    return operators;
}

constexpr double kUnbounded = std::numeric_limits<double>::max();

}  // namespace

std::span<const ChannelKind> channelKinds() {
    static const std::vector<ChannelKind> kinds = {
        {"bit-flip",
         {{"probability"}},
         "X with this probability.",
         "Nielsen and Chuang, section 8.3.3",
         bitFlip},
        {"phase-flip",
         {{"probability"}},
         "Z with this probability.",
         "Nielsen and Chuang, section 8.3.3",
         phaseFlip},
        {"depolarizing",
         {{"probability"}},
         "Replaces the qubit by the maximally mixed state with this probability.",
         "Nielsen and Chuang, section 8.3.4",
         depolarizing},
        {"two-qubit-depolarizing",
         {{"probability"}},
         "Replaces both qubits of a gate by the maximally mixed state with this probability.",
         "Nielsen and Chuang, section 8.3.4",
         twoQubitDepolarizing},
        {"amplitude-damping",
         {{"gamma"}},
         "|1⟩ falls to |0⟩ with probability gamma.",
         "Nielsen and Chuang, section 8.3.5",
         amplitudeDamping},
        {"phase-damping",
         {{"lambda"}},
         "Coherences shrink by √(1 − lambda), populations stay.",
         "Nielsen and Chuang, section 8.3.6",
         phaseDamping},
        {"generalized-amplitude-damping",
         {{"gamma"}, {"excited"}},
         "Damping towards a state that is |1⟩ with probability excited.",
         "Nielsen and Chuang, section 8.3.5",
         generalizedAmplitudeDamping},
        {"thermal-relaxation",
         {{"t1Us", kUnbounded, true},
          {"t2Us", kUnbounded, true},
          {"gateTimeNs", kUnbounded},
          {"excited", 1.0, false, 0.0}},
         "T1 and T2 in microseconds act for a gate's time in nanoseconds.",
         "Nielsen and Chuang, sections 7.7.4 and 8.3.5",
         thermalRelaxation},
        {"kraus", {}, "Any operators with Σ K†K = 1.", "Nielsen and Chuang, section 8.2.3", nullptr}};
    return kinds;
}

const ChannelKind* findChannelKind(std::string_view name) {
    const auto kinds = channelKinds();
    const auto found = std::find_if(kinds.begin(), kinds.end(),
                                    [&](const ChannelKind& kind) { return kind.name == name; });
    return found == kinds.end() ? nullptr : &*found;
}

}  // namespace qstore
