// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/base/export.h"

namespace qstore {

/// A key, token or password. Its bytes are wiped when they are given up, it has no operator<<, and nothing
/// turns it into text but reveal(), which is called at the border that needs the bytes and nowhere else.
class QSTORE_EXPORT Secret {
public:
    Secret() = default;
    /// Copies; wiping the source is the caller's.
    explicit Secret(std::string_view bytes);
    /// Takes the bytes over and wipes what is left of `bytes`.
    static Secret take(std::string& bytes);
    Secret(const Secret& other);
    Secret(Secret&& other) noexcept;
    Secret& operator=(const Secret& other);
    Secret& operator=(Secret&& other) noexcept;
    ~Secret();

    bool empty() const { return m_bytes.empty(); }
    std::string_view reveal() const { return m_bytes; }
    /// "…" and the last four characters of a long secret, else "…": enough to tell two keys apart.
    std::string hint() const;
    /// In time that does not depend on where the first difference is.
    friend QSTORE_EXPORT bool operator==(const Secret& a, const Secret& b);

private:
    void wipe() noexcept;
    std::string m_bytes;
};

/// `text` with every occurrence of `secret` (as it is, percent-encoded, or in base64) replaced by
/// "[secret]". For text that comes from outside, such as a server's reply that echoes a header.
QSTORE_EXPORT std::string redacted(std::string_view text, const Secret& secret);

/// While at least one of these lives, the process leaves no core dump (RLIMIT_CORE and, on Linux,
/// PR_SET_DUMPABLE), because it would hold the keys. The last one restores what was.
class QSTORE_EXPORT CoreDumpGuard {
public:
    CoreDumpGuard();
    CoreDumpGuard(const CoreDumpGuard&);
    CoreDumpGuard& operator=(const CoreDumpGuard&) = default;
    ~CoreDumpGuard();
};

}  // namespace qstore
