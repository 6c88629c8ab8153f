// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/stores/byte_store.h"
#include "core/stores/vector_store.h"
#include "core/workspace/workspace.h"

namespace qstore {

/// Where a store keeps whole files; Unsupported, with what can, where it keeps vectors alone.
QSTORE_EXPORT Result<ByteStore*> byteStoreOf(VectorStore& store, const std::string& name);

/// "dataset", "model-bundle", "checkpoint", as KeptFile::kind says.
inline constexpr std::string_view kDatasetKind = "dataset";
inline constexpr std::string_view kModelKind = "model-bundle";
inline constexpr std::string_view kCheckpointKind = "checkpoint";

/// What becomes of a file of that name with other bytes: it is refused with AlreadyExists, which says when
/// it was kept and how large it is, or another one takes its place.
enum class KeptBefore : std::uint8_t { Refuse, Replace };

/// The rows of a dataset bit by bit, with names, types and recipe: "NAME.dataset".
QSTORE_EXPORT Result<KeptFile> keepDataset(ByteStore& files, const Workspace& workspace,
                                           const std::string& dataset, const RunControl& control = {},
                                           KeptBefore before = KeptBefore::Replace);
/// The bundle of a registered model: "NAME-VERSION.qmodel". `reference` as in Workspace::findModel.
QSTORE_EXPORT Result<KeptFile> keepModel(ByteStore& files, const Workspace& workspace,
                                         const std::string& reference, const RunControl& control = {},
                                         KeptBefore before = KeptBefore::Replace);
/// The latest checkpoint of a run with what the run is made of: "RUN.checkpoint". NotFound for a run
/// without one.
QSTORE_EXPORT Result<KeptFile> keepCheckpoint(ByteStore& files, const Workspace& workspace,
                                              const std::string& run, const RunControl& control = {},
                                              KeptBefore before = KeptBefore::Replace);

/// What a kept file became.
struct RestoredFile {
    std::string kind;
    std::string name;  ///< of the dataset; "model:version"; the run's id
};

/// Puts a kept file back into a workspace. A dataset takes the name `as`, or the one it had (AlreadyExists
/// where other rows have it); a model becomes a new version of `as`, or of its own name; a checkpoint goes
/// to its run where that is here, unfinished and not further, else to a new run that resumes from it
/// (NotFound where the run's rows are not here). What was restored is bit-equal to what was kept.
QSTORE_EXPORT Result<RestoredFile> restoreFile(ByteStore& files, Workspace& workspace,
                                               const std::string& name, const std::string& as,
                                               const RunControl& control = {});

}  // namespace qstore
