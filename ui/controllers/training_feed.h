// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <mutex>
#include <utility>
#include <vector>

#include "core/learning/trainer.h"

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

    std::pair<std::vector<EpochMetrics>, Progress> take() {
        const std::scoped_lock lock(m_mutex);
        return {std::exchange(m_epochs, {}), m_progress};
    }

private:
    std::mutex m_mutex;
    std::vector<EpochMetrics> m_epochs;  // guarded
    Progress m_progress;                 // guarded
};

}  // namespace qstore::ui
