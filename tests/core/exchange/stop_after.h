// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <stop_token>
#include <utility>

#include "core/learning/trainer.h"

namespace qstore {

/// Asks a training to stop after so many batches.
class StopAfter : public TrainingSink {
public:
    StopAfter(std::stop_source stop, std::size_t batches) : m_stop(std::move(stop)), m_left(batches) {}
    Status epochFinished(const EpochMetrics& /*metrics*/) override { return {}; }
    Status checkpoint(const Checkpoint& /*checkpoint*/) override { return {}; }
    void batchFinished(std::size_t /*epoch*/, std::size_t /*batch*/, std::size_t /*batches*/,
                       double /*loss*/) override {
        if (m_left-- == 1) m_stop.request_stop();
    }

private:
    std::stop_source m_stop;
    std::size_t m_left;
};

}  // namespace qstore
