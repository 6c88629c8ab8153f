// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/pull_part.h"

#include <gmock/gmock.h>

#include <fstream>
#include <limits>

#include "core/exchange/dataset_points.h"
#include "core/exchange/point_bytes.h"
#include "tests/core/backends/temporary_home.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;

class Parts : public test::TemporaryHome {
protected:
    static Page page(const std::string& id, const std::string& next) {
        Point point;
        point.id = id;
        point.vector = {1.5F, -0.0F, std::numeric_limits<float>::denorm_min()};
        point.payload = {{"yes", true},
                         {"whole", std::int64_t{-7}},
                         {"real", 0.1},
                         {"text", std::string("zwei\nZeilen")}};
        return {{point}, next};
    }
    Result<PullPart> opened() const { return PullPart::open(file, order); }
    static std::vector<Point> pointsOf(const PullPart& part) {
        std::vector<Point> all;
        EXPECT_TRUE(part.forEach([&](std::vector<Point> points) -> Status {
            all.insert(all.end(), points.begin(), points.end());
            return {};
        }));
        return all;
    }

    std::filesystem::path file = m_home / "pull.part";
    PullOrder order{"work", "c", "x = 1", 3, Metric::Cosine};
};

TEST_F(Parts, KeepPagesFromOneSittingToTheNext) {
    {
        auto part = opened();
        ASSERT_TRUE(part) << part.error().message;
        EXPECT_EQ(mode(file), 0600U);
        EXPECT_EQ(part->cursor(), "");
        ASSERT_TRUE(part->append(page("a", "after-a")));
        ASSERT_TRUE(part->append(page("b", "after-b")));
    }
    auto part = opened();
    ASSERT_TRUE(part) << part.error().message;
    EXPECT_EQ(part->points(), 2U);
    EXPECT_EQ(part->cursor(), "after-b");
    EXPECT_FALSE(part->complete());
    ASSERT_TRUE(part->append(page("c", "")));
    EXPECT_TRUE(part->complete());
    const std::vector<Point> points = pointsOf(*part);
    ASSERT_EQ(points.size(), 3U);
    EXPECT_EQ(points[0], page("a", "").points.front());
    EXPECT_EQ(points[2].id, "c");
    EXPECT_TRUE(std::signbit(points[0].vector[1])) << "bit by bit";
    ASSERT_TRUE(part->removeFile());
    EXPECT_FALSE(std::filesystem::exists(file));
}

TEST_F(Parts, ATornPageIsCutOffWhereverItWasTorn) {
    std::size_t whole = 0, both = 0;
    {
        auto part = opened().value();
        ASSERT_TRUE(part.append(page("a", "after-a")));
        whole = std::filesystem::file_size(file);
        ASSERT_TRUE(part.append(page("b", "")));
        both = std::filesystem::file_size(file);
    }
    const std::string bytes = read(file);
    for (std::size_t length = whole; length < both; ++length) {
        write(file, bytes.substr(0, length));
        auto part = opened();
        ASSERT_TRUE(part) << length;
        EXPECT_EQ(part->cursor(), "after-a") << length;
        ASSERT_TRUE(part->append(page("c", "")));
        const auto points = pointsOf(*part);
        ASSERT_EQ(points.size(), 2U) << length;
        EXPECT_EQ(points[1].id, "c");
    }
    std::string wrong = bytes;
    wrong[whole + 100] = static_cast<char>(wrong[whole + 100] ^ 1);
    write(file, wrong);
    EXPECT_EQ(opened()->cursor(), "after-a") << "a page whose bytes changed is asked for again";
}

TEST_F(Parts, OtherOrdersAndOtherFilesAreRefused) {
    ASSERT_TRUE(opened()->append(page("a", "after-a")));
    for (int which = 0; which < 4; ++which) {
        PullOrder other = order;
        if (which == 0) other.collection = "d";
        if (which == 1) other.filter = "";
        if (which == 2) other.dimension = 4;
        if (which == 3) other.metric = Metric::Dot;
        const auto refused = PullPart::open(file, other);
        ASSERT_FALSE(refused) << which;
        EXPECT_EQ(refused.error().code, ErrorCode::InvalidArgument);
        EXPECT_THAT(refused.error().hint, HasSubstr("--restart"));
    }
    const std::string text(200, '#');
    write(file, text);
    const auto foreign = opened();
    ASSERT_FALSE(foreign);
    EXPECT_EQ(foreign.error().code, ErrorCode::Corrupt);
    EXPECT_EQ(read(file), text);
}

TEST_F(Parts, OneProcessAtATime) {
    const auto first = opened();
    ASSERT_TRUE(first);
    const auto second = opened();
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::Busy);
}

TEST_F(Parts, BytesThatAreNoPageAreRefused) {
    const std::string bytes = pageBytes(page("a", "next"));
    EXPECT_EQ(pageOfBytes(bytes)->points.front(), page("a", "").points.front());
    for (std::size_t length = 0; length < bytes.size(); ++length)
        EXPECT_FALSE(pageOfBytes(bytes.substr(0, length))) << length;
    EXPECT_FALSE(pageOfBytes(bytes + "x"));
}

TEST(PulledRecipe, ComponentsAreFeaturesAndTheRestIsKept) {
    Column id{"id", ColumnType::Text, {}, {"a", "b"}, {false, false}, ""};
    Column kind{"kind", ColumnType::Category, {}, {"left", "right"}, {false, false}, ""};
    Column size{"size", ColumnType::Number, {1, 2}, {}, {false, false}, ""};
    Column first{"v1", ColumnType::Number, {0, 1}, {}, {false, false}, ""};
    Column second{"v2", ColumnType::Number, {1, 0}, {}, {false, false}, ""};
    const Table table = Table::create({id, kind, size, first, second}).value();
    const Recipe recipe = pulledRecipe(table, 2, "kind").value();
    EXPECT_EQ(recipe.columns.at("id").role, ColumnRole::Identifier);
    EXPECT_EQ(recipe.columns.at("kind").role, ColumnRole::Target);
    EXPECT_EQ(recipe.columns.at("size").role, ColumnRole::Ignored);
    EXPECT_EQ(recipe.columns.at("v1").role, ColumnRole::Feature);
    EXPECT_EQ(recipe.columns.at("v2").role, ColumnRole::Feature);
    const Recipe without = pulledRecipe(table, 2, "").value();
    for (const auto& [name, column] : without.columns) EXPECT_NE(column.role, ColumnRole::Target) << name;
    const auto wrong = pulledRecipe(table, 2, "kid");
    ASSERT_FALSE(wrong);
    EXPECT_THAT(wrong.error().message, HasSubstr("'kid'"));
}

}  // namespace
}  // namespace qstore
