// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <limits>

#include "core/base/hash.h"
#include "core/learning/trainer.h"

namespace qstore {
namespace {

Checkpoint example() {
    Checkpoint checkpoint;
    checkpoint.epoch = 3;
    checkpoint.batch = 2;
    checkpoint.weights = {0.1, -0.0, 1e-310, 3.25};
    checkpoint.optimizerState = std::string("a\0b", 3);
    checkpoint.epochLossSum = 0.1 + 0.2;
    checkpoint.epochCorrect = 17;
    checkpoint.epochGradientSquares = 1e300;
    checkpoint.gradientSteps = 12345;
    checkpoint.epochGradientErrorSquares = 0.25;
    checkpoint.epochLossErrorSquares = 1e-3;
    checkpoint.shots = 4321;
    checkpoint.bestWeights = {1, 2, 3, 4};
    checkpoint.bestValidationLoss = std::numeric_limits<double>::infinity();
    checkpoint.bestEpoch = 1;
    checkpoint.epochsWithoutImprovement = 2;
    checkpoint.history = {{0, {0.7, 0.5, 10}, {0.8, 0.4, 5}, 0.05, 0.0},
                          {1, {0.6, 0.6, 10}, {0.7, 0.6, 5}, 0.05, 1.5, 0.2, 0.1, 4000}};
    return checkpoint;
}

TEST(Checkpoint, ReadsBackEveryBit) {
    const Checkpoint written = example();
    const auto read = Checkpoint::fromBytes(written.toBytes());
    ASSERT_TRUE(read);
    EXPECT_EQ(read->toBytes(), written.toBytes());
    EXPECT_EQ(read->epoch, 3U);
    EXPECT_EQ(read->batch, 2U);
    EXPECT_EQ(read->weights, written.weights);
    EXPECT_TRUE(std::signbit(read->weights[1]));
    EXPECT_EQ(read->optimizerState, written.optimizerState);
    EXPECT_EQ(read->history, written.history);
    EXPECT_EQ(read->shots, 4321U);
    EXPECT_EQ(read->epochGradientErrorSquares, 0.25);
    EXPECT_EQ(read->epochLossErrorSquares, 1e-3);
    EXPECT_EQ(read->bestValidationLoss, written.bestValidationLoss);
}

TEST(Checkpoint, NoticesEveryFlippedByteAndEveryTruncation) {
    const std::string bytes = example().toBytes();
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        std::string damaged = bytes;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x20);
        const auto read = Checkpoint::fromBytes(damaged);
        ASSERT_FALSE(read) << at;
        ASSERT_EQ(read.error().code, ErrorCode::Corrupt) << at;
        ASSERT_FALSE(Checkpoint::fromBytes(std::string_view(bytes).substr(0, at))) << at;
    }
    EXPECT_FALSE(Checkpoint::fromBytes(bytes + "x"));
}

TEST(Checkpoint, TellsANewerVersionFromDamage) {
    std::string bytes = example().toBytes();
    bytes.resize(bytes.size() - 64);
    bytes[8] = 4;
    bytes += sha256Hex(bytes);
    const auto read = Checkpoint::fromBytes(bytes);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::NewerVersion);
}

TEST(Checkpoint, OfTheFirstVersionIsRead) {
    Checkpoint written = example();
    written.circuitEvaluations = 99;
    std::string bytes = written.toBytes();
    bytes.resize(bytes.size() - 64);
    bytes[8] = 1;
    // The three last numbers of each epoch came with version 3; the last epoch is at the end.
    bytes.erase(bytes.size() - 3 * 8);
    bytes.erase(bytes.size() - 9 * 8 - 3 * 8, 3 * 8);
    // Magic, version, epoch, batch; four weights; three bytes of state; three sums and the gradients. Then
    // circuit evaluations of version 2, and two sums and the shots of version 3.
    bytes.erase(4 * 8 + 5 * 8 + (8 + 3) + 4 * 8, 4 * 8);
    bytes += sha256Hex(bytes);
    const auto read = Checkpoint::fromBytes(bytes);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->gradientSteps, 12345U);
    EXPECT_EQ(read->circuitEvaluations, 0U);
    EXPECT_EQ(read->bestWeights, written.bestWeights);
    ASSERT_EQ(read->history.size(), 2U);
    EXPECT_EQ(read->history[1].gradientNorm, 1.5);
    EXPECT_EQ(read->history[1].shots, 0U);
}

}  // namespace
}  // namespace qstore
