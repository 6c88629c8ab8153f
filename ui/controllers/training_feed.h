// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <mutex>
#include <utility>
#include <vector>

#include "core/learning/trainer.h"
#include "core/workspace/training_session.h"

namespace qstore::ui {

/// What a training thread leaves for the window: a guarded buffer that a timer empties in one go, so
/// that training never waits for drawing.
class TrainingFeed : public TrainingSink {
public:
    struct Progress {
        std::size_t epoch = 0, batch = 0, batches = 0;
        double loss = 0.0;
    };

    Status epochFinished(const EpochMetrics& metrics) override {
        const std::scoped_lock lock(m_mutex);
        m_epochs.push_back(metrics);
        return {};
    }
    Status checkpoint(const Checkpoint&) override { return {}; }
    void batchFinished(std::size_t epoch, std::size_t batch, std::size_t batches, double loss) override {
        const std::scoped_lock lock(m_mutex);
        m_progress = {epoch, batch, batches, loss};
    }

    void stepFinished(const PipelineStep& step) {
        const std::scoped_lock lock(m_mutex);
        m_steps.push_back(step);
    }

    /// What came since the last time.
    struct News {
        std::vector<EpochMetrics> epochs;
        std::vector<PipelineStep> steps;
        Progress progress;
    };
    News take() {
        const std::scoped_lock lock(m_mutex);
        return {std::exchange(m_epochs, {}), std::exchange(m_steps, {}), m_progress};
    }

private:
    std::mutex m_mutex;
    std::vector<EpochMetrics> m_epochs;  // guarded
    std::vector<PipelineStep> m_steps;   // guarded
    Progress m_progress;                 // guarded
};

}  // namespace qstore::ui
