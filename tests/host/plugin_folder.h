// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "plugins/host/plugin_host.h"

namespace qstore::test {

/// A folder of plugins and a configuration of one's own, gone afterwards.
class PluginFolder : public ::testing::Test {
protected:
    PluginFolder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "qstore-plugins-XXXXXX").string();
        m_root = ::mkdtemp(pattern.data());
        std::filesystem::create_directory(plugins());
        ::setenv("QSTORE_TEST_WITNESS", witness().c_str(), 1);
    }
    ~PluginFolder() override {
        std::error_code error;
        std::filesystem::remove_all(m_root, error);
    }

    std::filesystem::path plugins() const { return m_root / "plugins"; }
    std::filesystem::path configuration() const { return m_root / "config" / "qstore"; }
    std::filesystem::path witness() const { return m_root / "witness"; }
    /// The kinds whose code ran, a line each.
    std::string ran() const { return contentOf(witness()); }

    static std::string contentOf(const std::filesystem::path& file) {
        std::ifstream stream(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }

    /// Copies built plugins into the folder: the loader knows libraries by their files.
    void install(const std::vector<std::string>& samples) const {
        for (const std::string& sample : samples)
            std::filesystem::copy_file(std::filesystem::path(QSTORE_SAMPLES) / (sample + ".so"),
                                       plugins() / (sample + ".so"));
    }
    void write(const std::string& name, const std::string& content) const {
        std::ofstream(plugins() / name, std::ios::binary) << content;
    }

    PluginPlaces places() const { return {{plugins()}, configuration(), {}}; }

    /// The entry of that file; a failure of the test where there is none.
    PluginInfo infoOf(const PluginHost& host, const std::string& sample) const {
        for (const PluginInfo& info : host.list())
            if (info.file == plugins() / (sample + ".so")) return info;
        ADD_FAILURE() << sample << " is not listed";
        return {};
    }

    /// Another process does it; its wait status.
    template <class Work>
    static int inChild(const Work& work) {
        const pid_t child = ::fork();
        if (child == 0) {
            work();
            ::_exit(42);
        }
        int status = 0;
        EXPECT_EQ(::waitpid(child, &status, 0), child);
        return status;
    }
    static constexpr int survived = 42;

private:
    std::filesystem::path m_root;
};

}  // namespace qstore::test
