// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/held_bytes.h"
#include "core/simulation/encoded_program.h"

namespace qstore {

/// ⟨P⟩ of a product state is a product of Bloch components, one for each letter of P. Bits that read inputs
/// are split in two halves: feature (i, j) of a sample is F_A[i]·F_B[j].

/// Where a Pauli string is kept: x << bits | z, with at least three bits so that vectors are whole.
struct StringIndexing {
    std::size_t bits = 3;
    static StringIndexing of(const EncodedProgram& program);
    std::size_t strings() const { return std::size_t{1} << (2 * bits); }
    std::uint32_t operator()(std::uint64_t x, std::uint64_t z) const {
        return static_cast<std::uint32_t>(x << bits | z);
    }
};

/// A turn of a Bloch vector: by an angle of the sample (number `use` of its half), or by one that all
/// share.
struct FeatureTurn {
    static constexpr std::size_t kConstant = ~std::size_t{0};
    std::size_t axis = 0;
    std::size_t use = kConstant;
    double cosine = 1.0;
    double sine = 0.0;
};

struct FeatureBit {
    std::array<double, 3> start{};
    std::vector<FeatureTurn> turns;
    std::vector<std::size_t> components;  ///< those present
};

/// Feature m·count + f is feature f of the bits before times component m − 1 of the bit (m = 0: one).
struct FeatureHalf {
    std::vector<FeatureBit> bits;
    std::size_t count = 1;
};

/// String number `string` contributes `factor` times its coefficient to feature `feature`. The factor is
/// the share of bits that read no input.
struct FeatureLink {
    std::uint32_t feature = 0;  ///< i·stride + j
    std::uint32_t string = 0;
    double factor = 1.0;
};

struct PauliFeatures {
    explicit PauliFeatures(const EncodedProgram& program);

    FeatureHalf a, b;
    std::size_t stride = 0;      ///< b.count, rounded up to whole vectors
    std::vector<AngleUse> uses;  ///< angles that differ from sample to sample; those of A first
    std::size_t usesOfA = 0;
    /// Those of one feature follow each other.
    std::vector<FeatureLink> links(const EncodedProgram& program) const;
    std::size_t matrixSize() const { return a.count * stride; }
    std::size_t otherBytes() const {
        return heldBytes(m_bitsOfA) + heldBytes(m_bitsOfB) + heldBytes(m_otherBits);
    }

private:
    FeatureBit featureBit(const EncodedBit& bit, std::size_t firstUse);
    std::vector<std::size_t> m_bitsOfA, m_bitsOfB, m_otherBits;
};

}  // namespace qstore
