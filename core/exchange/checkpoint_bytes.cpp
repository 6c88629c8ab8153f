// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/checkpoint_bytes.h"

#include "core/learning/byte_stream.h"

namespace qstore {
namespace {

constexpr std::string_view kMagic = "qstore checkpoint";
constexpr std::uint64_t kVersion = 1;

}  // namespace

std::string checkpointBytes(const CheckpointContent& content) {
    ByteWriter writer;
    writer.text(kMagic);
    writer.u64(kVersion);
    const RunRecord& run = content.run;
    for (const std::string* text : {&run.id, &run.dataset, &run.datasetHash, &run.recipeJson,
                                    &run.fittedJson, &run.specJson, &run.configJson})
        writer.text(*text);
    writer.f64(run.seconds);
    writer.text(content.checkpoint.toBytes());
    return writer.take();
}

Result<CheckpointContent> checkpointOfBytes(std::string_view bytes) {
    ByteReader reader(bytes);
    if (reader.text() != kMagic)
        return fail(ErrorCode::Corrupt, "the file is no checkpoint",
                    "restore one that was kept as a checkpoint");
    if (const std::uint64_t version = reader.u64(); version > kVersion)
        return fail(ErrorCode::NewerVersion,
                    "the checkpoint was kept in format " + std::to_string(version) +
                        "; this release reads up to " + std::to_string(kVersion),
                    "use the release that kept it");
    CheckpointContent content;
    RunRecord& run = content.run;
    for (std::string* text : {&run.id, &run.dataset, &run.datasetHash, &run.recipeJson, &run.fittedJson,
                              &run.specJson, &run.configJson})
        *text = reader.text();
    run.seconds = reader.f64();
    const std::string checkpoint = reader.text();
    QSTORE_CHECK(reader.status("checkpoint"));
    QSTORE_TRY(content.checkpoint, Checkpoint::fromBytes(checkpoint));
    return content;
}

}  // namespace qstore
