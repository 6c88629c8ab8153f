// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/calibration_report.h"

#include "app/qstore/backend_pricing.h"
#include "app/qstore/text_table.h"
#include "core/backends/calibration_json.h"

namespace qstore {

using Json = nlohmann::ordered_json;

Json calibrationJson(const Calibration& calibration, std::int64_t nowMs) {
    Json json = {{"perQubit", !calibration.perQubit.empty()}};
    if (calibration.measuredMs != 0) {
        json["measured"] = utcDayText(calibration.measuredMs);
        json["ageDays"] = (nowMs - calibration.measuredMs) / 86'400'000;
    }
    const QubitCalibration& medians = calibration.medians;
    putKnown(json, "oneQubitError", medians.oneQubitError);
    putKnown(json, "twoQubitError", calibration.medianTwoQubitError);
    putKnown(json, "readError01", medians.readError01);
    putKnown(json, "readError10", medians.readError10);
    putKnown(json, "spamError", calibration.spamError);
    putKnown(json, "t1Us", medians.t1Us);
    putKnown(json, "t2Us", medians.t2Us);
    putKnown(json, "oneQubitTimeNs", calibration.oneQubitTimeNs);
    putKnown(json, "twoQubitTimeNs", calibration.twoQubitTimeNs);
    putKnown(json, "readTimeNs", calibration.readTimeNs);
    putKnown(json, "resetTimeNs", calibration.resetTimeNs);
    return json;
}

std::string calibrationText(const Json& calibration) {
    TextTable table({"figure", "median"});
    const std::vector<std::pair<const char*, const char*>> rows = {
        {"oneQubitError", "one-qubit gate error"},
        {"twoQubitError", "two-qubit gate error"},
        {"readError01", "reads 1 for 0"},
        {"readError10", "reads 0 for 1"},
        {"spamError", "preparation and reading"},
        {"t1Us", "T1 (us)"},
        {"t2Us", "T2 (us)"},
        {"oneQubitTimeNs", "one-qubit gate (ns)"},
        {"twoQubitTimeNs", "two-qubit gate (ns)"},
        {"readTimeNs", "reading (ns)"},
        {"resetTimeNs", "reset (ns)"}};
    for (const auto& [key, title] : rows)
        table.add({title, calibration.contains(key) ? shortNumber(calibration[key].get<double>(), 6)
                                                    : "not known"});
    std::string text = table.toText();
    if (calibration.contains("measured"))
        text += "measured " + calibration["measured"].get<std::string>() + ", " +
                calibration["ageDays"].dump() + " days ago\n";
    return text;
}

std::string calibrationHistoryText(const Json& calibrations) {
    const std::vector<std::pair<const char*, const char*>> columns = {
        {"oneQubitError", "one-qubit error"},
        {"twoQubitError", "two-qubit error"},
        {"spamError", "preparation and reading"},
        {"readError01", "reads 1 for 0"},
        {"readError10", "reads 0 for 1"},
        {"t1Us", "T1 (us)"},
        {"t2Us", "T2 (us)"}};
    std::vector<std::string> headings = {"measured"};
    for (const auto& [key, title] : columns) headings.emplace_back(title);
    TextTable table(std::move(headings));
    for (const Json& each : calibrations) {
        std::vector<std::string> row = {each.contains("measured") ? each["measured"].get<std::string>()
                                                                  : "not told"};
        for (const auto& [key, title] : columns)
            row.push_back(each.contains(key) ? shortNumber(each[key].get<double>(), 4) : "-");
        table.add(std::move(row));
    }
    return table.toText();
}

}  // namespace qstore
