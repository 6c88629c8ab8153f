// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/learning/model.h"
#include "core/workspace/training_session.h"

namespace qstore {

/// Tensors in the safetensors format (F64), sorted by name; metadata are strings.
QSTORE_EXPORT std::string writeSafetensors(const std::vector<NamedTensor>& tensors,
                                           const std::map<std::string, std::string>& metadata = {});
/// Refuses overlapping, unsorted-gap or out-of-range offsets, wrong sizes and other types.
QSTORE_EXPORT Result<std::vector<NamedTensor>> readSafetensors(std::string_view bytes);

/// What the re-reading of an export proved.
struct BundleReport {
    std::filesystem::path path;
    std::size_t rowsCompared = 0;
    double maxDifference = 0.0;  ///< between predictions of the model and of the re-read bundle
    std::string sha256;          ///< of the file
};

/// A `.qmodel` zip: model.json, circuit.qasm (OpenQASM 3), weights.safetensors, recipe.json (fitted),
/// card.md, sample.csv with expected predictions, SHA256SUMS. Written atomically, then re-read and
/// compared row by row on `sample` before it is called done. Loading it runs no code.
QSTORE_EXPORT Result<BundleReport> exportBundle(const Workspace& workspace, std::string_view reference,
                                                const std::filesystem::path& path);
QSTORE_EXPORT Result<TrainedModel> readBundle(const std::filesystem::path& path);
/// Registers a bundle's content as a new version of `name`, in one transaction. Corrupt, saying what, when
/// the bundle's parts contradict each other: hashes, predictions, or (where it holds the whole dataset) the
/// metrics of its result. The run is marked as imported.
QSTORE_EXPORT Result<ModelVersion> importBundle(Workspace& workspace, const std::filesystem::path& path,
                                                const std::string& name);
/// Markdown with Hugging-Face-valid YAML front matter, made from the run.
QSTORE_EXPORT Result<std::string> modelCard(const Workspace& workspace, std::string_view reference);

}  // namespace qstore
