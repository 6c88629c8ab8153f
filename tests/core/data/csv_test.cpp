// SPDX-License-Identifier: Apache-2.0
#include "core/data/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace qstore {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

CsvOptions with(const CsvDialect& dialect) {
    CsvOptions options;
    options.dialect = dialect;
    return options;
}

std::string message(std::string_view text, const CsvOptions& options = {}) {
    const auto table = parseCsv(text, options);
    EXPECT_FALSE(table) << text;
    return table ? "" : table.error().message;
}

std::string utf16(std::string_view ascii, bool bigEndian, bool mark) {
    std::string bytes = mark ? (bigEndian ? "\xFE\xFF" : "\xFF\xFE") : "";
    for (const char c : ascii) {
        bytes.push_back(bigEndian ? '\0' : c);
        bytes.push_back(bigEndian ? c : '\0');
    }
    return bytes;
}

TEST(ParseCsv, ReadsQuotesDoubledQuotesAndNewlinesInsideQuotes) {
    // The productions of RFC 4180, section 2.
    const Table table =
        *parseCsv("name,\"note, long\"\r\n\"a \"\"b\"\"\",\"x,y\"\r\n\"line 1\nline 2\",z\r\n", {});
    ASSERT_EQ(table.rows(), 2U);
    EXPECT_EQ(table.columns()[1].name, "note, long");
    EXPECT_THAT(table.columns()[0].texts, ElementsAre("a \"b\"", "line 1\nline 2"));
    EXPECT_THAT(table.columns()[1].texts, ElementsAre("x,y", "z"));
}

TEST(ParseCsv, TakesAnyLineEndAndNoneAtTheEnd) {
    for (const char* text :
         {"a,b\n1,2\n3,4", "a,b\r1,2\r3,4\r", "a,b\r\n1,2\r\n\r\n3,4\r\n", "a,b\n\n1,2\n  \n3,4\n"}) {
        const auto table = parseCsv(text, {});
        ASSERT_TRUE(table) << table.error().message;
        EXPECT_THAT(table->columns()[0].numbers, ElementsAre(1, 3)) << text;
        EXPECT_THAT(table->columns()[1].numbers, ElementsAre(2, 4)) << text;
    }
}

TEST(ParseCsv, KeepsAnEmptyLastCell) {
    const Table table = *parseCsv("a,b\n1,\n2,3\n4,", {});
    EXPECT_THAT(table.columns()[1].missing, ElementsAre(true, false, true));
    EXPECT_TRUE(std::isnan(table.columns()[1].numbers[0]));
}

TEST(ParseCsv, DropsBlanksAroundUnquotedCellsOnly) {
    const Table table = *parseCsv("a, b\n x , \" y \"\n z ,w\n", {});
    EXPECT_EQ(table.columns()[1].name, "b");
    EXPECT_THAT(table.columns()[0].texts, ElementsAre("x", "z"));
    EXPECT_THAT(table.columns()[1].texts, ElementsAre(" y ", "w"));
}

TEST(ParseCsv, NamesLineAndCountsOfARaggedRow) {
    // Line 4 of the file, because the quoted cell takes two lines.
    const std::string text = message("a,b,c\n1,\"x\ny\",3\n4,5\n");
    EXPECT_THAT(text, HasSubstr("line 4 has 2 values, expected 3"));
    EXPECT_THAT(text, HasSubstr("'4,5'"));
    EXPECT_THAT(message("a,b\n1,2,3\n"), HasSubstr("line 2 has 3 values, expected 2"));
}

TEST(ParseCsv, NamesWhereAQuoteWasOpenedOrMisplaced) {
    EXPECT_THAT(message("a,b\n1,\"x\n2,y\n"), HasSubstr("line 2, column 3: the quote opened here"));
    EXPECT_THAT(message("a,b\n\"x\"y,1\n"), HasSubstr("line 2, column 4: 'y' follows a closing quote"));
}

TEST(ParseCsv, RefusesFilesWithoutRows) {
    EXPECT_THAT(message(""), HasSubstr("empty"));
    EXPECT_THAT(message("\n \n"), HasSubstr("no lines"));
    EXPECT_THAT(message("a,b\n"), HasSubstr("line 1 but no rows"));
}

TEST(ParseCsv, NumbersUntilOneCellSaysOtherwiseHoweverLate) {
    std::string text = "id,x\n";
    for (int row = 0; row < 1000; ++row) text += std::to_string(row) + ",1.50\n";
    text += "1000,n.a.\n";
    CsvOptions options;
    options.types["x"] = ColumnType::Category;
    EXPECT_EQ(parseCsv(text, options)->columns()[1].texts.front(), "1.50");
    options.types.clear();
    options.straysMakeText = true;
    const Table table = *parseCsv(text, options);
    EXPECT_EQ(table.columns()[0].type, ColumnType::Number);
    const Column& late = table.columns()[1];
    EXPECT_EQ(late.type, ColumnType::Text);
    EXPECT_EQ(late.texts.front(), "1.50");  // as written, although it was first read as a number
    EXPECT_EQ(late.texts[999], "1.50");
    EXPECT_EQ(late.texts.back(), "n.a.");
    EXPECT_THAT(late.typeReason,
                HasSubstr("line 1002: 'n.a.' is not a number; 1 of 1001 values is not a number"));
}

/// A column of 49 numbers in which some cells are replaced.
std::string withStrays(const std::map<int, std::string>& strays) {
    std::string text = "b,a\n";
    for (int row = 0; row < 49; ++row) {
        const auto found = strays.find(row);
        text += std::to_string(row % 5) + "," +
                (found == strays.end() ? std::to_string(row) + ".25" : found->second) + "\n";
    }
    return text;
}

TEST(ParseCsv, AFewCellsDoNotTurnAColumnOfNumbersIntoText) {
    const std::string infinite = message(withStrays({{3, "inf"}, {20, "abc"}}));
    EXPECT_THAT(
        infinite,
        HasSubstr("column 'a', line 5: 'inf' is not a finite number; 2 of 49 values are not numbers"));
    EXPECT_THAT(message(withStrays({{0, "1e400"}})),
                HasSubstr("line 2: '1e400' is not a finite number; 1 of 49"));
    EXPECT_THAT(message(withStrays({{0, "-Infinity"}})), HasSubstr("'-Infinity' is not a finite number"));
    EXPECT_THAT(message(withStrays({{0, "-nan"}})), HasSubstr("'-nan' is not a finite number"));
    EXPECT_THAT(message(withStrays({{48, "\"x, \"\"y\"\"\""}})),
                HasSubstr("line 50: 'x, \"y\"' is not a number"));
    const auto refused = parseCsv(withStrays({{3, "inf"}}), {});
    EXPECT_THAT(refused.error().hint, HasSubstr("'inf' among the missing values"));

    const Table missing = *parseCsv(withStrays({{3, "NA"}, {4, "nan"}, {5, ""}}), {});
    EXPECT_EQ(missing.columns()[1].type, ColumnType::Number);
    EXPECT_EQ(missing.columns()[1].missingCount(), 3U);
    CsvOptions marked;
    marked.missingTokens.emplace_back("inf");
    EXPECT_EQ(parseCsv(withStrays({{3, "inf"}}), marked)->columns()[1].missingCount(), 1U);
    CsvOptions text;
    text.types["a"] = ColumnType::Text;
    EXPECT_EQ(parseCsv(withStrays({{3, "inf"}}), text)->columns()[1].texts[3], "inf");
}

TEST(ParseCsv, ManyOtherCellsAreAColumnOfText) {
    std::map<int, std::string> strays;
    for (int row = 0; row < 49; row += 8) strays[row] = "w" + std::to_string(row);  // 7 of 49
    EXPECT_EQ(parseCsv(withStrays(strays), {})->columns()[1].type, ColumnType::Text);
    // Codes are text on purpose, whatever else is in the column.
    EXPECT_EQ(parseCsv(withStrays({{1, "x"}, {2, "007"}}), {})->columns()[1].type, ColumnType::Text);
}

TEST(ParseCsv, LeadingZerosAndLongIdsStayText) {
    const Table table = *parseCsv("zip,id,x\n10115,1,0.5\n01067,12345678901234567,-0.25\n80331,2,0\n", {});
    EXPECT_EQ(table.columns()[0].type, ColumnType::Text);
    EXPECT_THAT(table.columns()[0].texts, ElementsAre("10115", "01067", "80331"));
    EXPECT_THAT(table.columns()[0].typeReason,
                HasSubstr("leading zeros ('01067' in line 3): kept as text"));
    EXPECT_EQ(table.columns()[1].type, ColumnType::Text);
    EXPECT_EQ(table.columns()[1].texts[1], "12345678901234567");
    EXPECT_EQ(table.columns()[2].type, ColumnType::Number);
}

TEST(ParseCsv, WordsThatLookLikeNumbersToSomeParsersAreText) {
    const Table table = *parseCsv("a,b,c,d\ninf,0x10,1e5,1e999\n2,3,+4,5\n", {});
    EXPECT_NE(table.columns()[0].type, ColumnType::Number);
    EXPECT_NE(table.columns()[1].type, ColumnType::Number);
    EXPECT_THAT(table.columns()[2].numbers, ElementsAre(1e5, 4));
    EXPECT_NE(table.columns()[3].type, ColumnType::Number);
}

TEST(ParseCsv, FewRepeatedValuesAreACategoryManyAreText) {
    std::string text = "kind,name\n";
    for (int row = 0; row < 30; ++row)
        text += std::string(row % 3 == 0   ? "red"
                            : row % 3 == 1 ? "green"
                                           : "blue") +
                ",n" + std::to_string(row) + "\n";
    const Table table = *parseCsv(text, {});
    EXPECT_EQ(table.columns()[0].type, ColumnType::Category);
    EXPECT_EQ(table.columns()[1].type, ColumnType::Text);
}

TEST(ParseCsv, ReadsDecimalCommas) {
    CsvDialect dialect;
    dialect.delimiter = ';';
    dialect.decimal = ',';
    const Table table = *parseCsv("a;b\n1,5;-0,25\n2;3\n", with(dialect));
    EXPECT_THAT(table.columns()[0].numbers, ElementsAre(1.5, 2));
    EXPECT_THAT(table.columns()[1].numbers, ElementsAre(-0.25, 3));
    // A point is then no decimal sign: 1.234 may well be one thousand two hundred …
    EXPECT_NE(parseCsv("a\n1.234\n", with(dialect))->columns()[0].type, ColumnType::Number);
}

TEST(ParseCsv, MissingTokensAreMissingUnlessQuotedInText) {
    const Table table = *parseCsv("x,c\n1,DE\nNA,\"NA\"\n?,NA\n\"NA\",\"\"\n4,FR\n", {});
    EXPECT_EQ(table.columns()[0].type, ColumnType::Number);
    EXPECT_THAT(table.columns()[0].missing, ElementsAre(false, true, true, true, false));
    EXPECT_THAT(table.columns()[1].texts, ElementsAre("DE", "NA", "", "", "FR"));
    EXPECT_THAT(table.columns()[1].missing, ElementsAre(false, false, true, true, false));
}

TEST(ParseCsv, ChosenTypesAreObeyedOrRefusedByName) {
    CsvOptions options;
    options.types = {{"a", ColumnType::Category}, {"b", ColumnType::Number}};
    const Table table = *parseCsv("a,b\n1,007\n2,08\n", options);
    EXPECT_EQ(table.columns()[0].type, ColumnType::Category);
    EXPECT_THAT(table.columns()[0].texts, ElementsAre("1", "2"));
    EXPECT_THAT(table.columns()[1].numbers, ElementsAre(7, 8));
    EXPECT_THAT(message("a,b\n1,2\n3,x\n", options),
                HasSubstr("row 2, line 3, column 'b': 'x' is not a number"));
    EXPECT_THAT(message("a,c\n1,2\n", options), HasSubstr("'b'"));
}

TEST(ParseCsv, NamesEveryColumn) {
    const Table table = *parseCsv("x,,x,x\n1,2,3,4\n", {});
    EXPECT_EQ(table.columns()[0].name, "x");
    EXPECT_EQ(table.columns()[1].name, "column 2");
    EXPECT_EQ(table.columns()[2].name, "x (2)");
    EXPECT_EQ(table.columns()[3].name, "x (3)");
    EXPECT_THAT(table.columns()[2].typeReason, HasSubstr("'x' is repeated in the header"));
    CsvDialect dialect;
    dialect.header = false;
    const Table bare = *parseCsv("1,2\n3,4\n", with(dialect));
    EXPECT_EQ(bare.rows(), 2U);
    EXPECT_EQ(bare.columns()[1].name, "column 2");
}

TEST(ParseCsv, SkipsTitleAndCommentLines) {
    CsvDialect dialect;
    dialect.skipLines = 1;
    dialect.comment = '#';
    const Table table = *parseCsv("A report, of 2023\n# units: m\na,b\n1,2\n# note\n3,4\n", with(dialect));
    EXPECT_THAT(table.columns()[0].numbers, ElementsAre(1, 3));
}

TEST(ParseCsv, PreviewReadsOnlySoManyRows) {
    CsvOptions options;
    options.maxRows = 2;
    const Table table = *parseCsv("a\n1\n2\nx\n", options);
    EXPECT_THAT(table.columns()[0].numbers, ElementsAre(1, 2));
}

TEST(ParseCsv, DecodesMarksUtf16AndLatin1) {
    CsvDialect dialect;
    EXPECT_EQ(parseCsv("\xEF\xBB\xBF"
                       "a,b\n1,2\n",
                       {})
                  ->columns()[0]
                  .name,
              "a");
    dialect.encoding = TextEncoding::Utf16LittleEndian;
    EXPECT_EQ(parseCsv(utf16("a,b\n1,2\n", false, true), with(dialect))->columns()[0].name, "a");
    dialect.encoding = TextEncoding::Utf16BigEndian;
    EXPECT_EQ(parseCsv(utf16("a,b\n1,2\n", true, false), with(dialect))->columns()[1].numbers[0], 2);
    // A surrogate pair: U+1F600.
    dialect.encoding = TextEncoding::Utf16LittleEndian;
    const std::string smile("c\0\n\0\x3D\xD8\x00\xDE\n\0", 10);
    EXPECT_EQ(parseCsv(smile, with(dialect))->columns()[0].texts[0], "\xF0\x9F\x98\x80");
    dialect.encoding = TextEncoding::Latin1;
    EXPECT_EQ(parseCsv("c\nM\xFCnchen\n", with(dialect))->columns()[0].texts[0], "M\xC3\xBCnchen");
}

TEST(ParseCsv, NamesLineColumnAndByteOfAWrongEncoding) {
    EXPECT_THAT(message("a,b\n1,\xC3\xBC\n2,\xC3\xBC\xFC\n"),
                HasSubstr("line 3, column 4: byte 0xFC is not UTF-8"));
    EXPECT_THAT(message(std::string("a\n\0b\n", 5)), HasSubstr("line 2, column 1: byte 0x00"));
    CsvDialect dialect;
    dialect.encoding = TextEncoding::Utf16LittleEndian;
    EXPECT_THAT(message(utf16("a\n1\n", false, true) + "x", with(dialect)),
                HasSubstr("line 3, column 1: byte 0x78"));
    const std::string lonely("a\0\n\0\x00\xDC", 6);
    EXPECT_THAT(message(lonely, with(dialect)), HasSubstr("line 2, column 1: bytes 0x00 0xDC"));
    // Overlong, surrogate and beyond U+10FFFF forms are not UTF-8 either (Unicode, table 3-7).
    for (const char* bad : {"a\n\xC0\x80\n", "a\n\xE0\x80\x80\n", "a\n\xED\xA0\x80\n",
                            "a\n\xF4\x90\x80\x80\n", "a\n\xE2\x82"})
        EXPECT_THAT(message(bad), HasSubstr("line 2, column 1")) << bad;
}

TEST(ParseCsv, RefusesAnImpossibleDialect) {
    CsvDialect dialect;
    dialect.delimiter = '"';
    EXPECT_FALSE(parseCsv("a\n1\n", with(dialect)));
    dialect.delimiter = '\n';
    EXPECT_FALSE(parseCsv("a\n1\n", with(dialect)));
}

TEST(ParseCsv, StopsOnRequestAndReportsProgress) {
    std::string text = "a,b\n";
    for (int row = 0; row < 200000; ++row) text += "1,2\n";
    std::vector<std::uint64_t> seen;
    std::stop_source source;
    RunControl control;
    control.stop = source.get_token();
    control.progress = [&](std::uint64_t done, std::uint64_t total) {
        EXPECT_EQ(total, text.size());
        seen.push_back(done);
        if (seen.size() == 2) source.request_stop();
    };
    const auto table = parseCsv(text, {}, control);
    ASSERT_FALSE(table);
    EXPECT_EQ(table.error().code, ErrorCode::Cancelled);
    ASSERT_EQ(seen.size(), 2U);
    EXPECT_LT(seen[0], seen[1]);
}

TEST(WriteCsv, ReadsBackAsTheSameTable) {
    const std::string text =
        "n,c,t\n0.1,red,\"a, \"\"b\"\"\"\n,green,\" outer "
        "\"\n-1e-300,,\"two\nlines\"\n5,red,\"NA\"\n123456,green,\"#5\"\n";
    CsvOptions options;
    options.types = {{"t", ColumnType::Text}, {"c", ColumnType::Category}};
    const Table table = *parseCsv(text, options);
    EXPECT_EQ(table.columns()[2].texts[3], "NA");
    for (const char delimiter : {',', ';', '\t'}) {
        options.dialect.delimiter = delimiter;
        const auto again = parseCsv(writeCsv(table, delimiter), options);
        ASSERT_TRUE(again) << again.error().message;
        EXPECT_EQ(again->contentHash(), table.contentHash());
    }
}

TEST(WriteCsv, KeepsAMissingCellOfTheOnlyColumn) {
    const Table table = *parseCsv("a\n1\n\"\"\n3\n", {});
    EXPECT_EQ(parseCsv(writeCsv(table), {})->contentHash(), table.contentHash());
}

}  // namespace
}  // namespace qstore
