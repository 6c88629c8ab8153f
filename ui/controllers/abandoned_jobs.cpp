// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/abandoned_jobs.h"

#include <utility>

#include "ui/controllers/jobs_controller.h"
#include "ui/controllers/training_controller.h"

namespace qstore::ui {

AbandonedJobs::AbandonedJobs(TrainingController& training, JobsController& jobs, QObject* parent)
    : QObject(parent), m_jobs(jobs) {
    connect(&training, &TrainingController::jobsAbandoned, this, [this](const QStringList& ids) {
        m_waiting += ids;
        cancelKnown();
    });
    connect(&m_jobs, &JobsController::jobsChanged, this, [this](const JobChanges& changes) {
        // Another workspace has none of them.
        if (changes.reloaded && !m_jobs.isLoaded()) m_waiting.clear();
        cancelKnown();
    });
}

void AbandonedJobs::cancelKnown() {
    for (const QString& id : std::exchange(m_waiting, {})) {
        const JobRecord* job = m_jobs.find(id);
        if (job == nullptr)
            m_waiting << id;
        else if (!isFinal(job->state))
            m_jobs.cancel(id);
    }
}

}  // namespace qstore::ui
