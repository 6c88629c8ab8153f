// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace qstore {

/// The files of a flat archive by name.
using ZipEntries = std::map<std::string, std::string>;

/// What reading may cost; a file beyond it is refused before anything is unpacked.
struct ZipLimits {
    std::size_t entries = 64;
    std::size_t entryBytes = std::size_t{256} << 20U;
    std::size_t totalBytes = std::size_t{512} << 20U;
};

/// A zip of the entries in order of name, without times: equal content gives equal bytes.
QSTORE_EXPORT Result<std::string> writeZip(const ZipEntries& entries);
/// Refuses names with a path in them, repeated names, encrypted entries, sizes beyond the limits and
/// content that does not match its checksum or its announced size.
QSTORE_EXPORT Result<ZipEntries> readZip(std::string_view bytes, const ZipLimits& limits = {});

}  // namespace qstore
