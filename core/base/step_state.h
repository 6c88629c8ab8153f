// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "core/base/export.h"

namespace qstore {

/// Of a step of a test that goes several, one after the other.
enum class StepState : std::uint8_t { Running, Passed, Failed, NotTried, Cancelled };
/// "passed", "not-tried".
QSTORE_EXPORT std::string_view stepStateName(StepState state);

}  // namespace qstore
