// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/base/random.h"
#include "core/simulation/bit_matrix.h"
#include "core/simulation/stabilizer.h"
#include "core/simulation/stabilizer_program.h"

namespace qstore {

/// What measuring some qubits of a stabiliser state can say: one outcome plus any sum, over GF(2), of
/// independent directions, all equally likely. Found once, sampled as often as one likes.
class EqualOutcomes {
public:
    /// The qubits that the program reads at the end, in the state that `tableau` is; Cancelled on request.
    static Result<EqualOutcomes> of(const StabilizerProgram& program, StabilizerTableau tableau,
                                    const RunControl& control);

    /// There are 2^directions() outcomes.
    std::size_t directions() const { return m_rank; }
    std::size_t digits() const { return m_digits; }
    std::string draw(RandomStream& random) const;
    Result<BitStringProbabilities> probabilities(std::size_t maxOutcomes) const;

private:
    EqualOutcomes() = default;
    std::string text(const std::vector<Word>& outcome) const;

    std::size_t m_digits = 0;
    std::vector<std::size_t> m_places;  ///< the digit that each measured qubit is
    std::vector<Word> m_first;          ///< one outcome of the measured qubits
    BitMatrix m_directions;             ///< its first rows
    std::size_t m_rank = 0;
};

Result<BitStringCounts> sampleEqualOutcomes(const EqualOutcomes& outcomes, std::uint64_t shots,
                                            std::uint64_t seed, const RunControl& control);
/// Every shot goes on from `tableau`, the state before the first random step, on its own.
Result<BitStringCounts> sampleRuns(const StabilizerProgram& program, const StabilizerTableau& tableau,
                                   std::uint64_t shots, std::uint64_t seed, const RunControl& control);

}  // namespace qstore
