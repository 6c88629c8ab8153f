// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/circuit/circuit.h"
#include "core/observables/pauli.h"

namespace qstore {

/// The values of one batch: `samples` rows of inputs (row-major, one value per plan input) and the
/// weights, either shared by all samples or one row each.
struct Bindings {
    std::span<const double> weights;
    std::span<const double> inputs;
    std::size_t samples = 1;
    bool weightsPerSample = false;
};

/// Names and order of a compiled question's values.
struct Signature {
    std::vector<std::string> weights;  ///< Trainable and Frozen parameters, declaration order
    std::vector<bool> trainable;       ///< per weight
    std::vector<std::string> inputs;   ///< Column parameters' names, declaration order
    std::vector<std::string> columns;  ///< the feature each input reads
    std::size_t observables = 0;
};

/// Bit strings as numbers (bit 0 = least significant) with how often each was seen.
using Counts = std::map<std::uint64_t, std::uint64_t>;

/// Expectation values ⟨O⟩ of fixed observables over one circuit. Implementations are immutable and may
/// be called from several threads.
class QSTORE_EXPORT Estimator {
public:
    virtual ~Estimator() = default;
    virtual const Signature& signature() const = 0;
    /// samples × observables, row-major.
    virtual Result<std::vector<double>> expectations(const Bindings& bindings,
                                                     const RunControl& control = {}) const = 0;
};

/// Shots of one circuit.
class QSTORE_EXPORT Sampler {
public:
    virtual ~Sampler() = default;
    virtual const Signature& signature() const = 0;
    /// One Counts per sample, keyed by the classical bits if the circuit assigns any, else by all qubits.
    virtual Result<std::vector<Counts>> sample(const Bindings& bindings, std::uint64_t shots,
                                               std::uint64_t seed,
                                               const RunControl& control = {}) const = 0;
};

/// Writes ∂L/∂⟨O_k⟩ of one sample into `cotangent` (observables entries), given its expectations.
/// May be called from several threads, once for each sample.
using Cotangent = std::function<void(std::size_t sample, std::span<const double> expectations,
                                     std::span<double> cotangent)>;

struct GradientRequest {
    bool weights = true;
    bool inputs = false;
};

struct VectorJacobian {
    std::vector<double> expectations;  ///< samples × observables
    std::vector<double> weights;       ///< Σ over samples, or samples × weights if per sample
    std::vector<double> inputs;        ///< samples × inputs, if asked for
};

/// What only a machine that knows its state can do: exact gradients of a weighted sum of observables.
class QSTORE_EXPORT Differentiable {
public:
    virtual ~Differentiable() = default;
    virtual Result<VectorJacobian> forwardBackward(const Bindings& bindings, const Cotangent& cotangent,
                                                   GradientRequest request = {},
                                                   const RunControl& control = {}) const = 0;
    /// Fubini–Study metric Re(⟨∂i|∂j⟩ − ⟨∂i|ψ⟩⟨ψ|∂j⟩) over the weights, averaged over the samples;
    /// weights × weights, row-major (Stokes et al., Quantum 4, 269 (2020)).
    virtual Result<std::vector<double>> fubiniStudyMetric(const Bindings& bindings,
                                                          const RunControl& control = {}) const = 0;
};

}  // namespace qstore
