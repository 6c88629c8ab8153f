// SPDX-License-Identifier: Apache-2.0
// Two types of one name in one namespace are one type to the linker, which then takes either's functions
// for both. No compiler sees it where no file includes both headers.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <string>

namespace {

namespace fs = std::filesystem;

/// "qstore::ui" of the first line that opens a namespace.
std::string namespaceOf(const std::string& line, const std::string& before) {
    static const std::regex opening(R"(^namespace ([A-Za-z0-9_:]+) \{)");
    std::smatch match;
    return before.empty() && std::regex_search(line, match, opening) ? match[1].str() : before;
}

/// Types that a header defines at the beginning of a line, with their namespace; no templates, no members.
std::map<std::string, std::string> typesOf(const fs::path& header) {
    static const std::regex definition(
        R"(^(struct|class|enum class) ((QSTORE_EXPORT|alignas\([^)]*\)) )?([A-Za-z0-9_]+)( final)?( :[^:]| \{|$))");
    std::map<std::string, std::string> types;
    std::ifstream stream(header);
    std::string space, previous;
    for (std::string line; std::getline(stream, line); previous = line) {
        space = namespaceOf(line, space);
        std::smatch match;
        if (previous.rfind("template", 0) == 0 || !std::regex_search(line, match, definition)) continue;
        types.emplace(space + "::" + match[4].str(), header.string());
    }
    return types;
}

TEST(TypeNames, AreDefinedByOneHeaderOnly) {
    std::map<std::string, std::string> known;
    std::size_t headers = 0;
    for (const char* folder : {"core", "plugins", "ui", "app"})
        for (const auto& entry : fs::recursive_directory_iterator(fs::path(QSTORE_SOURCE_DIR) / folder)) {
            if (entry.path().extension() != ".h") continue;
            ++headers;
            for (const auto& [type, header] : typesOf(entry.path())) {
                const auto [other, isNew] = known.emplace(type, header);
                EXPECT_TRUE(isNew) << type << " is defined in " << other->second << " and in " << header;
            }
        }
    EXPECT_GT(headers, 100U);
    EXPECT_EQ(known.count("qstore::Circuit"), 1U) << "the scan sees nothing";
    EXPECT_EQ(known.count("qstore::ui::MainWindow"), 1U) << "the scan sees nothing";
}

}  // namespace
