// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <utility>

#include "core/stores/byte_store.h"

namespace qstore::ui {

/// Whole files in memory, and what may go wrong with them when a test says so.
class FakeFiles : public ByteStore {
public:
    /// `before` is asked before anything is kept.
    explicit FakeFiles(std::function<Status()> before) : m_before(std::move(before)) {}

    Result<std::vector<KeptFile>> files(const RunControl& control) override;
    Result<KeptFile> keep(const std::string& name, const std::string& kind, std::string_view bytes,
                          const RunControl& control) override;
    Result<std::string> restore(const std::string& name, const RunControl& control) override;
    Result<bool> forget(const std::string& name, const RunControl& control) override;

    /// One byte of it turns into another.
    void damage(const std::string& name);

private:
    std::function<Status()> m_before;
    std::mutex m_mutex;
    std::map<std::string, std::pair<KeptFile, std::string>> m_files;  // guarded by m_mutex
    std::int64_t m_nowMs = 1'800'000'000'000;                         // the same
};

}  // namespace qstore::ui
