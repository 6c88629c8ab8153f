// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/data/recipe.h"
#include "core/data/table.h"
#include "core/exchange/zip_archive.h"
#include "core/learning/model.h"
#include "core/workspace/lineage.h"
#include "core/workspace/training_session.h"

namespace qstore {

/// Everything a bundle says, as values; what each file of it holds is in README.md.
struct BundleContent {
    std::string name;         ///< of the model
    std::size_t version = 0;  ///< in the workspace it came from
    std::string notes;
    std::int64_t createdMs = 0;
    std::string dataset;  ///< name
    std::size_t datasetRows = 0;
    bool sampleIsDataset = false;  ///< the sample holds every row and cell of the dataset
    LineageHashes lineage;
    ModelSpec spec;
    std::string configJson;  ///< TrainConfig
    std::string resultJson;  ///< TrainingSummary
    std::string fittedJson;  ///< FittedRecipe
    std::vector<NamedTensor> weights;
    std::vector<EpochMetrics> history;  ///< of the training; empty in bundles that have none
    Table sample;                       ///< raw rows
    Predictions expected;               ///< for the sample
    std::string card;
};

/// The files of a bundle, SHA256SUMS included.
Result<ZipEntries> bundleFiles(const BundleContent& content);
/// Checks the sums, every hash of the lineage that the files can prove, and that the circuit's two
/// forms agree.
Result<BundleContent> readBundleFiles(const ZipEntries& files);
/// Epochs as `history` in model.json, and back (throws nlohmann's or standard exceptions).
std::string historyJson(const std::vector<EpochMetrics>& history);
Result<std::vector<EpochMetrics>> readHistoryJson(std::string_view text);

/// Corrupt unless the metrics of the result are those of the model on the dataset's own parts. Only for a
/// content whose sample is the whole dataset.
Status checkBundleMetrics(const BundleContent& content, const TrainedModel& model);

/// The compiled model of a content.
Result<TrainedModel> bundleModel(const BundleContent& content);

/// The content's card; needs a readable result.
Result<std::string> writeModelCard(const BundleContent& content);

/// Everything about a registered version, with at most `maxRows` rows of its dataset as sample (none
/// when the rows are not in the workspace).
Result<BundleContent> collectBundle(const Workspace& workspace, std::string_view reference,
                                    std::size_t maxRows);

}  // namespace qstore
