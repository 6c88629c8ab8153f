// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>

#include "core/base/hash.h"
#include "core/stores/byte_store.h"

namespace qstore {

/// Whole files in memory; damage on demand.
class MemoryBytes : public ByteStore {
public:
    Result<std::vector<KeptFile>> files(const RunControl& /*control*/) override {
        std::vector<KeptFile> list;
        for (const auto& [name, kept] : m_files) list.push_back(kept.first);
        return list;
    }
    Result<KeptFile> keep(const std::string& name, const std::string& kind, std::string_view bytes,
                          const RunControl& /*control*/) override {
        const KeptFile file{name, kind, sha256Hex(bytes), bytes.size(), 1};
        m_files[name] = {file, std::string(bytes)};
        return file;
    }
    Result<std::string> restore(const std::string& name, const RunControl& /*control*/) override {
        const auto found = m_files.find(name);
        if (found == m_files.end()) return fail(ErrorCode::NotFound, "there is no file '" + name + "'");
        return found->second.second;
    }
    Result<bool> forget(const std::string& name, const RunControl& /*control*/) override {
        return m_files.erase(name) != 0;
    }

    std::string& bytesOfFile(const std::string& name) { return m_files.at(name).second; }

private:
    std::map<std::string, std::pair<KeptFile, std::string>> m_files;
};

}  // namespace qstore
