// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "core/benchmark/benchmark_report.h"

namespace qstore {

/// `{"limits": …, "results": […], "growth": […]}`; times in seconds, `unit` says of what.
nlohmann::ordered_json benchmarkJson(const BenchmarkReport& report);
/// The same as tables for a terminal.
std::string benchmarkText(const BenchmarkReport& report);

}  // namespace qstore
