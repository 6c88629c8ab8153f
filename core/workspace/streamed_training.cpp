// SPDX-License-Identifier: Apache-2.0
#include "core/workspace/streamed_training.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "core/base/random.h"

namespace qstore {
namespace {

/// `count` of `rows` numbers below it, sorted.
std::vector<std::size_t> drawn(std::size_t rows, std::size_t count, std::uint64_t seed,
                               std::uint64_t part) {
    std::vector<std::size_t> numbers = RandomStream(seed, "baseline-sample", part).permutation(rows);
    numbers.resize(std::min(count, rows));
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

/// The first row of each class that no drawn row has.
void addClasses(std::span<const double> targets, std::vector<std::size_t>& rows) {
    std::set<double> seen;
    for (const std::size_t row : rows) seen.insert(targets[row]);
    for (std::size_t row = 0; row < targets.size(); ++row)
        if (seen.insert(targets[row]).second) rows.push_back(row);
    std::sort(rows.begin(), rows.end());
}

/// The rows of a part that classical models get.
std::vector<std::size_t> sampleOf(BatchSource& part, std::size_t total, std::uint64_t seed,
                                  std::uint64_t number) {
    const std::size_t rows = part.rows();
    if (total <= kMostBaselineRows || rows == 0) return drawn(rows, rows, seed, number);
    const double share = static_cast<double>(rows) / static_cast<double>(total);
    const auto count = static_cast<std::size_t>(share * static_cast<double>(kMostBaselineRows));
    return drawn(rows, std::max<std::size_t>(1, count), seed, number);
}

}  // namespace

Result<std::vector<Baseline>> streamedBaselines(StreamedData& data, std::uint64_t seed,
                                                const RunControl& control) {
    const std::size_t total = data.train().rows() + data.validation().rows() + data.test().rows();
    std::vector<std::size_t> positions;
    const auto take = [&positions](const std::vector<std::size_t>& rows,
                                   const std::vector<std::size_t>& places) {
        std::vector<std::size_t> taken(rows.size());
        std::iota(taken.begin(), taken.end(), positions.size());
        for (const std::size_t row : rows) positions.push_back(places[row]);
        return taken;
    };
    std::vector<std::size_t> training = sampleOf(data.train(), total, seed, 0);
    if (!data.recipe().classes().empty()) addClasses(data.train().targets(), training);
    Split split;
    split.train = take(training, data.split().train);
    split.validation = take(sampleOf(data.validation(), total, seed, 1), data.split().validation);
    split.test = take(sampleOf(data.test(), total, seed, 2), data.split().test);
    QSTORE_TRY(const Table table, data.table(positions, control));
    QSTORE_TRY(std::vector<Baseline> baselines,
               trainBaselines(preparedStream(data.recipe(), split), table, control));
    if (positions.size() == total) return baselines;
    for (Baseline& baseline : baselines)
        baseline.name +=
            " (" + std::to_string(positions.size()) + " of " + std::to_string(total) + " rows)";
    return baselines;
}

Status checkRowsNamed(const TrainingOrder& order) {
    const StreamConfig& stream = order.config.stream;
    if (stream.store.empty() == !order.stream) return {};
    return fail(ErrorCode::InvalidArgument,
                order.stream ? "rows are streamed from a store that the configuration does not name"
                             : "the configuration streams its rows from '" + stream.place() +
                                   "', but those of the dataset '" + order.dataset + "' are given",
                "name the store with --from, or leave \"stream\" out of the configuration");
}

PreparedData preparedStream(const FittedRecipe& recipe, const Split& split) {
    FeatureMatrix none;
    none.names = recipe.featureNames();
    return PreparedData{recipe, none, none, none, split};
}

}  // namespace qstore
