// SPDX-License-Identifier: Apache-2.0
#include "core/learning/train_config.h"

#include <gtest/gtest.h>

namespace qstore {
namespace {

TEST(TrainConfig, JsonReadsBackTheSame) {
    TrainConfig config;
    config.optimizer.schedule = Schedule::Cosine;
    config.optimizer.learningRate = 0.1 + 0.2;
    config.gradient = GradientMethod::ParameterShift;
    config.seed = 18446744073709551615ULL;
    for (const OptimizerKind kind : allOptimizers()) {
        config.optimizer.kind = kind;
        const auto read = readTrainConfigJson(writeTrainConfigJson(config));
        ASSERT_TRUE(read) << read.error().message;
        EXPECT_EQ(*read, config);
    }
    EXPECT_EQ(*readTrainConfigJson("{}"), TrainConfig{});
    EXPECT_EQ(writeTrainConfigJson(config).find("machine"), std::string::npos);
    EXPECT_EQ(writeTrainConfigJson(config).find("start"), std::string::npos);
    config.machine = {"cloud/qpu", 250, 4000, 12.5};
    const auto measured = readTrainConfigJson(writeTrainConfigJson(config));
    ASSERT_TRUE(measured) << measured.error().message;
    EXPECT_EQ(*measured, config);
    config.start = {"r-1", std::string(64, 'a')};
    EXPECT_EQ(*readTrainConfigJson(writeTrainConfigJson(config)), config);
}

TEST(TrainConfig, ErrorsNameTheEntryAndTheValue) {
    const auto message = [](const std::string& text) {
        const auto read = readTrainConfigJson(text);
        EXPECT_FALSE(read) << text;
        return read ? std::string() : read.error().message;
    };
    EXPECT_NE(message(R"({"epochs": -3})").find("\"epochs\""), std::string::npos);
    EXPECT_NE(message(R"({"epoch": 3})").find("\"epoch\""), std::string::npos);
    EXPECT_NE(message(R"({"optimizer": {"kind": "adamm"}})").find("adamm"), std::string::npos);
    EXPECT_NE(message(R"({"optimizer": {"learningRate": -1}})").find("learningRate is -1"),
              std::string::npos);
    EXPECT_NE(message(R"({"machine": {"shots": 0}})").find("shots is 0"), std::string::npos);
    EXPECT_NE(message(R"({"machine": {"mostShots": 10}})").find("mostShots is 10"), std::string::npos);
    EXPECT_NE(message(R"({"machine": {"maxCostUsd": -1}})").find("maxCostUsd is -1"), std::string::npos);
    EXPECT_NE(message(R"({"machine": {"backend": 3}})").find("backend"), std::string::npos);
    EXPECT_NE(message(R"({"batchSize": 0})").find("batchSize is 0"), std::string::npos);
    EXPECT_NE(message(R"({"batchSize": 18446744073709551615})").find("batchSize"), std::string::npos);
    EXPECT_NE(message(R"({"epochs": 9223372036854775807})").find("epochs"), std::string::npos);
    EXPECT_NE(message(R"({"checkpointSeconds": 9223372036854775807})").find("checkpointSeconds"),
              std::string::npos);
    EXPECT_NE(message(R"({"seed": 1, "seed": 2})").find("seed"), std::string::npos);
    message(R"({"seed": )" + std::string(300'000, '[') + std::string(300'000, ']') + "}");
    message("[1]");
    message("{");
}

}  // namespace
}  // namespace qstore
