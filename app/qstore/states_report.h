// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/states/correlation.h"
#include "core/states/register_series.h"
#include "core/states/state_library.h"

namespace qstore {

/// A record as it is at this moment; with its numbers where `vectors`.
nlohmann::ordered_json recordJson(const RecordLibrary& library, const StateRecord& record, bool vectors);
std::string recordTable(const RecordLibrary& library, const std::vector<StateRecord>& records);
/// Its contexts, weights and the first numbers of each vector.
std::string contextTable(const StateRecord& record);

nlohmann::ordered_json registerJson(const RegisterHead& reg);
std::string registerTable(const std::vector<RegisterHead>& registers);

/// Members whose record is gone, or was made anew since, are told from the others.
nlohmann::ordered_json groupJson(const RecordLibrary& library, const RecordGroup& group);
std::string groupTable(const RecordLibrary& library, const std::vector<RecordGroup>& groups);
nlohmann::ordered_json groupLineJson(const GroupLogEntry& entry);
std::string groupLineText(const GroupLogEntry& entry);
nlohmann::ordered_json correlationsJson(const std::vector<MeasuredCorrelation>& measured);
std::string correlationTable(const std::vector<MeasuredCorrelation>& measured);

nlohmann::ordered_json editJson(const StateEditHead& edit);
std::string editTable(const std::vector<StateEditHead>& edits);

nlohmann::ordered_json stagedJson(const StagedAnswer& staged);
std::string stagedText(const StagedAnswer& staged, const RecordQuery& query);

nlohmann::ordered_json seriesJson(const std::vector<RegisterPoint>& points);
std::string seriesTable(const std::vector<RegisterPoint>& points);

/// "evicted: 'a', 'b'\n"; nothing for none.
std::string evictedText(const std::vector<std::string>& evicted);
/// "1, -0.5, …": the first few of them.
std::string numbersText(const std::vector<double>& numbers);

}  // namespace qstore
