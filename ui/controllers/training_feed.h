// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <atomic>
#include <map>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "core/backends/job.h"
#include "core/learning/trainer.h"
#include "core/workspace/training_session.h"

namespace qstore::ui {

/// How far the points of a run that is streamed have been read, before it begins or goes on.
struct StreamReading {
    enum class Step { Ids, Ranges };  ///< all points with their targets; then the features' ranges
    QString place;                    ///< "STORE/COLLECTION"
    Step step = Step::Ids;
    std::uint64_t done = 0, total = 0;  ///< points; no total while it is not known
    friend bool operator==(const StreamReading&, const StreamReading&) = default;
};

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

    void reads(const StreamReading& reading) {
        const std::scoped_lock lock(m_mutex);
        m_reading = reading;
    }

    /// Every step of a job of the run.
    void jobStep(const JobRecord& job, const std::string& note) {
        const std::scoped_lock lock(m_mutex);
        m_jobs[job.id] = job;
        m_note = note;
    }

    /// What came since the last time; of each job its newest state.
    struct News {
        std::vector<EpochMetrics> epochs;
        std::vector<PipelineStep> steps;
        std::map<std::string, JobRecord> jobs;
        std::string note;  ///< of the last step of a job
        Progress progress;
        std::optional<StreamReading> reading;
    };
    News take() {
        const std::scoped_lock lock(m_mutex);
        return {std::exchange(m_epochs, {}),
                std::exchange(m_steps, {}),
                std::exchange(m_jobs, {}),
                m_note,
                m_progress,
                m_reading};
    }

private:
    std::mutex m_mutex;
    std::vector<EpochMetrics> m_epochs;       // guarded
    std::vector<PipelineStep> m_steps;        // guarded
    std::map<std::string, JobRecord> m_jobs;  // guarded
    std::string m_note;                       // guarded
    Progress m_progress;                      // guarded
    std::optional<StreamReading> m_reading;   // guarded
};

}  // namespace qstore::ui
