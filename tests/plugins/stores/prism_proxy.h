// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "tests/plugins/stores/child_program.h"

namespace qstore::testing {

/// tests/contract/prism.mjs before a server: what does not follow the specification goes no further, and is
/// noted. `modules` has the packages of tests/contract; `options` are further words of its command line.
class PrismProxy {
public:
    PrismProxy(const std::filesystem::path& modules, const std::filesystem::path& specification,
               const std::string& upstream, const std::vector<std::string>& options = {});
    ~PrismProxy();
    PrismProxy(const PrismProxy&) = delete;
    PrismProxy& operator=(const PrismProxy&) = delete;

    const std::string& url() const { return m_url; }
    /// One JSON object each, in their order.
    std::vector<std::string> violations() const;

private:
    std::filesystem::path m_folder;
    std::string m_url;
    std::unique_ptr<ChildProgram> m_program;
};

}  // namespace qstore::testing
