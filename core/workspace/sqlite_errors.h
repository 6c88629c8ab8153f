// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <SQLiteCpp/Exception.h>

#include <filesystem>

#include "core/base/result.h"

namespace qstore {

/// What an SQLite result code means for a person: disk full, locked, damaged, read-only, …
Error sqliteError(int code, int extendedCode, const std::string& message,
                  const std::filesystem::path& path);
inline Error sqliteError(const SQLite::Exception& exception, const std::filesystem::path& path) {
    return sqliteError(exception.getErrorCode(), exception.getExtendedErrorCode(), exception.what(), path);
}

}  // namespace qstore
