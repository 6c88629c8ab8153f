// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace qstore {

/// The instruction sets that this machine and this build share, best first: `avx512`, `avx2`, `plain`.
QSTORE_EXPORT std::vector<std::string> simdTargets();
/// The one in use. Choose it before plans are compiled: each keeps the one it meets. Results differ between
/// them by rounding only.
QSTORE_EXPORT std::string simdTarget();
/// Chooses one by name for the whole process; an error lists those there are.
QSTORE_EXPORT Status useSimdTarget(std::string_view name);

}  // namespace qstore
