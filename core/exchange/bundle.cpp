// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/bundle.h"

#include <cmath>
#include <numeric>

#include "core/base/atomic_file.h"
#include "core/base/hash.h"
#include "core/base/number_text.h"
#include "core/data/csv.h"
#include "core/exchange/bundle_content.h"
#include "core/workspace/names.h"

namespace qstore {
namespace {

/// Rows that go into a bundle and are compared; a larger dataset gives its first ones.
constexpr std::size_t sampleRows = 5000;
constexpr std::size_t maxBundleBytes = std::size_t{256} << 20U;
/// Text and back is exact, so that only the order of sums could differ, and it does not.
constexpr double tolerance = 1e-12;

Result<BundleContent> readContent(const std::filesystem::path& path) {
    QSTORE_TRY(const auto bytes, readFile(path, maxBundleBytes));
    QSTORE_TRY(const auto files, readZip(bytes));
    return readBundleFiles(files);
}

/// The bundle's own model on the bundle's own rows against what was written and what is wanted. `failure`
/// is the error with its sentence begun.
Result<double> compare(const BundleContent& read, const Predictions& wanted, const Error& failure) {
    QSTORE_TRY(const auto model, bundleModel(read));
    QSTORE_TRY(const auto again, predictTable(model, read.sample));
    const auto differs = [&](const std::string& what) {
        return fail(failure.code, failure.message + " " + what, failure.hint);
    };
    if (again.rows != wanted.rows || again.labels != wanted.labels || read.expected.rows != wanted.rows ||
        read.expected.labels != wanted.labels)
        return differs("it predicts other classes");
    if (again.values.size() != wanted.values.size() || read.expected.values.size() != wanted.values.size())
        return differs("it gives another number of predictions");
    double largest = 0.0;
    for (std::size_t index = 0; index < wanted.values.size(); ++index) {
        const double allowed = tolerance * std::max(1.0, std::abs(wanted.values[index]));
        for (const double value : {again.values[index], read.expected.values[index]}) {
            const double difference = std::abs(value - wanted.values[index]);
            // Written so that a NaN on either side is no agreement.
            if (!(difference <= allowed))
                return differs("its prediction number " + std::to_string(index + 1) + " is " +
                               numberToText(value) + " instead of " + numberToText(wanted.values[index]));
            largest = std::max(largest, difference);
        }
    }
    return largest;
}

/// Whether the rows come back from the bundle's text exactly.
bool survivesCsv(const Table& table, const std::string& hash) {
    CsvOptions options;
    options.missingTokens = {""};
    for (const Column& column : table.columns()) options.types[column.name] = column.type;
    const auto again = parseCsv(writeCsv(table), options);
    return again && again->contentHash() == hash;
}

Status addSample(BundleContent& content, const Workspace& workspace, std::string_view reference,
                 std::size_t maxRows) {
    const auto table = workspace.loadDatasetByHash(content.lineage.dataset);
    if (!table && table.error().code == ErrorCode::NotFound) return {};
    if (!table) return tl::unexpected<Error>(table.error());
    content.datasetRows = table->rows();
    std::vector<std::size_t> rows(std::min(maxRows, table->rows()));
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    content.sample = table->selectRows(rows);
    content.sampleIsDataset =
        rows.size() == table->rows() && survivesCsv(content.sample, content.lineage.dataset);
    QSTORE_TRY(const auto trained, loadRegisteredModel(workspace, reference));
    QSTORE_TRY(content.expected, predictTable(trained, content.sample));
    return {};
}

}  // namespace

Result<BundleContent> collectBundle(const Workspace& workspace, std::string_view reference,
                                    std::size_t maxRows) {
    QSTORE_TRY(const auto version, workspace.findModel(reference));
    QSTORE_TRY(const auto record, workspace.run(version.run));
    BundleContent content;
    content.name = version.name;
    content.version = version.version;
    content.notes = version.notes;
    content.createdMs = version.createdMs;
    content.dataset = record.dataset;
    content.lineage = {version.datasetHash, version.recipeHash,  version.fittedHash, version.circuitHash,
                       version.specHash,    version.weightsHash, version.configHash, version.resultHash};
    QSTORE_TRY(content.spec, readModelSpecJson(record.specJson));
    content.configJson = record.configJson;
    content.resultJson = version.resultJson;
    QSTORE_TRY(const auto fitted, FittedRecipe::fromJson(record.fittedJson));
    content.fittedJson = fitted.toJson(2) + "\n";
    QSTORE_TRY(content.weights, workspace.runWeights(version.run));
    QSTORE_TRY(content.history, workspace.metrics(version.run));
    QSTORE_CHECK(addSample(content, workspace, reference, maxRows));
    QSTORE_TRY(content.card, writeModelCard(content));
    return content;
}

Result<BundleReport> exportBundle(const Workspace& workspace, std::string_view reference,
                                  const std::filesystem::path& path) {
    QSTORE_TRY(const auto content, collectBundle(workspace, reference, sampleRows));
    QSTORE_TRY(const auto files, bundleFiles(content));
    QSTORE_TRY(const auto bytes, writeZip(files));
    QSTORE_TRY(const auto entries, readZip(bytes));
    QSTORE_TRY(const auto again, readBundleFiles(entries));
    BundleReport report;
    report.path = path;
    report.rowsCompared = content.expected.rows.size();
    if (content.sample.rows() > 0) {
        const Error failure{ErrorCode::Failed, "the bundle was not written, because when read again",
                            "report this with the model's circuit"};
        QSTORE_TRY(report.maxDifference, compare(again, content.expected, failure));
    }
    QSTORE_CHECK(writeFileAtomically(path, bytes));
    QSTORE_TRY(const auto written, readFile(path, maxBundleBytes));
    report.sha256 = sha256Hex(written);
    if (written != bytes)
        return fail(ErrorCode::Io,
                    "the bundle '" + path.string() + "' does not read back as it was written",
                    "check the disk and export again");
    return report;
}

Result<TrainedModel> readBundle(const std::filesystem::path& path) {
    QSTORE_TRY(const auto content, readContent(path));
    return bundleModel(content);
}

Result<ModelVersion> importBundle(Workspace& workspace, const std::filesystem::path& path,
                                  const std::string& name) {
    QSTORE_CHECK(checkModelName(name));
    QSTORE_TRY(auto content, readContent(path));
    QSTORE_TRY(const auto model, bundleModel(content));
    if (content.sample.rows() > 0) {
        const Error failure{ErrorCode::Corrupt,
                            "the bundle '" + path.string() + "' does not predict what it says:",
                            "get it again from where it was exported"};
        QSTORE_CHECK(compare(content, content.expected, failure));
    }
    if (content.sampleIsDataset) QSTORE_CHECK(checkBundleMetrics(content, model));
    QSTORE_TRY(const auto summary, TrainingSummary::fromJson(content.resultJson));
    ImportedModel imported;
    imported.name = name;
    imported.notes = content.notes;
    imported.run.dataset = content.dataset;
    imported.run.datasetHash = content.lineage.dataset;
    imported.run.recipeJson = writeRecipeJson(model.recipe->recipe(), -1);
    imported.run.fittedJson = model.recipe->toJson(-1);
    imported.run.specJson = writeModelSpecJson(content.spec, -1);
    imported.run.configJson = content.configJson;
    imported.run.resultJson = content.resultJson;
    imported.run.epochs = summary.epochs;
    imported.run.seconds = summary.seconds;
    imported.weights = std::move(content.weights);
    imported.history = std::move(content.history);
    if (content.sampleIsDataset) {
        imported.rows = std::move(content.sample);
        imported.rowsSource = "bundle of " + content.name;
        imported.rowsRecipe = model.recipe->recipe();
    }
    return workspace.importModel(imported);
}

Result<std::string> modelCard(const Workspace& workspace, std::string_view reference) {
    QSTORE_TRY(auto content, collectBundle(workspace, reference, 0));
    return std::move(content.card);
}

}  // namespace qstore
