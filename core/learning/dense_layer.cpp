// SPDX-License-Identifier: Apache-2.0
#include "core/learning/dense_layer.h"

#include <Eigen/Core>
#include <cmath>
#include <numeric>

namespace qstore {
namespace {

using RowMatrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using ConstMap = Eigen::Map<const RowMatrix>;
using Map = Eigen::Map<RowMatrix>;

Eigen::Index index(std::size_t value) {
    return static_cast<Eigen::Index>(value);
}

ConstMap matrixOf(const DenseLayer& layer, std::span<const double> weights) {
    return {weights.data() + layer.offset, index(layer.outputs), index(layer.inputs)};
}

double activate(Activation activation, double value) {
    switch (activation) {
        case Activation::Identity: return value;
        case Activation::Tanh: return std::tanh(value);
        case Activation::Relu: return value > 0.0 ? value : 0.0;
        case Activation::Sigmoid:
            return value >= 0.0 ? 1.0 / (1.0 + std::exp(-value))
                                : std::exp(value) / (1.0 + std::exp(value));
    }
    return value;
}

/// The activation's slope, from its output: all four allow it.
double slope(Activation activation, double output) {
    switch (activation) {
        case Activation::Identity: return 1.0;
        case Activation::Tanh: return 1.0 - output * output;
        case Activation::Relu: return output > 0.0 ? 1.0 : 0.0;
        case Activation::Sigmoid: return output * (1.0 - output);
    }
    return 1.0;
}

std::vector<double> layerForward(const DenseLayer& layer, std::span<const double> weights,
                                 const std::vector<double>& input, std::size_t rows) {
    std::vector<double> output(rows * layer.outputs);
    Map out(output.data(), index(rows), index(layer.outputs));
    const ConstMap in(input.data(), index(rows), index(layer.inputs));
    out.noalias() = in * matrixOf(layer, weights).transpose();
    const std::span<const double> bias =
        weights.subspan(layer.offset + layer.outputs * layer.inputs, layer.outputs);
    for (std::size_t row = 0; row < rows; ++row)
        for (std::size_t unit = 0; unit < layer.outputs; ++unit) {
            double& value = output[row * layer.outputs + unit];
            value = activate(layer.activation, value + bias[unit]);
        }
    return output;
}

}  // namespace

DenseStack DenseStack::of(const std::vector<DenseLayerSpec>& specs, std::size_t inputs,
                          std::size_t offset) {
    DenseStack stack;
    for (const DenseLayerSpec& spec : specs) {
        const DenseLayer layer{inputs, spec.outputs, spec.activation, offset};
        stack.layers.push_back(layer);
        inputs = spec.outputs;
        offset += layer.weightCount();
    }
    return stack;
}

std::size_t DenseStack::weightCount() const {
    return std::accumulate(
        layers.begin(), layers.end(), std::size_t{0},
        [](std::size_t sum, const DenseLayer& layer) { return sum + layer.weightCount(); });
}

DenseStack::Pass DenseStack::forward(std::span<const double> weights, std::vector<double> input,
                                     std::size_t rows) const {
    Pass pass;
    pass.reserve(layers.size() + 1);
    pass.push_back(std::move(input));
    for (const DenseLayer& layer : layers) pass.push_back(layerForward(layer, weights, pass.back(), rows));
    return pass;
}

std::vector<double> DenseStack::backward(std::span<const double> weights, const Pass& pass,
                                         std::size_t rows, std::vector<double> outputGradient,
                                         std::span<double> gradient) const {
    for (std::size_t at = layers.size(); at-- > 0;) {
        const DenseLayer& layer = layers[at];
        for (std::size_t item = 0; item < outputGradient.size(); ++item)
            outputGradient[item] *= slope(layer.activation, pass[at + 1][item]);
        const ConstMap out(outputGradient.data(), index(rows), index(layer.outputs));
        if (!gradient.empty()) {
            const ConstMap in(pass[at].data(), index(rows), index(layer.inputs));
            Map matrix(gradient.data() + layer.offset, index(layer.outputs), index(layer.inputs));
            matrix.noalias() += out.transpose() * in;
            double* bias = gradient.data() + layer.offset + layer.outputs * layer.inputs;
            for (std::size_t row = 0; row < rows; ++row)
                for (std::size_t unit = 0; unit < layer.outputs; ++unit)
                    bias[unit] += outputGradient[row * layer.outputs + unit];
        }
        std::vector<double> inputGradient(rows * layer.inputs);
        Map(inputGradient.data(), index(rows), index(layer.inputs)).noalias() =
            out * matrixOf(layer, weights);
        outputGradient = std::move(inputGradient);
    }
    return outputGradient;
}

}  // namespace qstore
