// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

namespace qstore::ui {

class JobsController;
class TrainingController;

/// Cancels the jobs of a training that was cancelled, as soon as the list of jobs has them: nobody waits
/// for them, and the provider would bill them.
class AbandonedJobs : public QObject {
    Q_OBJECT
public:
    AbandonedJobs(TrainingController& training, JobsController& jobs, QObject* parent = nullptr);

private:
    void cancelKnown();

    JobsController& m_jobs;
    QStringList m_waiting;  ///< that are not in the list of jobs yet
};

}  // namespace qstore::ui
