// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/registry/prediction_job.h"

#include <chrono>
#include <cmath>

#include "core/data/csv.h"

namespace qstore::ui {
namespace {

void judgeClasses(FilePredictions& result, const Column& truth) {
    for (std::size_t i = 0; i < result.predictions.rows.size(); ++i) {
        const std::size_t row = result.predictions.rows[i];
        if (truth.missing[row]) continue;
        ++result.judged;
        if (truth.cellText(row) == result.predictions.labels[i]) ++result.right;
    }
}

/// R² as in scikit-learn's r2_score, and the root of the mean squared error.
void judgeNumbers(FilePredictions& result, const Column& truth) {
    if (truth.type != ColumnType::Number) return;
    double sum = 0.0;
    for (const std::size_t row : result.predictions.rows) {
        if (truth.missing[row]) continue;
        ++result.judged;
        sum += truth.numbers[row];
    }
    if (result.judged == 0) return;
    const double mean = sum / static_cast<double>(result.judged);
    double error = 0.0;
    double variance = 0.0;
    for (std::size_t i = 0; i < result.predictions.rows.size(); ++i) {
        const std::size_t row = result.predictions.rows[i];
        if (truth.missing[row]) continue;
        error += std::pow(result.predictions.values[i] - truth.numbers[row], 2);
        variance += std::pow(truth.numbers[row] - mean, 2);
    }
    result.rootMeanSquare = std::sqrt(error / static_cast<double>(result.judged));
    result.determination = variance > 0.0 ? 1.0 - error / variance : (error == 0.0 ? 1.0 : 0.0);
}

}  // namespace

Result<FilePredictions> predictFile(const Workspace& workspace, const std::string& reference,
                                    const std::string& source, PlanCache* plans,
                                    const RunControl& control) {
    const auto start = std::chrono::steady_clock::now();
    FilePredictions result;
    QSTORE_TRY(const auto model, loadRegisteredModel(workspace, reference, plans));
    QSTORE_TRY(result.table, readCsvFileFor(*model.recipe, source, control));
    QSTORE_TRY(result.predictions, predictTable(model, result.table, control));
    QSTORE_TRY(result.withPredicted, withPredictions(result.table, result.predictions));
    result.target = model.recipe->targetColumn();
    if (const Column* truth = result.table.find(result.target); truth != nullptr) {
        result.hasTarget = true;
        if (result.predictions.classes.empty())
            judgeNumbers(result, *truth);
        else
            judgeClasses(result, *truth);
    }
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return result;
}

}  // namespace qstore::ui
