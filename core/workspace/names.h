// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "core/base/result.h"

namespace qstore {

/// InvalidArgument unless `name` can name something in a workspace: not empty, valid UTF-8 without control
/// characters, at most 200 bytes. `what` is the thing, such as "a dataset".
QSTORE_EXPORT Status checkName(std::string_view name, std::string_view what);

/// The same for models and aliases, which also must not hold the separators of `name:version`, `name@alias`
/// and of paths.
QSTORE_EXPORT Status checkModelName(std::string_view name, std::string_view what = "a model");

/// Text for people, such as notes: valid UTF-8 and not larger than a row holds.
QSTORE_EXPORT Status checkNote(std::string_view text, std::string_view what);

}  // namespace qstore
