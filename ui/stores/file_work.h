// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/exchange/dataset_bytes.h"
#include "core/exchange/store_files.h"

namespace qstore::ui {

/// What of a workspace is kept as a file.
struct FileTask {
    std::shared_ptr<Workspace> workspace;
    std::string kind;     ///< kDatasetKind, kModelKind, kCheckpointKind
    std::string subject;  ///< a dataset, "model:version", a run
};

/// A kept file with its bytes, to bring it back.
struct HeldFile {
    KeptFile file;
    std::string bytes;
};

/// What keeping did.
struct FileWork {
    KeptFile file;
    std::optional<HeldFile> before;  ///< of the same name
    bool changed = true;             ///< false where the same bytes were kept already
};

/// AlreadyExists where a file would be replaced that is more than a step of undo holds.
Result<FileWork> keepFile(ByteStore& files, const FileTask& task, const RunControl& control);
/// NotFound where it is not there. Nothing where it is more than a step of undo holds, or damaged.
Result<std::optional<HeldFile>> holdFile(ByteStore& files, const std::string& name,
                                         const RunControl& control);
/// Puts `to` (nothing: no file) where the file with the hash `from` is (empty: none). Failed where somebody
/// else has kept or removed it meanwhile.
Status exchangeFile(ByteStore& files, const std::string& name, const std::string& from,
                    const std::optional<HeldFile>& to, const RunControl& control);
/// The rows of a kept dataset; nothing where the file is no dataset.
Result<std::optional<DatasetContent>> readDatasetFile(ByteStore& files, const std::string& name,
                                                      const RunControl& control);

}  // namespace qstore::ui
