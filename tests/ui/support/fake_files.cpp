// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/fake_files.h"

#include "core/base/hash.h"

namespace qstore::ui {

Result<std::vector<KeptFile>> FakeFiles::files(const RunControl& control) {
    if (control.stop.stop_requested()) return cancelled();
    const std::scoped_lock lock(m_mutex);
    std::vector<KeptFile> all;
    for (const auto& [name, file] : m_files) all.push_back(file.first);
    return all;
}

Result<KeptFile> FakeFiles::keep(const std::string& name, const std::string& kind, std::string_view bytes,
                                 const RunControl& control) {
    QSTORE_CHECK(m_before());
    if (control.stop.stop_requested()) return cancelled();
    const std::scoped_lock lock(m_mutex);
    const KeptFile file{name, kind, sha256Hex(bytes), bytes.size(), m_nowMs++};
    m_files[name] = {file, std::string(bytes)};
    return file;
}

Result<std::string> FakeFiles::restore(const std::string& name, const RunControl& control) {
    if (control.stop.stop_requested()) return cancelled();
    const std::scoped_lock lock(m_mutex);
    const auto found = m_files.find(name);
    if (found == m_files.end())
        return fail(ErrorCode::NotFound, "the store keeps no file '" + name + "'", "list what it keeps");
    const auto& [file, bytes] = found->second;
    if (sha256Hex(bytes) != file.sha256)
        return fail(ErrorCode::Corrupt, "the file '" + name + "' is not what was kept", "keep it again");
    return bytes;
}

Result<bool> FakeFiles::forget(const std::string& name, const RunControl& control) {
    if (control.stop.stop_requested()) return cancelled();
    const std::scoped_lock lock(m_mutex);
    return m_files.erase(name) > 0;
}

void FakeFiles::damage(const std::string& name) {
    const std::scoped_lock lock(m_mutex);
    std::string& bytes = m_files.at(name).second;
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
}

}  // namespace qstore::ui
