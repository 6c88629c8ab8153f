// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/store_files.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>

#include "core/base/atomic_file.h"
#include "core/base/hash.h"
#include "core/exchange/bundle.h"
#include "core/exchange/checkpoint_bytes.h"
#include "core/exchange/dataset_bytes.h"

namespace qstore {
namespace {

/// A private folder for a bundle, which is read and written as a file; gone afterwards.
class BundleFolder {
public:
    static Result<BundleFolder> make() {
        std::error_code error;
        std::string pattern =
            (std::filesystem::temp_directory_path(error) / "qstore-bundle-XXXXXX").string();
        if (error || ::mkdtemp(pattern.data()) == nullptr)
            return fail(ErrorCode::Io, "cannot make a folder for the bundle, such as '" + pattern + "'",
                        "set TMPDIR to a folder you may write to");
        return BundleFolder(pattern);
    }
    BundleFolder(BundleFolder&& other) noexcept : m_folder(std::exchange(other.m_folder, {})) {}
    BundleFolder(const BundleFolder&) = delete;
    BundleFolder& operator=(const BundleFolder&) = delete;
    BundleFolder& operator=(BundleFolder&&) = delete;
    ~BundleFolder() {
        std::error_code ignored;
        if (!m_folder.empty()) std::filesystem::remove_all(m_folder, ignored);
    }
    std::filesystem::path file() const { return m_folder / "model.qmodel"; }

private:
    explicit BundleFolder(std::filesystem::path folder) : m_folder(std::move(folder)) {}
    std::filesystem::path m_folder;
};

Result<DatasetInfo> datasetInfo(const Workspace& workspace, const std::string& name) {
    QSTORE_TRY(const std::vector<DatasetInfo> datasets, workspace.datasets());
    const auto found = std::find_if(datasets.begin(), datasets.end(),
                                    [&](const DatasetInfo& info) { return info.name == name; });
    if (found != datasets.end()) return *found;
    return fail(ErrorCode::NotFound, "there is no dataset '" + name + "'", "`qstore data list` shows them");
}

std::string keptAt(std::int64_t keptMs) {
    const auto seconds = static_cast<std::time_t>(keptMs / 1000);
    std::tm parts{};
    if (::gmtime_r(&seconds, &parts) == nullptr) return "at an unknown time";
    std::string text(32, '\0');
    text.resize(std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M UTC", &parts));
    return text;
}

/// Refuses to take the place of other bytes of that name.
Status checkNoOther(ByteStore& files, const std::string& name, const std::string& sha256,
                    const RunControl& control) {
    QSTORE_TRY(const std::vector<KeptFile> list, files.files(RunControl{control.stop, {}}));
    for (const KeptFile& there : list)
        if (there.name == name && there.sha256 != sha256)
            return fail(
                ErrorCode::AlreadyExists,
                "the store keeps another '" + name + "' already: " + std::to_string(there.bytes) +
                    " bytes of " + keptAt(there.keptMs),
                "--replace puts this one in its place; `qstore stores restore` brings that one back "
                "first");
    return {};
}

/// The answer says what the store holds now; it must be what was given.
Result<KeptFile> keepChecked(ByteStore& files, const std::string& name, std::string_view kind,
                             const std::string& bytes, KeptBefore before, const RunControl& control) {
    if (before == KeptBefore::Refuse) QSTORE_CHECK(checkNoOther(files, name, sha256Hex(bytes), control));
    QSTORE_TRY(KeptFile kept, files.keep(name, std::string(kind), bytes, control));
    if (kept.sha256 == sha256Hex(bytes)) return kept;
    return fail(ErrorCode::Corrupt, "the store did not keep '" + name + "' as it was given",
                "keep it again; if it goes on, the store is at fault");
}

Result<RestoredFile> restoreDataset(Workspace& workspace, const std::string& bytes, const std::string& as) {
    QSTORE_TRY(const DatasetContent content, datasetOfBytes(bytes));
    const std::string name = as.empty() ? content.name : as;
    QSTORE_CHECK(
        workspace.saveDataset(name, content.table, content.source, content.recipe, WhenTaken::Keep));
    return RestoredFile{std::string(kDatasetKind), name};
}

/// "iris-model-3.qmodel" was the model "iris-model".
std::string modelNameOf(const std::string& file) {
    const std::string stem = file.substr(0, file.rfind(".qmodel"));
    const std::size_t dash = stem.rfind('-');
    return dash == std::string::npos || dash == 0 ? stem : stem.substr(0, dash);
}

Result<RestoredFile> restoreModelBundle(Workspace& workspace, const std::string& bytes,
                                        const std::string& name) {
    QSTORE_TRY(const BundleFolder folder, BundleFolder::make());
    QSTORE_CHECK(writePrivateFileAtomically(folder.file(), bytes));
    QSTORE_TRY(const ModelVersion version, importBundle(workspace, folder.file(), name));
    return RestoredFile{std::string(kModelKind), version.name + ":" + std::to_string(version.version)};
}

/// Whether the run is here, made of the same things.
Result<bool> isHere(const Workspace& workspace, const RunRecord& wanted) {
    const auto here = workspace.run(wanted.id);
    if (!here && here.error().code == ErrorCode::NotFound) return false;
    if (!here) return tl::unexpected<Error>(here.error());
    return here->datasetHash == wanted.datasetHash && here->specJson == wanted.specJson &&
           here->configJson == wanted.configJson && here->recipeJson == wanted.recipeJson;
}

tl::unexpected<Error> isFurther(const std::string& run) {
    return fail(ErrorCode::AlreadyExists,
                "run '" + run + "' is further than the checkpoint, or as far: it would be set back",
                "`qstore runs resume " + run + "` goes on with what is here");
}

Status checkNotFurther(const Workspace& workspace, const std::string& id, const Checkpoint& wanted) {
    QSTORE_TRY(const std::optional<Checkpoint> here, workspace.latestCheckpoint(id));
    if (!here) return {};
    const bool further =
        here->epoch > wanted.epoch || (here->epoch == wanted.epoch && here->batch >= wanted.batch);
    return further ? Status(isFurther(id)) : Status();
}

Result<RestoredFile> restoreCheckpoint(Workspace& workspace, const std::string& bytes) {
    QSTORE_TRY(const CheckpointContent content, checkpointOfBytes(bytes));
    QSTORE_TRY(const bool here, isHere(workspace, content.run));
    std::string id = content.run.id;
    if (here) {
        QSTORE_CHECK(checkNotFurther(workspace, id, content.checkpoint));
        QSTORE_CHECK(workspace.leaseRun(id));
    } else {
        QSTORE_TRY(const TrainConfig config, readTrainConfigJson(content.run.configJson));
        const RunRows rows = config.stream.store.empty() ? RunRows::Here : RunRows::Streamed;
        QSTORE_TRY(const RunRecord made, workspace.createRun(content.run, rows));
        id = made.id;
    }
    const Status stored = workspace.appendProgress(id, nullptr, &content.checkpoint, content.run.seconds);
    const Status released = workspace.releaseRun(id, RunState::Interrupted);
    QSTORE_CHECK(stored);
    QSTORE_CHECK(released);
    return RestoredFile{std::string(kCheckpointKind), id};
}

Result<std::string> kindOf(ByteStore& files, const std::string& name, const RunControl& control) {
    QSTORE_TRY(const std::vector<KeptFile> list, files.files(control));
    for (const KeptFile& file : list)
        if (file.name == name) return file.kind;
    return std::string();  // restore() says what is wrong, with the nearest name
}

}  // namespace

Result<ByteStore*> byteStoreOf(VectorStore& store, const std::string& name) {
    if (ByteStore* files = store.bytes()) return files;
    return fail(ErrorCode::Unsupported,
                "the store '" + name + "' (" + store.capabilities().kind + ") keeps vectors only, no files",
                "take a store that can: PostgreSQL with pgvector");
}

Result<KeptFile> keepDataset(ByteStore& files, const Workspace& workspace, const std::string& dataset,
                             const RunControl& control, KeptBefore before) {
    QSTORE_TRY(const DatasetInfo info, datasetInfo(workspace, dataset));
    DatasetContent content;
    content.name = dataset;
    content.source = info.source;
    QSTORE_TRY(content.table, workspace.loadDataset(dataset));
    QSTORE_TRY(content.recipe, workspace.loadRecipe(dataset));
    QSTORE_TRY(const std::string bytes, datasetBytes(content));
    return keepChecked(files, dataset + ".dataset", kDatasetKind, bytes, before, control);
}

Result<KeptFile> keepModel(ByteStore& files, const Workspace& workspace, const std::string& reference,
                           const RunControl& control, KeptBefore before) {
    QSTORE_TRY(const ModelVersion version, workspace.findModel(reference));
    QSTORE_TRY(const BundleFolder folder, BundleFolder::make());
    QSTORE_TRY(const BundleReport report, exportBundle(workspace, reference, folder.file()));
    QSTORE_TRY(const std::string bytes, readFile(report.path));
    const std::string name = version.name + "-" + std::to_string(version.version) + ".qmodel";
    return keepChecked(files, name, kModelKind, bytes, before, control);
}

Result<KeptFile> keepCheckpoint(ByteStore& files, const Workspace& workspace, const std::string& run,
                                const RunControl& control, KeptBefore before) {
    CheckpointContent content;
    QSTORE_TRY(content.run, workspace.run(run));
    QSTORE_TRY(std::optional<Checkpoint> checkpoint, workspace.latestCheckpoint(run));
    if (!checkpoint)
        return fail(ErrorCode::NotFound, "run '" + run + "' has no checkpoint",
                    "a finished run has its model instead: register it and keep that (--model)");
    content.checkpoint = *std::move(checkpoint);
    return keepChecked(files, run + ".checkpoint", kCheckpointKind, checkpointBytes(content), before,
                       control);
}

Result<RestoredFile> restoreFile(ByteStore& files, Workspace& workspace, const std::string& name,
                                 const std::string& as, const RunControl& control) {
    QSTORE_TRY(const std::string kind, kindOf(files, name, control));
    QSTORE_TRY(const std::string bytes, files.restore(name, control));
    if (kind == kDatasetKind) return restoreDataset(workspace, bytes, as);
    if (kind == kModelKind)
        return restoreModelBundle(workspace, bytes, as.empty() ? modelNameOf(name) : as);
    if (kind == kCheckpointKind && as.empty()) return restoreCheckpoint(workspace, bytes);
    if (kind == kCheckpointKind)
        return fail(ErrorCode::InvalidArgument, "a checkpoint takes no other name than its run's",
                    "leave --as out");
    return fail(ErrorCode::Unsupported, "'" + name + "' is of kind '" + kind + "', which is not known here",
                "fetch it with the program that kept it");
}

}  // namespace qstore
