// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "core/base/atomic_file.h"
#include "core/data/csv.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;
namespace fs = std::filesystem;

class CsvFile : public ::testing::Test {
protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "qstore-data-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        m_folder = pattern;
    }
    void TearDown() override { fs::remove_all(m_folder); }

    fs::path write(const std::string& name, std::string_view bytes) const {
        const fs::path path = m_folder / name;
        std::ofstream(path, std::ios::binary)
            .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        return path;
    }

    fs::path m_folder;
};

std::string shippedDigits() {
    return *readFile(fs::path(QSTORE_SOURCE_DIR) / "resources/datasets/digits.csv.gz");
}

TEST_F(CsvFile, ReadsAndSniffsPlainFiles) {
    const auto table = readCsvFile(write("t.tsv", "a\tb\n1\t2\n3\t4\n"));
    ASSERT_TRUE(table) << table.error().message;
    EXPECT_EQ(table->columns().size(), 2U);
    EXPECT_EQ(table->columns()[1].numbers[1], 4);
}

TEST_F(CsvFile, UnpacksGzipAlsoInSeveralMembers) {
    const std::string digits = shippedDigits();
    const auto table = readCsvFile(write("d.csv.gz", digits));
    ASSERT_TRUE(table) << table.error().message;
    EXPECT_EQ(table->rows(), 1797U);
    EXPECT_EQ(table->columns().size(), 65U);
    const auto once = readTextFile(write("d.csv.gz", digits));
    const auto twice = readTextFile(write("dd.csv.gz", digits + digits));
    ASSERT_TRUE(once && twice);
    EXPECT_EQ(*twice, *once + *once);
}

TEST_F(CsvFile, DamagedGzipIsCorrupt) {
    const std::string digits = shippedDigits();
    const auto cut = readTextFile(write("cut.gz", digits.substr(0, digits.size() / 2)));
    ASSERT_FALSE(cut);
    EXPECT_EQ(cut.error().code, ErrorCode::Corrupt);
    EXPECT_THAT(cut.error().message, HasSubstr("ends too early"));
    std::string flipped = digits;
    flipped[flipped.size() - 6] = static_cast<char>(flipped[flipped.size() - 6] ^ 1);  // in the CRC-32
    const auto wrong = readTextFile(write("flip.gz", flipped));
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code, ErrorCode::Corrupt);
}

TEST_F(CsvFile, ErrorsNameTheFile) {
    const auto ragged = readCsvFile(write("bad.csv", "a,b\n1,2\n3,4\n5,6\n7\n8,9\n"));
    ASSERT_FALSE(ragged);
    EXPECT_THAT(ragged.error().message, HasSubstr("bad.csv"));
    EXPECT_THAT(ragged.error().message, HasSubstr("line 5 has 1 value, expected 2"));
    const auto empty = readCsvFile(write("empty.csv", ""));
    ASSERT_FALSE(empty);
    EXPECT_THAT(empty.error().message, HasSubstr("the file is empty"));
    const auto absent = readCsvFile(m_folder / "absent.csv");
    ASSERT_FALSE(absent);
    EXPECT_EQ(absent.error().code, ErrorCode::NotFound);
}

TEST(CsvSharedData, EveryTableIsReadWithItsRows) {
    const char* root = std::getenv("QSTORE_TEST_DATA");
    if (root == nullptr) GTEST_SKIP() << "QSTORE_TEST_DATA is not set";
    const fs::path folder = fs::path(root) / "data";
    if (!fs::is_directory(folder)) GTEST_SKIP() << "QSTORE_TEST_DATA holds no folder 'data'";
    // Rows and columns as the folder's own list of files states them.
    const std::map<std::string, std::pair<std::size_t, std::size_t>> expected = {
        {"iris.csv", {150, 5}},
        {"wine.csv", {178, 14}},
        {"breast_cancer.csv", {569, 31}},
        {"diabetes.csv", {442, 11}},
        {"sonar.csv", {208, 61}},
        {"ionosphere.csv", {351, 35}},
        {"dowjones30_daily_close.csv.gz", {2529, 31}},
        {"sp500_2001h2_daily_close.csv.gz", {103, 501}},
        {"djia_1980_2012_daily.csv.gz", {8610, 2}},
        {"hamilton1989_rgnp.csv", {135, 1}},
        {"insteval.csv.gz", {73421, 7}},
        {"nasa_giss_global_temp_1880_2023.csv", {144, 2}},
        {"seattle_weather_daily_2012_2015.csv", {1461, 6}},
    };
    std::size_t found = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (name.find(".csv") == std::string::npos) continue;
        const auto table = readCsvFile(entry.path());
        ASSERT_TRUE(table) << table.error().message;
        EXPECT_GT(table->rows(), 50U) << name;
        const auto known = expected.find(name);
        if (known == expected.end()) continue;
        ++found;
        EXPECT_EQ(table->rows(), known->second.first) << name;
        EXPECT_EQ(table->columns().size(), known->second.second) << name;
    }
    EXPECT_EQ(found, expected.size());
    const Table stocks = *readCsvFile(folder / "finance/sp500_2001h2_daily_close.csv.gz");
    std::size_t missing = 0;
    for (const Column& column : stocks.columns()) missing += column.missingCount();
    EXPECT_EQ(missing, 645U);  // the list of files says so
}

}  // namespace
}  // namespace qstore
