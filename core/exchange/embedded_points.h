// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/progress.h"
#include "core/circuit/circuit.h"
#include "core/data/recipe.h"
#include "core/observables/pauli.h"
#include "core/simulation/plan.h"

namespace qstore {

/// A quantum embedding: a row's features are encoded by a circuit, and the expectation values of
/// observables on its state, computed exactly, are the vector. Immutable and thread-safe.
class QSTORE_EXPORT QuantumEmbedding {
public:
    /// Without observables: Z of each qubit. InvalidArgument for a circuit that reads no column and for
    /// weights without a value; Unsupported for measurement, reset or conditions.
    static Result<QuantumEmbedding> create(const Circuit& encoder, std::vector<PauliSum> observables = {});

    std::size_t dimension() const { return m_plan->observables().size(); }
    /// The observables as text ("Z0").
    std::vector<std::string> names() const;
    /// Replaces the features of each row by its expectation values; progress in rows. InvalidArgument for a
    /// column that is no feature, with what there is.
    Result<FeatureMatrix> apply(const FeatureMatrix& features, const RunControl& control = {}) const;

private:
    QuantumEmbedding() = default;
    Result<std::vector<std::size_t>> placesIn(const std::vector<std::string>& names) const;

    std::shared_ptr<const Plan> m_plan;
    std::vector<double> m_weights;
};

/// The recipe with the range that this encoder ("angle", …) reads, where nobody chose another scaling, and
/// with amplitudes as its last step where the encoder wants them. InvalidArgument for an unknown encoder.
QSTORE_EXPORT Result<Recipe> recipeForEncoder(Recipe recipe, std::string_view encoder);

}  // namespace qstore
