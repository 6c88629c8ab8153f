// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/data/csv.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;

CsvDialect sniff(std::string_view text) {
    const auto dialect = sniffCsv(text);
    EXPECT_TRUE(dialect) << dialect.error().message;
    return dialect.value_or(CsvDialect{});
}

TEST(SniffCsv, FindsDelimiterHeaderAndDecimal) {
    const CsvDialect plain = sniff("a,b,c\n1,2.5,x\n3,4.5,y\n");
    EXPECT_EQ(plain.delimiter, ',');
    EXPECT_EQ(plain.decimal, '.');
    EXPECT_TRUE(plain.header);
    EXPECT_GT(plain.confidence, 0.9);
    const CsvDialect german = sniff("Name;Wert\nM\xC3\xBCller;1,5\nMeier;2,75\n");
    EXPECT_EQ(german.delimiter, ';');
    EXPECT_EQ(german.decimal, ',');
    EXPECT_EQ(sniff("a\tb\n1\t2\n3\t4\n").delimiter, '\t');
    EXPECT_EQ(sniff("a|b\n1|2\n3|4\n").delimiter, '|');
    EXPECT_EQ(sniff("1;2,5\n3;4,5\n").decimal, ',');
}

TEST(SniffCsv, SeesThatThereIsNoHeader) {
    EXPECT_FALSE(sniff("5.1,3.5,setosa\n4.9,3.0,setosa\n").header);
    EXPECT_TRUE(sniff("name,city\nAnn,Bonn\nBob,Kiel\n").header);
    EXPECT_FALSE(sniff("yes,no\nno,no\nyes,yes\n").header);
}

TEST(SniffCsv, IsNotMisledByDelimitersInsideQuotes) {
    const CsvDialect dialect = sniff("name;note\n\"a\";\"x, y, z\"\n\"b\";\"1, 2, 3\"\n");
    EXPECT_EQ(dialect.delimiter, ';');
    EXPECT_EQ(dialect.quote, '"');
    const CsvDialect single = sniff("id,note\n1,'x, y'\n2,'z, w, v'\n3,'u'\n");
    EXPECT_EQ(single.quote, '\'');
    EXPECT_EQ(single.delimiter, ',');
}

TEST(SniffCsv, AnOpenQuoteStaysAQuote) {
    for (const std::string text :
         {"a,b\n1,\"x\n2,y\n3,z\n", "\"a,b\n1,x\n2,y\n", "name;n\n\"x;1\ny;2\n\"z\";3\n"}) {
        CsvOptions options;
        options.dialect = sniffCsv(text).value();
        EXPECT_EQ(options.dialect.quote, '"') << text;
        const auto table = parseCsv(text, options);
        ASSERT_FALSE(table) << text;
        EXPECT_THAT(table.error().message, ::testing::ContainsRegex("line [0-9]+, column [0-9]+: "))
            << text;
    }
    // Where an apostrophe quotes, a '"' is a letter like any other.
    const auto single = sniffCsv("a,b\n'x, y','\"'\n'u, v',\"z\n").value();
    EXPECT_EQ(single.quote, '\'');
}

TEST(SniffCsv, TakesAGivenFormat) {
    const auto dialect = sniffCsv("a;b\n1;2\n", std::nullopt, SourceFormat{';', '"', ','}).value();
    EXPECT_EQ(dialect.decimal, ',') << "nothing in the file says otherwise";
    EXPECT_EQ(sniffCsv("a,5\n1,2\n", std::nullopt, SourceFormat{';', '"', ','})->delimiter, ';');
}

TEST(SniffCsv, FindsTitlesAndComments) {
    const CsvDialect titled = sniff("Rainfall of the year\nmonth,mm\n1,20\n2,30\n3,40\n");
    EXPECT_EQ(titled.skipLines, 1U);
    EXPECT_TRUE(titled.header);
    const CsvDialect commented = sniff("# station 7, north\n# mm\nmonth,mm\n1,20\n2,30\n");
    EXPECT_EQ(commented.comment, '#');
    EXPECT_TRUE(commented.header);
    EXPECT_EQ(sniff("#id,name\n1,a\n2,b\n").comment, '\0');
}

TEST(SniffCsv, ObeysASpreadsheetsFirstLine) {
    const CsvDialect dialect = sniff("sep=;\nname;a,b;x\nq;1,5;2\nr;2,5;3\n");
    EXPECT_EQ(dialect.delimiter, ';');
    EXPECT_EQ(dialect.skipLines, 1U);
    EXPECT_EQ(dialect.decimal, ',');
    EXPECT_TRUE(dialect.header);
}

TEST(SniffCsv, FindsEncodings) {
    EXPECT_EQ(sniff("a,b\n1,2\n").encoding, TextEncoding::Utf8);
    EXPECT_EQ(sniff("stadt,x\nM\xFCnchen,2\n").encoding, TextEncoding::Latin1);
    std::string little;
    std::string big;
    for (const char c : std::string_view("a,b\n1,2\n")) {
        little += {c, '\0'};
        big += {'\0', c};
    }
    EXPECT_EQ(sniff(little).encoding, TextEncoding::Utf16LittleEndian);
    EXPECT_EQ(sniff(big).encoding, TextEncoding::Utf16BigEndian);
    EXPECT_EQ(sniff("\xFF\xFE" + little).encoding, TextEncoding::Utf16LittleEndian);
}

TEST(SniffCsv, BytesOfNoEncodingAreAnErrorThatNamesThem) {
    const auto dialect = sniffCsv("a,b\n1,\xFF\n");
    ASSERT_FALSE(dialect);
    EXPECT_THAT(dialect.error().message, HasSubstr("line 2, column 3: byte 0xFF"));
    // UTF-8 with one damaged byte is not taken for Latin-1.
    EXPECT_FALSE(sniffCsv("a,b\n\xC3\xBC,\xC3\xBC\n\xE9,1\n"));
    EXPECT_TRUE(sniffCsv("a,b\n1,\xFF\n", TextEncoding::Latin1));
    EXPECT_FALSE(sniffCsv(""));
}

TEST(SniffCsv, LooksBeyondTheHead) {
    // The first 100 KB hold no second delimiter; the rest shows that commas separate.
    std::string text = "a,b\n";
    for (int row = 0; row < 60000; ++row) text += "1.5,x;y\n";
    const CsvDialect dialect = sniff(text);
    EXPECT_EQ(dialect.delimiter, ',');
    EXPECT_TRUE(dialect.header);
}

TEST(SniffCsv, OneColumnNeedsNoDelimiter) {
    const CsvDialect dialect = sniff("x\n1\n2\n");
    const auto table = parseCsv("x\n1\n2\n", CsvOptions{dialect, {}, {}, 0});
    ASSERT_TRUE(table);
    EXPECT_EQ(table->columns().size(), 1U);
    EXPECT_EQ(table->rows(), 2U);
}

}  // namespace
}  // namespace qstore
