// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/comparison_report.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "app/qstore/text_table.h"
#include "app/qstore/train_report.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kShown = 40;  ///< characters of a value

TextTable tableWith(const std::string& first, const std::vector<std::string>& headings) {
    std::vector<std::string> all = {first};
    all.insert(all.end(), headings.begin(), headings.end());
    return TextTable(all);
}

/// The part of a summary, or of one of its baselines.
using Part = const PartMetrics& (*)(const TrainingSummary&);
constexpr std::array<std::pair<const char*, Part>, 3> kParts{{
    {"train", [](const TrainingSummary& s) -> const PartMetrics& { return s.train; }},
    {"validation", [](const TrainingSummary& s) -> const PartMetrics& { return s.validation; }},
    {"test", [](const TrainingSummary& s) -> const PartMetrics& { return s.test; }},
}};

std::vector<std::string> baselineNames(const Results& results) {
    std::vector<std::string> names;
    for (const auto& result : results) {
        if (!result) continue;
        for (const Baseline& baseline : result->baselines)
            if (std::find(names.begin(), names.end(), baseline.name) == names.end())
                names.push_back(baseline.name);
    }
    return names;
}

std::string baselineText(const std::optional<TrainingSummary>& result, const std::string& name) {
    if (!result) return "-";
    for (const Baseline& baseline : result->baselines)
        if (baseline.name == name) return metricText(result->task, baseline.test);
    return "-";
}

}  // namespace

Result<Results> readResults(const std::vector<std::string>& resultJsons) {
    Results results;
    for (const std::string& text : resultJsons) {
        results.emplace_back();
        if (text.empty()) continue;
        QSTORE_TRY(results.back(), TrainingSummary::fromJson(text));
    }
    return results;
}

Json differencesJson(const std::vector<RunDifference>& differences) {
    Json list = Json::array();
    for (const RunDifference& difference : differences) {
        Json values = Json::array();
        for (const std::string& text : difference.values)
            values.push_back(text.empty() ? Json(nullptr) : Json::parse(text));
        list.push_back({{"field", difference.field}, {"values", std::move(values)}});
    }
    return list;
}

std::string differencesText(const std::vector<RunDifference>& differences,
                            const std::vector<std::string>& headings) {
    if (differences.empty())
        return "made with the same dataset, recipe, circuit, model and configuration\n";
    TextTable table = tableWith("setting", headings);
    for (const RunDifference& difference : differences) {
        std::vector<std::string> row = {difference.field};
        for (const std::string& value : difference.values) {
            const bool hash = difference.field.ends_with("sha256") && value.size() > 13;
            row.push_back(value.empty()           ? "-"
                          : hash                  ? value.substr(1, 12)
                          : value.size() > kShown ? value.substr(0, kShown) + "…"
                                                  : value);
        }
        table.add(std::move(row));
    }
    return table.toText();
}

std::string metricsText(const Results& results, const std::vector<std::string>& headings) {
    TextTable table = tableWith("result", headings);
    const auto add = [&](const std::string& name, const auto& textOf) {
        std::vector<std::string> row = {name};
        for (const auto& result : results) row.push_back(result ? textOf(*result) : "-");
        table.add(std::move(row));
    };
    for (const TaskKind task : {TaskKind::Classification, TaskKind::Regression}) {
        const auto ofTask = [task](const auto& result) { return result && result->task == task; };
        if (std::none_of(results.begin(), results.end(), ofTask)) continue;
        for (const auto& [name, part] : kParts)
            add(std::string(name) + " " + std::string(metricTitle(task)),
                [part = part, task](const TrainingSummary& summary) {
                    return summary.task == task ? metricText(task, part(summary)) : std::string("-");
                });
    }
    for (const auto& [name, part] : kParts) {
        add(std::string(name) + " loss", [part = part](const TrainingSummary& summary) {
            const PartMetrics& metrics = part(summary);
            return metrics.rows == 0 ? std::string("-") : shortNumber(metrics.loss);
        });
    }
    for (const std::string& name : baselineNames(results)) {
        std::vector<std::string> row = {name + ", test"};
        for (const auto& result : results) row.push_back(baselineText(result, name));
        table.add(std::move(row));
    }
    add("epochs", [](const TrainingSummary& summary) { return std::to_string(summary.epochs); });
    add("best epoch", [](const TrainingSummary& summary) {
        return summary.bestEpoch ? std::to_string(*summary.bestEpoch) : std::string("-");
    });
    add("seconds", [](const TrainingSummary& summary) { return shortNumber(summary.seconds, 3); });
    add("weights", [](const TrainingSummary& summary) { return summary.weightsSha256.substr(0, 12); });
    return table.toText();
}

}  // namespace qstore
