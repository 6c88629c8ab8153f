// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "core/base/random.h"
#include "core/data/recipe.h"
#include "core/data/recipe_columns.h"

namespace qstore {
namespace {

constexpr std::size_t kParts = 3;
using Shares = std::array<double, kParts>;
using Counts = std::array<std::size_t, kParts>;

/// The rows of one class, in the table's order.
struct ClassRows {
    std::string name;
    std::vector<std::size_t> rows;
};

std::vector<ClassRows> groupByClass(const Column& target, const std::vector<std::size_t>& rows) {
    std::vector<ClassRows> classes;
    std::map<std::string, std::size_t> places;
    for (const std::string& name : target.distinct()) {
        places[name] = classes.size();
        classes.push_back({name, {}});
    }
    for (const std::size_t row : rows) classes[places[target.cellText(row)]].rows.push_back(row);
    classes.erase(std::remove_if(classes.begin(), classes.end(),
                                 [](const ClassRows& group) { return group.rows.empty(); }),
                  classes.end());
    return classes;
}

/// Whole rows for each part with a share, at least one each, as near to the shares as whole rows allow.
/// `carry` hands what rounding took to the next class, so that the totals stay near the shares too.
Counts allocate(std::size_t count, const Shares& shares, Shares& carry) {
    constexpr double kRounding = 1e-9;
    Shares wanted{};
    Counts counts{};
    std::size_t sum = 0;
    for (std::size_t part = 0; part < kParts; ++part) {
        if (shares[part] == 0) continue;
        wanted[part] = shares[part] * static_cast<double>(count) + carry[part];
        counts[part] = static_cast<std::size_t>(std::max(1.0, std::floor(wanted[part] + kRounding)));
        sum += counts[part];
    }
    const auto lack = [&](std::size_t part) { return wanted[part] - static_cast<double>(counts[part]); };
    for (; sum < count; ++sum) {
        std::size_t best = 0;
        for (std::size_t part = 1; part < kParts; ++part)
            if (shares[part] > 0 && lack(part) > lack(best)) best = part;
        ++counts[best];
    }
    for (; sum > count; --sum) {
        std::size_t best = kParts;
        for (std::size_t part = 0; part < kParts; ++part)
            if (counts[part] > 1 && (best == kParts || lack(part) < lack(best))) best = part;
        --counts[best];
    }
    for (std::size_t part = 0; part < kParts; ++part) carry[part] = shares[part] > 0 ? lack(part) : 0.0;
    return counts;
}

/// Shuffles `rows` and deals them out.
void deal(std::vector<std::size_t> rows, const Counts& counts, RandomStream random, Split& split) {
    random.shuffle(rows);
    auto next = rows.begin();
    const std::array<std::vector<std::size_t>*, kParts> parts = {&split.train, &split.validation,
                                                                 &split.test};
    for (std::size_t part = 0; part < kParts; ++part) {
        const auto end = next + static_cast<std::ptrdiff_t>(counts[part]);
        parts[part]->insert(parts[part]->end(), next, end);
        next = end;
    }
}

std::string rowCount(std::size_t count) {
    return std::to_string(count) + (count == 1 ? " row" : " rows");
}

Status checkClasses(const std::vector<ClassRows>& classes, const Column& target, std::size_t parts) {
    if (classes.size() < 2)
        return fail(ErrorCode::InvalidArgument,
                    "the target '" + target.name + "' has only one class: '" + classes.front().name +
                        "' (" + rowCount(classes.front().rows.size()) + ")",
                    "a classifier needs at least two classes: choose another target or more rows");
    for (const ClassRows& group : classes)
        if (group.rows.size() < parts)
            return fail(
                ErrorCode::InvalidArgument,
                "class '" + group.name + "' of '" + target.name + "' has " + rowCount(group.rows.size()) +
                    ", but each of the " + std::to_string(parts) + " parts of the split needs one",
                target.type == ColumnType::Number
                    ? "if the target is a measured value, choose regression; else merge rare classes"
                    : "merge or leave out rare classes, or ask for fewer parts");
    return {};
}

/// A classifier cannot learn a class that is in no training row.
Status checkTraining(const std::vector<ClassRows>& classes, const Split& split) {
    for (const ClassRows& group : classes) {
        const bool seen = std::any_of(group.rows.begin(), group.rows.end(), [&](std::size_t row) {
            return std::binary_search(split.train.begin(), split.train.end(), row);
        });
        if (!seen)
            return fail(ErrorCode::InvalidArgument,
                        "class '" + group.name + "' (" + rowCount(group.rows.size()) +
                            ") is in no training row of this split",
                        "let the split be stratified, or choose another seed");
    }
    return {};
}

}  // namespace

Result<Split> splitRows(const Table& table, const Recipe& recipe) {
    QSTORE_TRY(const RecipeColumns columns, resolveColumns(table, recipe));
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < table.rows(); ++row)
        if (columns.keepsRow(recipe, row)) rows.push_back(row);
    const Shares shares = {recipe.split.train, recipe.split.validation, recipe.split.test};
    const auto parts = static_cast<std::size_t>(
        std::count_if(shares.begin(), shares.end(), [](double s) { return s > 0; }));
    if (rows.size() < parts)
        return fail(
            ErrorCode::InvalidArgument,
            rowCount(rows.size()) + " cannot be split into " + std::to_string(parts) + " parts",
            "use a larger table, ask for fewer parts, or fill missing values instead of dropping rows");
    Split split;
    Shares carry{};
    const bool classify = recipe.task == TaskKind::Classification && columns.target != nullptr;
    const std::vector<ClassRows> classes =
        classify ? groupByClass(*columns.target, rows) : std::vector<ClassRows>{};
    if (classify) QSTORE_CHECK(checkClasses(classes, *columns.target, recipe.split.stratified ? parts : 1));
    if (classify && recipe.split.stratified) {
        for (std::size_t index = 0; index < classes.size(); ++index)
            deal(classes[index].rows, allocate(classes[index].rows.size(), shares, carry),
                 RandomStream(recipe.split.seed, "split", index), split);
    } else {
        deal(rows, allocate(rows.size(), shares, carry), RandomStream(recipe.split.seed, "split"), split);
    }
    for (auto* part : {&split.train, &split.validation, &split.test}) std::sort(part->begin(), part->end());
    QSTORE_CHECK(checkTraining(classes, split));
    return split;
}

}  // namespace qstore
