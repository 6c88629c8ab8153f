// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace qstore {
namespace {

namespace fs = std::filesystem;

/// The one-way rule: what each folder of core may include beside itself.
const std::map<std::string, std::set<std::string>>& allowedInCore() {
    static const std::map<std::string, std::set<std::string>> allowed = [] {
        std::map<std::string, std::set<std::string>> rule;
        rule["base"] = {};
        rule["net"] = rule["data"] = rule["stores"] = rule["circuit"] = {"base"};
        rule["observables"] = {"base", "circuit"};
        rule["simulation"] = {"base", "circuit", "observables"};
        rule["gradients"] = {"base", "circuit", "observables", "simulation"};
        rule["learning"] = {"base", "circuit", "observables", "simulation", "gradients", "data"};
        rule["states"] = {"base", "circuit", "observables", "simulation"};
        // Who answers on this machine is the simulator.
        rule["backends"] = {"base", "net", "circuit", "observables", "simulation"};
        rule["retrieval"] = {"base",      "circuit", "observables", "simulation",
                             "gradients", "data",    "learning",    "stores"};
        rule["solvers"] = {"base", "circuit", "observables", "simulation", "gradients"};
        std::set<std::string> lower;
        for (const auto& [folder, below] : rule) lower.insert(folder);
        rule["workspace"] = lower;
        lower.insert("workspace");
        rule["exchange"] = lower;
        lower.insert("exchange");
        rule["benchmark"] = lower;
        rule["serving"] = lower;
        lower.insert("serving");
        rule["domains"] = lower;
        return rule;
    }();
    return allowed;
}

fs::path root() {
    return QSTORE_SOURCE_DIR;
}

bool isSource(const fs::path& path) {
    static const std::set<std::string> kinds = {".h", ".cpp", ".cmake", ".py", ".sh"};
    return kinds.count(path.extension().string()) != 0 || path.filename() == "CMakeLists.txt";
}

bool isCode(const fs::path& path) {
    return path.extension() == ".h" || path.extension() == ".cpp";
}

std::vector<fs::path> filesBelow(const std::string& folder) {
    std::vector<fs::path> files;
    if (!fs::is_directory(root() / folder)) return files;
    for (const auto& entry : fs::recursive_directory_iterator(root() / folder))
        if (entry.is_regular_file()) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

/// What stands between the quotes or angles of each #include line.
std::vector<std::string> includesOf(const fs::path& path) {
    std::vector<std::string> includes;
    std::ifstream stream(path);
    for (std::string line; std::getline(stream, line);) {
        const auto start = line.find_first_not_of(" \t");
        if (start == std::string::npos || line[start] != '#') continue;
        const auto word = line.find("include", start);
        const auto open = line.find_first_of("\"<", start);
        if (word == std::string::npos || open == std::string::npos) continue;
        const auto close = line.find_first_of("\">", open + 1);
        if (close != std::string::npos) includes.push_back(line.substr(open + 1, close - open - 1));
    }
    return includes;
}

/// "core/data/table.h" → {"core", "data", "table.h"}.
std::vector<std::string> parts(const std::string& path) {
    std::vector<std::string> result;
    for (const fs::path& part : fs::path(path)) result.push_back(part.string());
    return result;
}

TEST(IncludeRule, CoreFoldersIncludeOnlyWhatIsBelowThem) {
    std::size_t seen = 0;
    for (const fs::path& file : filesBelow("core")) {
        if (!isCode(file)) continue;
        const auto place = parts(fs::relative(file, root()).string());
        ASSERT_GE(place.size(), 3U) << file;
        const auto rule = allowedInCore().find(place[1]);
        ASSERT_NE(rule, allowedInCore().end())
            << "core/" << place[1] << " has no place in the one-way rule; give it one in this test";
        for (const std::string& include : includesOf(file)) {
            const auto target = parts(include);
            if (target.size() < 2 || target[0] != "core") continue;
            ++seen;
            EXPECT_TRUE(target[1] == place[1] || rule->second.count(target[1]) != 0)
                << fs::relative(file, root()).string() << " includes " << include;
        }
    }
    EXPECT_GT(seen, 50U) << "the test reads no include lines";
}

TEST(IncludeRule, NothingIncludesWhatStandsAboveIt) {
    // core ← ui ← app and core ← plugins; plugins never include ui; nobody includes app or the tests.
    const std::map<std::string, std::set<std::string>> allowed = {
        {"core", {"core"}},
        {"ui", {"core", "ui"}},
        {"plugins", {"core", "plugins"}},
        {"app", {"core", "ui", "plugins", "app"}},
    };
    const std::set<std::string> ours = {"core", "ui", "plugins", "app", "tests"};
    for (const auto& [folder, may] : allowed)
        for (const fs::path& file : filesBelow(folder)) {
            if (!isCode(file)) continue;
            for (const std::string& include : includesOf(file)) {
                const auto target = parts(include);
                if (target.empty() || ours.count(target[0]) == 0) continue;
                EXPECT_EQ(may.count(target[0]), 1U)
                    << fs::relative(file, root()).string() << " includes " << include;
            }
        }
}

TEST(IncludeRule, CoreKnowsNoQt) {
    for (const fs::path& file : filesBelow("core")) {
        if (!isCode(file)) continue;
        for (const std::string& include : includesOf(file)) {
            const bool qt =
                include.size() > 1 && include[0] == 'Q' && include[1] >= 'A' && include[1] <= 'Z';
            EXPECT_FALSE(qt) << fs::relative(file, root()).string() << " includes " << include;
        }
    }
}

TEST(IncludeRule, DearHeadersStayOutOfHeaders) {
    for (const fs::path& file : filesBelow("core")) {
        if (file.extension() != ".h") continue;
        const std::string name = fs::relative(file, root()).string();
        // The workspace's inner headers hold its database; no other folder's may.
        const bool holdsDatabase = name.rfind("core/workspace/", 0) == 0;
        for (const std::string& include : includesOf(file)) {
            EXPECT_FALSE(include == "nlohmann/json.hpp" || include.rfind("tbb/", 0) == 0)
                << name << " includes " << include;
            EXPECT_TRUE(holdsDatabase || include.rfind("SQLiteCpp/", 0) != 0)
                << name << " includes " << include;
        }
    }
}

TEST(SourceFiles, StartWithTheirLicence) {
    std::size_t seen = 0;
    for (const char* folder : {"core", "ui", "app", "plugins", "tests", "cmake"})
        for (const fs::path& file : filesBelow(folder)) {
            if (!isSource(file)) continue;
            ++seen;
            std::ifstream stream(file);
            std::string line;
            std::getline(stream, line);
            if (line.rfind("#!", 0) == 0) std::getline(stream, line);
            const auto place = parts(fs::relative(file, root()).string());
            // What others build plugins against is under the engine's licence, too.
            const bool engine =
                place[0] == "core" || (place.size() > 1 && ((place[0] == "tests" && place[1] == "core") ||
                                                            (place[0] == "plugins" && place[1] == "api")));
            // Build files are not part of the engine's source; either licence may stand there.
            const bool permissive = line.find("SPDX-License-Identifier: Apache-2.0") != std::string::npos;
            const bool copyleft =
                line.find("SPDX-License-Identifier: GPL-3.0-or-later") != std::string::npos;
            EXPECT_TRUE(isCode(file) ? (engine ? permissive : copyleft) : (permissive || copyleft))
                << fs::relative(file, root()).string() << " starts with: " << line;
        }
    EXPECT_GT(seen, 50U);
}

}  // namespace
}  // namespace qstore
