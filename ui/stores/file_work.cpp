// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stores/file_work.h"

#include <algorithm>

#include "core/base/hash.h"
#include "ui/stores/store_work.h"

namespace qstore::ui {
namespace {

Result<std::optional<KeptFile>> lookUp(ByteStore& files, const std::string& name,
                                       const RunControl& control) {
    QSTORE_TRY(const std::vector<KeptFile> list, files.files(RunControl{control.stop, {}}));
    const auto found =
        std::find_if(list.begin(), list.end(), [&](const KeptFile& file) { return file.name == name; });
    return found == list.end() ? std::nullopt : std::optional(*found);
}

Result<std::optional<HeldFile>> held(ByteStore& files, const KeptFile& file, const RunControl& control) {
    if (file.bytes > undoBytes) return std::optional<HeldFile>();
    auto bytes = files.restore(file.name, control);
    if (bytes) return std::optional(HeldFile{file, std::move(*bytes)});
    if (bytes.error().code == ErrorCode::Corrupt) return std::optional<HeldFile>();
    return tl::unexpected<Error>(std::move(bytes).error());
}

/// Lets a file through into a store, and holds the one whose place it takes.
class HoldingFiles : public ByteStore {
public:
    HoldingFiles(ByteStore& files, FileWork& work) : m_files(files), m_work(work) {}

    Result<std::vector<KeptFile>> files(const RunControl& control) override {
        return m_files.files(control);
    }
    Result<KeptFile> keep(const std::string& name, const std::string& kind, std::string_view bytes,
                          const RunControl& control) override {
        QSTORE_TRY(const std::optional<KeptFile> there, lookUp(m_files, name, control));
        if (there && there->kind == kind && there->sha256 == sha256Hex(bytes)) {
            m_work.changed = false;
            return *there;
        }
        if (there) {
            QSTORE_TRY(m_work.before, held(m_files, *there, RunControl{control.stop, {}}));
            if (!m_work.before)
                return fail(ErrorCode::AlreadyExists,
                            "the store keeps another '" + name + "', which could not be brought back",
                            "forget that one first, if it may go");
        }
        return m_files.keep(name, kind, bytes, control);
    }
    Result<std::string> restore(const std::string& name, const RunControl& control) override {
        return m_files.restore(name, control);
    }
    Result<bool> forget(const std::string& name, const RunControl& control) override {
        return m_files.forget(name, control);
    }

private:
    ByteStore& m_files;
    FileWork& m_work;
};

tl::unexpected<Error> changedMeanwhile(const std::string& name) {
    return fail(ErrorCode::Failed, "'" + name + "' is not what it was: it was kept or forgotten elsewhere",
                "look at the list of files, and keep or forget it there");
}

}  // namespace

Result<FileWork> keepFile(ByteStore& files, const FileTask& task, const RunControl& control) {
    FileWork work;
    HoldingFiles holding(files, work);
    const Workspace& workspace = *task.workspace;
    if (task.kind == kDatasetKind) {
        QSTORE_TRY(work.file, keepDataset(holding, workspace, task.subject, control));
    } else if (task.kind == kModelKind) {
        QSTORE_TRY(work.file, keepModel(holding, workspace, task.subject, control));
    } else {
        QSTORE_TRY(work.file, keepCheckpoint(holding, workspace, task.subject, control));
    }
    return work;
}

Result<std::optional<HeldFile>> holdFile(ByteStore& files, const std::string& name,
                                         const RunControl& control) {
    QSTORE_TRY(const std::optional<KeptFile> there, lookUp(files, name, control));
    if (there) return held(files, *there, control);
    return fail(ErrorCode::NotFound, "the store keeps no file '" + name + "' any more",
                "look at the list of files again");
}

Status exchangeFile(ByteStore& files, const std::string& name, const std::string& from,
                    const std::optional<HeldFile>& to, const RunControl& control) {
    QSTORE_TRY(const std::optional<KeptFile> there, lookUp(files, name, control));
    if ((there ? there->sha256 : std::string()) != from) return changedMeanwhile(name);
    if (!to) {
        QSTORE_TRY(const bool gone, files.forget(name, control));
        return gone ? Status() : Status(changedMeanwhile(name));
    }
    QSTORE_TRY(const KeptFile kept, files.keep(name, to->file.kind, to->bytes, control));
    if (kept.sha256 == to->file.sha256) return {};
    return fail(ErrorCode::Corrupt, "the store did not keep '" + name + "' as it was",
                "keep it again from where it came");
}

Result<std::optional<DatasetContent>> readDatasetFile(ByteStore& files, const std::string& name,
                                                      const RunControl& control) {
    QSTORE_TRY(const std::optional<KeptFile> there, lookUp(files, name, control));
    if (!there || there->kind != kDatasetKind) return std::optional<DatasetContent>();
    QSTORE_TRY(const std::string bytes, files.restore(name, control));
    QSTORE_TRY(DatasetContent content, datasetOfBytes(bytes));
    return std::optional(std::move(content));
}

}  // namespace qstore::ui
