// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/learning/byte_stream.h"
#include "core/learning/trainer.h"

namespace qstore {

/// The moments of Adam (Kingma and Ba 2015, algorithm 1) and its update; used for all weights by Adam
/// and for the dense layers by the natural gradient.
class AdamMoments {
public:
    AdamMoments(const OptimizerConfig& config, std::size_t weights)
        : m_config(config), m_first(weights, 0.0), m_second(weights, 0.0) {}

    /// w ← w − rate · m̂ / (√v̂ + ε).
    void update(std::span<const double> gradient, double learningRate, std::span<double> weights);
    void write(ByteWriter& writer) const;
    Status read(ByteReader& reader);

private:
    OptimizerConfig m_config;
    std::uint64_t m_steps = 0;
    std::vector<double> m_first, m_second;
};

}  // namespace qstore
