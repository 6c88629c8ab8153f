// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "core/serving/fault_plan.h"
#include "core/serving/practice_account.h"

namespace qstore {

/// What GET /practice shows: that this is no real cloud, and how to use it.
std::string practicePage(const std::string& url);
std::string ledgerJson(const PracticeLedger& ledger);

/// Everything below /practice: the page, the ledger, keys and faults. Needs no key; it is this machine's
/// own.
HttpReply answerPractice(PracticeAccount& account, FaultState& faults, const std::string& url,
                         const HttpCall& call);

}  // namespace qstore
