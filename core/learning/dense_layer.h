// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/base/export.h"
#include "core/learning/model.h"

namespace qstore {

/// y = activation(W·x + b). Its weights lie in the model's flat vector from `offset` on: W row-major
/// (outputs × inputs), then b.
struct DenseLayer {
    std::size_t inputs = 0;
    std::size_t outputs = 0;
    Activation activation = Activation::Identity;
    std::size_t offset = 0;

    std::size_t weightCount() const { return outputs * (inputs + 1); }
};

/// Layers one after the other. Batches are row-major, one sample a row.
struct QSTORE_EXPORT DenseStack {
    std::vector<DenseLayer> layers;

    /// Lays out `specs` from `offset` on.
    static DenseStack of(const std::vector<DenseLayerSpec>& specs, std::size_t inputs, std::size_t offset);
    std::size_t weightCount() const;

    /// Values between the layers: [0] is the input, back() the output.
    using Pass = std::vector<std::vector<double>>;
    /// `weights` is the model's whole vector.
    Pass forward(std::span<const double> weights, std::vector<double> input, std::size_t rows) const;
    /// From ∂L/∂output to ∂L/∂input. Adds ∂L/∂weights to `gradient` (the model's whole vector), unless
    /// that is empty.
    std::vector<double> backward(std::span<const double> weights, const Pass& pass, std::size_t rows,
                                 std::vector<double> outputGradient, std::span<double> gradient) const;
};

}  // namespace qstore
