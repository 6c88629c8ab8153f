// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"

namespace qstore {

/// What a kept file is, so that lists can be read by people and programs.
struct KeptFile {
    std::string name;    ///< 1 to 256 bytes of UTF-8 without control characters; unique in its store
    std::string kind;    ///< "dataset", "checkpoint", "model-bundle"
    std::string sha256;  ///< of its bytes, 64 lower-case hexadecimal digits
    std::uint64_t bytes = 0;
    std::int64_t keptMs = 0;  ///< Unix time, by the store's clock

    bool operator==(const KeptFile&) const = default;
};

/// Whole files by name, for stores that can hold bytes. Thread-safe, as VectorStore is.
class QSTORE_EXPORT ByteStore {
public:
    virtual ~ByteStore() = default;

    /// Sorted by name.
    virtual Result<std::vector<KeptFile>> files(const RunControl& control) = 0;
    /// Takes the place of one of that name, all or nothing: whoever reads meanwhile gets the old bytes or
    /// the new ones. Progress counts bytes.
    virtual Result<KeptFile> keep(const std::string& name, const std::string& kind, std::string_view bytes,
                                  const RunControl& control) = 0;
    /// NotFound with the nearest name; Corrupt where the bytes are not those that were kept.
    virtual Result<std::string> restore(const std::string& name, const RunControl& control) = 0;
    /// False where it was not there.
    virtual Result<bool> forget(const std::string& name, const RunControl& control) = 0;
};

}  // namespace qstore
