// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "core/base/result.h"

namespace qstore {

/// A file of resources/backends as it was compiled in.
Result<std::string_view> shippedBackendData(std::string_view name);

}  // namespace qstore
