// SPDX-License-Identifier: Apache-2.0
#include "core/data/quality.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <unordered_map>

#include "core/data/recipe_columns.h"

namespace qstore {
namespace {

constexpr std::size_t kTinyClass = 10;
constexpr double kSameLine = 1e-12;

std::string rowsText(std::size_t count) {
    return std::to_string(count) + (count == 1 ? " row" : " rows");
}

/// Feature and target under one view of the recipe; unlike resolveColumns it takes any table.
struct Subject {
    std::vector<const Column*> features;
    const Column* target = nullptr;
};

Subject subjectOf(const Table& table, const Recipe& recipe) {
    Subject subject;
    for (const Column& column : table.columns()) {
        const ColumnRole role = columnRecipe(recipe, column.name).role;
        if (role == ColumnRole::Target) subject.target = &column;
        if (role == ColumnRole::Feature) subject.features.push_back(&column);
    }
    return subject;
}

/// Whether each value of one column always goes with one value of the other, both ways, and the values
/// repeat often enough for that to be no accident.
bool namesEachOther(const Column& feature, const Column& target) {
    std::unordered_map<std::string, std::string> forward;
    std::unordered_map<std::string, std::string> backward;
    std::size_t shared = 0;
    for (std::size_t row = 0; row < feature.rows(); ++row) {
        if (feature.missing[row] || target.missing[row]) continue;
        ++shared;
        const std::string from = feature.cellText(row);
        const std::string to = target.cellText(row);
        if (forward.try_emplace(from, to).first->second != to) return false;
        if (backward.try_emplace(to, from).first->second != from) return false;
    }
    return forward.size() >= 2 && shared >= 4 * forward.size();
}

/// Whether the target is a straight line of the feature (another unit, say).
bool liesOnLine(const Column& feature, const Column& target) {
    if (feature.type != ColumnType::Number || target.type != ColumnType::Number) return false;
    std::vector<std::pair<double, double>> points;
    for (std::size_t row = 0; row < feature.rows(); ++row)
        if (!feature.missing[row] && !target.missing[row])
            points.emplace_back(feature.numbers[row], target.numbers[row]);
    if (points.size() < 5) return false;
    const auto ends = std::minmax_element(points.begin(), points.end());
    const std::pair<double, double> start = *ends.first;
    const double width = ends.second->first - start.first;
    const double rise = ends.second->second - start.second;
    if (width == 0 || rise == 0) return false;
    double largest = 0;
    for (const auto& [x, y] : points) largest = std::max(largest, std::abs(y));
    return std::all_of(points.begin(), points.end(), [&](const auto& point) {
        const double line = start.second + rise * ((point.first - start.first) / width);
        return std::abs(point.second - line) <= kSameLine * largest;
    });
}

void checkFeature(const Column& feature, const Column* target, std::vector<DataWarning>& warnings) {
    const std::size_t missing = feature.missingCount();
    const std::size_t present = feature.rows() - missing;
    const std::string name = "column '" + feature.name + "' ";
    if (missing > present)
        warnings.push_back(
            {DataWarningKind::MostlyMissing,
             {feature.name},
             name + "has no value in " + std::to_string(missing) + " of " + rowsText(feature.rows()),
             "leave the column out"});
    if (present == 0) return;
    const std::vector<std::string> values = feature.distinct();
    if (values.size() == 1) {
        warnings.push_back({DataWarningKind::ConstantColumn,
                            {feature.name},
                            name + "holds only '" + values.front() + "'",
                            "leave the column out: it tells nothing apart"});
    } else if (looksLikeIdentifier(feature)) {
        warnings.push_back(
            {DataWarningKind::IdentifierColumn,
             {feature.name},
             name + "seems to number or name the rows: " + rowsText(present) + ", all different",
             "give it the role 'identifier': a model may learn the rows by heart"});
    }
    if (target == nullptr || !(namesEachOther(feature, *target) || liesOnLine(feature, *target))) return;
    warnings.push_back({DataWarningKind::TargetCopied,
                        {feature.name, target->name},
                        name + "is the target '" + target->name + "' in other words",
                        "leave the column out, unless it will be known when the model is used"});
}

/// Rows that are equal in `columns`, found by hash and then compared.
class EqualRows {
public:
    explicit EqualRows(std::vector<const Column*> columns) : m_columns(std::move(columns)) {}

    std::uint64_t hash(std::size_t row) const {
        std::uint64_t value = 0xcbf29ce484222325ULL;
        for (const Column* column : m_columns) {
            std::uint64_t cell = 0x9e3779b97f4a7c15ULL;
            if (column->missing[row])
                cell = 1;
            else if (column->type == ColumnType::Number)
                cell ^= std::bit_cast<std::uint64_t>(column->numbers[row] + 0.0);
            else
                cell ^= std::hash<std::string>{}(column->texts[row]);
            value = (value ^ cell) * 0xff51afd7ed558ccdULL;
            value ^= value >> 32U;
        }
        return value;
    }

    bool equal(std::size_t a, std::size_t b) const {
        return std::all_of(m_columns.begin(), m_columns.end(),
                           [&](const Column* column) { return sameCell(*column, a, b); });
    }

    static bool sameCell(const Column& column, std::size_t a, std::size_t b) {
        if (column.missing[a] || column.missing[b]) return column.missing[a] == column.missing[b];
        return column.type == ColumnType::Number ? column.numbers[a] == column.numbers[b]
                                                 : column.texts[a] == column.texts[b];
    }

private:
    std::vector<const Column*> m_columns;
};

std::string pairText(std::size_t row, std::size_t earlier) {
    return "row " + std::to_string(row + 1) + " and row " + std::to_string(earlier + 1);
}

Status checkRows(const Subject& subject, std::size_t rows, const RunControl& control,
                 std::vector<DataWarning>& warnings) {
    constexpr std::size_t kRowsBetweenChecks = std::size_t{1} << 16U;
    const EqualRows equal(subject.features);
    std::unordered_multimap<std::uint64_t, std::size_t> seen;
    std::size_t repeated = 0;
    std::size_t contradicting = 0;
    std::string firstRepeated;
    std::string firstContradicting;
    for (std::size_t row = 0; row < rows; ++row) {
        if (row % kRowsBetweenChecks == 0) {
            if (control.stop.stop_requested()) return cancelled();
            control.report(row, rows);
        }
        const std::uint64_t hash = equal.hash(row);
        const auto [first, last] = seen.equal_range(hash);
        const auto found =
            std::find_if(first, last, [&](const auto& e) { return equal.equal(e.second, row); });
        if (found == last) {
            seen.emplace(hash, row);
        } else if (subject.target == nullptr || EqualRows::sameCell(*subject.target, row, found->second)) {
            if (repeated++ == 0) firstRepeated = pairText(row, found->second);
        } else if (contradicting++ == 0) {
            firstContradicting = pairText(row, found->second);
        }
    }
    if (repeated != 0)
        warnings.push_back({DataWarningKind::DuplicateRows,
                            {},
                            rowsText(repeated) + (repeated == 1 ? " repeats" : " repeat") +
                                " an earlier one in every feature and the target, first " + firstRepeated,
                            "a test row that is known from training makes a model look better than it is"});
    if (contradicting != 0)
        warnings.push_back({DataWarningKind::ContradictingRows,
                            {},
                            rowsText(contradicting) +
                                " equal to an earlier one in every feature but not in the "
                                "target, first " +
                                firstContradicting,
                            "no model can be right on both: look for a wrong label or a missing feature"});
    return {};
}

void checkClasses(const Column& target, std::vector<DataWarning>& warnings) {
    std::map<std::string, std::size_t> counts;
    for (std::size_t row = 0; row < target.rows(); ++row)
        if (!target.missing[row]) ++counts[target.cellText(row)];
    if (counts.size() == 1)
        warnings.push_back(
            {DataWarningKind::SingleClass,
             {target.name},
             "the target '" + target.name + "' has only one class: '" + counts.begin()->first + "'",
             "choose another target or add rows of other classes"});
    for (const auto& [name, count] : counts) {
        if (count >= kTinyClass) continue;
        warnings.push_back({DataWarningKind::TinyClass,
                            {target.name},
                            "class '" + name + "' of '" + target.name + "' has only " + rowsText(count),
                            "its accuracy will be a matter of luck: merge it, or collect more rows"});
    }
}

}  // namespace

Result<std::vector<DataWarning>> checkQuality(const Table& table, const Recipe& recipe,
                                              const RunControl& control) {
    const Subject subject = subjectOf(table, recipe);
    std::vector<DataWarning> warnings;
    for (const Column* feature : subject.features) {
        if (control.stop.stop_requested()) return cancelled();
        checkFeature(*feature, subject.target, warnings);
    }
    if (!subject.features.empty()) QSTORE_CHECK(checkRows(subject, table.rows(), control, warnings));
    if (subject.target != nullptr && recipe.task == TaskKind::Classification)
        checkClasses(*subject.target, warnings);
    return warnings;
}

}  // namespace qstore
