// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "core/base/export.h"

namespace qstore {

/// `bytes` random bytes from the system, in hexadecimal; for names, never for results.
QSTORE_EXPORT std::string randomHex(std::size_t bytes);

}  // namespace qstore
