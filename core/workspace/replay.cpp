// SPDX-License-Identifier: Apache-2.0
#include "core/workspace/replay.h"

#include "core/simulation/simd.h"

namespace qstore {
namespace {

/// The stored run has its metrics and checkpoints already.
class SilentSink final : public TrainingSink {
public:
    Status epochFinished(const EpochMetrics&) override { return {}; }
    Status checkpoint(const Checkpoint&) override { return {}; }
};

}  // namespace

Result<ReplayReport> replayRun(const std::shared_ptr<Workspace>& workspace, const std::string& run,
                               const RunControl& control) {
    QSTORE_TRY(const RunRecord record, workspace->run(run));
    if (record.state != RunState::Finished)
        return fail(ErrorCode::InvalidArgument,
                    "run '" + run + "' is " + std::string(runStateName(record.state)) +
                        " and has no final weights to compare with",
                    "finish it first: `qstore runs resume " + run + "`");
    QSTORE_TRY(const TrainConfig config, readTrainConfigJson(record.configJson));
    if (!config.stream.store.empty())
        return fail(ErrorCode::Unsupported,
                    "the rows of run '" + run + "' are in '" + config.stream.place() +
                        "' and are not kept here, so that it cannot be replayed",
                    "train anew with --from and the same settings, and compare the weights' hashes");
    // The session of a finished run prepares rows, recipe and model, checks their hashes, takes no lease.
    QSTORE_TRY(const auto session, TrainingSession::resume(workspace, run));
    QSTORE_TRY(const auto start, session->startWeights());
    SilentSink sink;
    QSTORE_TRY(const TrainingResult result,
               train(session->model(), session->data(), config, sink, nullptr, control, start));
    if (result.end == TrainingEnd::Cancelled) return cancelled();
    ReplayReport report;
    report.run = run;
    report.storedSha256 = record.weightsHash;
    report.replayedSha256 = weightsHash(session->model().tensors(result.weights));
    QSTORE_TRY(const TrainingSummary stored, TrainingSummary::fromJson(record.resultJson));
    report.storedSimd = stored.simd;
    report.replayedSimd = simdTarget();
    report.matches = report.storedSha256 == report.replayedSha256;
    report.end = result.end;
    report.epochs = result.epochs;
    report.seconds = result.seconds;
    report.gradients = result.gradients;
    return report;
}

}  // namespace qstore
