// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/engine_choice.h"

#include <algorithm>
#include <cmath>

namespace qstore {
namespace {

// The constants are fits, within a fifth or so, to the pairs of benchmarks/pauli_form_benchmark.cpp (4, 6
// and 8 qubits; 100, 1000 and 10000 samples; one thread of a Zen 4 core that other work shared).

constexpr double kThreads = 4.0;
/// Changing the form is worth it where it saves a fifth.
constexpr double kMargin = 1.25;
/// Larger batches are like this one.
constexpr std::size_t kMaxBatch = std::size_t{1} << 24U;

/// What is counted in vectors holds twice as many floats.
double vectorShare(const FormQuestion& question) {
    return question.precision == Precision::Single ? 0.55 : 1.0;
}

double asDouble(std::size_t count) {
    return static_cast<double>(count);
}

}  // namespace

double FormCost::batch(std::size_t samples) const {
    const double chunks = asDouble(samples) / asDouble(chunkSamples);
    return perBatch + perSample * asDouble(samples) / std::clamp(chunks, 1.0, kThreads);
}

FormCost laneCost(const RotationProgram& program, const FormQuestion& question, std::size_t chunkSamples) {
    const double layers = asDouble(program.layers.size() + 1);
    const double turns = asDouble(program.turns());
    // Vector instructions per amplitude: turns mix it, tables multiply it; twice that and the slopes on the
    // way back.
    const double perAmplitude =
        question.gradient ? 18.0 * layers + 14.0 * turns : 5.0 * layers + 4.0 * turns;
    const double instructions = std::ldexp(perAmplitude, static_cast<int>(program.bits)) / 8.0;
    return {4000.0, 12.0 + 6.0 * asDouble(question.angles) + 0.3 * vectorShare(question) * instructions,
            chunkSamples};
}

FormCost pauliFormCost(const PauliFormSize& size, const FormQuestion& question, std::size_t chunkSamples) {
    const double strings = std::ldexp(1.0, 2 * static_cast<int>(size.bits));
    const double features = asDouble(size.rows + size.columns);
    const double products = vectorShare(question) * asDouble(size.rows) * asDouble(size.columns);
    // Observables are carried back, and for a gradient state and slope forth again.
    double perTurn = 25.0 + 0.075 * strings;
    double perObservable = 8.0 + 0.052 * products;
    if (question.gradient) {
        perTurn += 30.0 + 0.21 * strings;
        perObservable += 10.0 + 0.3 * features + 0.07 * products;
    }
    const double observables = asDouble(size.observables);
    return {2000.0 + observables * asDouble(size.turns) * perTurn,
            5.0 * asDouble(question.angles) + 0.15 * features + observables * perObservable, chunkSamples};
}

std::size_t fasterFrom(const FormCost& lanes, const FormCost& other) {
    std::size_t from = kNeverFaster;
    // Downwards, by a twentieth each: larger batches are faster all the way.
    for (std::size_t samples = kMaxBatch; samples > 0; samples -= std::max<std::size_t>(samples / 20, 1)) {
        if (kMargin * other.batch(samples) > lanes.batch(samples)) break;
        from = samples;
    }
    return from;
}

}  // namespace qstore
