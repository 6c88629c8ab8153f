// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/excitations.h"

#include <algorithm>
#include <array>
#include <bit>
#include <numbers>

#include "core/circuit/circuit_writer.h"
#include "core/circuit/matrix.h"

namespace qstore {
namespace {

/// Eight turns of a dozen gates and more each: beyond, a circuit could not hold them.
constexpr std::size_t kMostExcitations = 8000;

/// coefficient · X^x Z^z.
struct Term {
    Complex coefficient;
    std::uint64_t x = 0;
    std::uint64_t z = 0;
};

Term operator*(const Term& a, const Term& b) {
    const bool crosses = std::popcount(a.z & b.x) % 2 != 0;  // Z X = −X Z
    return {(crosses ? -1.0 : 1.0) * a.coefficient * b.coefficient, a.x ^ b.x, a.z ^ b.z};
}

/// a†_p or a_p. With Y = iXZ, (X ∓ iY)/2 = (X ± XZ)/2.
std::vector<Term> ladder(Qubit qubit, bool creates) {
    const std::uint64_t bit = std::uint64_t{1} << qubit;
    const std::uint64_t below = bit - 1;
    const Term parity{1.0, 0, below};
    return {parity * Term{0.5, bit, 0}, parity * Term{creates ? 0.5 : -0.5, bit, bit}};
}

std::vector<Term> product(const std::vector<Term>& left, const std::vector<Term>& right) {
    std::vector<Term> result;
    for (const Term& a : left)
        for (const Term& b : right) result.push_back(a * b);
    return result;
}

std::vector<Term> transition(std::span<const Qubit> from, std::span<const Qubit> to) {
    std::vector<Term> terms = {{1.0, 0, 0}};
    for (const Qubit qubit : to) terms = product(terms, ladder(qubit, true));
    for (std::size_t i = from.size(); i-- > 0;) terms = product(terms, ladder(from[i], false));
    return terms;
}

std::vector<Qubit> qubitsOf(std::uint64_t mask) {
    std::vector<Qubit> qubits;
    for (; mask != 0; mask &= mask - 1) qubits.push_back(static_cast<Qubit>(std::countr_zero(mask)));
    return qubits;
}

/// exp(−i·angle/2 · P): the basis of each letter, a ladder of CX, RZ, and all of it back.
void writeTurn(CircuitWriter& writer, const ExcitationTurn& turn, const Angle& angle) {
    const double quarter = std::numbers::pi / 2.0;
    const std::vector<Qubit> qubits = qubitsOf(turn.x | turn.z);
    const auto changeBasis = [&](bool back) {
        for (const Qubit qubit : qubitsOf(turn.x)) {
            if (((turn.z >> qubit) & 1U) == 0)
                writer.gate("h", {qubit});
            else
                writer.gate("rx", {qubit}, {back ? -quarter : quarter});
        }
    };
    changeBasis(false);
    for (std::size_t i = 0; i + 1 < qubits.size(); ++i) writer.gate("cx", {qubits[i], qubits[i + 1]});
    writer.gate("rz", {qubits.back()}, {Angle(turn.scale) * angle});
    for (std::size_t i = qubits.size() - 1; i-- > 0;) writer.gate("cx", {qubits[i], qubits[i + 1]});
    changeBasis(true);
}

std::size_t spinsDown(const std::vector<Qubit>& qubits) {
    return static_cast<std::size_t>(
        std::count_if(qubits.begin(), qubits.end(), [](Qubit qubit) { return qubit % 2 != 0; }));
}

std::vector<std::vector<Qubit>> pairsOf(const std::vector<Qubit>& qubits) {
    std::vector<std::vector<Qubit>> pairs;
    for (std::size_t i = 0; i < qubits.size(); ++i)
        for (std::size_t j = i + 1; j < qubits.size(); ++j) pairs.push_back({qubits[i], qubits[j]});
    return pairs;
}

std::vector<std::vector<Qubit>> eachOf(const std::vector<Qubit>& qubits) {
    std::vector<std::vector<Qubit>> each;
    each.reserve(qubits.size());
    for (const Qubit qubit : qubits) each.push_back({qubit});
    return each;
}

void append(std::vector<Excitation>& list, const std::vector<std::vector<Qubit>>& from,
            const std::vector<std::vector<Qubit>>& to) {
    for (const std::vector<Qubit>& left : from)
        for (const std::vector<Qubit>& right : to)
            if (spinsDown(left) == spinsDown(right)) list.push_back({left, right});
}

Status checkOccupied(std::size_t qubits, const std::vector<Qubit>& occupied) {
    std::vector<bool> seen(qubits, false);
    for (const Qubit qubit : occupied) {
        if (qubit >= qubits || seen[qubit])
            return fail(
                ErrorCode::InvalidArgument,
                "uccsd: occupied qubit " + std::to_string(qubit) +
                    (qubit < qubits ? " is named twice" : " is not among the " + std::to_string(qubits)),
                "name each occupied qubit once, counting from 0");
        seen[qubit] = true;
    }
    return {};
}

}  // namespace

std::vector<ExcitationTurn> excitationTurns(std::span<const Qubit> from, std::span<const Qubit> to) {
    std::vector<ExcitationTurn> turns;
    for (const Term& term : transition(from, to)) {
        // X^x Z^z is (−i)^k times the string of its letters, with k the number of Y.
        constexpr std::array<Complex, 4> powers = {Complex(1, 0), Complex(0, -1), Complex(-1, 0),
                                                   Complex(0, 1)};
        const Complex factor =
            term.coefficient * powers[static_cast<std::size_t>(std::popcount(term.x & term.z)) % 4];
        // T − T† keeps 2i·Im(factor)·P, and exp(2iθ Im(factor) P) = exp(−i(−4 Im(factor))θ/2 P).
        const double scale = -4.0 * factor.imag();
        if (scale != 0.0) turns.push_back({term.x, term.z, scale});
    }
    return turns;
}

std::vector<Excitation> singlesAndDoubles(std::size_t qubits, const std::vector<Qubit>& occupied) {
    std::vector<Qubit> filled = occupied;
    std::sort(filled.begin(), filled.end());
    std::vector<Qubit> empty;
    for (Qubit qubit = 0; qubit < qubits; ++qubit)
        if (!std::binary_search(filled.begin(), filled.end(), qubit)) empty.push_back(qubit);
    std::vector<Excitation> list;
    append(list, pairsOf(filled), pairsOf(empty));
    append(list, eachOf(filled), eachOf(empty));
    return list;
}

Result<Circuit> uccsdCircuit(std::size_t qubits, const std::vector<Qubit>& occupied) {
    QSTORE_CHECK(checkOccupied(qubits, occupied));
    const std::vector<Excitation> excitations = singlesAndDoubles(qubits, occupied);
    if (excitations.empty())
        return fail(ErrorCode::InvalidArgument,
                    "uccsd: " + std::to_string(occupied.size()) + " of " + std::to_string(qubits) +
                        " qubits are occupied, which leaves nothing to excite",
                    "leave an empty qubit of the same parity as an occupied one");
    if (excitations.size() > kMostExcitations)
        return fail(
            ErrorCode::ResourceExhausted,
            "uccsd: " + std::to_string(excitations.size()) + " excitations on " + std::to_string(qubits) +
                " qubits are more than can be written out",
            "freeze orbitals, or give a smaller ansatz; at most " + std::to_string(kMostExcitations));
    CircuitWriter writer("uccsd", qubits);
    for (const Qubit qubit : occupied) writer.gate("x", {qubit});
    for (const Excitation& excitation : excitations) {
        const Angle angle = writer.nextWeight();
        for (const ExcitationTurn& turn : excitationTurns(excitation.from, excitation.to))
            writeTurn(writer, turn, angle);
    }
    return writer.finish();
}

}  // namespace qstore
