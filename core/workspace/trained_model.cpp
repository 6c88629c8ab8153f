// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <numeric>

#include "core/base/number_text.h"
#include "core/workspace/lineage.h"
#include "core/workspace/training_session.h"

namespace qstore {
namespace {

std::string freeName(const Table& table, const std::string& wanted) {
    std::string name = wanted;
    for (int number = 2; table.find(name) != nullptr; ++number)
        name = wanted + " " + std::to_string(number);
    return name;
}

Result<TrainedModel> trainedModel(const Workspace& workspace, const RunRecord& record, PlanCache* plans) {
    if (record.state != RunState::Finished)
        return fail(ErrorCode::InvalidArgument,
                    "run '" + record.id + "' is " + std::string(runStateName(record.state)) +
                        " and has no final weights yet",
                    "finish it first: `qstore runs resume " + record.id + "`");
    TrainedModel trained;
    trained.name = record.id;
    QSTORE_TRY(auto spec, readModelSpecJson(record.specJson));
    QSTORE_TRY(trained.model, Model::compile(std::move(spec), plans));
    QSTORE_TRY(auto recipe, FittedRecipe::fromJson(record.fittedJson));
    trained.recipe = std::make_shared<const FittedRecipe>(std::move(recipe));
    QSTORE_TRY(const auto tensors, workspace.runWeights(record.id));
    QSTORE_TRY(trained.weights, trained.model->weightsFrom(tensors));
    return trained;
}

/// A column that is missing in every row until it is filled.
Column emptyColumn(std::string name, ColumnType type, std::size_t rows) {
    Column column;
    column.name = std::move(name);
    column.type = type;
    column.missing.assign(rows, true);
    if (type == ColumnType::Number)
        column.numbers.assign(rows, std::numeric_limits<double>::quiet_NaN());
    else
        column.texts.assign(rows, {});
    return column;
}

void setNumber(Column& column, std::size_t row, double value) {
    column.numbers[row] = value;
    column.missing[row] = false;
}

void setText(Column& column, std::size_t row, const std::string& text) {
    column.texts[row] = text;
    column.missing[row] = false;
}

LineageCheck check(std::string what, std::string stored, std::string computed) {
    const bool matches = stored == computed;
    return {std::move(what), std::move(stored), std::move(computed), matches};
}

/// Of the rows themselves; a model that came in a bundle may have left them behind.
Result<std::string> contentHashOf(const Workspace& workspace, const std::string& hash) {
    const auto table = workspace.loadDatasetByHash(hash);
    if (table) return table->contentHash();
    if (table.error().code == ErrorCode::NotFound) return std::string("not in this workspace");
    return tl::unexpected<Error>(table.error());
}

}  // namespace

Result<TrainedModel> loadRunModel(const Workspace& workspace, const std::string& run, PlanCache* plans) {
    QSTORE_TRY(const auto record, workspace.run(run));
    return trainedModel(workspace, record, plans);
}

Result<TrainedModel> loadRegisteredModel(const Workspace& workspace, std::string_view reference,
                                         PlanCache* plans) {
    QSTORE_TRY(const auto version, workspace.findModel(reference));
    QSTORE_TRY(auto trained, loadRunModel(workspace, version.run, plans));
    trained.name = version.name + ":" + std::to_string(version.version);
    return trained;
}

Result<Predictions> predictTable(const TrainedModel& model, const Table& table, const RunControl& control,
                                 const std::optional<ShotOptions>& shots) {
    std::vector<std::size_t> rows(table.rows());
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    QSTORE_TRY(const auto features, model.recipe->apply(table, rows, false));
    rows.resize(features.rows);
    QSTORE_TRY(auto values,
               shots ? model.model->predictSampled(model.weights, features, rows, *shots, control)
                     : model.model->predict(model.weights, features, rows, control));
    Predictions predictions;
    predictions.rows = features.sourceRows;
    predictions.classes = model.recipe->classes();
    predictions.values = std::move(values);
    const std::size_t width = std::max<std::size_t>(1, predictions.classes.size());
    if (predictions.values.size() != features.rows * width)
        return fail(ErrorCode::Failed, "the model gave " + std::to_string(predictions.values.size()) +
                                           " numbers for " + std::to_string(features.rows) + " rows and " +
                                           std::to_string(width) + " outputs");
    for (std::size_t row = 0; row < features.rows; ++row) {
        const auto first = predictions.values.begin() + static_cast<std::ptrdiff_t>(row * width);
        const auto best = std::max_element(first, first + static_cast<std::ptrdiff_t>(width)) - first;
        predictions.labels.push_back(predictions.classes.empty()
                                         ? numberToText(*first)
                                         : predictions.classes[static_cast<std::size_t>(best)]);
    }
    return predictions;
}

Result<Table> withPredictions(const Table& table, const Predictions& predictions) {
    const std::size_t classes = predictions.classes.size();
    const std::size_t width = std::max<std::size_t>(1, classes);
    const bool fits = predictions.labels.size() == predictions.rows.size() &&
                      predictions.values.size() == predictions.rows.size() * width;
    const auto outside = [&](std::size_t row) { return row >= table.rows(); };
    if (!fits || std::any_of(predictions.rows.begin(), predictions.rows.end(), outside))
        return fail(ErrorCode::InvalidArgument, "these predictions do not belong to this table");
    std::vector<Column> columns = table.columns();
    Column label = emptyColumn(freeName(table, "prediction"),
                               classes == 0 ? ColumnType::Number : ColumnType::Category, table.rows());
    for (std::size_t index = 0; index < predictions.rows.size(); ++index) {
        if (classes == 0)
            setNumber(label, predictions.rows[index], predictions.values[index]);
        else
            setText(label, predictions.rows[index], predictions.labels[index]);
    }
    columns.push_back(std::move(label));
    for (std::size_t which = 0; which < classes; ++which) {
        Column column = emptyColumn(freeName(table, "probability " + predictions.classes[which]),
                                    ColumnType::Number, table.rows());
        for (std::size_t index = 0; index < predictions.rows.size(); ++index)
            setNumber(column, predictions.rows[index], predictions.values[index * width + which]);
        columns.push_back(std::move(column));
    }
    return Table::create(std::move(columns));
}

Result<std::vector<LineageCheck>> verifyLineage(const Workspace& workspace, std::string_view reference) {
    QSTORE_TRY(const auto version, workspace.findModel(reference));
    QSTORE_TRY(const auto record, workspace.run(version.run));
    QSTORE_TRY(const auto computed, lineageHashes(record));
    QSTORE_TRY(const auto config, readTrainConfigJson(record.configJson));
    QSTORE_TRY(const auto tensors, workspace.runWeights(version.run));
    std::vector<LineageCheck> checks;
    if (config.stream.store.empty()) {
        QSTORE_TRY(const auto dataset, contentHashOf(workspace, version.datasetHash));
        checks.push_back(check("dataset", version.datasetHash, dataset));
    }
    for (LineageCheck& each :
         std::vector<LineageCheck>{check("recipe", version.recipeHash, computed.recipe),
                                   check("fitted", version.fittedHash, computed.fitted),
                                   check("circuit", version.circuitHash, computed.circuit),
                                   check("spec", version.specHash, computed.spec),
                                   check("weights", version.weightsHash, weightsHash(tensors))})
        checks.push_back(std::move(each));
    // Versions from before these were recorded have nothing to compare with.
    if (!version.configHash.empty()) checks.push_back(check("config", version.configHash, computed.config));
    if (!version.resultHash.empty()) {
        // The version's own copy of the result is what is shown; the run's must agree with it.
        QSTORE_TRY(const auto shown, jsonHash(version.resultJson));
        checks.push_back(
            check("result", version.resultHash, shown == version.resultHash ? computed.result : shown));
    }
    return checks;
}

}  // namespace qstore
