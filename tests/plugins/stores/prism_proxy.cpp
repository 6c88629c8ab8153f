// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/plugins/stores/prism_proxy.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

namespace qstore::testing {

namespace fs = std::filesystem;

PrismProxy::PrismProxy(const fs::path& modules, const fs::path& specification, const std::string& upstream,
                       const std::vector<std::string>& options) {
    std::string pattern = (fs::temp_directory_path() / "qstore-prism-XXXXXX").string();
    EXPECT_NE(::mkdtemp(pattern.data()), nullptr);
    m_folder = pattern;
    std::vector<std::string> words = {
        "node",         std::string(QSTORE_SOURCE_DIR) + "/tests/contract/prism.mjs",
        "--modules",    modules.string(),
        "--spec",       specification.string(),
        "--upstream",   upstream,
        "--violations", (m_folder / "violations").string()};
    words.insert(words.end(), options.begin(), options.end());
    m_program = std::make_unique<ChildProgram>(std::move(words));
    m_url = m_program->listeningUrl();
}

PrismProxy::~PrismProxy() {
    m_program.reset();
    std::error_code ignored;
    fs::remove_all(m_folder, ignored);
}

std::vector<std::string> PrismProxy::violations() const {
    std::vector<std::string> lines;
    std::ifstream file(m_folder / "violations");
    for (std::string line; std::getline(file, line);) lines.push_back(line);
    return lines;
}

}  // namespace qstore::testing
