// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/serving/fault_plan.h"
#include "core/serving/http_server.h"

namespace qstore {

/// Which stage a request belongs to, of either provider.
FaultStage stageOf(const HttpCall& call);
/// The jobs that a request names: that of its path, or those of IonQ's `ids`.
std::vector<std::string> jobsOf(const HttpCall& call);
bool isIbmPath(std::string_view path);

/// A reply that takes the place of the real one.
HttpReply faultReply(const Fault& fault, const HttpCall& call, std::int64_t nowMs);
/// The real reply, spoiled.
HttpReply spoiled(HttpReply reply, const Fault& fault, const HttpCall& call, std::int64_t nowMs);

}  // namespace qstore
