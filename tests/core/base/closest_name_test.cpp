// SPDX-License-Identifier: Apache-2.0
#include "core/base/closest_name.h"

#include <gtest/gtest.h>

namespace qstore {
namespace {

TEST(ClosestName, FindsWhatWasMeant) {
    const std::vector<std::string> names = {"epochs", "batchSize", "learningRate", "layersBefore", "seed"};
    EXPECT_EQ(closestName("epoch", names), "epochs");
    EXPECT_EQ(closestName("batchsize", names), "batchSize");
    EXPECT_EQ(closestName("learning_rate", names), "learningRate");
    EXPECT_EQ(closestName("layers", names), "layersBefore") << "a beginning";
    EXPECT_EQ(closestName("sed", names), "seed");
}

TEST(ClosestName, IsSilentWhereNothingIsNear) {
    EXPECT_EQ(closestName("temperature", {"epochs", "seed"}), "");
    EXPECT_EQ(closestName("", {"epochs"}), "");
    EXPECT_EQ(closestName("x", {"y"}), "") << "one letter for another is no correction";
    EXPECT_EQ(closestName("seed", {}), "");
    EXPECT_EQ(closestName(std::string(1000, 'a'), {"a"}), "");
}

}  // namespace
}  // namespace qstore
