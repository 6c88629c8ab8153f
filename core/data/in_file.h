// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "core/base/result.h"

namespace qstore {

/// The error with the file's name in front.
inline tl::unexpected<Error> inFile(const std::filesystem::path& path, Error error) {
    error.message = "'" + path.string() + "': " + error.message;
    return tl::unexpected<Error>(std::move(error));
}

}  // namespace qstore
