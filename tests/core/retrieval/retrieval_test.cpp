// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/base/random.h"
#include "core/retrieval/recall.h"
#include "core/stores/local_store.h"
#include "tests/core/stores/memory_point_storage.h"

namespace qstore {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// A turn about Y by each component on a qubit of its own: k(a, b) = Π cos²((aᵢ − bᵢ)/2).
Circuit turns(std::size_t columns) {
    CircuitParts parts;
    parts.qubits = columns;
    for (std::size_t i = 0; i < columns; ++i) {
        const std::string name = "x" + std::to_string(i);
        parts.parameters.push_back({name, ParameterRole::Column, {}, name});
        parts.operations.push_back(Operation::gateOn("ry", {static_cast<Qubit>(i)}, {Angle::symbol(name)}));
    }
    return Circuit::of(std::move(parts));
}

double kernelByHand(const std::vector<float>& a, const std::vector<float>& b) {
    double product = 1.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double cosine = std::cos((static_cast<double>(a[i]) - static_cast<double>(b[i])) / 2.0);
        product *= cosine * cosine;
    }
    return product;
}

std::vector<float> drawn(RandomStream& random, std::size_t dimension) {
    std::vector<float> vector(dimension);
    for (float& component : vector) component = static_cast<float>(3.0 * random.uniform());
    return vector;
}

TEST(FidelityKernel, IsTheProductOfCosinesForTurns) {
    const auto kernel = FidelityKernel::create(turns(3));
    ASSERT_TRUE(kernel) << kernel.error().message;
    EXPECT_EQ((*kernel)->dimension(), 3U);
    RandomStream random(1, "vectors");
    std::vector<std::vector<float>> vectors;
    for (int i = 0; i < 100; ++i) vectors.push_back(drawn(random, 3));
    const auto states = (*kernel)->encode(vectors);
    ASSERT_TRUE(states) << states.error().message;
    const auto fidelities = (*kernel)->against(states->front(), *states);
    ASSERT_TRUE(fidelities);
    for (std::size_t i = 0; i < vectors.size(); ++i)
        EXPECT_NEAR((*fidelities)[i], kernelByHand(vectors[0], vectors[i]), 1e-12);
}

TEST(FidelityKernel, SaysWhatDoesNotFit) {
    const auto kernel = *FidelityKernel::create(turns(2));
    const auto wrong = kernel->encode(std::vector<std::vector<float>>{{1.0F, 2.0F}, {1.0F}});
    ASSERT_FALSE(wrong);
    EXPECT_THAT(wrong.error().message, HasSubstr("vector 2 has 1 numbers, the encoder reads 2"));
    CircuitParts none;
    none.qubits = 1;
    EXPECT_FALSE(FidelityKernel::create(Circuit::of(std::move(none))));
    CircuitParts open = turns(1).parts();
    open.parameters.push_back({"w", ParameterRole::Trainable, {}, ""});
    open.operations.push_back(Operation::gateOn("rz", {0}, {Angle::symbol("w")}));
    const auto unbound = FidelityKernel::create(Circuit::of(std::move(open)));
    ASSERT_FALSE(unbound);
    EXPECT_THAT(unbound.error().message, HasSubstr("'w' has no value"));
    std::stop_source stop;
    stop.request_stop();
    const auto cancelledOne =
        kernel->encode(std::vector<std::vector<float>>{{1.0F, 2.0F}}, RunControl{stop.get_token(), {}});
    ASSERT_FALSE(cancelledOne);
    EXPECT_EQ(cancelledOne.error().code, ErrorCode::Cancelled);
}

class HybridSearch : public ::testing::Test {
protected:
    void SetUp() override {
        CollectionSpec spec;
        spec.name = "c";
        spec.dimension = 2;
        spec.metric = Metric::Euclidean;
        ASSERT_TRUE(store.createCollection(spec, {}));
    }
    void put(const std::string& id, float x, float y) {
        Point point;
        point.id = id;
        point.vector = {x, y};
        point.payload = {{"side", x < 1.0F ? std::string("left") : std::string("right")}};
        ASSERT_TRUE(store.upsert("c", {point}, {}));
    }
    static std::vector<std::string> idsOf(const RetrievalAnswer& answer) {
        std::vector<std::string> ids;
        for (const RankedHit& hit : answer.hits) ids.push_back(hit.hit.id);
        return ids;
    }

    LocalStore store{std::make_shared<MemoryPointStorage>()};
    std::shared_ptr<const FidelityKernel> kernel = *FidelityKernel::create(turns(2));
};

/// A full turn away lies the same state, which no distance between vectors sees.
TEST_F(HybridSearch, TheKernelSeesWhatTheDistanceDoesNot) {
    put("near", 0.8F, 0.0F);
    put("turn", static_cast<float>(2.0 * M_PI), 0.0F);
    put("opposite", static_cast<float>(M_PI), 0.0F);
    RetrievalMode mode{"own", true, 3, 0, 0.0};
    const auto found = hybridSearch(store, "c", *kernel, {0.0F, 0.0F}, 3, mode);
    ASSERT_TRUE(found) << found.error().message;
    EXPECT_THAT(idsOf(*found), ElementsAre("turn", "near", "opposite"));
    EXPECT_NEAR(found->hits[0].fidelity, 1.0, 1e-6);
    EXPECT_EQ(found->hits[0].classicalRank, 2U);
    EXPECT_NEAR(found->hits[1].fidelity, std::pow(std::cos(0.4), 2), 1e-6);
    EXPECT_NEAR(found->hits[2].fidelity, 0.0, 1e-6);
    ASSERT_EQ(found->stages.size(), 3U);
    EXPECT_EQ(found->stages[0].name, "candidates");
    EXPECT_EQ(found->stages[0].out, 3U);
    EXPECT_EQ(found->stages[2].out, 3U);
    EXPECT_TRUE(found->candidatesExact);
}

TEST_F(HybridSearch, DiversityTakesNotTheTwinButTheNextOther) {
    put("a", 0.10F, 0.0F);
    put("twin", 0.11F, 0.0F);
    put("other", 0.0F, 0.9F);
    const std::vector<float> query{0.0F, 0.0F};
    RetrievalMode mode{"own", true, 3, 0, 0.0};
    EXPECT_THAT(idsOf(*hybridSearch(store, "c", *kernel, query, 2, mode)), ElementsAre("a", "twin"));
    // By hand: after a, the twin is worth about 0.5·1 − 0.5·1 = 0, the other 0.5·0.81 − 0.5·0.80 > 0.
    mode.diversity = 0.5;
    const double other =
        0.5 * kernelByHand({0.0F, 0.9F}, query) - 0.5 * kernelByHand({0.0F, 0.9F}, {0.1F, 0.0F});
    const double twin =
        0.5 * kernelByHand({0.11F, 0.0F}, query) - 0.5 * kernelByHand({0.11F, 0.0F}, {0.1F, 0.0F});
    ASSERT_GT(other, twin);
    EXPECT_THAT(idsOf(*hybridSearch(store, "c", *kernel, query, 2, mode)), ElementsAre("a", "other"));
}

TEST_F(HybridSearch, FiltersAndSaysWhatIsWrong) {
    put("l", 0.1F, 0.0F);
    put("r", 1.5F, 0.0F);
    const auto right = hybridSearch(store, "c", *kernel, {0.0F, 0.0F}, 5, *retrievalModeOf("precise"),
                                    *parseFilter("side = 'right'"));
    ASSERT_TRUE(right) << right.error().message;
    EXPECT_THAT(idsOf(*right), ElementsAre("r"));
    const auto error = [](const Result<RetrievalAnswer>& answer) {
        return answer ? std::string("none") : answer.error().message;
    };
    RetrievalMode mode = retrievalModes().front();
    EXPECT_THAT(error(hybridSearch(store, "c", *kernel, {0.0F}, 1, mode)),
                HasSubstr("the encoder reads 2"));
    EXPECT_THAT(error(hybridSearch(store, "c", *kernel, {0.0F, 0.0F}, 0, mode)), HasSubstr("no hits"));
    EXPECT_THAT(error(hybridSearch(store, "x", *kernel, {0.0F, 0.0F}, 1, mode)), HasSubstr("x"));
    mode.diversity = 1.5;
    EXPECT_THAT(error(hybridSearch(store, "c", *kernel, {0.0F, 0.0F}, 1, mode)),
                HasSubstr("diversity is 1.5"));
    const auto unknown = retrievalModeOf("quantum");
    ASSERT_FALSE(unknown);
    EXPECT_THAT(unknown.error().hint, HasSubstr("precise, balanced, exploratory"));
}

TEST_F(HybridSearch, RecallOfTheModesIsMeasured) {
    RandomStream random(5, "points");
    for (int i = 0; i < 300; ++i) {
        const std::vector<float> vector = drawn(random, 2);
        put(std::to_string(i), vector[0], vector[1]);
    }
    std::vector<std::vector<float>> queries;
    for (int i = 0; i < 5; ++i) queries.push_back(drawn(random, 2));
    std::vector<RetrievalMode> modes = retrievalModes();
    modes.push_back({"everything", true, 300, 0, 0.0});
    const auto qualities = measureModes(store, "c", *kernel, queries, 10, modes);
    ASSERT_TRUE(qualities) << qualities.error().message;
    ASSERT_EQ(qualities->size(), 4U);
    for (const ModeQuality& quality : *qualities) {
        EXPECT_EQ(quality.queries, 5U);
        EXPECT_GT(quality.meanSeconds, 0.0);
        EXPECT_GE(quality.largestSeconds, quality.meanSeconds);
        EXPECT_DOUBLE_EQ(quality.candidateRecall, 1.0) << "an exact index misses nothing";
    }
    EXPECT_EQ((*qualities)[3].recall, 1.0) << "the whole collection as pool is the reference itself";
    EXPECT_GE((*qualities)[0].recall, 0.9);
    EXPECT_LT((*qualities)[2].recall, (*qualities)[0].recall) << "variety costs nearness";
}

}  // namespace
}  // namespace qstore
