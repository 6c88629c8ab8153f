// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "app/qstore/command.h"

namespace qstore {

/// What the verbs of `qstore jobs` are told.
struct JobSelection {
    std::string id;  ///< ours; the provider's for attach
    std::vector<std::string> ids;
    std::string profile, run, month;
    bool unfinished = false;
};

// jobs_drive.cpp: those that talk to the account.
Status attachJob(const Command& command, const JobSelection& selection);
Status cancelJob(const Command& command, const JobSelection& selection);
Status resumeJobs(const Command& command, const JobSelection& selection);
Status resubmitJob(const Command& command, const JobSelection& selection);

}  // namespace qstore
