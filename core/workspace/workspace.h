// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/circuit/circuit.h"
#include "core/data/recipe.h"
#include "core/data/table.h"
#include "core/learning/trainer.h"

namespace qstore {

struct DatasetInfo {
    std::string name;
    std::string hash;  ///< Table::contentHash
    std::size_t rows = 0, columns = 0;
    std::string source;  ///< file name or sample it came from
    std::string target;  ///< of its recipe
    std::int64_t createdMs = 0;
};

struct CircuitRecord {
    std::string name;
    std::string hash;  ///< Circuit::contentHash
    std::int64_t changedMs = 0;
};

enum class RunState : std::uint8_t { Created, Running, Interrupted, Paused, Finished, Cancelled, Failed };
QSTORE_EXPORT std::string_view runStateName(RunState state);

/// A run points at exactly what made it: dataset hash, recipe, model spec, config.
struct RunRecord {
    std::string id;       ///< short unique id ("r7f3a…")
    std::string dataset;  ///< its name, or StreamConfig::place()
    std::string datasetHash;
    std::string recipeJson;  ///< Recipe
    std::string fittedJson;  ///< FittedRecipe; empty before it is fitted
    std::string specJson;    ///< ModelSpec
    std::string configJson;  ///< TrainConfig
    RunState state = RunState::Created;
    std::string error;       ///< why it failed
    std::size_t epochs = 0;  ///< finished
    double seconds = 0.0;    ///< of training, up to the last checkpoint
    std::int64_t createdMs = 0, finishedMs = 0;
    std::string resultJson;   ///< summary in the form of `qstore train --json`; empty until finished
    std::string weightsHash;  ///< empty until finished
    bool imported = false;    ///< came with a model in a bundle; there is nothing to resume
};

struct ModelVersion {
    std::string name;
    std::size_t version = 0;  ///< 1 …, never reused
    std::string run;
    std::vector<std::string> aliases;
    std::string notes;
    std::int64_t createdMs = 0;
    bool binned = false;
    /// See lineageHashes() for what each is the SHA-256 of.
    std::string datasetHash, recipeHash, fittedHash, circuitHash, specHash, weightsHash;
    /// Empty for versions registered before these were recorded.
    std::string configHash, resultHash;
    std::string resultJson;
    bool imported = false;  ///< its run came in a bundle
};

/// Where the rows of a new run are.
enum class RunRows : std::uint8_t {
    Here,      ///< in this workspace, which keeps them as long as the run
    Streamed,  ///< in a store; RunRecord::datasetHash is StreamConfig::contentSha256
};

/// What a name that is taken means when a dataset is saved.
enum class WhenTaken : std::uint8_t {
    Refuse,   ///< AlreadyExists
    Keep,     ///< the same rows: nothing changes, the recipe stays; other rows: AlreadyExists
    Replace,  ///< rows, source and recipe are the new ones
};

/// A model with everything that made it, from outside of the workspace.
struct ImportedModel {
    std::string name;  ///< to register as
    std::string notes;
    RunRecord run;  ///< datasetHash, the JSON texts, dataset (a name), epochs and seconds
    std::vector<NamedTensor> weights;
    std::vector<EpochMetrics> history;
    std::optional<Table> rows;  ///< the dataset, where it came along
    std::string rowsSource;
    Recipe rowsRecipe;
};

/// One `.qstore` file. Thread-safe: one writing connection behind a mutex, short transactions; readers
/// have their own. Every function that returns success has committed.
class QSTORE_EXPORT Workspace {
public:
    /// Creates the file when it is absent and `create`; refuses a newer or damaged one and says what to do.
    static Result<std::shared_ptr<Workspace>> open(const std::filesystem::path& path, bool create);
    ~Workspace();
    const std::filesystem::path& path() const;

    Status saveDataset(const std::string& name, const Table& table, const std::string& source,
                       const Recipe& recipe, WhenTaken whenTaken = WhenTaken::Refuse);
    Status saveRecipe(const std::string& dataset, const Recipe& recipe);
    Result<std::vector<DatasetInfo>> datasets() const;
    Result<Table> loadDataset(const std::string& name) const;
    Result<Table> loadDatasetByHash(const std::string& hash) const;
    Result<Recipe> loadRecipe(const std::string& dataset) const;
    Status deleteDataset(const std::string& name);  ///< rows stay while a run or model needs them
    Status renameDataset(const std::string& from, const std::string& to);

    Status saveCircuit(const std::string& name, const Circuit& circuit);
    Result<std::vector<CircuitRecord>> circuits() const;
    Result<Circuit> loadCircuit(const std::string& name) const;
    Status deleteCircuit(const std::string& name);

    /// The row exists, committed, before the first step. Fills id and times; holds the lease. NotFound when
    /// the dataset's rows are not in this workspace (any more).
    Result<RunRecord> createRun(RunRecord record, RunRows rows = RunRows::Here);
    /// Busy when another living process holds the run.
    Status leaseRun(const std::string& id);
    /// Says that a run held by this workspace is still being worked on, for those who look from another
    /// machine. Busy when the lease was lost.
    Status renewLease(const std::string& id);
    Status releaseRun(const std::string& id, RunState state, const std::string& error = {});
    Status finishRun(const std::string& id, const std::string& fittedJson, const std::string& resultJson,
                     const std::vector<NamedTensor>& weights);
    Result<std::vector<RunRecord>> runs() const;  ///< oldest first; dead leases appear as Interrupted
    Result<RunRecord> run(const std::string& id) const;
    Status deleteRun(const std::string& id);
    /// Metrics and checkpoint in one transaction where both are given; a checkpoint brings the metrics of
    /// its history along. Busy when the lease was lost.
    Status appendProgress(const std::string& id, const EpochMetrics* metrics, const Checkpoint* checkpoint);
    /// The same with the seconds of training so far, which a resumed run adds to.
    Status appendProgress(const std::string& id, const EpochMetrics* metrics, const Checkpoint* checkpoint,
                          double seconds);
    Result<std::vector<EpochMetrics>> metrics(const std::string& id) const;
    Result<std::optional<Checkpoint>> latestCheckpoint(const std::string& id) const;
    Result<std::vector<NamedTensor>> runWeights(const std::string& id) const;

    Result<ModelVersion> registerModel(const std::string& name, const std::string& run,
                                       const std::string& notes = {});
    /// Rows (under a name of their own, unless they are here already), finished run, weights, history and
    /// version in one transaction: all of it or nothing.
    Result<ModelVersion> importModel(const ImportedModel& model);
    Result<std::vector<ModelVersion>> models() const;  ///< by name and version, without the bin
    Result<std::vector<ModelVersion>> binnedModels() const;
    /// `name` (latest), `name@alias` or `name:version`.
    Result<ModelVersion> findModel(std::string_view reference) const;
    Status setAlias(const std::string& name, const std::string& alias, std::size_t version);
    Status removeAlias(const std::string& name, const std::string& alias);
    Status setNotes(const std::string& name, std::size_t version, const std::string& notes);
    /// Every version, the bin's too, with its aliases. AlreadyExists when `to` has versions. The old name's
    /// numbers are not used again; renaming back undoes it.
    Status renameModel(const std::string& from, const std::string& to);
    Status deleteModel(const std::string& name, std::size_t version);  ///< to the bin
    Status restoreModel(const std::string& name, std::size_t version);

    /// Small values that the window keeps per workspace (open tabs, drafts).
    Status setValue(const std::string& key, const std::string& value);
    Result<std::optional<std::string>> value(const std::string& key) const;

    Status integrityCheck() const;
    /// A copy of the whole workspace as it is now, under a name that is free. Busy when another program
    /// does not let go of it; then no file is left behind.
    Status backupTo(const std::filesystem::path& path) const;

private:
    friend struct WorkspaceAccess;
    struct Impl;
    explicit Workspace(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// Copies a file that cannot be opened (newer, damaged) with its log to `target`, which must be free (a
/// name beside itself when empty), and names the copy.
QSTORE_EXPORT Result<std::filesystem::path> copyWorkspaceFile(const std::filesystem::path& path,
                                                              std::filesystem::path target = {});

/// `$QSTORE_WORKSPACE`, else `$XDG_DATA_HOME/qstore/default.qstore`, else `~/.local/share/…`.
QSTORE_EXPORT std::filesystem::path defaultWorkspacePath();

}  // namespace qstore
