// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/bench_report.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "app/qstore/text_table.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;

const char* precisionName(Precision precision) {
    return precision == Precision::Double ? "double" : "float";
}

Json bandwidthJson(const ThreadLimits& limits) {
    Json levels = Json::object();
    for (const MemoryLevel level : memoryLevels) levels[memoryLevelName(level)] = limits.bandwidth(level);
    return levels;
}

/// The plain numbers are those of one thread in double; `byThreads` has all of them.
Json limitsJson(const MachineLimits& machine) {
    const ThreadLimits& one = *machine.at(1);
    Json document = {{"instructionSet", machine.instructionSet},
                     {"clockGHz", machine.clockGHz},
                     {"fmaGflops", one.doubleGflops},
                     {"inPlaceGBs", bandwidthJson(one)},
                     {"inPlaceBytes", Json::object()},
                     {"byThreads", Json::array()}};
    for (const MemoryLevel level : memoryLevels)
        document["inPlaceBytes"][memoryLevelName(level)] =
            machine.levelBytes[static_cast<std::size_t>(level)];
    for (const ThreadLimits& limits : machine.byThreads) {
        document["byThreads"].push_back({{"threads", limits.threads},
                                         {"fmaGflops", limits.doubleGflops},
                                         {"fmaGflopsFloat", limits.floatGflops},
                                         {"inPlaceGBs", bandwidthJson(limits)}});
    }
    return document;
}

Json numberOrNull(double value) {
    return value > 0.0 ? Json(value) : Json(nullptr);
}

Json nameOrNull(GoalState state) {
    return state == GoalState::None ? Json(nullptr) : Json(goalStateName(state));
}

Json rowJson(const BenchmarkRow& row) {
    Json entry = {{"work", row.key.work},
                  {"variant", row.key.variant},
                  {"qubits", row.key.qubits},
                  {"threads", row.key.threads},
                  {"precision", precisionName(row.key.precision)},
                  {"seconds", row.seconds},
                  {"unit", row.unit},
                  {"processorShare", row.processorShare},
                  {"speedup", numberOrNull(row.speedup)},
                  {"referenceSeconds", row.referenceSeconds ? Json(*row.referenceSeconds) : Json(nullptr)},
                  {"timesReference", numberOrNull(row.timesReference())},
                  {"reference", row.reference},
                  {"mustTimes", numberOrNull(row.mustTimes)},
                  {"aimTimes", numberOrNull(row.aimTimes)},
                  {"goal", nameOrNull(row.goal())}};
    if (row.peer) {
        entry["peer"] = {{"name", row.peer->peer},
                         {"seconds", row.peer->seconds},
                         {"scaledBy", row.peer->scaledBy},
                         {"timesFaster", row.timesPeer()},
                         {"mustTimesFaster", numberOrNull(row.peer->mustTimes)},
                         {"aimTimesFaster", numberOrNull(row.peer->aimTimes)},
                         {"goal", nameOrNull(row.peerGoal())}};
    }
    return entry;
}

Json curveJson(const GrowthCurve& curve) {
    Json entry = {
        {"axis", curve.axis},   {"threads", curve.threads}, {"precision", precisionName(curve.precision)},
        {"trend", curve.trend}, {"at", curve.at},           {"secondsPerGate", curve.secondsPerGate}};
    if (const auto jump = largestJump(curve)) {
        entry["largestJump"] = {{"from", jump->from}, {"to", jump->to}, {"timesTrend", jump->timesTrend}};
    }
    return entry;
}

/// 0.0000123 → "12.3 us".
std::string shortTime(double seconds) {
    constexpr std::array units = {"s", "ms", "us", "ns", "ps"};
    std::size_t unit = 0;
    while (seconds < 1.0 && unit + 1 < units.size()) {
        seconds *= 1000.0;
        ++unit;
    }
    return shortNumber(seconds, 3) + " " + units[unit];
}

std::string times(double value, const char* before = "", const char* after = "") {
    return value > 0.0 ? before + shortNumber(value, 3) + after : "-";
}

std::string limitsText(const MachineLimits& machine) {
    TextTable table({"threads", "FMA double", "FMA float", "L1", "L2", "L3", "DRAM"});
    for (const ThreadLimits& limits : machine.byThreads) {
        std::vector<std::string> cells = {std::to_string(limits.threads),
                                          shortNumber(limits.doubleGflops, 3) + " GFLOP/s",
                                          shortNumber(limits.floatGflops, 3) + " GFLOP/s"};
        for (const MemoryLevel level : memoryLevels)
            cells.push_back(shortNumber(limits.bandwidth(level), 3) + " GB/s");
        table.add(std::move(cells));
    }
    return "Limits of this machine (" + machine.instructionSet + ", " + shortNumber(machine.clockGHz, 3) +
           " GHz), memory read and written in place\n" + table.toText();
}

std::string stateText(GoalState state) {
    return state == GoalState::None ? "-" : goalStateName(state);
}

/// What was measured, in the columns that every line has in common.
std::vector<std::string> measuredCells(const BenchmarkRow& row) {
    const std::string variant = row.key.variant.empty() ? "" : " " + row.key.variant;
    return {row.key.work + variant,           std::to_string(row.key.qubits),
            precisionName(row.key.precision), std::to_string(row.key.threads),
            shortTime(row.seconds),           row.unit,
            times(row.speedup, "", "x")};
}

void append(std::vector<std::string> cells, TextTable& table, std::vector<std::string> comparison) {
    cells.insert(cells.end(), comparison.begin(), comparison.end());
    table.add(std::move(cells));
}

/// A line for each thing that a time is held against: a bound or W2 by "x longer", a peer by "x faster".
void addLines(const BenchmarkRow& row, TextTable& table) {
    std::vector<std::string> cells = measuredCells(row);
    const bool ownReference =
        row.referenceSeconds && !(row.peer && *row.referenceSeconds == row.peer->seconds);
    if (!ownReference && !row.peer) return append(cells, table, {"-", "-", "-", "-", "-"});
    if (ownReference) {
        append(cells, table,
               {row.reference, times(row.timesReference(), "", "x its time"), times(row.mustTimes, "<= "),
                times(row.aimTimes, "<= "), stateText(row.goal())});
        cells.assign(cells.size(), "");
    }
    if (row.peer) {
        append(cells, table,
               {row.peer->peer + " (by " + row.peer->scaledBy + ")", times(row.timesPeer(), "", "x faster"),
                times(row.peer->mustTimes, ">= "), times(row.peer->aimTimes, ">= "),
                stateText(row.peerGoal())});
    }
}

std::string rowsText(const std::vector<BenchmarkRow>& rows) {
    TextTable table({"work", "qubits", "type", "threads", "time", "per", "speed-up", "held against", "",
                     "must", "aim", "goal"});
    for (const BenchmarkRow& row : rows)
        if (row.key.work != "growth") addLines(row, table);  // those are shown as curves
    return "\n" + table.toText() +
           "Peers were measured on 2 Sapphire Rapids cores in November 2026; the limit in brackets carried "
           "their\n"
           "times over: derived, not measured here.\n";
}

/// A time on a busy machine is not a time of the engine.
std::string disturbanceText(const std::vector<BenchmarkRow>& rows) {
    const auto count =
        std::count_if(rows.begin(), rows.end(), [](const BenchmarkRow& row) { return row.disturbed(); });
    if (count == 0) return "";
    return "\nOther processes took more than a tenth of the processor during " + std::to_string(count) +
           " measurements: run it again when the machine is quiet.\n";
}

std::string curveText(const GrowthCurve& curve) {
    const auto jump = largestJump(curve);
    if (!jump) return "";
    TextTable table({curve.axis, "time per gate", "x trend"});
    for (std::size_t i = 0; i < curve.at.size(); ++i) {
        const double step =
            i == 0 ? 0.0 : curve.secondsPerGate[i] / curve.secondsPerGate[i - 1] / curve.trend;
        table.add({std::to_string(curve.at[i]), shortTime(curve.secondsPerGate[i]), times(step)});
    }
    return "\n" + table.toText() + "Growth along " + curve.axis + " (" + precisionName(curve.precision) +
           ", " + std::to_string(curve.threads) + (curve.threads == 1 ? " thread" : " threads") +
           "): largest step above the trend is " + shortNumber(jump->timesTrend, 3) + " times, from " +
           std::to_string(jump->from) + " to " + std::to_string(jump->to) + "\n";
}

}  // namespace

nlohmann::ordered_json benchmarkJson(const BenchmarkReport& report) {
    Json document = {
        {"limits", limitsJson(report.limits)}, {"results", Json::array()}, {"growth", Json::array()}};
    for (const BenchmarkRow& row : report.rows) document["results"].push_back(rowJson(row));
    for (const GrowthCurve& curve : report.growth) document["growth"].push_back(curveJson(curve));
    return document;
}

std::string benchmarkText(const BenchmarkReport& report) {
    std::string text = limitsText(report.limits);
    const bool compared = std::any_of(report.rows.begin(), report.rows.end(),
                                      [](const BenchmarkRow& row) { return row.key.work != "growth"; });
    if (compared) text += rowsText(report.rows);
    for (const GrowthCurve& curve : report.growth) text += curveText(curve);
    return text + disturbanceText(report.rows);
}

}  // namespace qstore
