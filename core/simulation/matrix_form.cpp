// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/matrix_form.h"

#include <cmath>
#include <numbers>

namespace qstore {

std::vector<std::complex<double>> packMatrix(const ComplexMatrix& matrix, bool diagonal) {
    std::vector<std::complex<double>> packed;
    for (Eigen::Index row = 0; row < matrix.rows(); ++row) {
        for (Eigen::Index column = 0; column < matrix.cols(); ++column) {
            if (!diagonal || row == column) packed.push_back(matrix(row, column));
        }
    }
    return packed;
}

void TrigForm::writeMatrix(double angle, std::span<std::complex<double>> out) const {
    const double c = std::cos(frequency * angle);
    const double s = std::sin(frequency * angle);
    for (std::size_t m = 0; m < out.size(); ++m) out[m] = constant[m] + c * cosine[m] + s * sine[m];
}

void TrigForm::writeDerivative(double angle, std::span<std::complex<double>> out) const {
    const double c = frequency * std::cos(frequency * angle);
    const double s = frequency * std::sin(frequency * angle);
    for (std::size_t m = 0; m < out.size(); ++m) out[m] = c * sine[m] - s * cosine[m];
}

namespace {

std::vector<std::complex<double>> matrixAt(const GateInfo& gate, double angle) {
    return packMatrix(gate.matrix(std::span<const double>(&angle, 1)), gate.diagonal);
}

/// Rounding in cos and sin of the probes must not leave traces in the coefficients.
std::complex<double> clean(std::complex<double> value) {
    const auto round = [](double x) { return std::abs(x) < 1e-15 ? 0.0 : x; };
    return {round(value.real()), round(value.imag())};
}

bool matches(const TrigForm& form, const GateInfo& gate) {
    for (const double angle : {0.3, 1.9, -2.7, 7.1}) {
        const auto expected = matrixAt(gate, angle);
        std::vector<std::complex<double>> found(expected.size());
        form.writeMatrix(angle, found);
        for (std::size_t m = 0; m < found.size(); ++m) {
            if (!(std::abs(found[m] - expected[m]) < 4e-15)) return false;
        }
    }
    return true;
}

TrigForm probe(const GateInfo& gate, double frequency) {
    const double half = std::numbers::pi / frequency;
    const auto start = matrixAt(gate, 0.0);
    const auto opposite = matrixAt(gate, half);
    const auto quarter = matrixAt(gate, half / 2);
    TrigForm form;
    form.frequency = frequency;
    form.real = true;
    for (std::size_t m = 0; m < start.size(); ++m) {
        form.constant.push_back(clean(0.5 * (start[m] + opposite[m])));
        form.cosine.push_back(clean(0.5 * (start[m] - opposite[m])));
        form.sine.push_back(clean(quarter[m] - form.constant[m]));
        for (const auto& part : {form.constant[m], form.cosine[m], form.sine[m]})
            form.real = form.real && part.imag() == 0.0;
    }
    return form;
}

}  // namespace

TrigForm findTrigForm(const GateInfo& gate) {
    if (gate.angleNames.size() != 1) return {};
    for (const double frequency : {0.5, 1.0}) {
        TrigForm form = probe(gate, frequency);
        if (matches(form, gate)) return form;
    }
    return {};
}

}  // namespace qstore
