// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "core/base/result.h"

namespace qstore {

/// The system's certificate authorities with those of `caFile` behind them, as PEM. NotFound, Io or Parse
/// for a file that holds none.
Result<std::string> trustedAuthorities(const std::filesystem::path& caFile);

}  // namespace qstore
