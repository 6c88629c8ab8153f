// SPDX-License-Identifier: Apache-2.0
#include "core/base/hash.h"
#include "core/learning/byte_stream.h"
#include "core/learning/trainer.h"

namespace qstore {
namespace {

// magic · version · parts … · SHA-256 (hex) of everything before. The checksum's place never changes,
// so that damage is told apart from a newer version.
constexpr std::uint64_t kMagic = 0x3130504B43535121ULL;  // "!QSCKP01"
constexpr std::uint64_t kVersion = 3;                    // 2: circuit evaluations; 3: errors and shots
constexpr std::size_t kDigestLength = 64;

void writePart(ByteWriter& writer, const PartMetrics& part) {
    writer.f64(part.loss);
    writer.f64(part.accuracy);
    writer.u64(part.rows);
}

PartMetrics readPart(ByteReader& reader) {
    PartMetrics part;
    part.loss = reader.f64();
    part.accuracy = reader.f64();
    part.rows = reader.u64();
    return part;
}

/// Of the first version, which has the shortest epochs.
constexpr std::size_t kEpochBytes = 9 * 8;

void writeEpoch(ByteWriter& writer, const EpochMetrics& metrics) {
    writer.u64(metrics.epoch);
    writePart(writer, metrics.train);
    writePart(writer, metrics.validation);
    writer.f64(metrics.learningRate);
    writer.f64(metrics.gradientNorm);
    writer.f64(metrics.gradientError);
    writer.f64(metrics.lossError);
    writer.u64(metrics.shots);
}

EpochMetrics readEpoch(ByteReader& reader, std::uint64_t version) {
    EpochMetrics metrics;
    metrics.epoch = reader.u64();
    metrics.train = readPart(reader);
    metrics.validation = readPart(reader);
    metrics.learningRate = reader.f64();
    metrics.gradientNorm = reader.f64();
    if (version < 3) return metrics;
    metrics.gradientError = reader.f64();
    metrics.lossError = reader.f64();
    metrics.shots = reader.u64();
    return metrics;
}

tl::unexpected<Error> damaged(std::string why) {
    return fail(ErrorCode::Corrupt, "the checkpoint is damaged: " + std::move(why),
                "resume from an older checkpoint or start the training anew");
}

}  // namespace

std::string Checkpoint::toBytes() const {
    ByteWriter writer;
    writer.u64(kMagic);
    writer.u64(kVersion);
    writer.u64(epoch);
    writer.u64(batch);
    writer.doubles(weights);
    writer.text(optimizerState);
    writer.f64(epochLossSum);
    writer.u64(epochCorrect);
    writer.f64(epochGradientSquares);
    writer.u64(gradientSteps);
    writer.u64(circuitEvaluations);
    writer.f64(epochGradientErrorSquares);
    writer.f64(epochLossErrorSquares);
    writer.u64(shots);
    writer.doubles(bestWeights);
    writer.f64(bestValidationLoss);
    writer.u64(bestEpoch);
    writer.u64(epochsWithoutImprovement);
    writer.u64(history.size());
    for (const EpochMetrics& metrics : history) writeEpoch(writer, metrics);
    std::string bytes = writer.take();
    bytes += sha256Hex(bytes);
    return bytes;
}

Result<Checkpoint> Checkpoint::fromBytes(std::string_view bytes) {
    if (bytes.size() < 16 + kDigestLength)
        return damaged("it has only " + std::to_string(bytes.size()) + " bytes");
    const std::string_view content = bytes.substr(0, bytes.size() - kDigestLength);
    if (sha256Hex(content) != bytes.substr(content.size())) return damaged("its checksum does not hold");
    ByteReader reader(content);
    if (reader.u64() != kMagic) return damaged("it does not start as a checkpoint does");
    const std::uint64_t version = reader.u64();
    if (version > kVersion) {
        return fail(ErrorCode::NewerVersion,
                    "the checkpoint has version " + std::to_string(version) + ", this program reads " +
                        std::to_string(kVersion),
                    "go on with the newer release that wrote it");
    }
    Checkpoint checkpoint;
    checkpoint.epoch = reader.u64();
    checkpoint.batch = reader.u64();
    checkpoint.weights = reader.doubles();
    checkpoint.optimizerState = reader.text();
    checkpoint.epochLossSum = reader.f64();
    checkpoint.epochCorrect = reader.u64();
    checkpoint.epochGradientSquares = reader.f64();
    checkpoint.gradientSteps = reader.u64();
    if (version >= 2) checkpoint.circuitEvaluations = reader.u64();
    if (version >= 3) {
        checkpoint.epochGradientErrorSquares = reader.f64();
        checkpoint.epochLossErrorSquares = reader.f64();
        checkpoint.shots = reader.u64();
    }
    checkpoint.bestWeights = reader.doubles();
    checkpoint.bestValidationLoss = reader.f64();
    checkpoint.bestEpoch = reader.u64();
    checkpoint.epochsWithoutImprovement = reader.u64();
    checkpoint.history.resize(reader.count(kEpochBytes));
    for (EpochMetrics& metrics : checkpoint.history) metrics = readEpoch(reader, version);
    QSTORE_CHECK(reader.status("the checkpoint"));
    return checkpoint;
}

}  // namespace qstore
